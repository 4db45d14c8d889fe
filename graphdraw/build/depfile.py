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
"""Characters that make cannot escape: they would start a rule, a shell command or a make variable (`SHELL=`)."""

MadeFrom = Iterable[tuple[Path, Sequence[Path]]]
"""Pairs of a figure and the files it was made from; the spec is the first of them."""


def depfile(figures: MadeFrom) -> bytes:
    """The bytes of the Makefile fragment: `figure: spec included…` for each figure, then a rule for each included file.

    The empty rules `included:`, which compilers write too, let make go on when an included file is gone. File names
    keep the bytes they have on disk, UTF-8 or not. Raises UsageError for a name with a character that make cannot
    escape.
    """
    rules, included = [], dict[Path, None]()
    for figure, made_from in figures:
        rules.append(f"{_escaped(figure)}:{''.join(f' {_escaped(Path(from_here(file)))}' for file in made_from)}\n")
        included |= dict.fromkeys(Path(from_here(file)) for file in made_from[1:])
    return os.fsencode("".join([*rules, *(f"{_escaped(file)}:\n" for file in included)]))


def refresh(figures: MadeFrom, started: int, folder: Path | None = None) -> None:
    """Give each figure older than its inputs the date of the newest of them, so that make does not draw it again.

    A figure is left alone if its newest input was saved after `started` (nanoseconds), since that version may not have
    been read. It is also left alone if a link leads to it out of `folder` (the output folder; by default the figure's
    own folder), or if it is not an ordinary file.
    """
    for figure, made_from in figures:
        if files.leads_out(figure, folder) is not None:
            continue
        try:
            newest = max(path.stat().st_mtime_ns for path in made_from)
            place = os.path.realpath(figure)  # for a link, make compares the date of the file it leads to
            state = os.lstat(place)
            if stat.S_ISREG(state.st_mode) and state.st_mtime_ns < newest <= started:
                os.utime(place, ns=(newest, newest), follow_symlinks=os.utime not in os.supports_follow_symlinks)
        except OSError:  # the file was removed meanwhile: make will notice that itself
            continue


def recorded(targets: Iterable[Path], folder: Path, records: Records) -> Iterator[tuple[Path, list[Path]]]:
    """For each target that has a record: the target, and the paths of the files it was made from."""
    start = base(folder)
    for target in targets:
        record = records.get(target.relative_to(folder).as_posix())
        if record:
            yield target, [start / seen.path for seen in record.inputs]


def _escaped(path: Path) -> str:
    """A path with spaces, hashes, dollars and colons escaped in the way that both make and ninja read.

    A backslash needs an escape only before a space or a hash. A percent sign stays as it is: make and ninja have no
    escape for it in common. Raises UsageError for a character that cannot be escaped.
    """
    if found := _COMMANDS.search(os.fspath(path)):
        sign = _SIGNS.get(found.group(), f"'{found.group()}'")
        raise UsageError(f"'{path}': a depfile cannot name a file with {sign} in its name", "rename it")
    text = re.sub(r"(\\*)([ \t#])", r"\1\1\\\2", path.as_posix()).replace("$", "$$")
    return re.sub(r":(?!(?<=^\w:)/)", r"\:", text)  # except the colon of a drive, as in C:/
