"""Where there is no margin no ink is cut: the same ink as with a wide one, in every format that is looked at."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import graphdraw
from tests.browser import Browser

DPI = 384
WIDE = 20
EXP = "nodes: {y: exp(x)}\n"
FIGURES = {
    "slanting letters": f"inputs: {{x: {{value: 2, label: '$j$'}}}}\nnodes: {{y: {{expr: exp(x), label: '$f$'}}}}\n",  # noqa: F541
    "marks above and below": f"inputs: {{x: {{value: 2, label: 'A\u0302\u0302\u0302\u0323\u0323'}}}}\n{EXP}",
    "no names": f"inputs: {{x: 2}}\n{EXP}view: {{names: none}}\n",
    "no names, thick lines": f"inputs: {{x: 2}}\n{EXP}view: {{names: none, theme: high-contrast, direction: up}}\n",
    "sharp corners": (
        f"inputs: {{x: 2}}\n{EXP}view: {{theme: high-contrast, names: all, "
        "nodes: {x: {shape: diamond}, y: {shape: diamond}}}\n"
    ),
    "boxes": f"inputs: {{x: 2}}\n{EXP}view: {{notation: variables}}\n",
    "a group": f"inputs: {{x: 2}}\n{EXP}groups: {{g: {{members: [x, y]}}}}\n",
    "blanks": f"inputs: {{x: 2}}\n{EXP}view: {{values: blank, gradients: blank, names: none, direction: down}}\n",
    "a tall formula": f"inputs: {{x: {{value: 2, label: '$\\sqrt{{\\frac{{a}}{{b}}}}$'}}}}\n{EXP}",
}


def extent(pixels: np.ndarray) -> tuple[int, int]:
    """Width and height of what is not white, in pixels."""
    there = (pixels[:, :, :3] < 128).any(axis=2)
    rows, columns = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    return columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1


def with_margin(spec: str, margin: int) -> graphdraw.Figure:
    return graphdraw.Figure(spec, settings=[f"view.margin={margin}"])


def png(spec: str, margin: int) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(with_margin(spec, margin).render("png", dpi=DPI))).convert("RGB"))


def same(seen: list[tuple[int, int]]) -> bool:
    """To a pixel on every side, since a picture begins at another part of one."""
    return all(abs(a - b) <= 2 for a, b in zip(*seen, strict=True))


@pytest.mark.parametrize("name", FIGURES)
def test_no_ink_is_cut_from_pixels(name: str) -> None:
    assert same([extent(png(FIGURES[name], margin)) for margin in (0, WIDE)])


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed")
@pytest.mark.parametrize("name", FIGURES)
def test_no_ink_is_cut_from_a_pdf(name: str, tmp_path: Path) -> None:
    seen = []
    for margin in (0, WIDE):
        (tmp_path / "a.pdf").write_bytes(with_margin(FIGURES[name], margin).render("pdf"))
        subprocess.run(["pdftoppm", "-r", str(DPI), "-png", "-singlefile", "a.pdf", "a"], cwd=tmp_path, check=True)
        seen.append(extent(np.asarray(Image.open(tmp_path / "a.png").convert("RGB"))))
    assert same(seen)


@pytest.mark.parametrize("name", FIGURES)
def test_no_ink_is_cut_from_an_svg(name: str, browser: Browser, tmp_path: Path) -> None:
    seen, page = [], tmp_path / "a.html"
    for margin in (0, WIDE):
        figure = with_margin(FIGURES[name], margin).render("svg").decode("utf-8")
        page.write_text(f"<meta charset=utf-8><body style='margin: 9px; zoom: 3'>{figure}", encoding="utf-8")
        browser.open(page, width=2000, height=1600)
        seen.append(extent(browser.picture(width=2000, height=1600)))
    assert same(seen)
