"""A scene drawn on a matplotlib renderer: PNG and PDF come out of the same strokes.

`scale` is renderer units per point; renderers count y upwards, so the transform turns the scene over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from graphdraw.draw.scene import Curve, LabelMark, Scene

Letters = Callable[[LabelMark], None]
"""Draws the texts of a label; each format has its own way."""

_CODES: dict[str, tuple[Any, ...]] = {
    "M": (Path.MOVETO,),
    "L": (Path.LINETO,),
    "Q": (Path.CURVE3,) * 2,
    "C": (Path.CURVE4,) * 3,
}


class Painter:
    """Strokes and fills of one scene on one renderer."""

    def __init__(self, scene: Scene, renderer: RendererBase, scale: float) -> None:
        self.scene, self.renderer, self.scale = scene, renderer, scale
        self.transform = Affine2D().scale(scale, -scale).translate(0, scene.height * scale)

    def paint(self, letters: Letters) -> None:
        """Draw the ground, the arrows, the outlines and the texts, in this order."""
        scene = self.scene
        if scene.background:
            w, h = scene.width, scene.height
            self.fill(Curve("MLLLZ", ((0.0, 0.0), (w, 0.0), (w, h), (0.0, h))), scene.background)
        for edge in scene.edges:
            self.stroke(edge.line, edge.color, edge.width, edge.dash)
            if edge.head_filled:
                self.fill(edge.head, edge.color)
            else:
                self.stroke(edge.head, edge.color, edge.width)
        for node in scene.nodes:
            if node.outline and node.fill and node.fill != "none":
                self.fill(node.outline, node.fill)
            if node.outline and node.stroke and node.stroke != "none":
                self.stroke(node.outline, node.stroke, node.stroke_width)
        for label in scene.labels:
            if label.frame:
                self.stroke(label.frame, label.color, label.frame_width)
            letters(label)

    def fill(self, curve: Curve, color: str) -> None:
        """Fill a closed path."""
        self.fill_path(path_of(curve.codes, curve.points), color, self.transform)

    def fill_path(self, path: Path, color: str, transform: Affine2D) -> None:
        """Fill a path of matplotlib's."""
        context = self.context(color, 0.0)
        self.renderer.draw_path(context, path, transform, to_rgba(color))
        context.restore()

    def stroke(self, curve: Curve, color: str, width: float, dash: tuple[float, ...] = ()) -> None:
        """Stroke a path; the width in points."""
        context = self.context(color, width)
        if dash:
            context.set_dashes(0, list(dash))
        self.renderer.draw_path(context, path_of(curve.codes, curve.points), self.transform, None)
        context.restore()

    def context(self, color: str, width: float) -> GraphicsContextBase:
        """A graphics context of a colour and a line width in points."""
        context = self.renderer.new_gc()
        context.set_foreground(color)
        context.set_linewidth(width)  # renderers take points whatever their resolution
        context.set_joinstyle("miter")
        context.set_capstyle("butt")
        context.set_snap(False)
        return context


def path_of(codes: str, points: Any) -> Path:
    """Matplotlib's path of a curve: a code for each point, a closing piece with a point of its own."""
    expanded: list[Any] = []
    vertices: list[tuple[float, float]] = []
    i = 0
    for code in codes:
        if code == "Z":
            expanded.append(Path.CLOSEPOLY)
            vertices.append((0.0, 0.0))
            continue
        kinds = _CODES[code]
        expanded += kinds
        vertices += points[i : i + len(kinds)]
        i += len(kinds)
    return Path(vertices, expanded)
