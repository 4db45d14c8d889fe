"""Numerical gradients, to check the others by: C. J. F. Ridders, Advances in Engineering Software 4 (1982), 75-76.

The node in question is moved a little to both sides and all that follows is calculated again; where an operation lets
no gradient pass, it keeps its value.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import NamedTuple

from graphdraw.autodiff.evaluation import Evaluation
from graphdraw.autodiff.moved import Followers, Moved, as_float
from graphdraw.expression.arithmetic import NumberError
from graphdraw.model import Graph, Number

RELATIVE, ABSOLUTE = 1e-6, 1e-8
"""How far a gradient may be from its numerical value: of the greater of the two, and at least."""

COLUMNS = 8
"""Of Ridders' table; each shrinks the step."""

SHRINK = 1.6

STEP = 0.05
"""The first step, as a part of the value that is moved, or of 1 if that is more."""

STEPS = 10
"""First steps that are tried, each a tenth of the one before."""

ROUNDING = 4 * sys.float_info.epsilon * SHRINK**COLUMNS
"""Times a result and over the first step: what rounding can do to a slope."""

AT_END = 100
"""At the end of a domain a function may be like a broken power, which an error estimate knows nothing of."""

MOST_WORK = 500_000
"""Operations calculated for one graph, some seconds; a figure for a book takes some thousands."""

Function = Callable[[float], float]


class GradientCheck(NamedTuple):
    """A gradient beside its numerical value.

    `on_kink` says that the derivative is a choice on the way: between different slopes of both sides `numerical` is
    the value nearest to the gradient, and a difference that is left is the convention's.
    """

    name: str
    gradient: Number
    numerical: float
    difference: float
    agrees: bool
    on_kink: bool = False


def check_gradients(graph: Graph, evaluation: Evaluation) -> tuple[GradientCheck, ...]:
    """Every gradient of an evaluation against a numerical one, in the order of the spec.

    Left out is what has no numerical value: a gradient of whole numbers too large for float64, or on an isolated point
    of a domain. The work grows with the square of the graph and is limited by MOST_WORK: of thousands of nodes in a
    row only the first gradients are checked.
    """
    followers, checks, work = Followers(graph, evaluation.values), [], 0
    for node in graph.nodes:
        gradient = evaluation.gradients[node.name]
        if gradient is not None and work < MOST_WORK:
            try:
                moved = Moved(evaluation, node.name, followers.of(node.name))
                checks.append(_check(node.name, gradient, as_float(gradient), moved))
            except NumberError:
                continue
            work += moved.work
    return tuple(checks)


class _Slope(NamedTuple):
    """A numerical derivative and how far off it may be."""

    value: float
    error: float

    def agrees(self, gradient: float) -> bool:
        most = ABSOLUTE + RELATIVE * max(abs(self.value), abs(gradient)) + self.error
        return abs(self.value - gradient) <= most


def _check(name: str, exact: Number, gradient: float, moved: Moved) -> GradientCheck:
    slope = _slope(moved, gradient)
    agrees = slope.agrees(gradient) or moved.on_kink
    return GradientCheck(name, exact, slope.value, abs(slope.value - gradient), agrees, moved.on_kink)


def _slope(moved: Moved, wanted: float) -> _Slope:
    """The derivative; between different slopes of both sides, and at the end of a domain, the nearest to `wanted`."""
    at, here = moved.at, moved(moved.at)
    central = _best(lambda d: (moved(at + d) - moved(at - d)) / (2 * d), at, here, order=2)
    if central and central.agrees(wanted):
        return central
    left = _best(lambda d: (here - moved(at - d)) / d, at, here, order=1)
    right = _best(lambda d: (moved(at + d) - here) / d, at, here, order=1)
    if left is None or right is None:
        end = left or right
        if end is None:
            raise NumberError("there is no value on either side")
        return _Slope(end.value, end.error * AT_END)
    nearest = min(max(wanted, min(left.value, right.value)), max(left.value, right.value))
    return _Slope(nearest, left.error + right.error)


def _best(quotient: Function, at: float, here: float, order: int) -> _Slope | None:
    """The limit with the least error of several first steps: a pole or the end of the domain may be near.

    `here` is the result at `at`. None if there is no step within the domain.
    """
    found: list[_Slope] = []
    for step in _first_steps(at):
        try:
            limit, error = ridders(quotient, step, order)
        except NumberError:
            continue
        if math.isfinite(limit):
            found.append(_Slope(limit, error + ROUNDING * abs(here) / step))
            if found[-1].error <= 0.1 * max(ABSOLUTE, RELATIVE * abs(limit)):
                break
    return min(found, key=lambda slope: slope.error, default=None)


def _first_steps(at: float) -> list[float]:
    """From large to small; for a value near 0 also small against the value itself."""
    steps = [STEP * max(abs(at), 1) / 10**i for i in range(STEPS)]
    return [*steps, STEP * abs(at)] if 0 < STEP * abs(at) < steps[-1] else steps


def ridders(quotient: Function, step: float, order: int = 2) -> tuple[float, float]:
    """The limit of a difference quotient as its step goes to 0, and the error estimate at which it stopped.

    `order` is 2 for a central quotient, whose error has even powers only, 1 for a one-sided one.
    """
    row = [quotient(step)]
    best, error = row[0], math.inf
    for i in range(1, COLUMNS):
        step /= SHRINK
        new = [quotient(step)]
        factor = SHRINK**order
        for j in range(i):
            new.append((new[j] * factor - row[j]) / (factor - 1))
            factor *= SHRINK**order
            estimate = max(abs(new[j + 1] - new[j]), abs(new[j + 1] - row[j]))
            if estimate <= error:
                error, best = estimate, new[j + 1]
        if abs(new[i] - row[i - 1]) >= 2 * error:
            break
        row = new
    return best, error
