"""The library: three functions over the pipeline, and what counts as a source."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, cast

from graphdraw import pipeline
from graphdraw.autodiff import Evaluation
from graphdraw.output.encoding import Encoding, PdfFonts, SvgText
from graphdraw.spec import Source, Spec, read_file

TEXT_NAME = "<text>"
"""What a spec given as text is called in messages."""


def render(
    source: str | os.PathLike[str],
    format: str = "svg",  # noqa: A002 (the users' word for it)
    *,
    dpi: int | None = None,
    svg_text: SvgText = "path",
    pdf_fonts: PdfFonts | Literal[42, 3] = "42",
    ids: str | None = None,
) -> bytes:
    """The figure of a spec as the bytes of a file.

    `source` is a path, or the text of a spec (a string with a line break). `format` is `svg`, `pdf`, `png` or `json`;
    `dpi` is the resolution of a PNG, 300 unless given. `svg_text="text"` writes text that can be selected instead of
    outlines; `pdf_fonts` is `42` (TrueType), `3` or `outlines`. The ids in an SVG begin with `ids`, or with a checksum
    of the drawing: a page that has the same figure twice gives each its own. The same spec gives the same bytes with
    the same graphdraw, matplotlib and fonts. Raises SpecError with all problems of the spec, UsageError for a file that
    cannot be read and a choice that there is not.
    """
    spec = _load(source)
    encoding = Encoding(dpi, svg_text, cast("PdfFonts", str(pdf_fonts)), ids)
    return pipeline.encode(pipeline.draw(spec, pipeline.evaluate(spec)), format, encoding)


def evaluate(source: str | os.PathLike[str]) -> Evaluation:
    """Values, gradients and edges of a spec; sources and errors as in `render`."""
    return pipeline.evaluate(_load(source))


def describe(source: str | os.PathLike[str], *, long: bool = False) -> str:
    """The figure in words: a sentence of at most 250 characters for `alt`, or the whole walk; errors as in `render`."""
    spec = _load(source)
    return pipeline.describe(spec, pipeline.evaluate(spec), long=long)


def _load(source: str | os.PathLike[str]) -> Spec:
    """A string with a line break is a spec, any other string and every path object is a path."""
    if isinstance(source, str) and "\n" in source:
        return pipeline.load(Source(TEXT_NAME, source.encode("utf-8", "surrogatepass"), None))
    return pipeline.load(read_file(Path(source)))
