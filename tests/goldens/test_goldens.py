"""The figures are still those that somebody has looked at. `python -m tests.goldens` renews them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.goldens import FOLDER, drawn, names

NUMBER = re.compile(r"(?<![\w#.])-?\d+(?:\.\d+)?(?![\w.])")
NEAR = 0.05
"""Points; another FreeType measures texts that differently."""

RENEW = "look at the figure before and after; python -m tests.goldens draws it again"

LARGEST = 30_000
"""Bytes of a picture: each change of one stays in the repository."""


def _golden(name: str) -> bytes:
    path: Path = FOLDER / name
    assert path.exists(), RENEW
    return path.read_bytes()


def test_the_folder_has_these_files_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(names()), RENEW


@pytest.mark.parametrize("name", [name for name in names() if not name.endswith(".png")])
def test_figures_are_as_they_were(name: str) -> None:
    """Word by word, and numbers that are nearly the same."""
    old, new = _golden(name).decode(), drawn(name).decode()
    assert NUMBER.sub("N", new) == NUMBER.sub("N", old), RENEW
    numbers = ([float(number) for number in NUMBER.findall(text)] for text in (new, old))
    assert max(abs(a - b) for a, b in zip(*numbers, strict=True)) <= NEAR, RENEW


@pytest.mark.parametrize("name", [name for name in names() if name.endswith(".png")])
def test_pictures_are_as_they_were(name: str) -> None:
    old, new = (Image.open(io.BytesIO(data)) for data in (_golden(name), drawn(name)))
    assert (new.size, new.mode) == (old.size, old.mode), RENEW
    assert np.abs(np.asarray(new, int) - np.asarray(old, int)).mean() < 1, RENEW
    assert len(_golden(name)) < LARGEST
