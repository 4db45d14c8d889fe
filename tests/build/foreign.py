"""Manifests as a stranger may write them, and a machine whose graphdraw has drawn nothing yet."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphdraw.build.records import manifest
from graphdraw.build.records.digest import digest
from graphdraw.disk import caches
from tests.build.conftest import Book

SCRIPT = b"<script>alert(1)</script></svg>"


def forget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str = "cache") -> Path:
    """From now on the cache of this process is an empty one; returns its folder."""
    folder = tmp_path / name / "home"
    (tmp_path / name / "temporary").mkdir(parents=True)
    monkeypatch.setattr(caches, "folder", lambda: folder)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / name / "temporary"))
    return folder


def change(book: Book, how: Callable[[dict[str, Any]], object]) -> None:
    """Change what the manifest of a book says; the file is another's then."""
    path = book.folder / "out" / manifest.NAME
    data = json.loads(path.read_bytes())
    how(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def as_listed(book: Book, name: str, data: bytes, like: str = "a.svg") -> None:
    """List a file, which holds these bytes, as the figure that another record is of."""

    def add(found: dict[str, Any]) -> None:
        record = list(found["figures"][like])
        record[4] = [name, len(data), *record[4][2:4], digest(data)]
        found["figures"][name] = record

    change(book, add)


def with_script(book: Book, name: str = "a.svg") -> bytes:
    """A figure with a script in it, listed as it is; returns what it was."""
    path = book.folder / "out" / name
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"</svg>", SCRIPT))
    as_listed(book, name, path.read_bytes(), like=name)
    return whole
