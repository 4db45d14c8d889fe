"""The cache of font files: which file each font family is drawn with, and the digest of that file.

Asking matplotlib takes longer than a whole build, so the answers are kept in the user's cache folder, never in a book.
They are valid for the same version of matplotlib, the same list of installed fonts, the same font of the extra `ja`,
and as long as the font file was neither replaced nor removed. A cache that cannot be read or written is ignored.
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
    """The digest of the file of a font family, or None if it is not installed; found once in a process."""
    found = _remembered().get(family)
    if found is not None:
        path, state, known = found
        if state is not None and _state(path) == state:
            return known
    return _ask_matplotlib(family)


@lru_cache(maxsize=64)
def is_installed(family: str) -> bool:
    """Whether a font family is in matplotlib's list of fonts; found once in a process."""
    known = _remembered()
    if family in known:
        return known[family] is not None
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    with own_settings():
        from graphdraw.draw.text.installed import families  # start-up time: brings matplotlib

        is_there = family in families()
    if not is_there:
        _remember(family, None)
    return is_there


def _remembered() -> dict[str, tuple[str, Any, str] | None]:
    """For each family in the cache: path, state and digest of its file, or None if it was not installed.

    Empty if the cache is not valid any more.
    """
    try:
        (kept,) = caches.kept(NAME)
        memory = json.loads(files.read(kept, files.SMALL))
        path, state = memory["list"]
        if memory["from"] != _conditions() or state is None or _state(str(path)) != state:
            return {}
        return {family: _entry(*found) if found else None for family, found in memory["fonts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _entry(path: object, state: Any, found: object) -> tuple[str, Any, str]:
    """An entry of the cache, with path and digest as texts whatever was in the file."""
    return str(path), state, str(found)


def _ask_matplotlib(family: str) -> str | None:
    """The digest of the file that matplotlib finds for a family, or None; the answer is put into the cache."""
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
    """Add to the cache what was found for a family: path, state and digest, or None if it is not installed."""
    fonts = _remembered() | {family: found}
    fonts_list = str(library.load())
    memory = {"from": _conditions(), "list": (fonts_list, _state(fonts_list)), "fonts": fonts}
    caches.keep(NAME, json.dumps(memory, indent=1).encode())


def _conditions() -> list[str | None]:
    """What the cache depends on: the version of matplotlib, MPLCONFIGDIR, and the font of the extra `ja`."""
    return [versions()[1], library.config_folder(), font_of_extra()]


def _state(path: str) -> list[int] | None:
    """Size, date, inode and time of the last change of a file (st_ctime), or None if there is no file."""
    try:
        state = Path(path).stat()
    except (OSError, ValueError):
        return None
    return [state.st_size, state.st_mtime_ns, state.st_ino, state.st_ctime_ns]
