"""The reasons why a figure is not current, in words, for `build --dry-run`."""

from __future__ import annotations

import json
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphdraw.build.records.fontcache import font_digest
from graphdraw.build.records.freshness import FolderLook, from_here, relative
from graphdraw.build.records.manifest import Record
from graphdraw.disk import files
from graphdraw.output.encoding import choices_of

if TYPE_CHECKING:  # start-up time
    from graphdraw.build.run import Plan

MOST = 20
"""The most changes of one figure that are named: a manifest may list any number of files."""


def why(plan: Plan, look: FolderLook, *, force: bool = False) -> dict[Path, tuple[str, ...]]:
    """For each figure of a stale spec: the reasons why it is not current.

    A figure without a reason is current, but another figure of the same spec is not. `force`: `--force` was given.
    """
    folder, settings = plan.folder, plan.settings
    view = relative(settings.view, folder) if settings.view else None
    keys = [settings.key(kind, folder) for kind in settings.kinds]
    forced = ("--force",) if force else ()
    return {
        target: (*_reasons(look, str(job.source), target.relative_to(folder).as_posix(), key, view), *forced)
        for job in plan.stale
        for target, key in zip(job.targets, keys, strict=True)
    }


def _reasons(look: FolderLook, source: str, figure: str, key: str, view: str | None) -> tuple[str, ...]:
    """The reasons why one figure is not current; none if it is.

    `source` is its spec, `figure` its path below the output folder, `key` the settings of this build (`Settings.key`),
    `view` the path of the file of `--view` relative to the output folder.
    """
    if (target := files.leads_out(look.folder / figure, look.folder)) is not None:
        return (f"it cannot be drawn: a link leads out of its folder, to '{target}'",)
    record = look.records.get(figure)
    if record is None:
        return ("there is no record of it" if look.is_there(figure) else "not drawn yet",)
    option_changes = [] if record.settings == key else _changed_settings(record.settings, key)
    if not look.is_of(record, source):
        return (*option_changes, f"drawn from another spec: '{from_here(look.base / record.inputs[0].path)}'")
    changes = islice(look.changes(record), MOST)
    reasons = (*option_changes, *(_change_text(look, record, what, name, view) for what, name in changes))
    return reasons if reasons or look.is_ours(record) else ("the figure is not what graphdraw draws",)


def _changed_settings(old: str, new: str) -> list[str]:
    """The differences between two keys of `Settings`, in words: versions, fonts, options."""
    if not old:
        return ["its spec had problems"]
    try:
        before, now = _named_parts(old), _named_parts(new)
    except (ValueError, TypeError, RecursionError):
        return ["other options"]
    texts = [
        f"drawn with {name} {before[name]}, this is {now[name]}"
        for name in ("graphdraw", "matplotlib")
        if before[name] != now[name] and _is_version(before[name])
    ]
    if before["extra"] != now["extra"]:
        texts.append(f"the font of the extra 'ja' was {'installed' if now['extra'] else 'removed'}")
    options = [name for name in now if name.startswith("--") and before.get(name) != now[name]]
    if options or not texts:
        texts.append(f"other options: {', '.join(options)}" if options else "other options")
    return texts


def _is_version(text: object) -> bool:
    """Whether a value from a manifest, which may hold anything, looks like a version and can be shown."""
    return isinstance(text, str) and re.fullmatch(r"[\w.+-]{1,40}", text) is not None


def _named_parts(key: str) -> dict[str, Any]:
    """The parts of a key of `Settings` by their names; raises ValueError or TypeError for any other text."""
    graphdraw, matplotlib, extra, form, dark, theme, choices, changes, view, root = json.loads(key)
    return {
        "graphdraw": graphdraw,
        "matplotlib": matplotlib,
        "extra": extra,
        "format": form,
        "dark": dark,
        "--theme": theme,
        **{f"--{name.replace('_', '-')}": value for name, value in zip(choices_of(form), choices, strict=True)},
        "--set": changes,
        "--view": view,
        "--root": root,
    }


def _change_text(look: FolderLook, record: Record, what: str, name: str, view: str | None) -> str:
    """One change of `FolderLook.changes` in words; `what` is its kind, `name` the path or the font."""
    if what == "font":
        if dict(record.fonts)[name] is None:
            return f"the font '{name}' was installed"
        return f"the font '{name}' {'is missing' if font_digest(name) is None else 'has changed'}"
    if what == "project":
        return f"the nearest project file is now '{from_here(name)}'"
    if what == "other":
        return "its record names a file that it cannot be made of"
    if what == "figure":
        return "the figure was changed" if look.is_there(name) else "the figure is missing"
    state = "has changed" if look.is_there(name) else "is gone"
    if name == record.inputs[0].path:
        return f"the spec {state}"
    roles = {record.project: "project", view: "view"}
    return f"the {roles.get(name, 'included')} file '{from_here(look.base / name)}' {state}"
