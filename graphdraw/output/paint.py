"""Painting a scene on a surface that can fill, stroke and write; PNG and PDF share this code.

Marks of the same colour and width are drawn as one path, since each call of a renderer takes longer than the line.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeVar

import numpy as np
from matplotlib.path import Path

from graphdraw.draw.scene import Curve, LabelMark, NodeMark, Scene
from graphdraw.draw.text.typeset import outline_of, typeset


class Surface(Protocol):
    """What a format provides to draw on; coordinates are those of the scene: points, y downwards."""

    def fill(self, curves: Sequence[Curve], color: str) -> None:
        """Fill closed paths."""

    def stroke(self, curves: Sequence[Curve], color: str, width: float, dash: tuple[float, ...] = ()) -> None:
        """Stroke paths; width and dashes in points."""

    def write(self, labels: Sequence[LabelMark], color: str) -> None:
        """Write the texts of labels."""


def paint(scene: Scene, surface: Surface) -> None:
    """Draw the background, the groups, the arrows, the outlines of nodes and the texts, each over those before it."""
    if scene.background:
        w, h = scene.width, scene.height
        surface.fill([Curve("MLLLZ", ((0.0, 0.0), (w, 0.0), (w, h), (0.0, h)))], scene.background)
    _outlines([node for node in scene.nodes if node.kind == "group"], surface)
    for (color, width, dash), lines in _alike(scene.edges, lambda e: (e.color, e.width, e.dash)):
        surface.stroke([edge.line for edge in lines], color, width, dash)
    for (color, width, filled), heads in _alike(scene.edges, lambda e: (e.color, e.width, e.head_filled)):
        curves = [edge.head for edge in heads]
        if filled:
            surface.fill(curves, color)
        else:
            surface.stroke(curves, color, width)
    _outlines([node for node in scene.nodes if node.kind != "group"], surface)
    framed = [label for label in scene.labels if label.frame]
    for (color, width), labels in _alike(framed, lambda m: (m.color, m.frame_width)):
        surface.stroke([label.frame for label in labels if label.frame], color, width)
    for color, labels in _alike(scene.labels, lambda m: m.color):
        surface.write(labels, color)


def _outlines(nodes: Iterable[NodeMark], surface: Surface) -> None:
    """Fill the outlines of nodes, then stroke them."""
    outlined = [node for node in nodes if node.outline]
    for fill, alike in _alike(outlined, lambda n: n.fill):
        if fill and fill != "none":
            surface.fill([node.outline for node in alike if node.outline], fill)
    for (stroke, width), alike in _alike(outlined, lambda n: (n.stroke, n.stroke_width)):
        if stroke and stroke != "none":
            surface.stroke([node.outline for node in alike if node.outline], stroke, width)


_Mark = TypeVar("_Mark")
_Look = TypeVar("_Look", bound=Hashable)


def _alike(marks: Iterable[_Mark], look: Callable[[_Mark], _Look]) -> Iterable[tuple[_Look, list[_Mark]]]:
    """The marks grouped by the value of `look`, in the order in which the values first appear."""
    found: dict[_Look, list[_Mark]] = {}
    for mark in marks:
        found.setdefault(look(mark), []).append(mark)
    return found.items()


_CODES: dict[str, tuple[Any, ...]] = {
    "M": (Path.MOVETO,),
    "L": (Path.LINETO,),
    "Q": (Path.CURVE3,) * 2,
    "C": (Path.CURVE4,) * 3,
    "Z": (Path.CLOSEPOLY,),
}


def path_of(curves: Sequence[Curve], scale: float, height: float) -> Path:
    """The curves as one path for a renderer with y upwards: `scale` units a point, the scene's top at y = `height`."""
    codes, vertices = [], []
    for curve in curves:
        expanded, places = _expanded(curve.codes)
        codes.append(expanded)
        points = curve.points
        vertices += [points[i] for i in places]
    return Path(np.array(vertices) * (scale, -scale) + (0.0, height), np.frombuffer(b"".join(codes), np.uint8))


@lru_cache(maxsize=1024)
def _expanded(codes: str) -> tuple[bytes, tuple[int, ...]]:
    """For the codes of a curve: matplotlib's codes, one for each point, and the index of the point each one uses.

    CLOSEPOLY needs a point too, which matplotlib ignores.
    """
    found, places, used = bytearray(), [], 0
    for code in codes:
        kinds = _CODES[code]
        found += bytes(int(kind) for kind in kinds)
        if code == "Z":
            places.append(0)
            continue
        places += range(used, used + len(kinds))
        used += len(kinds)
    return bytes(found), tuple(places)


@lru_cache(maxsize=4096)
def outline_of_text(text: str, math: bool, fonts: tuple[str, ...], mathfont: str) -> tuple[Any, Any]:
    """A text as one outline: vertices of shape (n, 2), in units of `EM` with y upwards, and n codes of matplotlib."""
    found = typeset(text, math, fonts, mathfont)
    vertices, codes = [np.empty((0, 2))], [np.empty(0, np.uint8)]
    for use in found.glyphs:
        outline, its_codes = outline_of(use.key)
        vertices.append(outline * use.size + (use.x, use.y))
        codes.append(its_codes)
    for x, y, w, h in found.bars:
        vertices.append(np.array([(x, y), (x, y + h), (x + w, y + h), (x + w, y), (x, y)]))
        codes.append(np.array([Path.MOVETO, *(Path.LINETO,) * 3, Path.CLOSEPOLY], np.uint8))
    return np.concatenate(vertices), np.concatenate(codes)
