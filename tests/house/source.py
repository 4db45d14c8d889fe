"""The source of the package, parsed once: modules, what they import, what they define."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parents[2] / "graphdraw"

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Import(NamedTuple):
    """One name that a module imports: `target` is dotted; of `from a import b` it is a.b."""

    module: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


class Definition(NamedTuple):
    """A class or a named type at the top of a module."""

    name: str
    module: str


class Source:
    """A package on disk; modules are named from its top (`draw.text.fonts`), a package by its folder."""

    def __init__(self, package: Path = PACKAGE) -> None:
        self.package = package

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of every module, in the order of their paths."""
        return {self._name(path): path.read_text(encoding="utf-8") for path in sorted(self.package.rglob("*.py"))}

    @cached_property
    def trees(self) -> dict[str, ast.Module]:
        """The same, parsed."""
        return {name: ast.parse(text) for name, text in self.texts.items()}

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """All imports, those inside of functions as well."""
        return tuple(
            Import(name, target, node.lineno)
            for name, tree in self.trees.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for target in _targets(node)
        )

    def own_module(self, target: str) -> str | None:
        """The module of this package that an import leads to: `graphdraw.draw.scene.Scene` is `draw.scene`."""
        first, *parts = target.split(".")
        if first != "graphdraw":
            return None
        for length in range(len(parts), 0, -1):
            if ".".join(parts[:length]) in self.texts:
                return ".".join(parts[:length])
        return "__init__"

    @cached_property
    def folders(self) -> dict[str, int]:
        """How many modules stand in each folder; the top is `.`."""
        folders = sorted({path.parent for path in self.package.rglob("*.py")})
        return {folder.relative_to(self.package).as_posix(): len(list(folder.glob("[!_]*.py"))) for folder in folders}

    @cached_property
    def rooms(self) -> dict[str, set[str]]:
        """What each room imports of its part: a room is a folder of it, or a module that stands beside them."""
        needs: dict[str, set[str]] = {_room(name): set() for name in self.texts}
        for found in self.imports:
            target = self.own_module(found.target)
            if target and _room(target) != _room(found.module) and _part(target) == _part(found.module):
                needs[_room(found.module)].add(_room(target))
        return needs

    @cached_property
    def functions(self) -> dict[str, int]:
        """The lines of every function and method, by module and name."""
        return {
            f"{name}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
            for name, tree in self.trees.items()
            for node in ast.walk(tree)
            if isinstance(node, FUNCTIONS)
        }

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Classes and named types; not those that begin with `_`, which are of their module alone."""
        return tuple(
            Definition(name, module)
            for module, tree in self.trees.items()
            for name in _defined(tree)
            if not name.startswith("_")
        )

    @cached_property
    def defined_twice(self) -> dict[str, tuple[str, ...]]:
        """The modules of every type name that more than one module defines."""
        found: dict[str, list[str]] = {}
        for definition in self.definitions:
            found.setdefault(definition.name, []).append(definition.module)
        return {name: tuple(modules) for name, modules in sorted(found.items()) if len(modules) > 1}

    def _name(self, path: Path) -> str:
        parts = path.relative_to(self.package).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def one_way(needs: dict[str, set[str]]) -> list[str]:
    """The cycles, and what needs them: what is left when all whose needs are met is taken away, again and again."""
    done: set[str] = set()
    everything = set(needs).union(*needs.values())
    while ready := {name for name in everything if needs.get(name, set()) <= done} - done:
        done |= ready
    return sorted(everything - done)


def _targets(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    assert node.level == 0, "relative imports hide the direction"
    return [f"{node.module}.{alias.name}" for alias in node.names]


def _part(module: str) -> str:
    return module.split(".")[0]


def _room(module: str) -> str:
    parts = module.split(".")
    return ".".join(parts[:2]) if len(parts) > 1 else parts[0]


def _defined(tree: ast.Module) -> Iterator[str]:
    """Classes, and names of types: `Point = tuple[float, float]`, `Direction = Literal[…]`."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _is_type(node):
            yield node.targets[0].id


def _is_type(node: ast.Assign) -> bool:
    name = node.targets[0].id  # type: ignore[attr-defined]
    return name[:1].isupper() and not name.isupper() and isinstance(node.value, ast.Subscript | ast.BinOp | ast.Name)
