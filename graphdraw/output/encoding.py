"""The options of output files, such as the resolution of a PNG; none of them moves a mark of the figure.

They are plain values, which a build can compare and send to its workers without importing anything.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from graphdraw.errors import UsageError
from graphdraw.registry import suggestion

SvgText = Literal["path", "text"]
"""Text in an SVG: `path` for outlines, the same everywhere; `text` for selectable text in the reader's own fonts."""

PdfFonts = Literal["42", "3", "outlines"]
"""Fonts in a PDF: TrueType or CFF (`42`), Type 3, or none (`outlines`: every text is drawn as an outline)."""

SVG_TEXTS: tuple[SvgText, ...] = get_args(SvgText)
PDF_FONTS: tuple[PdfFonts, ...] = get_args(PdfFonts)

DARK_END = "-dark"
"""The end of the name of the dark figure of a pair, before its suffix: `snack-dark.svg`."""

CHOICES_OF: dict[str, tuple[str, ...]] = {
    "svg": ("svg_text", "ids"),
    "pdf": ("pdf_fonts",),
    "png": ("dpi",),
    "json": (),
}
"""The choices that change the bytes of a format, by its name: a build compares them without importing the formats."""


class Encoding(NamedTuple):
    """The options, each for one format: `dpi` of a PNG (None is 300), `svg_text` and `ids` of an SVG, `pdf_fonts`.

    `ids` is the prefix of all ids in the SVG; if it is None, the prefix is a checksum of what is drawn.
    """

    dpi: int | None = None
    svg_text: SvgText = "path"
    pdf_fonts: PdfFonts = "42"
    ids: str | None = None

    def checked(self) -> Encoding:
        """The encoding itself; raises UsageError if `svg_text`, `pdf_fonts` or `ids` has an invalid value."""
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
        """The options that matter to a format, in the order of `choices_of`."""
        return tuple(getattr(self, name) for name in choices_of(format))


def choices_of(format: str) -> tuple[str, ...]:  # noqa: A002 (the users' word for it)
    """The names of the options that matter to a format; all of them for a format that the table does not have."""
    return CHOICES_OF.get(format, Encoding._fields)


def _may_begin_ids(text: str) -> bool:
    """Whether ids with this prefix are valid names in XML and need no escape in CSS, in links and in lists of ids."""
    return text.isascii() and text[:1].isalpha() and text.replace("-", "").replace("_", "").isalnum()
