"""Checks of the entries of a manifest that anybody may have written: the types of values, and the names of figures.

All values are checked before any of them is used; one of a wrong type makes the manifest a damaged one. An entry with
valid values whose name is not one that a build gives to a figure is never drawn, read or removed.
"""

from __future__ import annotations

import os
from typing import Any

from graphdraw.disk.overwrites import MANIFEST, folded
from graphdraw.output.encoding import DARK_END
from graphdraw.output.formats import FORMATS

MOST = 2**64
"""Sizes, dates and inodes are less than this."""

MOST_FONTS = 64
"""The most fonts of one figure, besides those that come with matplotlib."""

MOST_FAMILIES = 256
"""The most font families of all figures together: looking for a missing one takes a while."""

_SEPARATORS = "\\:" if os.name == "nt" else ""


def check(project: object, fonts: Any, inputs: Any, output: Any, looked: object) -> None:
    """Raise TypeError or ValueError if a part of an entry has a wrong type or a wrong number of values."""
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
    """Whether a build may have given this name to a figure of the spec `inputs[0]`.

    The name has to be a path below the output folder, with slashes, that contains the name of the spec and ends with
    the suffix of a format. `output`, the path of the file that was written, has to be the same.
    """
    base, dot, suffix = name.rpartition(".")
    parts = name.split("/")
    if name != output or not dot or suffix not in FORMATS.names() or not is_below(name) or MANIFEST in parts:
        return False
    stem = inputs[0].rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    return folded(stem) in folded(base.removesuffix(DARK_END)) and all(map(is_path, inputs))


def is_below(name: str) -> bool:
    """Whether a path with slashes leads down from where it starts: it has no `..`, no drive and is a valid path."""
    parts = name.split("/")
    return not ({"", ".", ".."} & {*parts}) and is_path(name) and not any(sign in name for sign in _SEPARATORS)


def is_path(text: str) -> bool:
    """Whether a text can be the path of a file; an absolute path only on Windows, where files lie on several drives."""
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
