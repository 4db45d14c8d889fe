"""Makes expectations from `expect:`: published numbers, each with the name or edge it belongs to."""

from __future__ import annotations

from typing import Any

from graphdraw.graph.model import Expectation
from graphdraw.spec.figure.edges import ANY, ARROW, Edges
from graphdraw.spec.graph.duplicate_keys import Once
from graphdraw.spec.graph.names import normal
from graphdraw.spec.schema.compound import Given
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.reading import Reading

KINDS = ("values", "gradients", "local")


def expectations(given: Given, edges: Edges, reading: Reading) -> tuple[Expectation, ...]:
    """The expectations of all kinds, in the order of the spec; problems are noted."""
    found, once = [], Once(reading.problems)
    for kind in KINDS:
        for key, value in given.get(kind, ()):
            expectation = _expectation(kind, key, value, edges, reading)
            if expectation:
                meaning = edges.meaning(key) if ARROW in key.text else normal(key.text)
                once.note(key, (kind, meaning))
                found.append(expectation)
    return tuple(sorted(found, key=lambda expectation: (expectation.where.line, expectation.where.column)))


def _expectation(kind: Any, key: Scalar, value: Any, edges: Edges, reading: Reading) -> Expectation | None:
    name = _key(kind, key, edges, reading)
    printed, within = (value.get("value"), value.get("within")) if isinstance(value, Given) else (value, None)
    if isinstance(value, Given) and "value" not in value:
        reading.problems.add(
            value.where, "an expectation needs a 'value'", "no-value", "as in {value: 0.79, within: 0.01}"
        )
    if name is None or printed is None:
        return None
    text = printed.text.replace("\N{MINUS SIGN}", "-").replace("_", "")
    return Expectation(kind, name, text, within, key.where)


def _key(kind: str, key: Scalar, edges: Edges, reading: Reading) -> str | None:
    """The name, or the edge as `x -> y[1]` or, for all parallel edges, `x -> y`; None after a problem was noted."""
    if ARROW not in key.text:
        if kind != "local":
            return edges.names.find(key.text, key.where)
        hint = f'name the edge: "x {ARROW} {key.text}"'
        reading.problems.add(key.where, "a local derivative belongs to an edge", "edge", hint)
        return None
    if kind == "values":
        reading.problems.add(key.where, "a value belongs to a name, not to an edge", "edge", "name the node")
        return None
    if key.text.count(ARROW) > 1 or ANY in key.text:
        reading.problems.add(key.where, "one edge is expected here, this names several", "edge", None)
        return None
    found = edges.find(key)
    if not found:
        return None
    return found[0].id if edges.has_argument(key) else f"{found[0].source} {ARROW} {found[0].target}"
