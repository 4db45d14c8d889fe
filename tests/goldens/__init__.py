"""Figures as they were when somebody last looked at them; a change is seen in the diff.

    python -m tests.goldens

draws them again. The texts (scene as JSON, SVG without its glyphs) are compared but for the last digits of numbers, the
pictures but for the edges of lines. Only fonts that come with matplotlib are used.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from graphdraw.draw.scene import Scene
from graphdraw.output.encoding import Encoding
from graphdraw.spec import read_file
from tests import scenes

FOLDER = Path(__file__).parent / "figures"
SPECS = Path(__file__).parents[2] / "specs"

DRAWN = (
    ("snack", "plain"),
    ("colah", "plain"),
    ("colah", "dark"),
    ("cs231n-neuron", "plain"),
    ("exercise", "plain"),
    ("sigmoid-down", "plain"),
)
"""Specs with the themes they are drawn in; the first two are pictures as well."""

PICTURES = DRAWN[:2]
DPI = 72


def names() -> list[str]:
    """The names of all files."""
    plain = [(stem if theme == "plain" else f"{stem}-{theme}", (stem, theme) in PICTURES) for stem, theme in DRAWN]
    return [f"{name}.{form}" for name, picture in plain for form in ("json", "svg", "png")[: 3 if picture else 2]]


@cache
def drawn(name: str) -> bytes:
    """What a file should hold."""
    stem, _, form = name.partition(".")
    scene = _scene(stem)
    if form == "svg":
        return without_glyphs(scenes.encode(scene, "svg", Encoding(ids="gd")))
    return scenes.encode(scene, form, Encoding(dpi=DPI))


@cache
def _scene(name: str) -> Scene:
    stem, theme = next(
        (stem, theme) for stem, theme in DRAWN if name == (stem if theme == "plain" else f"{stem}-{theme}")
    )
    spec = scenes.load(read_file(SPECS / f"{stem}.yaml"))
    spec = scenes.with_view(spec, replace(spec.view, theme=theme))
    return scenes.draw(spec, scenes.evaluate(spec))


def without_glyphs(svg: bytes) -> bytes:
    """The SVG without the outlines of its glyphs, which are those of the font, and with a mark on each line."""
    text = re.sub(r"<defs>.*?</defs>\n", "", svg.decode(), flags=re.DOTALL)
    return re.sub(r"<use [^>]*/>", "", text).replace("><", ">\n<").encode()
