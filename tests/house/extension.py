"""Where things stand that can be added in one place: each is known to its own file, and to no other."""

from __future__ import annotations

import ast

from tests.house.source import Source

PLACES = (
    ("operation", "softplus", True),
    ("theme", "cs231n", True),
    ("shape", "diamond", True),
    ("format", "pdf", True),
    ("view key", "margin", False),
)
"""A kind of thing, an example of it, and whether its name is a word (or else an attribute that is read)."""


def places(house: Source, name: str, word: bool) -> list[str]:
    """The modules that know a name: as a string, or as an attribute of a view."""
    return [module for module, tree in house.trees.items() if _knows(tree, name, word)]


def _knows(tree: ast.Module, name: str, word: bool) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value == name:
            return True
        if not word and isinstance(node, ast.Attribute) and node.attr == name and "view" in ast.unparse(node.value):
            return True
    return False
