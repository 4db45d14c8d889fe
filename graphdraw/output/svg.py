"""A scene as SVG: presentation attributes only, glyphs drawn once and used by reference, a name on every mark.

No DOCTYPE, no style sheet and no `style=`, so that the file passes epubcheck, works under a strict content security
policy and can be put into a page beside others: all its ids start with a hash of the figure.
"""

from __future__ import annotations

import hashlib
import re
import xml.parsers.expat
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from graphdraw.draw.scene import Curve, EdgeMark, LabelMark, NodeMark, Run, Scene
from graphdraw.output.glyphs import EM, outlined, shape_of

_NOT_IN_ID = re.compile(r"[^\w.]+")
_PREFIX = "\x00"
"""Stands for the hash of the file until the file is written; no label may hold it."""


def svg(scene: Scene) -> bytes:
    """The scene as a UTF-8 SVG file, sized in points; checked to be well-formed."""
    text = _Writer(scene).document()
    # of the text, not of the scene: what rounds to the same drawing on another machine gets the same ids
    prefix = "gd" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
    data = text.replace(_PREFIX, prefix).encode("utf-8")
    xml.parsers.expat.ParserCreate().Parse(data, True)
    return data


class _Writer:
    """Collects the parts of one file; the glyphs it meets go into the definitions at the top."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.glyphs: dict[str, str] = {}
        self.taken: dict[str, int] = {}

    def document(self) -> str:
        scene = self.scene
        body = [self._edge(e) for e in scene.edges] + [self._node(n) for n in scene.nodes]
        body += [self._label(label) for label in scene.labels]
        width, height = number(scene.width), number(scene.height)
        names = [("title", scene.title), ("desc", scene.description)]
        named = [f'<{tag} id="{_PREFIX}-{tag}">{escape(text)}</{tag}>' for tag, text in names if text]
        labelled = " ".join(f"{_PREFIX}-{tag}" for tag, text in names if text)
        lang = f" xml:lang={quoteattr(scene.lang)}" if scene.lang else ""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" role="img"{lang}'
            + (f' aria-labelledby="{labelled}">' if labelled else ">")
        )
        ground = f'<rect width="{width}" height="{height}" fill="{scene.background}"/>' if scene.background else ""
        parts = ['<?xml version="1.0" encoding="utf-8"?>', head, *named, self._definitions(), ground, *body, "</svg>"]
        return "\n".join(part for part in parts if part) + "\n"

    def _definitions(self) -> str:
        if not self.glyphs:
            return ""
        paths = [f'<path id="{id_}" d="{_glyph_data(key)}"/>' for key, id_ in self.glyphs.items()]
        return "<defs>\n" + "\n".join(paths) + "\n</defs>"

    def _edge(self, edge: EdgeMark) -> str:
        dash = f' stroke-dasharray="{" ".join(number(d) for d in edge.dash)}"' if edge.dash else ""
        stroke = f'fill="none" stroke="{edge.color}" stroke-width="{number(edge.width)}"'
        line = f'<path d="{path_data(edge.line)}" {stroke}{dash}/>'
        paint = f'fill="{edge.color}"' if edge.head_filled else f'{stroke} stroke-linejoin="miter"'
        head = f'<path d="{path_data(edge.head)}" {paint}/>'
        return f'<g id="{self._id("edge", edge.id)}">{line}{head}</g>'

    def _node(self, node: NodeMark) -> str:
        if node.outline is None:
            return ""
        paint = f'fill="{node.fill or "none"}"'
        if node.stroke:
            paint += f' stroke="{node.stroke}" stroke-width="{number(node.stroke_width)}"'
        return f'<path id="{self._id("node", node.id)}" d="{path_data(node.outline)}" {paint}/>'

    def _label(self, label: LabelMark) -> str:
        id_ = self._id(label.role, label.of)
        if label.frame:
            stroke = f'fill="none" stroke="{label.color}" stroke-width="{number(label.frame_width)}"'
            return f'<path id="{id_}" d="{path_data(label.frame)}" {stroke}/>'
        return f'<g id="{id_}" fill="{label.color}">{"".join(self._run(run) for run in label.runs)}</g>'

    def _run(self, run: Run) -> str:
        """Glyphs in units of the em, flipped by their definition; the group brings them to size and place."""
        text = outlined(run.text, run.math, self.scene.fonts, self.scene.mathfont)
        parts = []
        for use in text.glyphs:
            id_ = self.glyphs.setdefault(use.key, f"{_PREFIX}-g{len(self.glyphs)}")
            at = f' x="{number(use.x)}"' if use.x and use.size == 1 else ""
            at += f' y="{number(-use.y)}"' if use.y and use.size == 1 else ""
            if use.size != 1:
                at = f' transform="translate({number(use.x)} {number(-use.y)}) scale({number(use.size)})"'
            parts.append(f'<use xlink:href="#{id_}"{at}/>')
        for x, y, width, height in text.bars:
            parts.append(
                f'<rect x="{number(x)}" y="{number(-y - height)}" width="{number(width)}" height="{number(height)}"/>'
            )
        scale = f"{run.size / EM:.5g}"
        return f'<g transform="translate({number(run.x)} {number(run.y)}) scale({scale})">{"".join(parts)}</g>'

    def _id(self, kind: str, name: str) -> str:
        """A readable id that is unique in the file: `…-edge-x-y-1`."""
        id_ = f"{_PREFIX}-{kind}-{_NOT_IN_ID.sub('-', name).strip('-')}"
        count = self.taken[id_] = self.taken.get(id_, 0) + 1
        return id_ if count == 1 else f"{id_}-{count}"


def path_data(curve: Curve) -> str:
    """The `d` of a path."""
    return _data(curve.codes, curve.points, number)


def number(value: float, decimals: int = 2) -> str:
    """A coordinate with at most so many decimals, in as few characters as that takes."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _glyph_data(key: str) -> str:
    """Outlines of glyphs to a tenth of a unit (under a hundredth of a point in print), turned the way SVG counts."""
    shapes = shape_of(key)
    flipped = tuple((x, -y) for x, y in shapes.points)
    return _data(shapes.codes, flipped, lambda v: number(v, 1))


def _data(codes: str, points: tuple[tuple[float, float], ...], write: Callable[[float], str]) -> str:
    parts, i = [], 0
    for code in codes:
        used = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}[code]
        parts.append(code + " ".join(f"{write(x)} {write(y)}" for x, y in points[i : i + used]))
        i += used
    return "".join(parts)
