"""What a spec says about looks is used: every field that the reader fills in is read by what comes after it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import pytest

from graphdraw.graph.model import Display
from graphdraw.view import Blank, Look, Numbers, View
from tests.house.source import Source

HOUSE = Source()

CALLED = {Display: "display", Look: "look", View: "view", Numbers: "numbers", Blank: "blank|wished"}
"""The filled types, and what their values are called: `node.display.unit`, `edge_look(…).color`, `self.view.box`."""


def owner(node: ast.expr) -> str:
    """The last name of what an attribute belongs to: of `self.view` and of `view()` it is `view`."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def reads(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The owner and the name of every attribute that is read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield owner(node.value), node.attr


READ = {found for name, tree in HOUSE.trees.items() if name.split(".")[0] != "spec" for found in reads(tree)}
"""What is read outside of the reader of specs."""


@pytest.mark.parametrize("kind", CALLED, ids=lambda kind: kind.__name__)
def test_every_field_is_read_after_the_reader(kind: type) -> None:
    """By a module, or by a property of the type, which a module reads then."""
    fields = list(inspect.get_annotations(kind))
    properties = [name for name, found in vars(kind).items() if isinstance(found, property)]
    own = {name for of, name in reads(ast.parse(inspect.getsource(kind))) if of == "self"}
    used = {name for of, name in READ if any(word in of for word in CALLED[kind].split("|"))}
    unread = [name for name in fields if name not in own | used] + [name for name in properties if name not in used]
    assert fields
    assert unread == [], f"fields of {kind.__name__} that a spec fills in, and that nothing outside of spec/ looks at"
