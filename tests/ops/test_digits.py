"""Every value and every derivative is right to the last digit that is printed, over the whole range of numbers."""

import math
from contextlib import suppress
from random import Random
from time import process_time

import pytest

from graphdraw.ops import OPERATIONS, Operation, local_derivative
from graphdraw.ops.families import stable
from graphdraw.values.scalar import NumberError, add, calculate, div, mul, power, sub, total

pytest.importorskip("mpmath", reason="mpmath is not installed")

from tests.digits.compare import differences
from tests.digits.points import arguments, parameters
from tests.digits.references import REFERENCES, Reference

POINTS = 150
"""For each operation; `python -m tests.digits` takes as many as one likes."""


REFERRED = [operation for operation in OPERATIONS if operation.name in REFERENCES]
"""All; `test_complete.py` says which is missing."""


@pytest.mark.parametrize("operation", REFERRED, ids=lambda operation: operation.name)
def test_every_derivative_has_a_reference(operation: Operation) -> None:
    assert len(REFERENCES[operation.name].derivatives) == len(operation.rule.derivatives)


@pytest.mark.parametrize("operation", REFERRED, ids=lambda operation: operation.name)
def test_values_and_derivatives_over_the_whole_range(operation: Operation) -> None:
    random = Random(operation.name)
    wrong = []
    for _ in range(POINTS):
        wrong += differences(operation, parameters(operation, random), arguments(operation, random))
    assert wrong == []


def test_a_gradient_through_a_derivative_that_underflows_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a third power without a stable function: 3x² of 1e-160 has four digits left, and 1e200 times that no more."""
    square = OPERATIONS.get("square")
    cube = square._replace(
        signature=square.signature._replace(name="scratch"),
        rule=square.rule._replace(forward=lambda x: power(x, 3), derivatives=("3*x**2",), stable=()),
    )
    monkeypatch.setitem(REFERENCES, "scratch", Reference(lambda x: (x**3,), (lambda x: (3 * x * x,),)))
    assert list(differences(cube, {}, (2.0,))) == []
    assert [text.partition(" of ")[0] for text in differences(cube, {}, (1e-160,))] == ["gradient back to 0"]


def value(name: str, *x: float, **given: object) -> float:
    record = OPERATIONS.get(name)
    return calculate(lambda *x: record.rule.forward(*x, **record.signature.settings(given)), *x)


def slopes(name: str, *x: float, **given: object) -> list[float | None]:
    record = OPERATIONS.get(name)
    out = value(name, *x, **given)
    return [local_derivative(record, i, x, out, given) for i in range(len(x))]


@pytest.mark.parametrize(
    ("name", "x", "expected"),
    [
        ("div", (1e200, 1e160), [1e-160, -1e-120]),
        ("div", (3, -1e-160), [-1e160, None]),
        ("atan", (1e160,), [0.0]),
        ("atan", (1e155,), [1e-310]),
        ("erf", (1e200,), [0.0]),
        ("gelu", (1e200,), [1.0]),
        ("gelu", (-1e200,), [0.0]),
        ("log10", (1e308,), [4.3429448190325183e-309]),
        ("pow", (0, 3), [0, 0.0]),
        ("pow", (0.0, 0.5), [None, 0.0]),
        ("max", (1e308, -1e308), [1.0, 0.0]),
        ("tanh", (14.5,), [1.01747322066057838e-12]),
        ("tanh", (-20,), [1.69934170211592752e-17]),
        ("sigmoid", (28.5,), [4.19376560365042e-13]),
        ("sigmoid", (700,), [9.8596765437597708e-305]),
        ("elu", (-40,), [4.2483542552915890e-18]),
        ("expm1", (-40,), [4.2483542552915890e-18]),
        ("selu", (-40.0,), [7.4688287146702946e-18]),
        ("gelu", (-9.0,), [-9.1411774684437246e-18]),
        ("silu", (-745.2,), [-3676 * 5e-324]),
    ],
)
def test_derivatives_that_were_refused_or_lost_their_digits(name: str, x: tuple, expected: list) -> None:
    out = value(name, *x)
    for argument, exact in enumerate(expected):
        if exact is None:
            with pytest.raises(NumberError):
                local_derivative(OPERATIONS.get(name), argument, x, out, {})
        else:
            assert local_derivative(OPERATIONS.get(name), argument, x, out, {}) == pytest.approx(exact, rel=2e-15)


@pytest.mark.parametrize(
    ("gradient", "x", "alpha", "exact"),
    [
        (1e-200, -1e-200, 10**400, 1e200),
        (1, -800, 10**400, 3.667874584177677e52),
        (1, -3300, 10**1200, 6.733017128089491e-234),
        (1e300, -1.0, 5e-324, 1.817565936940855e-24),
        (5e-324, -1, 10**400, 1.817565936940855e76),
        (0, -1, 10**400, 0),
        (1, -1, 0, 0),
    ],
)
def test_the_gradient_of_an_elu_of_any_alpha(gradient: float, x: float, alpha: float, exact: float) -> None:
    assert stable.by_elu(gradient, x, alpha=alpha) == pytest.approx(exact, rel=1e-13)


@pytest.mark.parametrize(
    ("name", "x", "exact"),
    [
        ("half_squared_error", (1.8e154, 0), 1.62e308),
        ("bce", (0.165, 1e308), 1.6214862509502746e308),
        ("bce", (0.5, 2**4096 - 1), math.log(2)),
        ("silu", (-740.0,), -740 * math.exp(-370) * math.exp(-370)),
        ("sqrt", (10**400,), 1e200),
        ("log1p", (10**400,), 400 * math.log(10)),
        ("tanh", (10**400,), 1),
        ("exp", (-(10**400),), 0),
        ("atan", (-(10**400),), -math.pi / 2),
        ("sigmoid", (-(10**400),), 0),
        ("softplus", (-(10**400),), 0),
    ],
)
def test_values_that_were_refused_or_lost_their_digits(name: str, x: tuple, exact: float) -> None:
    assert value(name, *x) == pytest.approx(exact, rel=1e-13)


def test_whole_numbers_and_floats_together() -> None:
    assert mul(10**400, 1e-200) == mul(1e-200, 10**400) == 1e200
    assert div(1e200, 10**400) == 1e-200
    assert div(10**400, 1e200) == 1e200
    assert add(2**1024, -1e308) == sub(2**1024, 1e308) == float(2**1024 - int(1e308))
    assert add(2**53 + 1, -(2.0**53)) == 1
    assert power(10**400, 0.5) == 1e200
    assert power(-1.0, 2**53 + 1) == -1
    assert power(10**400, -1) == 0
    assert math.sin(1) == value("sin", 1)
    assert value("sin", 10**30) == pytest.approx(-0.09011690191213805, rel=1e-15)
    for function, numbers in (
        (mul, (10**400, 2.0)),
        (add, (10**400, 1.0)),
        (div, (10**400, 0.5)),
        (power, (2.0, 10**9)),
    ):
        with pytest.raises(NumberError, match="not a finite number"):
            calculate(function, *numbers)


def test_powers_of_long_numbers_cost_no_more_than_others() -> None:
    start = process_time()
    for n in (0.1, -0.25, 5e-324, 2**4096 - 1):
        for x in (2**4096 - 1, 5e-324, math.nextafter(1, 2)):
            for _ in range(20):
                with suppress(NumberError):
                    slopes("pow", x, n)
    assert process_time() - start < 3


def test_sums_are_rounded_once_whatever_their_order() -> None:
    assert total(0.1, 0.2, 0.3) == total(0.3, 0.1, 0.2) == 0.6
    assert total(1, 1e100, 1, -1e100) == 2
    assert total(1e308, 1e308, -1e308) == 1e308
    assert total(10**400, 0.5, -(10**400)) == 0.5
    assert total(2**60 + 1, -(2.0**60), 1) == 2
    assert total(10**400, 1, 1) == 10**400 + 2
    assert isinstance(total(3, 4, 5), int)
    with pytest.raises(NumberError, match="not a finite number"):
        calculate(total, 1e308, 1e308, 1.0)
