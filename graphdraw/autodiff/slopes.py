"""Numerical local derivatives: the slope of one operation by one of its arguments, from differences.

The operation is computed as in `extended`, at the numbers that it was given. The step is a tiny part of the argument,
or of its distance to the next place where the function changes its form; there are so many digits that those which a
difference loses do not count. At a kink the slopes of both sides are combined as `conventions` says. At the end of a
domain the slope of the inner side is extrapolated (A. C. Aitken, Proc. R. Soc. Edinburgh 46 (1926), 289-305).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, Inexact, localcontext
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from graphdraw.autodiff.backward import stands_on_kink
from graphdraw.autodiff.conventions import CONVENTIONS, KinkSlopes
from graphdraw.autodiff.decimals import TERM, context, counted
from graphdraw.autodiff.extended import FUNCTIONS, GATED, PERIODIC, Function
from graphdraw.graph.model import Apply
from graphdraw.ops import operation_of
from graphdraw.values.scalar import Number

LEVELS = ((30, 90), (90, 260))
"""For each try, by how many powers of ten the step is smaller than its scale, and the digits of the computation."""

CLOSE, ALIKE = Decimal("1e-15"), Decimal("1e-7")
"""The largest differences between quotients of one slope, relative to it: over one and two steps, and of both sides."""

NOTHING = Decimal("1e-20")
"""A quotient that shrinks by this factor from one try to the next, or by extrapolation, has the limit 0."""

SMALL = -15
"""For scales below this power of ten, the result may be so much larger that more digits are needed."""

RESULT = 8
"""Steps that computing one result takes, in addition to the terms that are summed for it."""

_ONE, _ZERO = Decimal(1), Decimal(0)


class Slope(NamedTuple):
    """A slope; `why` is not empty if it cannot be measured, and says why."""

    value: Decimal
    why: str = ""


class _Try(NamedTuple):
    """Difference quotients of one try; `rounding` is the largest error that rounding can make in them.

    `near` and `far` are over one and two steps to both sides, `left` and `right` over one step to one side.
    """

    near: Decimal
    far: Decimal
    left: Decimal
    right: Decimal
    rounding: Decimal

    @property
    def settled(self) -> bool:
        """Whether all quotients agree on one slope."""
        size = abs(self.near)
        bend = abs(self.right - self.left)
        return self.rounding + abs(self.near - self.far) <= CLOSE * size and bend <= ALIKE * size

    @property
    def largest(self) -> Decimal:
        return max(abs(self.near), abs(self.left), abs(self.right))


class Slopes:
    """The slopes of one operation by its arguments.

    `work` counts steps of about a microsecond: for every result the terms that are summed for it, and more for many
    digits.
    """

    def __init__(self, node: Apply, arguments: tuple[Number, ...]) -> None:
        record = operation_of(node)
        self.op, self.has_kinks, self.on_kink = node.op, record.kink is not None, stands_on_kink(node, arguments)
        self.numbers = tuple(map(Decimal, arguments))
        settings = record.signature.settings(node.params)
        self.settings = {k: Decimal(v) if isinstance(v, int | float) else v for k, v in settings.items()}
        self.around = _folded(FUNCTIONS[node.op], self.numbers) if record.signature.any_number else None
        self.equal = self.numbers.count(FUNCTIONS[node.op](*self.numbers)) if self.around and self.on_kink else 1
        self.highest = max((number.adjusted() for number in self.numbers if number), default=0)
        self.work = 0
        self.known: dict[int, Slope] = {}

    def by(self, argument: int) -> Slope:
        """The slope by one argument, measured once."""
        if argument not in self.known:
            self.known[argument] = self._measured(argument)
        return self.known[argument]

    @cached_property
    def term(self) -> Decimal:
        """The larger term of a derivative that is a sum whose terms may cancel (`GATED`); 0 for other operations.

        A derivative in float64 is only as precise as this term.
        """
        if self.op not in GATED or not self.numbers[0]:
            return _ZERO
        with localcontext(context(LEVELS[0][1])):
            return abs(FUNCTIONS[self.op](*self.numbers, **self.settings) / self.numbers[0])

    def _measured(self, argument: int) -> Slope:
        scale = self._scale(argument)
        beside = self._lost(argument, scale)
        tries: list[_Try] = []
        for exponent, digits in LEVELS:
            step = _ONE.scaleb(scale.adjusted() - exponent)
            with localcontext(context(digits + beside)) as active:
                points = [self._moved(argument, k * step, active.prec) for k in (-2, -1, 0, 1, 2)]
                if None in points:
                    return self._at_end(argument, step, points, active.prec)
                found = [point for point in points if point is not None]
                if self.on_kink:
                    return self._at_kink(found, step)
                exact = not active.flags[Inexact]
                if exact and len(set(found)) == 1:
                    return Slope(_ZERO)
                tries.append(_tried(found, step, 0 if exact else active.prec))
            if tries[-1].settled:
                return Slope(tries[-1].near)
        first, last = tries
        if last.largest <= NOTHING * first.largest:
            return Slope(_ZERO)
        return Slope(_ZERO, "differences come to no limit")

    def _scale(self, argument: int) -> Decimal:
        """The scale of the step: the argument, or its distance to where the function changes its form if less."""
        at = self.numbers[argument]
        scales = [abs(at)] if at else []
        if self.has_kinks or self.op in PERIODIC:
            scales.append(_ONE)
        if self.has_kinks:
            bounds = [*self._others(argument), *(n for n in self.settings.values() if isinstance(n, Decimal))]
            scales += [abs(at - bound) for bound in bounds if bound != at]
        return min(scales, default=_ONE)

    def _lost(self, argument: int, scale: Decimal) -> int:
        """How many more digits are needed because the arguments or the result are larger than the step's scale."""
        largest = self.highest
        if scale.adjusted() < SMALL:
            with localcontext(context(LEVELS[0][1])):
                largest = max(largest, (self._moved(argument, _ZERO, LEVELS[0][1]) or _ZERO).adjusted())
        return max(largest - scale.adjusted(), 0)

    def _others(self, argument: int) -> Sequence[Decimal]:
        """The other arguments; for an operation of any number of them, at most two results that stand for them."""
        if self.around:
            return self.around[argument]
        return [number for i, number in enumerate(self.numbers) if i != argument]

    def _moved(self, argument: int, step: Decimal, digits: int) -> Decimal | None:
        """The result for an argument moved by `step`; None outside the domain."""
        self.work += RESULT + digits**2 // TERM
        at = self.numbers[argument]
        moved = at + step if step else at  # a sum is rounded
        if self.around:  # not a copy of all arguments, of which there may be thousands
            arguments = [*self.around[argument], moved]
        else:
            arguments = [*self.numbers[:argument], moved, *self.numbers[argument + 1 :]]
        with counted() as steps:
            try:
                return FUNCTIONS[self.op](*arguments, **self.settings)
            except ArithmeticError:
                return None
            finally:
                self.work += steps[0]

    def _at_kink(self, points: Sequence[Decimal], step: Decimal) -> Slope:
        """The derivative at a kink by convention, from the slopes of both sides.

        Each slope is measured within its side, since the function may jump at the kink.
        """
        convention = CONVENTIONS.get(self.op)
        if convention is None:
            return Slope(_ZERO, "it has a kink there, and no convention is known")
        left, right = (points[1] - points[0]) / step, (points[4] - points[3]) / step
        return Slope(convention(KinkSlopes(left, right, self.equal)))

    def _at_end(self, argument: int, step: Decimal, points: Sequence[Decimal | None], digits: int) -> Slope:
        """The slope at the end of a domain, extrapolated on the side that has values.

        It exists if the quotients come nearer to a limit by a fixed factor, or faster.
        """
        here, inner = points[2], 1 if points[4] is not None else -1
        more = [self._moved(argument, inner * k * step, digits) for k in (8, 4, 2, 1)]
        if here is None or None in more:
            return Slope(_ZERO, "there are no values on either side")
        quotients = [(p - here) / (inner * k * step) for p, k in zip(more, (8, 4, 2, 1), strict=True) if p is not None]
        limits = [_aitken(*quotients[:3]), _aitken(*quotients[1:])]
        largest, last = max(map(abs, quotients)), limits[-1]
        if abs(quotients[-1] - last) > abs(quotients[0] - last):
            return Slope(_ZERO, "the slope grows without end towards it")
        if abs(last) <= NOTHING * largest:
            return Slope(_ZERO)
        return Slope(last, "" if abs(limits[0] - last) <= ALIKE * abs(last) else "differences come to no limit")


def _tried(points: Sequence[Decimal], step: Decimal, digits: int) -> _Try:
    """The quotients of the results at steps −2 to 2, computed with `digits` digits; 0 stands for exact results."""
    rounding = max(map(abs, points)) / step * _ONE.scaleb(2 - digits) if digits else _ZERO
    one, two = (points[3] - points[1]) / (2 * step), (points[4] - points[0]) / (4 * step)
    return _Try(one, two, (points[2] - points[1]) / step, (points[3] - points[2]) / step, rounding)


def _aitken(first: Decimal, second: Decimal, third: Decimal) -> Decimal:
    """The limit of a sequence, from three terms, if it comes nearer to the limit by a fixed factor."""
    bend = (third - second) - (second - first)
    return third - (third - second) ** 2 / bend if bend else third


def _folded(function: Function, numbers: Sequence[Decimal]) -> list[Sequence[Decimal]]:
    """For each argument of an operation of any number of them, the results of those before and of those after it."""
    with localcontext(context(LEVELS[-1][1] + 1)):
        before = list(accumulate(numbers, function))
        after = list(accumulate(reversed(numbers), function))[::-1]
    count = len(numbers)
    return [[*before[max(i - 1, 0) : i], *after[i + 1 : i + 2]] for i in range(count)]
