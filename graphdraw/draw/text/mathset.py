"""Setting a formula that `mathtree` has read, with the actions of matplotlib's own parser.

Each box is made by the same action of matplotlib's parser, in the same order, so that glyphs have exactly the same
places as with mathtext.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import matplotlib as mpl
from matplotlib._mathtext import Hlist, Parser, ParserState, ship
from matplotlib.mathtext import MathTextParser

from graphdraw.draw.text.mathtree import MathPart

_ARGUMENTS = {
    "frac": ("num", "den"),
    "dfrac": ("num", "den"),
    "binom": ("num", "den"),
    "overline": ("body",),
    "underline": ("body",),
}
"""For each command of mathtext: the names of its arguments."""


_BY_NAME: Any = MathTextParser
_ACTIONS: Any = Parser


class Fonts:
    """A set of fonts for math, which keeps the glyphs it has looked up from one formula to the next."""

    def __init__(self, name: str, properties: Any, flags: Any) -> None:
        self.fonts = _BY_NAME._font_type_mapping[name](properties, flags)
        self._look_up, self._met = self.fonts._get_info, set[tuple[Any, ...]]()
        self.fonts._get_info = self._info

    def begin(self) -> None:
        """Begin a new formula."""
        self._met.clear()

    def _info(self, *arguments: Any) -> Any:
        """Matplotlib's `_get_info` of a glyph, with the size of the font set as mathtext would have it."""
        found = self._look_up(*arguments)
        if arguments not in self._met:
            # mathtext sets the size of a font at each glyph that is new in a formula, and kerning uses that size
            self._met.add(arguments)
            found.font.set_size(*arguments[3:])
        return found


def vector_parse(formula: str, parts: tuple[MathPart, ...], fonts: Fonts, size: float, dpi: float) -> Any:
    """The `VectorParse` of a formula (without dollars) that was read as `parts`; `size` is in points."""
    fonts.begin()
    return ship(_Setting(formula).whole(parts, fonts.fonts, size, dpi)).to_vector()


class _Setting(_ACTIONS):  # type: ignore[misc]
    """The actions and the state of mathtext's parser, without its grammar."""

    def __init__(self, formula: str) -> None:  # not that of the parser: making its grammar takes a tenth of a second
        self.formula = formula
        self._needs_space_after_subsuper = False
        self._em_width_cache = dict[Any, Any]()

    def whole(self, parts: tuple[MathPart, ...], fonts: Any, size: float, dpi: float) -> Any:
        """The box of the whole formula, between the boxes of the empty texts before and after it, as in mathtext."""
        self._state_stack = [ParserState(fonts, "default", "rm", size, dpi)]
        before = Hlist([])
        self.push_state()
        self.get_state().font = mpl.rcParams["mathtext.default"]
        math = Hlist(self.several(parts))
        return Hlist([before, math, Hlist([])])

    def several(self, parts: Iterable[MathPart]) -> list[Any]:
        """The boxes of parts that follow each other, in one list."""
        found: list[Any] = []
        for part in parts:
            box_or_boxes = self.one(part)
            if isinstance(box_or_boxes, list):
                found += box_or_boxes
            else:
                found.append(box_or_boxes)
        return found

    def one(self, part: MathPart) -> Any:
        """The box of a part, or a list of boxes, which is empty for a change of font."""
        kind, at, text, parts = part
        if kind == "symbol":
            return self.symbol(self.formula, at, {"sym": text})
        if kind == "subsuper":
            return self._scripted(part)
        if kind == "group":
            self.start_group({"font": text})
            found = self.group({"group": self.several(parts[0])})
            self.end_group()
            return found
        if kind in _ARGUMENTS:
            arguments = [self.required_group({"group": self.several(content)}) for content in parts]
            return getattr(self, kind)(dict(zip(_ARGUMENTS[kind], arguments, strict=True)))
        if kind == "sqrt":
            root = self.several(parts[0])
            return self.sqrt({"root": root, "value": self.required_group({"group": self.several(parts[1])})})
        if kind == "auto_delim":
            left, right = text.split(" ")
            return self._auto_sized_delimiter(left, self.several(parts[0]), right)
        return self._word(part)

    def _word(self, part: MathPart) -> Any:
        """The boxes of an accent, a function name, a text, a space, or a change of font."""
        kind, at, text, parts = part
        if kind == "accent":
            return self.accent({"accent": text, "sym": self._single(parts[0])})
        if kind == "function":
            return self.function(self.formula, at, {"name": text})
        if kind == "text":
            return self.text({1: text})
        return getattr(self, kind)({kind: text})  # a space, or another font

    def _scripted(self, part: MathPart) -> Any:
        """The box of a part with indices, exponents and primes."""
        nucleus, *scripts = part.parts
        signs, primes = part.text[: len(scripts)], part.text[len(scripts) :]
        found: dict[str, Any] = {"nucleus": self._single(nucleus)} if nucleus else {}
        if scripts:
            pairs = zip(signs, scripts, strict=True)
            found["subsuper"] = [box for sign, content in pairs for box in (sign, self._single(content))]
        found["apostrophes"] = primes
        return self.subsuper(self.formula, part.at, found)

    def _single(self, parts: tuple[MathPart, ...]) -> Any:
        """The only box of parts; raises ValueError if there is not exactly one."""
        (found,) = self.several(parts)
        return found
