"""What a manifest may say, whoever has written it: names that a build would have given, and values of their kinds.

A manifest may come from a stranger. Its shape is checked before anything in it is used: a value of another kind makes
it a damaged one. An entry that is well formed, but has a name that no build gives to a figure, is nobody's figure: it
is never drawn, read or removed.
"""

from __future__ import annotations

import os
from typing import Any

from graphdraw.disk.overwrites import MANIFEST, folded
from graphdraw.output.encoding import DARK_END
from graphdraw.output.formats import FORMATS

MOST = 2**64
"""Sizes, dates and inodes are below it."""

MOST_FONTS = 64
"""Fonts of one figure, besides those of matplotlib."""

MOST_FAMILIES = 256
"""Fonts of all figures: to look for one that is not there takes a while."""

_SEPARATORS = "\\:" if os.name == "nt" else ""


def check(project: object, fonts: Any, inputs: Any, output: Any, looked: object) -> None:
    """Raise TypeError or ValueError where a part of an entry is not of its kind."""
    if not (project is None or _is_text(project)) or not _is_number(looked):
        raise TypeError
    for one in (inputs, fonts):
        if type(one) is not list:
            raise TypeError
    if not inputs or len(fonts) > MOST_FONTS:
        raise ValueError
    for family, known in fonts:
        if not _is_text(family) or not (known is None or _is_text(known)):
            raise TypeError
    for file in (*inputs, output):
        path, size, date, inode, known, *changed = file
        if not (_is_text(path) and _is_text(known) and all(map(_is_number, (size, date, inode, *changed)))):
            raise TypeError
        if len(changed) > 1:
            raise ValueError


def is_figure(name: str, output: str, inputs: list[str]) -> bool:
    """Whether a build may have given this name to a figure of the spec that is the first of the inputs.

    The name is a path below the output folder, with slashes, that has the name of the spec in it, whatever the pattern
    of names says around it, and ends with a format; the file that was written (`output`) is no other.
    """
    base, dot, suffix = name.rpartition(".")
    parts = name.split("/")
    if name != output or not dot or suffix not in FORMATS.names() or not is_below(name) or MANIFEST in parts:
        return False
    stem = inputs[0].rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    return folded(stem) in folded(base.removesuffix(DARK_END)) and all(map(is_path, inputs))


def is_below(name: str) -> bool:
    """Whether a path, with slashes, leads down: it has no `..`, no drive, and nothing that no path has."""
    parts = name.split("/")
    return not ({"", ".", ".."} & {*parts}) and is_path(name) and not any(sign in name for sign in _SEPARATORS)


def is_path(text: str) -> bool:
    """Whether a system could have a file of that name; the whole path only where there are drives."""
    if not text or "\0" in text or (text.startswith("/") and os.name != "nt"):
        return False
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def _is_text(value: object) -> bool:
    return type(value) is str


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value < MOST
