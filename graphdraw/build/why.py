"""Why a figure is not current, in words."""

from __future__ import annotations

import json
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphdraw.build.records.fontcache import font_digest
from graphdraw.build.records.freshness import Look, from_here, relative
from graphdraw.build.records.manifest import Record
from graphdraw.disk import files

if TYPE_CHECKING:  # start-up time
    from graphdraw.build.run import Plan

MOST = 20
"""Changes of one figure that are told: a manifest may name any number of files."""

OPTIONS_OF = {"svg": "--svg-text", "pdf": "--pdf-fonts", "png": "--dpi"}
"""The option that is for one format only."""


def why(plan: Plan, look: Look, *, force: bool = False) -> dict[Path, tuple[str, ...]]:
    """Of every figure of a stale spec why it is not current; nothing where only another one of the spec is not."""
    folder, settings = plan.folder, plan.settings
    view = relative(settings.view, folder) if settings.view else None
    keys = [settings.key(kind, folder) for kind in settings.kinds]
    forced = ("--force",) if force else ()
    return {
        target: (*_reasons(look, str(job.source), target.relative_to(folder).as_posix(), key, view), *forced)
        for job in plan.stale
        for target, key in zip(job.targets, keys, strict=True)
    }


def _reasons(look: Look, source: str, figure: str, key: str, view: str | None) -> tuple[str, ...]:
    """All that is not as it was when a figure was drawn; nothing if it is current.

    `source` is its spec, `figure` its path below the output folder, `key` what is asked of it now (`Settings.key`),
    `view` the path of the file of `--view` as the record has it.
    """
    if (target := files.leads_out(look.folder / figure, look.folder)) is not None:
        return (f"it cannot be drawn: a link leads out of its folder, to '{target}'",)
    record = look.records.get(figure)
    if record is None:
        return ("there is no record of it" if look.is_there(figure) else "not drawn yet",)
    asked = [] if record.settings == key else _asked(record.settings, key)
    if not look.is_of(record, source):
        return (*asked, f"drawn from another spec: '{from_here(look.base / record.inputs[0].path)}'")
    changes = islice(look.changes(record), MOST)
    said = (*asked, *(_changed(look, record, what, name, view) for what, name in changes))
    return said if said or look.is_ours(record) else ("the figure is not what graphdraw draws",)


def _asked(old: str, new: str) -> list[str]:
    """What is asked for now and was not then: versions, fonts, options."""
    if not old:
        return ["its spec had problems"]
    try:
        before, now = _parts(old), _parts(new)
    except (ValueError, TypeError, RecursionError):
        return ["other options"]
    said = [
        f"drawn with {name} {before[name]}, this is {now[name]}"
        for name in ("graphdraw", "matplotlib")
        if before[name] != now[name] and _is_version(before[name])
    ]
    if before["extra"] != now["extra"]:
        said.append(f"the font of the extra 'ja' was {'installed' if now['extra'] else 'removed'}")
    options = [name for name in now if name.startswith("--") and before.get(name) != now[name]]
    if options or not said:
        said.append(f"other options: {', '.join(options)}" if options else "other options")
    return said


def _is_version(text: object) -> bool:
    """Whether a text may be one; it is shown, and a manifest may say anything."""
    return isinstance(text, str) and re.fullmatch(r"[\w.+-]{1,40}", text) is not None


def _parts(key: str) -> dict[str, Any]:
    """A key of `Settings` with the names of its parts; raises ValueError or TypeError for another text."""
    graphdraw, matplotlib, extra, form, dark, theme, choices, changes, view, root = json.loads(key)
    return {
        "graphdraw": graphdraw,
        "matplotlib": matplotlib,
        "extra": extra,
        "format": form,
        "dark": dark,
        "--theme": theme,
        OPTIONS_OF.get(form, "choices"): choices,
        "--set": changes,
        "--view": view,
        "--root": root,
    }


def _changed(look: Look, record: Record, what: str, name: str, view: str | None) -> str:
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
