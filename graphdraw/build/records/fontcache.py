"""Which file a font family is drawn with, remembered for the user: to ask matplotlib costs more than a whole build.

The memory is one of graphdraw's caches, never in a book. It holds as long as the answer would be the same: the
same version of matplotlib with the same list of installed fonts, the same font of the extra `ja`, and a font file that
was neither replaced nor removed. A file that cannot be read or written is none.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from graphdraw.build.records.digest import digest
from graphdraw.build.records.versions import versions
from graphdraw.disk import caches, files
from graphdraw.draw.text import library
from graphdraw.draw.text.extras import font_of_extra

NAME = "fonts.json"


@lru_cache(maxsize=64)
def font_digest(family: str) -> str | None:
    """Digest of the file of a font family, looked at once in a process; None where the family is not installed."""
    found = _known().get(family)
    if found is not None:
        path, state, known = found
        if state is not None and _state(path) == state:
            return known
    return _looked_up(family)


@lru_cache(maxsize=64)
def is_installed(family: str) -> bool:
    """Whether a font family is in matplotlib's list, where fonts are looked for first; looked at once in a process."""
    known = _known()
    if family in known:
        return known[family] is not None
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    with own_settings():
        from graphdraw.draw.text.installed import families  # start-up time: brings matplotlib

        there = family in families()
    if not there:
        _remember(family, None)
    return there


def _known() -> dict[str, tuple[str, Any, str] | None]:
    """By family: path, state and digest of its file, None where it is not installed; nothing if it does not hold."""
    try:
        (kept,) = caches.kept(NAME)
        memory = json.loads(files.read(kept, files.SMALL))
        path, state = memory["list"]
        if memory["from"] != _origin() or state is None or _state(str(path)) != state:
            return {}
        return {family: _entry(*found) if found else None for family, found in memory["fonts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _entry(path: object, state: Any, found: object) -> tuple[str, Any, str]:
    return str(path), state, str(found)


def _looked_up(family: str) -> str | None:
    """The answer of matplotlib, remembered."""
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    try:
        with own_settings():
            from graphdraw.draw.text.installed import font_file  # start-up time: brings matplotlib

            path = font_file(family)
        state, found = _state(path), digest(files.read(path, files.FONT))
    except (OSError, ValueError):
        return None
    _remember(family, (path, state, found))
    return found


def _remember(family: str, found: tuple[str, list[int] | None, str] | None) -> None:
    fonts = _known() | {family: found}
    fonts_list = str(library.load())
    memory = {"from": _origin(), "list": (fonts_list, _state(fonts_list)), "fonts": fonts}
    caches.keep(NAME, json.dumps(memory, indent=1).encode())


def _origin() -> list[str | None]:
    """What decides which list of fonts matplotlib reads, and which font pip has brought."""
    return [versions()[1], library.asked_for(), font_of_extra()]


def _state(path: str) -> list[int] | None:
    """Size, date, inode and time of the last change of a file, None where there is none."""
    try:
        state = Path(path).stat()
    except (OSError, ValueError):
        return None
    return [state.st_size, state.st_mtime_ns, state.st_ino, state.st_ctime_ns]
