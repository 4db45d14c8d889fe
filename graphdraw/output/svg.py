"""Writing a scene as SVG: presentation attributes only, each glyph defined once, an id on every mark.

There is no DOCTYPE, no style sheet and no `style=`, so that the file passes epubcheck and works under a strict content
security policy. All ids start with a checksum of the figure, or with a prefix that the caller gives, so that several
figures can be put into one page.
"""

from __future__ import annotations

import re
import xml.parsers.expat
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice

from graphdraw.draw.scene import Curve, EdgeMark, LabelMark, NodeMark, Scene, TextRun
from graphdraw.draw.text.bidi import is_right_to_left
from graphdraw.draw.text.markup import plain_text
from graphdraw.draw.text.typeset import EM, outline_of, typeset
from graphdraw.output.encoding import SvgText
from graphdraw.output.markup import escape

_NOT_IN_ID = re.compile(r"[^\w.]+")
_SERIF = re.compile("(?<!sans )serif|roman|stix|times|mincho|song|ming", re.IGNORECASE)
_PREFIX = "\x00"
"""A placeholder for the prefix of all ids, replaced at the end; no label can have this character."""

AT_ONCE = 256
"""How many lines of the file are encoded at once."""

_END = "\x01"
"""Marks the end of every number until `_without_zeros` has removed its zeros; no label can have this character."""


def svg(scene: Scene, text: SvgText = "path", ids: str | None = None) -> bytes:
    """The scene as an SVG file in UTF-8, sized in points and checked to be well-formed XML.

    With `text="text"`, plain text is written as text; math is always outlines, with invisible text over them that can
    be found. The ids start with `ids`, or with a checksum of what is drawn if it is None. With `ids` the SVG is part of
    a page: its title becomes an `aria-label`, since browsers show a `<title>` as a tooltip.
    """
    parts = _Writer(scene, text, in_page=ids is not None).document()
    # the checksum is of the rounded text, so that another machine gives the same ids for the same drawing
    prefix = (ids or f"gd{_checksum(parts):08x}").encode("utf-8")
    parser, placeholder = xml.parsers.expat.ParserCreate(), _PREFIX.encode("utf-8")
    for at, part in enumerate(parts):
        parts[at] = part.replace(placeholder, prefix)
        parser.Parse(parts[at], False)
    parser.Parse(b"", True)
    return b"".join(parts)


def _checksum(parts: Iterable[bytes]) -> int:
    found = 0
    for part in parts:
        found = zlib.crc32(part, found)
    return found


def _encoded(marks: Iterable[str]) -> Iterator[bytes]:
    """The lines in UTF-8, `AT_ONCE` at a time, so that a large figure is not in memory several times; empty ones go."""
    lines = filter(None, marks)
    while some := list(islice(lines, AT_ONCE)):
        yield (_without_zeros("\n".join(some)) + "\n").encode("utf-8")


class _Writer:
    """Writes one file; each glyph that is used goes into the definitions at the top."""

    def __init__(self, scene: Scene, text: SvgText, in_page: bool) -> None:
        self.scene, self.selectable, self.in_page = scene, text == "text", in_page
        self.glyphs: dict[str, str] = {}
        self.texts: dict[tuple[str, bool], str] = {}
        self.taken: dict[str, int] = {}

    def document(self) -> list[bytes]:
        """The file with placeholders for the prefix of ids, in parts that each end with a whole line."""
        body = list(_encoded(self._marks()))  # first, since the top defines the glyphs that the body uses
        return [*_encoded(self._top()), *body, b"</svg>\n"]

    def _marks(self) -> Iterator[str]:
        """The elements of all marks: groups, arrows, nodes and labels, each over those before."""
        scene = self.scene
        yield from (self._node(n) for n in scene.nodes if n.kind == "group")
        yield from map(self._edge, scene.edges)
        yield from (self._node(n) for n in scene.nodes if n.kind != "group")
        yield from map(self._label, scene.labels)

    def _top(self) -> Iterator[str]:
        """The XML declaration, the root's start tag, title and description, the definitions, and the background."""
        scene = self.scene
        width, height = _number(scene.width), _number(scene.height)
        named, labelled = self._names()
        # EPUB does not allow `lang` as well; a parser of HTML also understands `xml:lang` on an SVG element
        lang = f' xml:lang="{escape(scene.lang)}"' if scene.lang else ""
        # screen readers skip the content of an `img`, but selectable text should be read (WAI-ARIA Graphics Module 1.0)
        role = "graphics-document" if self.selectable else "img"
        fonts = f" {_text_attributes(scene.fonts)}" if self.selectable else ""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" role="{role}"{lang}{fonts}'
            f"{labelled}>"
        )
        ground = f'<rect width="{width}" height="{height}" fill="{scene.background}"/>' if scene.background else ""
        yield from ('<?xml version="1.0" encoding="utf-8"?>', head, *named, self._definitions(), ground)

    def _names(self) -> tuple[list[str], str]:
        """The `<title>` and `<desc>` elements, and the `aria-…` attributes of the root that refer to them."""
        scene = self.scene
        names = [(tag, text) for tag, text in (("title", scene.title), ("desc", scene.description)) if text]
        label = ""
        if self.in_page and scene.title:
            label, names = f' aria-label="{escape(scene.title)}"', names[1:]
        elements = [f'<{tag} id="{_PREFIX}-{tag}">{escape(text)}</{tag}>' for tag, text in names]
        ids = " ".join(f"{_PREFIX}-{tag}" for tag, _ in names)
        how = "describedby" if label else "labelledby"
        return elements, label + (f' aria-{how}="{ids}"' if ids else "")

    def _definitions(self) -> str:
        if not self.glyphs:
            return ""
        paths = [f'<path id="{id_}" d="{_glyph_data(key)}"/>' for key, id_ in self.glyphs.items()]
        return "<defs>\n" + "\n".join(paths) + "\n</defs>"

    def _edge(self, edge: EdgeMark) -> str:
        dash = f' stroke-dasharray="{" ".join(map(_number, edge.dash))}"' if edge.dash else ""
        stroke = f'fill="none" stroke="{edge.color}" stroke-width="{_number(edge.width)}"'
        line = f'<path d="{_data(edge.line)}" {stroke}{dash}/>'
        paint = f'fill="{edge.color}"' if edge.head_filled else f'{stroke} stroke-linejoin="miter"'
        return f'<g id="{self._id("edge", edge.id)}">{line}<path d="{_data(edge.head)}" {paint}/></g>'

    def _node(self, node: NodeMark) -> str:
        if node.outline is None:
            return ""
        paint = f'fill="{node.fill or "none"}"'
        if node.stroke:
            paint += f' stroke="{node.stroke}" stroke-width="{_number(node.stroke_width)}"'
        return f'<path id="{self._id("node", node.id)}" d="{_data(node.outline)}" {paint}/>'

    def _label(self, label: LabelMark) -> str:
        id_ = self._id(label.role, label.of)
        if label.frame:
            stroke = f'fill="none" stroke="{label.color}" stroke-width="{_number(label.frame_width)}"'
            frame = f'd="{_data(label.frame)}" {stroke}/>'
            if not label.runs:
                return f'<path id="{id_}" {frame}'
            return f'<g id="{id_}" fill="{label.color}"><path {frame}{"".join(map(self._written, label.runs))}</g>'
        return f'<g id="{id_}" fill="{label.color}">{"".join(map(self._written, label.runs))}</g>'

    def _written(self, run: TextRun) -> str:
        """A run as outlines, as text, or as both if it is math and text is selectable."""
        if not self.selectable:
            return self._run(run)
        return self._run(run) + self._text_element(run) if run.math else self._text_element(run)

    def _text_element(self, run: TextRun) -> str:
        """A run as a `<text>` of the width that was measured, whatever the reader's font; invisible if it is math.

        It is placed by its middle, so that a reader that ignores `textLength` errs by the same amount on both sides.
        """
        text = plain_text(run.text) if run.math else run.text
        length = typeset(run.text, run.math, self.scene.fonts, self.scene.mathfont).width / EM * run.size
        at = f'x="{_number(run.x + length / 2)}" y="{_number(run.y)}" font-size="{_number(run.size)}"'
        fit = f'textLength="{_number(length)}" lengthAdjust="spacingAndGlyphs"'
        space = ' xml:space="preserve"' if text != " ".join(text.split()) else ""
        unseen = ' fill-opacity="0"' if run.math else ""
        turned = ' direction="rtl"' if not run.math and is_right_to_left(text) else ""
        return f"<text {at} {fit}{turned}{space}{unseen}>{escape(text)}</text>"

    def _run(self, run: TextRun) -> str:
        """A run as glyphs in units of `EM`, in a group that scales and moves them; a definition has y downwards."""
        text = self.texts.get((run.text, run.math))
        if text is None:
            text = self.texts[run.text, run.math] = self._text(run)
        at = f"translate({_number(run.x)} {_number(run.y)})"
        return f'<g transform="{at} scale({run.size / EM:.5g})">{text}</g>'

    def _text(self, run: TextRun) -> str:
        """The glyphs of a run as `<use>` elements, and its bars (of fractions and roots) as `<rect>`."""
        text = typeset(run.text, run.math, self.scene.fonts, self.scene.mathfont)
        parts = []
        for use in text.glyphs:
            id_ = self.glyphs.setdefault(use.key, f"{_PREFIX}-g{len(self.glyphs)}")
            at = f' x="{_number(use.x)}"' if use.x and use.size == 1 else ""
            at += f' y="{_number(-use.y)}"' if use.y and use.size == 1 else ""
            if use.size != 1:
                at = f' transform="translate({_number(use.x)} {_number(-use.y)}) scale({_number(use.size)})"'
            parts.append(f'<use xlink:href="#{id_}"{at}/>')
        for x, y, width, height in text.bars:
            place, size = f'x="{_number(x)}" y="{_number(-y - height)}"', (_number(width), _number(height))
            parts.append(f'<rect {place} width="{size[0]}" height="{size[1]}"/>')
        return "".join(parts)

    def _id(self, kind: str, name: str) -> str:
        """A readable id that is unique in the file: `…-edge-x-y-1`."""
        id_ = f"{_PREFIX}-{kind}-{_NOT_IN_ID.sub('-', name).strip('-')}"
        count = self.taken[id_] = self.taken.get(id_, 0) + 1
        return id_ if count == 1 else f"{id_}-{count}"


def _text_attributes(fonts: tuple[str, ...]) -> str:
    """The attributes of text: the font families with a generic one last, and values that a page must not change."""
    families = ", ".join("'" + family.replace("\\", r"\\").replace("'", r"\'") + "'" for family in fonts)
    generic = "serif" if _SERIF.search(fonts[0]) else "sans-serif"
    return (
        f'font-family="{escape(families)}, {generic}" font-style="normal" font-weight="normal" letter-spacing="0" '
        'word-spacing="0" text-anchor="middle" direction="ltr" writing-mode="lr-tb"'
    )


def number(value: float) -> str:
    """A number as text with at most two decimals and no zeros at its end."""
    return _without_zeros(_number(value))


def _number(value: float) -> str:
    """A number with two decimals and `_END` after it, for `_without_zeros`."""
    return f"{value:.2f}{_END}"


def _without_zeros(text: str) -> str:
    """The text without the zeros at the end of numbers and without `_END`; each replacement is one pass over it."""
    text = text.replace(f"0{_END}", _END).replace(f".0{_END}", _END)
    return text.replace(f"-0{_END}", "0").replace(_END, "")


def _data(curve: Curve) -> str:
    return _template(curve.codes) % tuple(chain.from_iterable(curve.points))


@lru_cache(maxsize=1024)
def _template(codes: str) -> str:
    """A format string for the `d` of a path, with a field for each coordinate."""
    point = f"%.2f{_END} %.2f{_END}"
    return "".join(code + " ".join([point] * {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}[code]) for code in codes)


@lru_cache(maxsize=20_000)
def _glyph_data(key: str) -> str:
    """The `d` of a glyph with y downwards, rounded to a tenth of a unit (under a hundredth of a point in print)."""
    vertices, codes = outline_of(key)
    parts, begun = [], 0
    for (x, y), code in zip(vertices.tolist(), codes.tolist(), strict=True):
        letter, points = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("Z", 0)}[code]
        # matplotlib repeats a code for each of its points, and CLOSEPOLY has a point that means nothing
        parts.append(letter if begun == 0 else " ")
        begun = (begun or points) - 1 if points else 0
        if points:
            parts.append(f"{_tenth(x)} {_tenth(-y)}")
    return "".join(parts)


def _tenth(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
