"""What graphdraw uses of matplotlib that is promised to nobody: found in the source, named here, looked for one by one.

After an upgrade of matplotlib the test that fails is called like what has moved.
"""

from __future__ import annotations

import ast
import inspect
import io
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from matplotlib._mathtext import Parser
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_pdf import PdfFile, RendererPdf
from matplotlib.mathtext import MathTextParser

import graphdraw
from graphdraw.output.pixels import _Pen

PACKAGE = Path(graphdraw.__file__).parent

OF_NAMED_TUPLES = {"_asdict", "_fields", "_make", "_replace"}


def _pdf_file() -> PdfFile:
    return PdfFile(io.BytesIO())


def _renderer() -> RendererPdf:
    return RendererPdf(_pdf_file(), 72, 1, 1)


AGG = "matplotlib.backends._backend_agg"
MATHTEXT = "matplotlib._mathtext"
MODULES = (
    f"{AGG}.RendererAgg",
    *(f"{MATHTEXT}.{name}" for name in ("Hlist", "Parser", "ParserState", "ship")),
    f"{MATHTEXT}_data.tex2uni",
)
"""What stands in modules that are matplotlib's own affair."""

ATTRIBUTES: dict[str, Callable[[], object]] = {
    "_accent_map": lambda: Parser,
    "_auto_sized_delimiter": lambda: Parser,
    "_character_tracker": _pdf_file,
    "_delims": lambda: Parser,
    "_font_type_mapping": lambda: MathTextParser,
    "_fontnames": lambda: Parser,
    "_function_names": lambda: Parser,
    "_get_subsetted_psname": _pdf_file,
    "_space_widths": lambda: Parser,
    "_text2path": _renderer,
    "_wide_accents": lambda: Parser,
}
"""What is read of an object, and one that has it."""

OVERRIDDEN = {
    "graphdraw.draw.text.formulas._Parser": {"_parser", "parse"},
    "graphdraw.draw.text.installed._Entries": {"_findfont_cached"},
    "graphdraw.output.pdf._Renderer": {"_get_font_ttf"},
    "graphdraw.output.pdf_fonts.FontFile": {"embedTTF", "write"},
}
"""What a class of ours has in the place of its base's."""

SAME_PARAMETERS = ("graphdraw.output.pdf._Renderer._get_font_ttf", "graphdraw.output.pdf_fonts.FontFile.embedTTF")

PEN = {name for name in (*vars(_Pen), *vars(_Pen("#000000", 1.0))) if name.startswith("_") and name[1] != "_"}
"""What matplotlib's compiled renderer reads of a graphics context, for which `pixels` has a pen of its own."""


def _sources() -> Iterator[tuple[str, ast.Module]]:
    """The modules of the package that import matplotlib, by their names."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {part for node in ast.walk(tree) for part in _imported(node)}
        if any(name.partition(".")[0] == "matplotlib" for name in imported):
            yield ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"), tree


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []


def _own(tree: ast.Module) -> set[str]:
    """What a module defines or sets itself."""
    found = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return found | {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)}


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _part_of(value: object, name: str) -> object:
    return getattr(value, name)


def _resolve(dotted: str) -> object:
    module, _, name = dotted.rpartition(".")
    try:
        return _part_of(import_module(module), name)
    except ModuleNotFoundError:
        return _part_of(_resolve(module), name)


def test_modules_and_attributes_are_those_that_are_named_here() -> None:
    modules, attributes = set(), set()
    for _, tree in _sources():
        own = _own(tree) | OF_NAMED_TUPLES
        imported = [name for node in ast.walk(tree) for name in _imported(node) if name.startswith("matplotlib.")]
        modules |= {name for name in imported if any(map(_is_private, name.split(".")))} - {AGG}
        read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        attributes |= {name for name in read if _is_private(name) and name not in own}
    assert modules == set(MODULES)
    assert attributes == set(ATTRIBUTES)


def test_what_is_overridden_is_named_here() -> None:
    found = {}
    for name, _ in _sources():
        module = import_module(name)
        for value in vars(module).values():
            if not isinstance(value, type) or value.__module__ != name:
                continue
            theirs = [base for base in value.__mro__ if base.__module__.startswith("matplotlib.")]
            names = {key for key in vars(value) if not key.startswith("__") and any(hasattr(t, key) for t in theirs)}
            if names:
                found[f"{name}.{value.__name__}"] = names
    assert found == OVERRIDDEN


@pytest.mark.parametrize("name", MODULES)
def test_is_in_its_module(name: str) -> None:
    assert _resolve(name)


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_is_an_attribute(name: str) -> None:
    assert hasattr(ATTRIBUTES[name](), name)


def test_the_tracker_of_characters_tells_which_text_a_glyph_stands_for() -> None:
    tracker = _part_of(_pdf_file(), "_character_tracker")
    found = inspect.signature(_part_of(tracker, "subset_to_unicode")).parameters
    assert [*found] == ["fontname", "subset", "subset_charcode"]


@pytest.mark.parametrize("name", SAME_PARAMETERS)
def test_is_overridden_with_the_parameters_of_the_base(name: str) -> None:
    owner, _, method = name.rpartition(".")
    ours = _resolve(owner)
    assert isinstance(ours, type)
    mine, base = (inspect.signature(_part_of(cls, method)).parameters for cls in ours.__mro__[:2])
    assert [*mine] == [*base]


@pytest.mark.parametrize("name", sorted(PEN))
def test_the_pen_has_what_a_graphics_context_has(name: str) -> None:
    assert hasattr(GraphicsContextBase(), name)
