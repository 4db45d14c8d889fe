"""Which file a font family is drawn with, remembered for the user: to ask matplotlib costs more than a whole build.

The memory is a file in the user's cache folder, never in a book. It holds as long as the answer would be the same: the
same version of matplotlib with the same list of installed fonts, the same font of the extra `ja`, and a font file that
was neither replaced nor removed. A file that cannot be read or written is none.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from graphdraw import files
from graphdraw.build.digest import digest
from graphdraw.build.versions import versions
from graphdraw.draw.extras import font_of_extra
from graphdraw.errors import GraphdrawError

NAME = "fonts.json"


@lru_cache(maxsize=64)
def font_digest(family: str) -> str | None:
    """Digest of the file of a font family, looked at once in a process; None where the family is not installed."""
    known = _known()
    if family in known:
        path, state, found = known[family]
        if state is not None and _state(path) == state:
            return found
    return _looked_up(family)


def folder() -> Path:
    """The user's cache folder of this system; raises RuntimeError where nobody has a home."""
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"], "graphdraw", "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "graphdraw"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "graphdraw")


def _known() -> dict[str, tuple[str, Any, str]]:
    """By family: path, state and digest of its file; empty where the memory does not hold any more."""
    try:
        memory = json.loads((folder() / NAME).read_bytes())
        path, state = memory["list"]
        if memory["from"] != _origin() or state is None or _state(str(path)) != state:
            return {}
        return {family: (str(path), state, str(found)) for family, (path, state, found) in memory["fonts"].items()}
    except (OSError, RuntimeError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _looked_up(family: str) -> str | None:
    """The answer of matplotlib, remembered."""
    from graphdraw.draw.installed import font_file, font_list  # start-up time: bring matplotlib
    from graphdraw.output.settings import own_settings

    try:
        with own_settings():
            path = font_file(family)
        state, found = _state(path), digest(Path(path).read_bytes())
    except (OSError, ValueError):
        return None
    fonts = _known() | {family: (path, state, found)}
    memory = {"from": _origin(), "list": (str(font_list()), _state(str(font_list()))), "fonts": fonts}
    with contextlib.suppress(OSError, RuntimeError, GraphdrawError):  # a cache is never worth a failure
        folder().mkdir(parents=True, exist_ok=True)
        files.write(folder() / NAME, json.dumps(memory, indent=1).encode())
    return found


def _origin() -> list[str | None]:
    """What decides which list of fonts matplotlib reads, and which font pip has brought."""
    return [versions()[1], os.environ.get("MPLCONFIGDIR"), font_of_extra()]


def _state(path: str) -> list[int] | None:
    """Size, date and inode of a file, None where there is none."""
    try:
        state = Path(path).stat()
    except (OSError, ValueError):
        return None
    return [state.st_size, state.st_mtime_ns, state.st_ino]
