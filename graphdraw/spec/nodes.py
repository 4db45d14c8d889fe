"""`nodes:` to the operations of the graph, in their short form (an expression) and in their long ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graphdraw.expression import ExpressionError, Name, Number, parse
from graphdraw.model import Input, Literal, Node, Operand
from graphdraw.spec import calls
from graphdraw.spec.calls import Scope, Use
from graphdraw.spec.compound import Given, Named
from graphdraw.spec.displays import display
from graphdraw.spec.document import Scalar
from graphdraw.spec.labels import warn_of_comment
from graphdraw.spec.translate import applied, parsed, reference, translate

LATER = ("block", "repeat", "each", "carry", "share")
"""Keys that make a block of a node; that they come later is said where they stand."""


@dataclass(slots=True)
class Made:
    """Nodes in order; `named` those with a name of their own. For each that is broken an input without value stands."""

    nodes: list[Node] = field(default_factory=list)
    named: list[str] = field(default_factory=list)


def declare(given: Named, scope: Scope) -> list[tuple[str, Scalar, Any]]:
    """The names of the nodes, with key and value; they are known from here on, since nodes come in any order."""
    declared = []
    for key, value in given:
        if "," in key.text and not key.style:
            scope.reading.not_yet(key.where, "a node with several outputs is")
            for part in key.text.split(","):
                scope.names.add(part.strip(), key)
            continue
        name = scope.names.declare(key)
        if name is not None:
            scope.reading.texts.append((name, key.where))
            declared.append((name, key, value))
    return declared


def build(declared: list[tuple[str, Scalar, Any]], scope: Scope) -> Made:
    """The nodes of what was declared; raises `Stop` if the graph is beyond the limit."""
    result = Made()
    unnamed: list[tuple[str, Scalar]] = []
    for name, key, value in declared:
        before = scope.size
        made = _node(name, key, value, scope)
        scope.grow(1 if scope.size == before else 0, key.where)
        if not made:
            scope.names.broken.add(name)
            made = (Input(name, None, key.where),)
        result.nodes.extend(made)
        result.named.append(name)
        unnamed.extend((node.name, key) for node in made[:-1])
    for name, key in unnamed:  # only now, since expressions can't speak of them
        scope.names.add(name, key)
    return result


def _node(name: str, key: Scalar, value: Any, scope: Scope) -> tuple[Node, ...]:
    if not isinstance(value, Given):
        return _short(name, Given(key.where), value, scope)
    forms = [form for form in ("expr", "op", "block") if form in value]
    if len(forms) > 1:
        text = f"'{name}' has both '{forms[0]}' and '{forms[1]}'"
        scope.reading.problems.add(value.keys[forms[1]].where, text, "two-forms", "give one of them")
    elif not forms and not any(later in value for later in LATER):
        text = f"'{name}' has no expression"
        scope.reading.problems.add(key.where, text, "no-expression", "write it as 'expr: a * b'")
    elif "expr" in value:
        _refuse(("args", "with"), value, scope)
        return _short(name, value, value.get("expr"), scope)
    elif "op" in value:
        return _operation(name, value, scope)
    return ()


def _short(name: str, given: Given, expression: Scalar | None, scope: Scope) -> tuple[Node, ...]:
    if expression is None:
        return ()
    warn_of_comment(expression, scope.reading)
    return translate(name, expression, display(given), scope)


def _refuse(keys: tuple[str, ...], given: Given, scope: Scope) -> None:
    for key in keys:
        if key in given:
            text = f"'{key}' belongs to 'op'"
            hint = "write inputs and parameters in the expression: f(x, axis=1)"
            scope.reading.problems.add(given.keys[key].where, text, "two-forms", hint)


def _operation(name: str, given: Given, scope: Scope) -> tuple[Node, ...]:
    op = given.get("op")
    args, params = given.get("args", ()), given.get("with", ())
    if op is None or args is None or params is None:
        return ()
    operands = [_argument(arg, scope) for arg in args]
    with_ = tuple(calls.Given(key.text, _parameter(value), key.where) for key, value in params if value is not None)
    use = Use(op.text, op.text, op.where, len(operands), with_)
    node = applied(name, use, operands, op.where, scope, display(given), named=True)
    return () if node is None else (node,)


def _argument(arg: Scalar, scope: Scope) -> Operand | None:
    tree = parsed(arg, scope)
    if isinstance(tree, Number):
        return Literal(tree.value, tree.text, arg.where)
    if isinstance(tree, Name):
        return reference(tree.id, arg.where, scope)
    if tree is not None:
        text = f"'{arg.text}' is neither a name nor a number"
        scope.reading.problems.add(
            arg.where, text, "argument", "give it a node of its own, or write the node as 'expr'"
        )
    return None


def _parameter(value: Any) -> calls.Value:
    """A list is a tuple; a text is a truth value, a number or a word."""
    if not isinstance(value, Scalar):
        return tuple(value)
    if value.text in ("true", "false"):
        return value.text == "true"
    try:
        tree = parse(value.text) if not value.style else None
    except ExpressionError:
        tree = None
    return tree.value if isinstance(tree, Number) else value.text
