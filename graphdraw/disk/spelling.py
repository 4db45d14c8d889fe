"""File names in the Unicode form that they have on disk, which may differ from the form that was typed."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from pathlib import Path


def as_on_disk(path: Path) -> Path:
    """The path itself if it exists, else the existing path whose names differ from it only in their Unicode form.

    Some systems store composed characters (é) as decomposed ones, or the other way round.
    """
    with contextlib.suppress(OSError, ValueError):
        if os.fspath(path).isascii() or path.exists():
            return path
        found = Path(path.anchor)
        for part in path.parts[1 if path.anchor else 0 :]:
            found /= part if part.isascii() or (found / part).exists() else form_on_disk(found, part)
        return found
    return path


def form_on_disk(folder: Path, name: str) -> str:
    """The one name in a folder that is the same but for its Unicode form; `name` itself if there is not exactly one.

    Raises OSError if the folder cannot be read.
    """
    wanted = unicodedata.normalize("NFC", name)
    same = [entry for entry in os.listdir(folder) if unicodedata.normalize("NFC", entry) == wanted]  # noqa: PTH208
    return same[0] if len(same) == 1 else name
