"""The library: a figure of a spec, the three functions that people need most, and what counts as a source."""

from __future__ import annotations

import json
import os
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast

from graphdraw import notebook
from graphdraw.autodiff import Evaluation
from graphdraw.disk import files, overwrites
from graphdraw.disk.overwrites import ReadFile, WrittenFile
from graphdraw.errors import Problem, UsageError
from graphdraw.output.encoding import Encoding, PdfFonts, SvgText
from graphdraw.pipeline.names import all_formats, in_theme, known_format
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides, Source, read_file

TEXT_NAME = "<text>"
"""What a spec given as text is called in messages."""

VIEW_NAME = "<view>"
"""What a view is called that is no file."""

AnySource = str | os.PathLike[str] | Mapping[str, Any]
"""A path; the text of a spec, which has a line break; or what that text says, as a mapping."""


class Figure:
    """A computational graph as a spec describes it: read and evaluated once, drawn in any format. It never changes.

    `source` is a path, the text of a spec (a string with a line break), or a mapping with the keys of a spec. Over the
    spec are laid `view`, a mapping with keys of `view:` or a file for `--view` (its path, or its text, which has a line
    break), then the `settings`, texts `NAME=VALUE` as for `--set`; `theme` comes before `view.theme`. A text or a
    mapping is called `name` in messages, and paths in it start in `folder`; without one it cannot name files. No file
    named in a spec may lie outside of `root`, by default the folder of the project or of the spec. `lang`, a language
    tag, is that of the page where the figure will stand: it is told in it, whatever the language of the spec.

    Raises SpecError with all problems of the spec, UsageError for a file that cannot be opened and a setting or theme
    that there is not.
    """

    def __init__(
        self,
        source: AnySource,
        *,
        theme: str | None = None,
        settings: Sequence[str] = (),
        view: Mapping[str, Any] | str | os.PathLike[str] | None = None,
        name: str = TEXT_NAME,
        folder: str | os.PathLike[str] | None = None,
        root: str | os.PathLike[str] | None = None,
        lang: str | None = None,
    ) -> None:
        where = Path(folder) if folder is not None else None
        overrides = Overrides(Path(root) if root is not None else None, _view(view), tuple(settings))
        look = in_theme(theme) if theme is not None else None
        self._run = Run(_source(source, name, where), overrides=overrides, view=look, lang=lang)
        self._evaluation = self._run.evaluation

    @property
    def title(self) -> str | None:
        """What the spec says it shows."""
        return self._run.spec.title

    @property
    def theme(self) -> str:
        """The name of the theme that it is drawn in."""
        return self._run.spec.view.theme

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings and notes that an author should read; none of them stops the figure."""
        return self._run.problems

    @property
    def dependencies(self) -> tuple[Path, ...]:
        """The resolved paths of all files that were read for it, the spec itself first if it is one."""
        return self._run.spec.dependencies

    def evaluate(self) -> Evaluation:
        """Values, gradients and edges."""
        return self._evaluation

    def describe(self, *, long: bool = False) -> str:
        """The figure in words: a sentence of at most 250 characters for `alt`, or the whole walk."""
        return self._run.describe(long=long)

    def number(self, name: str, *, gradient: bool = False) -> str:
        """The value of a node, or its gradient, as it is written in the figure (`180`, `6.0`), with its unit.

        Raises UsageError for a name that the graph does not have and a number that there is not, and SpecError where an
        expected number is not met.
        """
        self._run.demand()
        return self._run.number(name, gradient=gradient)

    def is_blank(self, name: str, *, gradient: bool = False) -> bool:
        """Whether the figure leaves the value of a node, or its gradient, for the reader to fill in."""
        return self._run.is_blank(name, gradient=gradient)

    def label(self, name: str) -> tuple[tuple[str, bool], ...]:
        """The name of a node as it is written in the figure, its label if it has one.

        It is given as texts in their order, each with whether it is a formula (mathtext, without dollars). Raises
        UsageError for a name that the graph does not have.
        """
        return self._run.label(name)

    def render(
        self,
        format: str = "svg",  # noqa: A002 (the users' word for it)
        *,
        dpi: int | None = None,
        svg_text: SvgText = "path",
        pdf_fonts: PdfFonts | Literal[42, 3] = "42",
        ids: str | None = None,
        dark: bool = False,
    ) -> bytes:
        """The picture as the bytes of a file; see `render`. `dark` is for the dark one of a pair.

        Raises SpecError where an expected number is not met, a character has no font, or the picture does not fit;
        UsageError for a choice that there is not.
        """
        encoding = Encoding(dpi, svg_text, cast("PdfFonts", str(pdf_fonts)), ids).checked()
        self._run.demand()
        return self._run.encode(format, encoding, dark=dark)

    def save(self, path: str | os.PathLike[str], **choices: Any) -> None:
        """Write the picture; the suffix of the path decides the format, `choices` are those of `render`.

        A file is replaced when the new one is complete, and not touched if it has the same bytes. Errors as in
        `render`, and UsageError for a suffix that names no format, a file that the picture is made from and one that
        cannot be written.
        """
        target = Path(path)
        inputs = (ReadFile(file, spec=self.dependencies[0]) for file in self.dependencies)
        overwrites.refuse([WrittenFile(target, "the figure", "name another file")], inputs)
        files.write(target, self.render(known_format(target.suffix.removeprefix(".")), **choices))

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
        """What a notebook shows and keeps; see `notebook.bundle`. Errors as in `render`."""
        return notebook.bundle(self, include, exclude)

    def __repr__(self) -> str:
        """What it shows, for people."""
        return f"<graphdraw.Figure: {self.describe()}>"


def render(
    source: AnySource,
    format: str = "svg",  # noqa: A002 (the users' word for it)
    *,
    dpi: int | None = None,
    svg_text: SvgText = "path",
    pdf_fonts: PdfFonts | Literal[42, 3] = "42",
    ids: str | None = None,
) -> bytes:
    """The figure of a spec as the bytes of a file.

    `source` is a path, the text of a spec (a string with a line break), or a mapping with the keys of a spec. `format`
    is `svg`, `pdf`, `png` or `json`; `dpi` is the resolution of a PNG, 300 unless given. `svg_text="text"` writes text
    that can be selected instead of outlines; `pdf_fonts` is `42` (TrueType), `3` or `outlines`. The ids in an SVG begin
    with `ids`, or with a checksum of the drawing: a page that has the same figure twice gives each its own. The same
    spec gives the same bytes with the same graphdraw, matplotlib and fonts. Raises SpecError with all problems of the
    spec, also where an expected number is not met; UsageError for a file that cannot be read and a choice that there is
    not.
    """
    return Figure(source).render(format, dpi=dpi, svg_text=svg_text, pdf_fonts=pdf_fonts, ids=ids)


def evaluate(source: AnySource) -> Evaluation:
    """Values, gradients and edges of a spec, whether or not its expected numbers are met; sources as in `render`."""
    return Figure(source).evaluate()


def describe(source: AnySource, *, long: bool = False) -> str:
    """The figure in words: a sentence of at most 250 characters for `alt`, or all of it; sources as in `render`."""
    return Figure(source).describe(long=long)


def formats() -> dict[str, str]:
    """The formats that a figure can be drawn in, each with its MIME type."""
    return {format_.name: format_.mime for format_ in all_formats()}


def _source(source: AnySource, name: str, folder: Path | None) -> Source:
    """A mapping or a string with a line break is a spec, any other string and every path object is a path."""
    if isinstance(source, Mapping):
        return Source(name, _as_text(source), folder)
    if isinstance(source, str) and "\n" in source:
        return Source(name, source.encode("utf-8", "surrogatepass"), folder)
    return read_file(Path(source))


def _view(view: Mapping[str, Any] | str | os.PathLike[str] | None) -> Source | None:
    if view is None:
        return None
    if isinstance(view, Mapping):
        return Source(VIEW_NAME, _as_text({"view": view}))
    is_text = isinstance(view, str) and "\n" in view
    return Source(VIEW_NAME, str(view).encode("utf-8", "surrogatepass")) if is_text else read_file(Path(view))


def _as_text(mapping: Mapping[str, Any]) -> bytes:
    """A mapping as YAML of which JSON is a part, a value a line, so that messages can point at it."""
    try:
        return json.dumps(mapping, ensure_ascii=False, indent=2, default=_plain).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, RecursionError) as error:
        raise UsageError(f"the mapping is no spec: {error}", "texts, numbers, lists and mappings are") from None


def _plain(value: object) -> object:
    """What is not JSON's own: numbers and arrays of NumPy, mappings that are no dict, paths."""
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    raise TypeError(f"a value of type '{type(value).__name__}'")
