"""Names as the disk has them: one that was typed may be in another of Unicode's forms."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from pathlib import Path


def as_on_disk(path: Path) -> Path:
    """The path, or where there is none such, the one whose names differ from it in their Unicode form only.

    A name that was composed where it was typed is decomposed on the disk of some systems, and the other way round.
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
    """The name itself, or the only one in a folder that differs from it in its Unicode form; raises OSError."""
    wanted = unicodedata.normalize("NFC", name)
    same = [entry for entry in os.listdir(folder) if unicodedata.normalize("NFC", entry) == wanted]  # noqa: PTH208
    return same[0] if len(same) == 1 else name
