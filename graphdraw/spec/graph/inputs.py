"""Makes the inputs of the graph from `inputs:`."""

from __future__ import annotations

from typing import Any

from graphdraw.graph.model import Input
from graphdraw.spec.graph.calls import Scope
from graphdraw.spec.graph.displays import display
from graphdraw.spec.schema.compound import Given
from graphdraw.spec.yaml.document import Scalar

WITHOUT_GRADIENT = ("const", "target")
"""Roles of inputs that never have a gradient."""

NOTHING = (None, None)
"""The number and the typed text of an input that is given no number."""


def inputs(given: tuple[Any, ...], scope: Scope) -> list[Input]:
    """The inputs in order, from a list of names or from names with values; raises `Stop` if a limit is exceeded."""
    pairs = [(entry, None) if isinstance(entry, Scalar) else entry for entry in given]
    return [made for key, value in pairs if (made := _input(key, value, scope))]


def _input(key: Scalar, value: Any, scope: Scope) -> Input | None:
    scope.grow(1, key.where)
    name = scope.names.declare(key)
    if name is None:
        return None
    scope.reading.texts.append((name, key.where))
    if not isinstance(value, Given):
        number, typed = value or NOTHING
        return Input(name, number, key.where, typed=typed)
    number, typed = value.get("value") or NOTHING
    role = value.get("role", "data")
    grad = value.get("grad", True) and role not in WITHOUT_GRADIENT
    return Input(name, number, key.where, role, grad, display(value), typed)
