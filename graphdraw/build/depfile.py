"""A Makefile fragment that says which files each figure was made from, for make and ninja."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graphdraw.build.records.freshness import base, from_here
from graphdraw.build.records.manifest import Records
from graphdraw.disk import files
from graphdraw.errors import UsageError

_SIGNS = {"\n": "a line break", "\r": "a line break"}
_COMMANDS = re.compile(r"[\n\r\0;=|]")
"""What make has no escape for: it would begin a rule, a command for the shell, or a setting of make (`SHELL=`)."""

Made = Iterable[tuple[Path, Sequence[Path]]]
"""Figures, each with the files it was made from, its spec first."""


def depfile(figures: Made) -> bytes:
    """A line `figure: spec included…` for each figure, in the order given, and then `included:` for each of those.

    The latter, as a compiler writes them, let make go on where an included file is gone.
    Names are written as the system has them, UTF-8 or not. Raises UsageError for a name that make would take for more
    than a name.
    """
    rules, included = [], dict[Path, None]()
    for figure, made_from in figures:
        rules.append(f"{_escaped(figure)}:{''.join(f' {_escaped(Path(from_here(file)))}' for file in made_from)}\n")
        included |= dict.fromkeys(Path(from_here(file)) for file in made_from[1:])
    return os.fsencode("".join([*rules, *(f"{_escaped(file)}:\n" for file in included)]))


def refresh(figures: Made, started: int, folder: Path | None = None) -> None:
    """Date figures that did not change like the newest file they were made from: make would draw them for ever.

    Only if that file is older than `started`, in nanoseconds: what was saved later may not have been read. `folder` is
    that of the output, by default each figure's own: a file to which a link leads out of it keeps its date, as does
    what is no ordinary file.
    """
    for figure, made_from in figures:
        if files.leads_out(figure, folder) is not None:
            continue
        try:
            newest = max(path.stat().st_mtime_ns for path in made_from)
            place = os.path.realpath(figure)  # a link that stays inside, of which make asks for the date of its file
            state = os.lstat(place)
            if stat.S_ISREG(state.st_mode) and state.st_mtime_ns < newest <= started:
                os.utime(place, ns=(newest, newest), follow_symlinks=os.utime not in os.supports_follow_symlinks)
        except OSError:  # gone meanwhile: make sees that too
            continue


def recorded(targets: Iterable[Path], folder: Path, records: Records) -> Iterator[tuple[Path, list[Path]]]:
    """The figures among the targets that have a record, each with the files it was made from."""
    start = base(folder)
    for target in targets:
        record = records.get(target.relative_to(folder).as_posix())
        if record:
            yield target, [start / seen.path for seen in record.inputs]


def _escaped(path: Path) -> str:
    """As make and ninja both read it: spaces, hashes, dollars and colons kept from their meaning.

    Backslashes are plain, but for those before a space or a hash. For a percent sign the two have no common form.
    """
    if found := _COMMANDS.search(os.fspath(path)):
        sign = _SIGNS.get(found.group(), f"'{found.group()}'")
        raise UsageError(f"'{path}': a depfile cannot name a file with {sign} in its name", "rename it")
    text = re.sub(r"(\\*)([ \t#])", r"\1\1\\\2", path.as_posix()).replace("$", "$$")
    return re.sub(r":(?!(?<=^\w:)/)", r"\:", text)  # but not the colon of a drive
