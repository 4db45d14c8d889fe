"""The library: three functions over the pipeline, and what counts as a source."""

from __future__ import annotations

import os
from pathlib import Path

from graphdraw import pipeline
from graphdraw.autodiff import Evaluation
from graphdraw.spec import Source, Spec, read_file

TEXT_NAME = "<text>"
"""What a spec given as text is called in messages."""


def render(source: str | os.PathLike[str], format: str = "svg", *, dpi: int | None = None) -> bytes:  # noqa: A002
    """The figure of a spec as the bytes of a file.

    `source` is a path, or the text of a spec (a string with a line break). `format` is `svg`, `pdf`, `png` or `json`;
    `dpi` is the resolution of a PNG, 300 unless given. The same spec gives the same bytes with the same graphdraw,
    matplotlib and fonts. Raises SpecError with all problems of the spec, UsageError for a file that cannot be read.
    """
    spec = _load(source)
    return pipeline.encode(pipeline.draw(spec, pipeline.evaluate(spec)), format, dpi)


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
