"""Figures in notebooks: the MIME bundle of a figure, ids that differ within a page, warnings printed once.

What was displayed is remembered as long as the process runs, since two figures of a page must not share ids and only
the process knows what came before. The first display of a figure has the same bytes in every run. Which forms a
notebook keeps is a choice for all of its figures, so it is the process's, too.
"""

from __future__ import annotations

import base64
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Container, Sequence
from typing import Any, Protocol
from weakref import WeakSet

from graphdraw.errors import Problem, UsageError, report
from graphdraw.output.formats import FORMATS
from graphdraw.registry import suggestion

SVG, PNG, PDF = (FORMATS.get(name).mime for name in ("svg", "png", "pdf"))
TEXT = "text/plain"

PICTURES = {"svg": SVG, "png": PNG, "pdf": PDF}
"""The formats that a notebook can hold, by MIME type."""

PIXEL_DPI = 192
"""Dots per inch of the PNG: two pixels for each of the page (96 to the inch), as sharp screens show."""

PDF_FONTS = "3"
"""Type 3 fonts: a quarter of the time of TrueType, since every display may need a PDF; the text can be searched."""

_SIZE_IN_PNG = slice(16, 24)
"""Where width and height stand, four bytes each (PNG specification, 11.2.1 and 11.2.2)."""

_IDS = "gd-8e41d2c7-ids"
"""The prefix of all ids while a drawing is made; its checksum, and so its own prefix, is known after that."""

_chosen: list[str] = [SVG]
"""The MIME types that a figure shows itself as; `display` sets them."""

_displays: Counter[int] = Counter()
"""How often each drawing was shown, by its CRC-32."""

_reported: WeakSet[Displayed] = WeakSet()
"""The figures whose problems were printed."""


class Displayed(Protocol):
    """The part of `graphdraw.Figure` that a display needs."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings and notes."""

    @property
    def describe(self) -> Callable[..., str]:
        """The figure in words."""

    @property
    def render(self) -> Callable[..., bytes]:
        """The figure as the bytes of a file."""


def display(*, formats: str | Sequence[str] = ("svg",)) -> None:
    """Choose what every figure shows itself as from now on, in this process: `svg`, `png` and `pdf`, or some of them.

    A text may name several, with commas between them. A program that can show none of them gets the first of SVG, PNG
    and PDF that it can. The description in words is always there. Raises UsageError for any other format, and if no
    format is named.
    """
    names = [name.strip() for name in formats.split(",")] if isinstance(formats, str) else list(formats)
    if not any(names):
        raise UsageError(
            "no format is named, and no figure would be seen", 'for example formats="svg"; the words come by themselves'
        )
    for name in names:
        if name not in PICTURES:
            raise UsageError(f"a notebook shows no format '{name}'", suggestion(name, tuple(PICTURES)))
    _chosen[:] = [PICTURES[name] for name in names]


def bundle(
    figure: Displayed,
    include: Container[str] | None = None,
    exclude: Container[str] | None = None,
    *,
    dark: bool = False,
) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """The figure by MIME type, and the width and height of its PNG in pixels of the page.

    The bundle has the description and the pictures chosen by `display`, without types that are not in `include` or are
    in `exclude`; if no picture is left, the first of SVG, PNG and PDF that is allowed. PNG and PDF are in base64, as
    notebooks keep them. Problems of the figure go to standard error, once. Raises what `Figure.render` raises.
    """
    shown = _active_types() if include is None else include
    possible = [t for t in (SVG, PNG, PDF, TEXT) if (shown is None or t in shown) and not (exclude and t in exclude)]
    wanted = [t for t in possible if t in _chosen] or [t for t in possible if t != TEXT][:1]
    data: dict[str, str] = {}
    metadata: dict[str, dict[str, int]] = {}
    if SVG in wanted:
        data[SVG] = _svg(figure, dark)
    if PNG in wanted:
        png = figure.render("png", dpi=PIXEL_DPI, dark=dark)
        width, height = png[_SIZE_IN_PNG][:4], png[_SIZE_IN_PNG][4:]
        data[PNG] = base64.b64encode(png).decode("ascii")
        metadata[PNG] = {"width": _page_pixels(width), "height": _page_pixels(height)}
    if PDF in wanted:
        data[PDF] = base64.b64encode(figure.render("pdf", pdf_fonts=PDF_FONTS, dark=dark)).decode("ascii")
    if TEXT in possible:
        data[TEXT] = figure.describe()
    _report_once(figure)
    return data, metadata


def _svg(figure: Displayed, dark: bool) -> str:
    """The `<svg>` element alone, as a page takes it; each further display of the same drawing has other ids."""
    svg = figure.render("svg", ids=_IDS, dark=dark)
    drawing = zlib.crc32(svg)
    _displays[drawing] += 1
    prefix = f"gd{drawing:08x}" if _displays[drawing] == 1 else f"gd{drawing:08x}-{_displays[drawing]}"
    text = svg.decode("utf-8").replace(_IDS, prefix)
    return text[text.index("<svg") :]


def _page_pixels(big_endian: bytes) -> int:
    return round(int.from_bytes(big_endian, "big") * 96 / PIXEL_DPI)


def _report_once(figure: Displayed) -> None:
    if figure.problems and figure not in _reported:
        _reported.add(figure)
        print(report(figure.problems), file=sys.stderr)


def _active_types() -> Container[str] | None:
    """The MIME types that the running IPython shows (in a terminal text alone, so nothing is drawn), or None."""
    host: Any = sys.modules.get("IPython")
    shell = host.get_ipython() if host else None
    types: list[str] | None = getattr(getattr(shell, "display_formatter", None), "active_types", None)
    return types or None
