"""Numerical local derivatives: how fast the result of one operation moves with one of its arguments.

Differences of the operation as `extended` calculates it, at the very numbers that the operation was given. A step is a
tiny part of the argument, or of its distance to the next place where the function changes its form; there are digits
enough that those which a difference loses are not missed. At a kink the slopes of both sides are combined as
`conventions` says; at the end of a domain that of the inner side is extrapolated (A. C. Aitken, Proc. R. Soc. Edinburgh
46 (1926), 289-305).
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
"""Of each try: how many powers of ten the step is below its scale, and the digits of the calculation."""

CLOSE, ALIKE = Decimal("1e-15"), Decimal("1e-7")
"""How far apart quotients of one slope may be, relative to it: those over one and two steps, those of both sides."""

NOTHING = Decimal("1e-20")
"""What shrinks so much from one try to the next, or beside what it is extrapolated from, has the limit 0."""

SMALL = -15
"""For scales below this power of ten the result may be so much larger that digits are missing."""

RESULT = 8
"""Steps that a result takes beside the terms that are summed for it."""

_ONE, _ZERO = Decimal(1), Decimal(0)


class Slope(NamedTuple):
    """A derivative; `why` says why differences cannot tell it, if they cannot."""

    value: Decimal
    why: str = ""


class _Try(NamedTuple):
    """Quotients: over one and two steps to both sides, over one to each. `rounding` is how far they may be off."""

    near: Decimal
    far: Decimal
    left: Decimal
    right: Decimal
    rounding: Decimal

    @property
    def settled(self) -> bool:
        """Whether all tell one slope."""
        size = abs(self.near)
        bend = abs(self.right - self.left)
        return self.rounding + abs(self.near - self.far) <= CLOSE * size and bend <= ALIKE * size

    @property
    def largest(self) -> Decimal:
        return max(abs(self.near), abs(self.left), abs(self.right))


class Slopes:
    """The slopes of one operation by its arguments.

    `work` grows with every result by the terms that are summed for it and by the square of its digits: steps that take
    about a microsecond each.
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
        """The greatest of what a derivative is the sum of, where that may cancel; else 0, all of it being one product.

        Float64 has the sum only as well as that.
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
        """What a step has to be small against: the argument, and its distance to where the function changes."""
        at = self.numbers[argument]
        scales = [abs(at)] if at else []
        if self.has_kinks or self.op in PERIODIC:
            scales.append(_ONE)
        if self.has_kinks:
            bounds = [*self._others(argument), *(n for n in self.settings.values() if isinstance(n, Decimal))]
            scales += [abs(at - bound) for bound in bounds if bound != at]
        return min(scales, default=_ONE)

    def _lost(self, argument: int, scale: Decimal) -> int:
        """Digits that a step is not seen in because the arguments, or the result, are so much larger than its scale."""
        largest = self.highest
        if scale.adjusted() < SMALL:
            with localcontext(context(LEVELS[0][1])):
                largest = max(largest, (self._moved(argument, _ZERO, LEVELS[0][1]) or _ZERO).adjusted())
        return max(largest - scale.adjusted(), 0)

    def _others(self, argument: int) -> Sequence[Decimal]:
        """The other arguments; where there may be any number, what they come to."""
        if self.around:
            return self.around[argument]
        return [number for i, number in enumerate(self.numbers) if i != argument]

    def _moved(self, argument: int, step: Decimal, digits: int) -> Decimal | None:
        """The result for an argument moved by so much; None outside the domain."""
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
        """What is chosen between the slopes of both sides, each measured within its side: there may be a step."""
        convention = CONVENTIONS.get(self.op)
        if convention is None:
            return Slope(_ZERO, "it has a kink there, and no convention is known")
        left, right = (points[1] - points[0]) / step, (points[4] - points[3]) / step
        return Slope(convention(KinkSlopes(left, right, self.equal)))

    def _at_end(self, argument: int, step: Decimal, points: Sequence[Decimal | None], digits: int) -> Slope:
        """The slope of the one side that has values, if quotients come nearer to it by a fixed factor, or faster."""
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
    """Of results at steps −2 to 2, calculated with so many digits; 0 for exact ones."""
    rounding = max(map(abs, points)) / step * _ONE.scaleb(2 - digits) if digits else _ZERO
    one, two = (points[3] - points[1]) / (2 * step), (points[4] - points[0]) / (4 * step)
    return _Try(one, two, (points[2] - points[1]) / step, (points[3] - points[2]) / step, rounding)


def _aitken(first: Decimal, second: Decimal, third: Decimal) -> Decimal:
    """The limit of a sequence that comes nearer to it by a fixed factor."""
    bend = (third - second) - (second - first)
    return third - (third - second) ** 2 / bend if bend else third


def _folded(function: Function, numbers: Sequence[Decimal]) -> list[Sequence[Decimal]]:
    """For each of any number of arguments what those before and those after it come to."""
    with localcontext(context(LEVELS[-1][1] + 1)):
        before = list(accumulate(numbers, function))
        after = list(accumulate(reversed(numbers), function))[::-1]
    count = len(numbers)
    return [[*before[max(i - 1, 0) : i], *after[i + 1 : i + 2]] for i in range(count)]
