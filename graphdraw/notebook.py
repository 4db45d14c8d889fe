"""A figure in a notebook: the forms that pages, slides and LaTeX take, ids that differ, warnings told once.

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
"""The formats that a notebook can hold; of those that nobody has asked for, the first that is shown is taken."""

PIXEL_DPI = 192
"""Two pixels of the PNG for each of the page (96 to the inch), which is what sharp screens show."""

PDF_FONTS = "3"
"""Fonts that cost a quarter of the time of TrueType, since every display may have one; the text can be searched."""

_SIZE_IN_PNG = slice(16, 24)
"""Where width and height stand, four bytes each (PNG specification, 11.2.1 and 11.2.2)."""

_IDS = "gd-8e41d2c7-ids"
"""What the ids of a drawing begin with before it is known what it is called."""

_asked: list[str] = [SVG]
"""The pictures that a figure shows itself as; see `display`."""

_displays: Counter[int] = Counter()
"""How often a drawing was shown, by its checksum."""

_told: WeakSet[Displayed] = WeakSet()
"""The figures whose problems were told."""


class Displayed(Protocol):
    """What a `graphdraw.Figure` has that is needed here."""

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

    A text may name several, between commas. Where nothing of it is shown, as in a program without SVG, a figure is what
    can be: SVG, PNG or PDF. The words are always there. Raises UsageError for any other format, and for none.
    """
    names = [name.strip() for name in formats.split(",")] if isinstance(formats, str) else list(formats)
    if not any(names):
        raise UsageError(
            "no format is named, and no figure would be seen", 'for example formats="svg"; the words come by themselves'
        )
    for name in names:
        if name not in PICTURES:
            raise UsageError(f"a notebook shows no format '{name}'", suggestion(name, tuple(PICTURES)))
    _asked[:] = [PICTURES[name] for name in names]


def bundle(
    figure: Displayed,
    include: Container[str] | None = None,
    exclude: Container[str] | None = None,
    *,
    dark: bool = False,
) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """The figure by MIME type, and the width and height of its PNG in pixels of the page.

    It has the words and the pictures that `display` was told, without types that are not in `include`, or are in
    `exclude`; if no picture is left, the first of SVG, PNG and PDF that may be. The bytes of PNG and PDF are in base64,
    as notebooks keep them. Problems of the figure go to standard error, once. Raises what `Figure.render` raises.
    """
    shown = _active_types() if include is None else include
    possible = [t for t in (SVG, PNG, PDF, TEXT) if (shown is None or t in shown) and not (exclude and t in exclude)]
    wanted = [t for t in possible if t in _asked] or [t for t in possible if t != TEXT][:1]
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
    _tell(figure)
    return data, metadata


def _svg(figure: Displayed, dark: bool) -> str:
    """The element alone, which may stand in a page; from the second display on with other ids."""
    svg = figure.render("svg", ids=_IDS, dark=dark)
    drawing = zlib.crc32(svg)
    _displays[drawing] += 1
    prefix = f"gd{drawing:08x}" if _displays[drawing] == 1 else f"gd{drawing:08x}-{_displays[drawing]}"
    text = svg.decode("utf-8").replace(_IDS, prefix)
    return text[text.index("<svg") :]


def _page_pixels(big_endian: bytes) -> int:
    return round(int.from_bytes(big_endian, "big") * 96 / PIXEL_DPI)


def _tell(figure: Displayed) -> None:
    if figure.problems and figure not in _told:
        _told.add(figure)
        print(report(figure.problems), file=sys.stderr)


def _active_types() -> Container[str] | None:
    """What the IPython that runs here shows, if one runs: a terminal text alone, for which nothing need be drawn."""
    host: Any = sys.modules.get("IPython")
    shell = host.get_ipython() if host else None
    types: list[str] | None = getattr(getattr(shell, "display_formatter", None), "active_types", None)
    return types or None
