"""Names in docstrings of the package are names that there are: a renamed thing is renamed there too."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections.abc import Iterator
from pathlib import Path

import graphdraw

ROOT = Path(graphdraw.__file__).parent

CONSTANT = re.compile(r"(?<!`)\b[A-Z]+(?:_[A-Z]+)+\b")
"""The name of a constant, which stands without backticks too."""

OUTSIDE = {
    *(
        "ActionCommand",
        "VectorParse",
        "backend_agg",
        "concurrent",
        "pymdownx",
        "futures",
        "superfences",
        "figure_language_filename",
    ),
    *("torch", "W_xh", "x_hat", "x₁", "b²", "m²", "kg", "z1", "Cost", "Total"),
}
"""Names of other programs, and examples of what specs may have."""


def test_names_in_docstrings_exist() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}
    texts = [(path, text) for path, tree in trees.items() for text in _docstrings(tree)]
    known = OUTSIDE | set(dir(builtins)) | set(keyword.kwlist)
    for path, tree in trees.items():
        known |= {*path.relative_to(ROOT.parent).with_suffix("").parts, *_names(tree)}
    unknown = [
        f"{path.relative_to(ROOT)}: `{name}`"
        for path, text in texts
        for name in re.findall(r"`([A-Za-z_][\w.]*)(?:\(\))?`", text.value) + re.findall(CONSTANT, text.value)
        if not set(name.split(".")) <= known
    ]
    assert unknown == []


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """The texts that stand alone in a body: those of modules, classes and functions, and those under constants."""
    for node in ast.walk(tree):
        body = getattr(node, "body", ())
        for line in body if isinstance(body, list) else ():
            if (
                isinstance(line, ast.Expr)
                and isinstance(line.value, ast.Constant)
                and isinstance(line.value.value, str)
            ):
                yield line.value


def _names(tree: ast.Module) -> Iterator[str]:
    """All that is a name in the code, and the words in its texts."""
    told = {id(text) for text in _docstrings(tree)}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                yield name
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.alias(name=name):
                yield from name.split(".")
            case ast.keyword(arg=str(name)):
                yield name
            case ast.Constant(value=str(text)) if id(node) not in told:
                yield from re.findall(r"\w+", text)
