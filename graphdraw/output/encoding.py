"""How a scene becomes a file: what a user may choose about the bytes, none of which moves a mark of the figure.

Plain values, so that a build can compare them and hand them to its workers without importing anything.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from graphdraw.errors import UsageError
from graphdraw.registry import suggestion

SvgText = Literal["path", "text"]
"""`path`: outlines, the same everywhere; `text`: text that can be selected and found, in the fonts of the reader."""

PdfFonts = Literal["42", "3", "outlines"]
"""TrueType (Type 42), Type 3, or no fonts at all: every text as an outline."""

SVG_TEXTS: tuple[SvgText, ...] = get_args(SvgText)
PDF_FONTS: tuple[PdfFonts, ...] = get_args(PdfFonts)

DARK_END = "-dark"
"""What the name of the second figure of a pair ends with, before its suffix."""

CHOICES_OF: dict[str, tuple[str, ...]] = {
    "svg": ("svg_text", "ids"),
    "pdf": ("pdf_fonts",),
    "png": ("dpi",),
    "json": (),
}
"""The choices that change the bytes of a format, by its name: a build compares them without importing the formats."""


class Encoding(NamedTuple):
    """The choices, each for one format: `dpi` of a PNG (None is 300), `svg_text`, `pdf_fonts`, and `ids`.

    `ids` is what the ids in an SVG begin with; without it they begin with a checksum of what is drawn.
    """

    dpi: int | None = None
    svg_text: SvgText = "path"
    pdf_fonts: PdfFonts = "42"
    ids: str | None = None

    def checked(self) -> Encoding:
        """The same, once every choice is one that there is; raises UsageError."""
        for what, given, known in (
            ("svg_text", self.svg_text, SVG_TEXTS),
            ("pdf_fonts", self.pdf_fonts, PDF_FONTS),
        ):
            if given not in known:
                raise UsageError(f"{what} cannot be '{given}'", suggestion(str(given), known))
        if self.ids is not None and not _may_begin_ids(self.ids):
            raise UsageError(
                f"ids cannot begin with '{self.ids}'", "a letter of a to z, then letters, digits, '-' and '_'"
            )
        return self

    def choices(self, format: str) -> tuple[str | int | None, ...]:  # noqa: A002 (the users' word for it)
        """Those that matter to a format: all of them for one that is not in the table, so that none is overlooked."""
        return tuple(getattr(self, name) for name in CHOICES_OF.get(format, self._fields))


def _may_begin_ids(text: str) -> bool:
    """Whether ids that begin so are names in XML and need no escape in CSS, in links and between spaces."""
    return text.isascii() and text[:1].isalpha() and text.replace("-", "").replace("_", "").isalnum()
