"""Published numbers against computed ones: what `expect:` of a spec says, held against an evaluation."""

from __future__ import annotations

import math
from collections.abc import Iterable

from graphdraw.autodiff import Evaluation
from graphdraw.errors import Problem, SpecError
from graphdraw.model import Edge, Expectation, Number

SLACK = 1 + 1e-9
"""Factor on every tolerance, so that a half at the last digit is met in binary as well."""

QUANTITIES = {"values": "the value", "gradients": "the gradient", "local": "the local derivative"}
"""How messages call the kinds of expectations."""


def unmet(expectations: Iterable[Expectation], evaluation: Evaluation) -> tuple[Problem, ...]:
    """A problem for every published number that the evaluation does not reproduce, in the order of the spec.

    Where the figure stands on a kink, the hint of a missed derivative names the conventions of others.
    """
    found = [_compare(expected, got, evaluation) for expected in expectations for got in _results(expected, evaluation)]
    return tuple(problem for problem in found if problem)


def demand(expectations: Iterable[Expectation], evaluation: Evaluation) -> None:
    """Raise SpecError with every published number that the evaluation does not reproduce, if there is one."""
    problems = unmet(expectations, evaluation)
    if problems:
        raise SpecError(problems)


def half_unit(printed: str) -> float:
    """Half a unit of the last printed digit: 0.005 of `6.00`, 0.5 of `180`, 0.0005 of `1.2e-2`."""
    mantissa, _, exponent = printed.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    return float(f"0.{'0' * decimals}5e{exponent or 0}")


def _results(expected: Expectation, evaluation: Evaluation) -> list[Number | None]:
    """What was computed for a key: one number of a name, one for each parallel edge of `b -> c`."""
    named = {"values": evaluation.values, "gradients": evaluation.gradients}.get(expected.kind, {})
    if expected.key in named:
        return [named[expected.key]]
    edges = [e for e in evaluation.edges if expected.key in _edge_keys(Edge(e.source, e.target, e.argument))]
    return [edge.local if expected.kind == "local" else edge.gradient for edge in edges]


def _edge_keys(edge: Edge) -> tuple[str, str]:
    return edge.id, f"{edge.source} -> {edge.target}"


def _compare(expected: Expectation, got: Number | None, evaluation: Evaluation) -> Problem | None:
    what = f"{QUANTITIES[expected.kind]} of '{expected.key}'"
    if got is None:
        text = f"{what} is expected to be {expected.printed}, there is none"
        return Problem(expected.where, text, "expect")
    most = half_unit(expected.printed) if expected.within is None else expected.within
    if _distance(got, expected.printed) <= most * SLACK:
        return None
    text = f"{what} is expected to be {expected.printed}, computed is {got!r}"
    kinks = [] if expected.kind == "values" else [p.text for p in evaluation.problems if p.code == "kink"]
    return Problem(expected.where, text, "expect", "; ".join(kinks) or None)


def _distance(got: Number, printed: str) -> Number:
    """How far apart they are; whole numbers of any size are compared exactly."""
    try:
        return abs(got - (int(printed) if printed.lstrip("+-").isdecimal() else float(printed)))
    except OverflowError:
        return math.inf
