"""Compares the published numbers of `expect:` with an evaluation, and reports those that differ.

A printed number is met when the computed one, cleaned to 12 digits and rounded to its decimals as figures round, has
the same digits. A whole number has to agree to a relative 1e-9, unless the figure prints whole numbers there; so has
every derivative that goes through a kink.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from graphdraw.autodiff import EdgeResult, Evaluation
from graphdraw.errors import Problem
from graphdraw.graph.model import Edge, Expectation
from graphdraw.values.rounding import cleaned, cut, rounded, times_ten
from graphdraw.values.scalar import Number

EXACTLY = 1e-9
"""The relative difference allowed where a number has to be met exactly: the noise of doubles."""

SLACK = 1 + EXACTLY
"""Factor on every `within`, so that a number just at the bound in decimal is met in binary as well."""

MOST_PLACES = 2_000
"""Bound on `places`: more decimals, or zeros before the point, than any number here has."""

QUANTITIES = {"values": "the value", "gradients": "the gradient", "local": "the local derivative"}
"""What messages call the kinds of expectations."""

ShownNumber = Callable[[Expectation, Number], str | None]
"""Returns how the figure writes a computed number (`-1234`, `65.7%`) where a format sets its digits, else None."""


def no_formats(_expected: Expectation, _got: Number) -> None:
    """The `ShownNumber` of a figure without formats: always None."""


class _Result(NamedTuple):
    """The number computed for a key; `on_kink` says that it depends on the derivative chosen at a kink."""

    number: Number | None
    on_kink: bool = False


def unmet(
    expectations: Iterable[Expectation], evaluation: Evaluation, shown: ShownNumber = no_formats
) -> tuple[Problem, ...]:
    """A problem for every published number that the evaluation does not reproduce, in the order of the spec.

    `shown` says where the figure prints whole numbers and percentages. For a missed derivative that goes through a
    kink, the hint names the conventions of other programs.
    """
    results = _Results(evaluation)
    found = [_compare(expected, got, evaluation, shown) for expected in expectations for got in results.of(expected)]
    return tuple(problem for problem in found if problem)


class _Results:
    """Looks up the computed numbers for the keys of expectations."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.through = _upstream_of_kinks(evaluation)
        self.uses: dict[str, list[EdgeResult]] = {}
        self.edges: dict[str, list[EdgeResult]] = {}
        for edge in evaluation.edges:
            self.uses.setdefault(edge.source, []).append(edge)
            for key in _edge_keys(Edge(edge.source, edge.target, edge.argument)):
                self.edges.setdefault(key, []).append(edge)

    def of(self, expected: Expectation) -> list[_Result]:
        """The computed numbers of an expectation: one for a name, one for each parallel edge of `b -> c`."""
        key, found = expected.key, self.evaluation
        if expected.kind == "values" and key in found.values:
            return [_Result(found.values[key])]
        if expected.kind == "gradients" and key in found.gradients:
            uses = self.uses.get(key, ())
            return [_Result(found.gradients[key], any(edge.target in self.through for edge in uses))]
        edges = self.edges.get(key, ())
        if expected.kind == "local":
            return [_Result(edge.local, edge.target in found.kinks) for edge in edges]
        return [_Result(edge.gradient, edge.target in self.through) for edge in edges]


def _upstream_of_kinks(evaluation: Evaluation) -> set[str]:
    """The nodes on a kink and all that lead to them: gradients there depend on the derivative chosen at the kink."""
    found, waiting = set(evaluation.kinks), list(evaluation.kinks)
    sources: dict[str, list[str]] = {}
    for edge in evaluation.edges if waiting else ():
        sources.setdefault(edge.target, []).append(edge.source)
    while waiting:
        new = [source for source in sources.get(waiting.pop(), ()) if source not in found]
        found.update(new)
        waiting += new
    return found


def _edge_keys(edge: Edge) -> tuple[str, str]:
    return edge.id, f"{edge.source} -> {edge.target}"


def _compare(expected: Expectation, result: _Result, evaluation: Evaluation, shown: ShownNumber) -> Problem | None:
    what, got, printed = f"{QUANTITIES[expected.kind]} of '{expected.key}'", result.number, expected.printed
    if got is None:
        return Problem(expected.where, f"{what} is expected to be {printed}, there is none", "expect")
    figure = shown(expected, got) or ""
    if _is_met(expected, got, figure, exactly=result.on_kink):
        return None
    text = f"{what} is expected to be {printed}, computed is {got!r}"
    kinks = [] if expected.kind == "values" else [p.text for p in evaluation.problems if p.code == "kink"]
    if kinks:
        return Problem(expected.where, text, "expect", "; ".join(kinks))
    if expected.within is None and _is_cut(got, printed):
        close = f"{{value: {printed}, within: {Decimal(1).scaleb(-places(printed)):g}}}"
        hint = f"write {rounded(cleaned(got), places(printed)):f}, or {close}"
        if is_whole(printed):
            hint = f"a whole number is met exactly: print more digits, or write {close}"
        return Problem(expected.where, f"{text}: the printed number is cut, not rounded", "expect", hint)
    return Problem(expected.where, text, "expect", _advice(printed, got, figure) if expected.within is None else None)


def _advice(printed: str, got: Number, figure: str) -> str | None:
    """What to write for a percentage, or for a whole number that the computed one was rounded to; else None."""
    number = cleaned(got)
    if figure.endswith("%") and rounded(times_ten(number, 2), places(printed)) == Decimal(printed):
        return f"the figure shows hundredths, {figure}: write {times_ten(Decimal(printed), -2):f}"
    digits = printed.lstrip("+-").lstrip("0") if is_whole(printed) else ""
    tens = min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)  # two digits or more are left
    for zeros in range(max(tens, 0) + 1) if is_whole(printed) else ():
        if rounded(number, -zeros) == Decimal(printed):
            close = f"{{value: {printed}, within: {Decimal(5).scaleb(zeros - 1):f}}}"
            how = f"if {printed} is rounded," if zeros else "print more digits, or"
            return f"a whole number is met exactly: {how} write {close}"
    return None


def _is_met(expected: Expectation, got: Number, figure: str, *, exactly: bool) -> bool:
    """Whether a number is met; `figure` is how the figure writes it where a format sets its digits, else empty."""
    printed = expected.printed
    if expected.within is not None:
        within = expected.within
        return _distance(got, printed) <= (within * SLACK if within < sys.float_info.max else within)
    if exactly or (is_whole(printed) and not is_whole(figure)):
        return _is_same(got, printed)
    if is_whole(printed):
        return int(figure) == int(printed)
    return rounded(cleaned(got), places(printed)) == Decimal(printed) or cleaned(got) == cleaned(float(printed))


def is_whole(printed: str) -> bool:
    """Whether a number is printed without decimals and powers of ten: `180`."""
    return printed.lstrip("+-").isdecimal()


def places(printed: str) -> int:
    """How many decimals a number is printed with: 2 of `6.00`, 4 of `1.20e-2`, −3 of `1e3`."""
    mantissa, _, exponent = printed.lower().partition("e")
    found = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return max(-MOST_PLACES, min(found, MOST_PLACES))


def _is_cut(got: Number, printed: str) -> bool:
    """Whether the printed number is the computed one with digits cut off, where rounding would give another."""
    number, decimals = cleaned(got), places(printed)
    return cut(number, decimals) == Decimal(printed) != rounded(number, decimals)


def _is_same(got: Number, printed: str) -> bool:
    """Whether a number is the printed one up to the noise of doubles; two whole numbers are compared exactly."""
    if isinstance(got, int) and is_whole(printed):
        return got == int(printed)
    return _distance(got, printed) <= EXACTLY * min(abs(float(printed)), sys.float_info.max)


def _distance(got: Number, printed: str) -> Number:
    """The absolute difference of the two, exact for whole numbers of any size; infinite where it overflows."""
    try:
        return abs(got - (int(printed) if is_whole(printed) else float(printed)))
    except OverflowError:
        return math.inf
