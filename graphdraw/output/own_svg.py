"""Whether a file is an SVG as `graphdraw.output.svg` writes it: nothing in it but its elements and attributes.

A figure that comes with a stranger's book is not drawn again, so it must not hold what the drawing never would: a
script, a style, a link, an entity, a picture from elsewhere. The file is read by a parser of XML and written again from
what that found, in the one form that we write: a file that then differs by a single byte holds something else, or says
it in a way that another program may read otherwise. Values are held against what the writer can make of them.
"""

from __future__ import annotations

import re
import xml.parsers.expat
from collections.abc import Mapping
from functools import lru_cache

from graphdraw.output.markup import escape

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_EMPTY = ("path", "use", "rect")
_WITH_TEXT = ("title", "desc", "text")
_DEEPEST = 8
"""Elements within each other: a glyph of a label is the fifth."""

_N = r"-?\d{1,12}(?:\.\d{1,12})?"
_SCALE = r"-?\d{1,12}(?:\.\d{1,12})?(?:e[+-]\d{1,3})?"
_NUMBER, _POINTS = _N, f"{_N}pt"
_COLOR = r"#[0-9a-fA-F]{3,8}|[a-z]{1,24}"
_NAME = r"[\w.-]+"
_DATA = r"(?:[MLQCZ0-9 .]|-(?=\d))*"
_TEXT = r"[^\x00-\x08\x0b\x0c\x0e-\x1f]*"
_MOVE = f"translate\\({_N} {_N}\\)(?: scale\\({_SCALE}\\))?"
_FAMILIES = r"(?:'(?:[^'\\\x00-\x1f]|\\['\\])*', )+(?:sans-)?serif"

_PAINT = {
    "fill": _COLOR,
    "stroke": _COLOR,
    "stroke-width": _NUMBER,
    "stroke-linejoin": "miter",
    "stroke-dasharray": f"{_N}(?: {_N})*",
}
_FORMS: Mapping[str, Mapping[str, str]] = {
    "svg": {
        "xmlns": re.escape("http://www.w3.org/2000/svg"),
        "xmlns:xlink": re.escape("http://www.w3.org/1999/xlink"),
        "width": _POINTS,
        "height": _POINTS,
        "viewBox": f"0 0 {_N} {_N}",
        "role": "img|graphics-document",
        "xml:lang": r"[A-Za-z0-9-]+",
        "font-family": _FAMILIES,
        "font-style": "normal",
        "font-weight": "normal",
        "letter-spacing": "0",
        "word-spacing": "0",
        "text-anchor": "middle",
        "direction": "ltr",
        "writing-mode": "lr-tb",
        "aria-label": _TEXT,
        "aria-labelledby": f"{_NAME}(?: {_NAME})*",
        "aria-describedby": _NAME,
    },
    "title": {"id": _NAME},
    "desc": {"id": _NAME},
    "defs": {},
    "g": {"id": _NAME, "fill": _COLOR, "transform": _MOVE},
    "path": {"id": _NAME, "d": _DATA, **_PAINT},
    "rect": {"x": _NUMBER, "y": _NUMBER, "width": _NUMBER, "height": _NUMBER, "fill": _COLOR},
    "use": {"xlink:href": f"#{_NAME}", "x": _NUMBER, "y": _NUMBER, "transform": _MOVE},
    "text": {
        "x": _NUMBER,
        "y": _NUMBER,
        "font-size": _NUMBER,
        "textLength": _NUMBER,
        "lengthAdjust": "spacingAndGlyphs",
        "direction": "rtl",
        "xml:space": "preserve",
        "fill-opacity": "0",
    },
}
"""Every element with its attributes, each with the form of its values."""

_WITHIN: Mapping[str, tuple[str, ...]] = {
    "": ("svg",),
    "svg": ("title", "desc", "defs", "rect", "path", "g"),
    "defs": ("path",),
    "g": ("path", "g", "use", "rect", "text"),
}
"""What an element may stand in."""


class _OtherError(Exception):
    """There is something that we do not write."""


def is_own_svg(data: bytes) -> bool:
    """Whether a file could be one of `svg`, whatever it shows; line ends may be those of another system."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
        if not text.startswith(f"{_HEAD}<svg ") or "\r" in text:
            return False
        return _Walk().written(text) == text
    except (UnicodeDecodeError, _OtherError, xml.parsers.expat.ExpatError):
        return False


class _Walk:
    """Goes through a document and writes it again; raises `_OtherError` at what is not ours."""

    def __init__(self) -> None:
        self._parts = [_HEAD]
        self._open = [""]
        self._glyphs: set[str] = set()
        self._parser = parser = xml.parsers.expat.ParserCreate()
        parser.ordered_attributes, parser.buffer_text = True, True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refused  # before any entity is known

    def written(self, text: str) -> str:
        """The document again; raises ExpatError for what is no XML, and `_OtherError`."""
        self._parser.Parse(text.encode("utf-8"), True)
        return "".join([*self._parts, "\n"])

    def _start(self, name: str, attributes: list[str]) -> None:
        within, forms = self._open[-1], _forms(name)
        if name not in _WITHIN.get(within, ()) or len(self._open) > _DEEPEST:
            raise _OtherError
        values = dict(zip(attributes[::2], attributes[1::2], strict=True))
        for key, value in values.items():
            if key not in forms or not forms[key].fullmatch(value):
                raise _OtherError
        if within == "defs" and "id" in values:
            self._glyphs.add(f"#{values['id']}")
        if name == "use" and values.get("xlink:href") not in self._glyphs:
            raise _OtherError
        said = "".join(f' {key}="{escape(value)}"' for key, value in values.items())
        self._parts.append(f"<{name}{said}{'/>' if name in _EMPTY else '>'}")
        self._open.append(name)

    def _end(self, name: str) -> None:
        self._open.pop()
        if name not in _EMPTY:
            self._parts.append(f"</{name}>")

    def _text(self, text: str) -> None:
        if self._open[-1] not in _WITH_TEXT and text.strip("\n"):
            raise _OtherError
        self._parts.append(escape(text))


@lru_cache(maxsize=32)
def _forms(name: str) -> dict[str, re.Pattern[str]]:
    return {key: re.compile(form) for key, form in _FORMS.get(name, {}).items()}


def _refused(*_: object) -> None:
    raise _OtherError
