"""Every key of a view changes a figure, or a message says where it cannot: none is taken and ignored.

The keys are those of the table of the language, so that a new one that does nothing fails here by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.themes import THEMES
from graphdraw.errors import SpecError
from graphdraw.spec.schema.compound import Either, MapOf, Section
from graphdraw.spec.schema.kinds import Choice, Color, Flag, Kind, Raw, Registered
from graphdraw.spec.schema.lengths import Length
from graphdraw.spec.schema.lists import ListOf, OneOrMore, OneOrMoreLists
from graphdraw.spec.schema.view_schema import VIEW
from tests.scenes import drawn

NUMBERS = """
inputs:
  x: 12345.5
  w: {value: 0.00012, role: param}
  n: {value: 3, grad: false}
  c: {value: 10, label: 'a label $x^2$'}
  d: -1
nodes:
  b: pair(x, w)
  s: b * n - 20
  t: s + c + d
  u: t * 0.5 + s
  o: {expr: 'max(u, c)', label: an output}
blocks:
  pair(p, q):
    nodes: {m: p * q, r: m + p}
groups:
  part: {members: [s, t]}
"""
SYMBOLS = """
inputs: {x:, w: {role: param}, c:}
nodes: {s: x * w + 1, y: s * x + c}
"""
FORWARD = f"{SYMBOLS}backward: false\n"
FREE = """
inputs: {e: 2, a: 1, b: 3, c: 4, d: 5}
nodes: {p: b * d, q: a + c, y: p * q + e}
"""
TABLE = {"edges": {"s -> *": {"class": "k"}}, "nodes": {"s": {"class": "k"}, "x": {"class": "k"}}, "classes": {"k": {}}}
FIGURES: tuple[tuple[str, dict[str, Any]], ...] = (
    (NUMBERS, TABLE),
    (NUMBERS, {**TABLE, "notation": "variables"}),
    (NUMBERS, {**TABLE, "values": "hide", "gradients": "hide"}),
    (NUMBERS, {"numbers": {"style": "sci"}}),
    (NUMBERS, {"numbers": {"decimals": 3}}),
    (NUMBERS, {"values": "blank", "gradients": "blank"}),
    (NUMBERS, {"theme": "cs231n"}),
    (SYMBOLS, {}),
    (FORWARD, {}),
    (NUMBERS, {"width": "150mm"}),
    (FREE, {"operands": "any"}),
    (FREE, {}),
)
"""Figures and the view that is changed in them; together they show whatever a view can say."""

PLAIN = {
    "symbols": {"mul": "*"},
    "box": "{name} = {value}",
    "minus": "-",
    "label": "other",
    "symbol": "@",
    "font": "DejaVu Serif",
    "font_size": 12,
    "margin": 20,
    "decimals": 2,
    "sig": 3,
}
LISTS = {"align": [["x", "c"]], "order": [["c", "w"]]}
NAMES = {"nodes": ("s", "b", "part", "x"), "edges": ("s -> *", "x -> b"), "classes": ("k",), "blocks": ("b",)}

FOREIGN = frozenset(("unknown-name", "unknown-edge", "unknown-block"))
"""Said where a figure has no such name: it does not show the key."""

Change = dict[str, Any]


def values(kind: Kind, name: str) -> Iterator[Any]:
    """Values that differ from each other, for what a key can hold."""
    if isinstance(kind, Either | MapOf | Section | OneOrMore):
        yield from within(kind, name)
    elif isinstance(kind, OneOrMoreLists | ListOf):
        yield from ([one] for one in LISTS[name])
    elif isinstance(kind, Choice):
        yield from kind.words + kind.later
    elif isinstance(kind, Registered):
        yield from (SHAPES if kind.field == "shapes" else THEMES).names()
    else:
        yield from {Flag: (True, False), Color: ("#123456",), Length: ("60mm",)}.get(type(kind)) or (PLAIN[name],)


def within(kind: Kind, name: str) -> Iterator[Any]:
    """The same for kinds that are made of others."""
    if isinstance(kind, Either):
        for inner in (kind.scalar, kind.mapping):
            yield from values(inner, name) if inner else ()
    elif isinstance(kind, MapOf):
        for at in NAMES[name]:
            yield from ({at: inner} for inner in values(kind.kind, name))
    elif isinstance(kind, Section):
        for key in kind.table:
            yield from ({key.name: inner} for inner in values(key.kind, key.name))
    elif isinstance(kind, OneOrMore):
        yield from ["other"] if isinstance(kind.kind, Raw) else values(kind.kind, name)


CHANGES: list[tuple[str, Change]] = [
    (key.name, {key.name: value}) for key in VIEW.table for value in values(key.kind, key.name)
]


def merged(below: Any, above: Any) -> Any:
    """One view laid over another."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: merged(below.get(key), value) for key, value in above.items()}}
    return above


def outcome(text: str, view: Change) -> Any:
    """What is drawn, or the problems with their places."""
    if view.get("nodes") or view.get("edges"):
        view = merged({"classes": {"other": {"color": "#aa5500"}}}, view)
    try:
        return drawn(f"{text}view: {json.dumps(view, ensure_ascii=False)}\n")._replace(title="", description="")
    except SpecError as error:
        found = error.problems
    return frozenset(problem.code if problem.where else "nowhere" for problem in found)


@cache
def plain(number: int) -> Any:
    """A figure as it is before a change."""
    return outcome(*FIGURES[number])


def outcomes(change: Change) -> Iterator[tuple[Any, Any]]:
    """Before and after, in every figure in turn."""
    for number, (text, view) in enumerate(FIGURES):
        changed = merged(view, change)
        before = plain(number)
        after = outcome(text, changed) if changed != view else before
        if not FOREIGN.intersection(after if isinstance(after, frozenset) else ()):
            yield before, after


def differs(before: Any, after: Any) -> bool:
    """Whether another figure is drawn, or all that is wrong has a place."""
    return before != after and not (isinstance(after, frozenset) and "nowhere" in after)


def leaf(change: Any) -> tuple[list[str], Any]:
    """The path of the only value in a change."""
    path: list[str] = []
    while isinstance(change, dict) and len(change) == 1:
        ((key, change),) = change.items()
        path.append(key)
    return path, change


def default_of(path: list[str]) -> Any:
    """The default of a key of the table; None where it has none."""
    section: Any = VIEW
    found = None
    for name in path:
        key = next((key for key in getattr(section, "table", ()) if key.name == name), None)
        if key is None:
            continue  # a name in a mapping
        found, kind = key.default, key.kind
        section = kind.mapping if isinstance(kind, Either) else kind
        section = section.kind if isinstance(section, MapOf) else section
    return found


@pytest.mark.parametrize("key", [key.name for key in VIEW.table])
def test_every_value_of_a_key_is_seen_or_refused(key: str) -> None:
    """All but the default, which is what there is without it."""
    changes = [change for name, change in CHANGES if name == key]
    assert changes
    ignored = [change for change in changes if not any(differs(*both) for both in outcomes(change))]
    assert [change for change in ignored if leaf(change)[1] != default_of(leaf(change)[0])] == []


def test_what_an_input_has_no_use_for_is_refused() -> None:
    with pytest.raises(SpecError) as raised:
        drawn("inputs: {x: 2}\nnodes: {y: exp(x)}\nview: {nodes: {x: {symbol: '@'}}}\n")
    (problem,) = raised.value.problems
    assert problem.text == "unknown key 'symbol' in the look of an input"
    assert problem.hint == "known here: shape, color, fill, label, class, value, gradient"
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == (3, 20)


@pytest.mark.parametrize("hidden", ["values", "gradients"])
def test_what_a_name_shows_is_shown_where_all_else_is_hidden(hidden: str) -> None:
    text = "inputs: {x: 2, w: 3}\nnodes: {y: x * w}\nview: {values: hide, gradients: hide, nodes: {x: {%s: show}}}\n"
    role = hidden.removesuffix("s")
    assert [(mark.role, mark.text) for mark in drawn(text % role).labels if mark.role in ("value", "gradient")] == [
        (role, {"value": "2", "gradient": "3"}[role])
    ]
