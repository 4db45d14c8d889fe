"""One operation at some arguments beside its reference: what is wrong, in words."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from mpmath import mp, mpf

from graphdraw.ops import Operation, local_derivative, passed_back, wide_derivative
from graphdraw.values.scalar import MAX_BITS, NumberError, calculate
from tests.digits.points import LARGEST, Number
from tests.digits.references import REFERENCES, Function, Terms

DIGITS = 50

MOST_ULPS = 4

COMPOSED = mpf("1e-13")
"""Of the result, for what is put together of several functions."""


def differences(operation: Operation, given: dict[str, object], arguments: tuple[Number, ...]) -> Iterator[str]:
    """Everything that is wrong with the value and the derivatives of an operation; nothing is said of what is right."""
    reference = REFERENCES[operation.name]
    settings = operation.signature.settings(given)
    with mp.workdps(digits_for(*arguments, *settings.values())):
        ask = _Question(arguments, settings, reference.composed)
        out = yield from ask.compare("value", partial(operation.rule.forward, **settings), arguments, reference.value)
        if out is None:
            return
        for argument in range(len(arguments)):
            slope = partial(local_derivative, operation, argument, arguments, out, given)
            exact, seen = reference.derivatives[0 if operation.signature.any_number else argument], arguments
            if operation.signature.any_number:
                seen = (arguments[argument], *arguments[:argument], *arguments[argument + 1 :])
            if exact is None:
                if slope() is not None:
                    yield f"{operation.name}: a gradient passes to argument {argument}"
                continue
            yield from ask.compare(f"derivative {argument}", lambda *_, slope=slope: slope(), seen, exact)
            yield from ask.compare_passed_back(operation, argument, (arguments, out, given), seen, exact)


def digits_for(*numbers: object) -> int:
    """Of the arithmetic for some numbers: 50, or enough for integers that have more."""
    longest = max((abs(number).bit_length() for number in numbers if isinstance(number, int)), default=0)
    return DIGITS if longest < 100 else 2 * MAX_BITS // 3


WIDE = 960
"""From this exponent of two on, up or down, a derivative may have lost digits that a gradient has got with it."""


class _Question:
    def __init__(self, arguments: tuple[Number, ...], settings: dict[str, object], composed: bool) -> None:
        self.asked = f"{arguments} {settings or ''}"
        self.settings = {k: mpf(v) if isinstance(v, int | float) else v for k, v in settings.items()}
        self.composed = composed

    def compare(
        self, what: str, ours: Callable[..., Number], arguments: tuple[Number, ...], exact: Function
    ) -> Iterator[str]:
        """Says what is wrong; in the end the number that we have, or None."""
        terms = exact(*map(mpf, arguments), **self.settings)
        try:
            got = calculate(ours, *arguments)
        except NumberError as error:
            if terms is not None and abs(sum(terms)) < mpf(LARGEST) * (1 - mpf(2) ** -50):
                yield f"{what} of {self.asked}: {error.text}, though it is {mp.nstr(sum(terms), 20)}"
            return None
        if terms is None:
            yield f"{what} of {self.asked}: {got!r}, though there is none"
        elif (ulps := distance(got, terms)) > MOST_ULPS and not (self.composed and _is_near(got, terms)):
            yield f"{what} of {self.asked}: {got!r} is {mp.nstr(sum(terms), 20)} ({float(ulps):.3g} ulp)"
        return got

    def compare_passed_back(
        self, operation: Operation, argument: int, at: tuple[Any, ...], seen: tuple[Number, ...], exact: Function
    ) -> Iterator[str]:
        """Says what is wrong with the gradient that comes back of one so large or small that it comes out near 1.

        A derivative beyond the range of float64, or where it has few digits left, is no reason to lose those.
        """
        terms = exact(*map(mpf, seen), **self.settings)
        exponent = mp.frexp(sum(terms))[1] if terms is not None and sum(terms) else 0
        if abs(exponent) < WIDE:
            return
        try:
            local = local_derivative(operation, argument, *at)
        except NumberError:
            local = wide_derivative(operation, argument, *at)
        if local is None:
            return
        incoming = mp.ldexp(1, max(-1074, min(1023, -exponent)))
        yield from self.compare(
            f"gradient back to {argument} of {float(incoming)!r}",
            lambda *_: passed_back(float(incoming), local, operation, argument, *at),
            seen,
            lambda *_, **__: [term * incoming for term in terms],
        )


def distance(got: Number, terms: Terms) -> mpf:
    """How far a number is from the sum of some terms: in ulp of the sum, or of the largest term where that is more."""
    size = max(map(abs, terms))
    exponent = mp.frexp(size)[1] if size else -1074
    return abs(mpf(got) - sum(terms)) / mpf(2) ** max(exponent - 53, -1074)


def _is_near(got: Number, terms: Terms) -> bool:
    return bool(abs(mpf(got) - sum(terms)) <= COMPOSED * abs(sum(terms)))
