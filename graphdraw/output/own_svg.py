"""Checking that a file is an SVG that `graphdraw.output.svg` could have written, with nothing else in it.

A figure that comes with a stranger's book may be kept without drawing it again. So it must not have anything that a
drawing never has: a script, a style, a link, an entity, an external picture. The file is parsed as XML and written
again from what the parser found, in the one form that `svg` writes. If the two differ by a single byte, the file has
something else in it, or says it in a way that another program may read differently. Values of attributes are checked.
"""

from __future__ import annotations

import re
import xml.parsers.expat
from collections.abc import Mapping
from functools import lru_cache

from graphdraw.characters import CONTROL
from graphdraw.output.markup import escape

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_EMPTY = ("path", "use", "rect")
_WITH_TEXT = ("title", "desc", "text")
_DEEPEST = 8
"""The most elements inside each other; a glyph of a label is at depth five."""

_N = r"(?:0|-?0\.\d?[1-9]|-?[1-9]\d{0,6}(?:\.\d?[1-9])?)"
"""A number as `svg.number` writes it; no figure is so large that it needs more digits."""

_SCALE = r"\d{1,7}(?:\.\d{1,9})?(?:e[+-]\d\d)?"
_NUMBER, _POINTS = _N, f"{_N}pt"
_COLOR = r"#[0-9a-fA-F]{3,8}|[a-z]{1,24}"
_NAME = r"[\w.-]+"
_DATA = f"(?:[ML]{_N} {_N}|Q{_N}(?: {_N}){{3}}|C{_N}(?: {_N}){{5}}|Z)*"
_UNWRITTEN = re.compile(f"[{CONTROL}]")
_TEXT = f"[^{CONTROL}]*"
_MOVE = f"translate\\({_N} {_N}\\)(?: scale\\({_SCALE}\\))?"
_FAMILIES = rf"(?:'(?:[^'\\\t\n{CONTROL}]|\\['\\])*', )+(?:sans-)?serif"

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
"""For each element, its attributes; for each attribute, the regular expression of its values."""

_WITHIN: Mapping[str, tuple[str, ...]] = {
    "": ("svg",),
    "svg": ("title", "desc", "defs", "rect", "path", "g"),
    "defs": ("path",),
    "g": ("path", "g", "use", "rect", "text"),
}
"""For each element, the elements that may stand directly inside of it; "" is the document."""

_ONCE = ("title", "desc", "defs", "rect")
"""The elements before the drawing, in this order, each at most once."""


class _OtherError(Exception):
    """The file has something in it that `svg` does not write."""


def is_own_svg(data: bytes) -> bool:
    r"""Whether `svg` could have written this file, whatever it shows. Line ends may be `\r\n`."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
        if not text.startswith(f"{_HEAD}<svg ") or "\r" in text:
            return False
        return _Walk().written(text) == text
    except (UnicodeDecodeError, _OtherError, xml.parsers.expat.ExpatError):
        return False


class _Walk:
    """Parses a document and writes it again; raises `_OtherError` at anything that `svg` does not write."""

    def __init__(self) -> None:
        self._parts = [_HEAD]
        self._open = [""]
        self._glyphs: set[str] = set()
        self._ids: set[str] = set()
        self._left: tuple[str, ...] = _ONCE
        self._size = ("", "")
        self._parser = parser = xml.parsers.expat.ParserCreate()
        parser.ordered_attributes, parser.buffer_text = True, True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse  # before any entity is declared

    def written(self, text: str) -> str:
        """The document, written again; raises ExpatError if it is not XML, and `_OtherError`."""
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
        self._check_place(name, within, values)
        if within == "defs" and "id" in values:
            self._glyphs.add(f"#{values['id']}")
        if name == "use" and values.get("xlink:href") not in self._glyphs:
            raise _OtherError
        written = "".join(f' {key}="{escape(value)}"' for key, value in values.items())
        self._parts.append(f"<{name}{written}{'/>' if name in _EMPTY else '>'}")
        self._open.append(name)

    def _check_place(self, name: str, within: str, values: Mapping[str, str]) -> None:
        """Raise `_OtherError` for an element out of order, a repeated id, or a size that differs from the `viewBox`."""
        if within == "svg":
            if name in _ONCE and name not in self._left:
                raise _OtherError
            self._left = self._left[self._left.index(name) + 1 :] if name in _ONCE else ()
        if "id" in values:
            if values["id"] in self._ids:
                raise _OtherError
            self._ids.add(values["id"])
        if name == "svg":
            _, _, width, height = values.get("viewBox", "0 0 - -").split(" ")
            self._size = (width, height)
            if (values.get("width"), values.get("height")) != (f"{width}pt", f"{height}pt"):
                raise _OtherError
        elif within == "svg" and name == "rect" and (values.get("width"), values.get("height")) != self._size:
            raise _OtherError

    def _end(self, name: str) -> None:
        self._open.pop()
        if name not in _EMPTY:
            self._parts.append(f"</{name}>")

    def _text(self, text: str) -> None:
        if self._open[-1] not in _WITH_TEXT and text.strip("\n"):
            raise _OtherError
        if _UNWRITTEN.search(text):
            raise _OtherError
        self._parts.append(escape(text))


@lru_cache(maxsize=32)
def _forms(name: str) -> dict[str, re.Pattern[str]]:
    """For each attribute of an element: the compiled regular expression of its values."""
    return {key: re.compile(form) for key, form in _FORMS.get(name, {}).items()}


def _refuse(*_: object) -> None:
    raise _OtherError
