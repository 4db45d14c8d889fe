"""The second calculation of operations: by mpmath, and by the first one."""

import math
import random
from decimal import Decimal, localcontext

import mpmath
import pytest

from graphdraw.autodiff import decimals, error_function
from graphdraw.autodiff.decimals import context
from graphdraw.autodiff.extended import BETWEEN_DOUBLES, FUNCTIONS
from graphdraw.ops import OPERATIONS

DIGITS = 60

KNOWN = {
    "exp": (decimals.exp, mpmath.exp, (-700, 700)),
    "expm1": (decimals.expm1, mpmath.expm1, (-700, 700)),
    "ln": (decimals.ln, mpmath.log, (0, 1e9)),
    "ln near 1": (decimals.ln, mpmath.log, (0.9999, 1.0001)),
    "log1p": (decimals.log1p, mpmath.log1p, (-1, 1e9)),
    "sin": (lambda x: decimals.sin_cos(x)[0], mpmath.sin, (-1e9, 1e9)),
    "cos": (lambda x: decimals.sin_cos(x)[1], mpmath.cos, (-1e9, 1e9)),
    "atan": (decimals.atan, mpmath.atan, (-1e9, 1e9)),
    "erf": (error_function.erf, mpmath.erf, (-6, 6)),
    "erfc": (error_function.erfc, mpmath.erfc, (-40, 40)),
}


def numbers(least, most):
    """Some of all sizes, the ends of magnitude among them."""
    choose = random.Random(f"{least} {most}")
    found = [choose.uniform(least, most) for _ in range(20)]
    found += [choose.choice((-1, 1)) * 10.0 ** choose.uniform(-20, math.log10(most)) for _ in range(20)]
    return [x for x in (*found, 1e-300, 5e-324) if least < x < most]


@pytest.mark.parametrize("name", KNOWN)
def test_functions_have_all_their_digits(name):
    ours, theirs, (least, most) = KNOWN[name]
    for x in numbers(least, most):
        with localcontext(context(DIGITS)), mpmath.workdps(DIGITS + 20 + (1500 if "erf" in name else 0)):
            got, wanted = mpmath.mpf(str(ours(Decimal(x)))), theirs(mpmath.mpf(x))
            assert abs(got - wanted) <= abs(wanted) * mpmath.mpf(10) ** (2 - DIGITS), x


def test_angles_of_any_size_and_constants():
    with localcontext(context(DIGITS)), mpmath.workdps(400):
        for x in (1e22, 1.7e308, 6381956970095103 * 2.0**797):
            for got, wanted in zip(decimals.sin_cos(Decimal(x)), (mpmath.sin(x), mpmath.cos(x)), strict=True):
                assert abs(mpmath.mpf(str(got)) - wanted) <= abs(wanted) * mpmath.mpf(10) ** (2 - DIGITS)
        assert abs(mpmath.mpf(str(decimals.pi())) - mpmath.pi) < mpmath.mpf(10) ** -DIGITS


@pytest.mark.parametrize("digits", [50, 102, 272])
def test_erfc_near_the_pole_of_its_sum_and_far_out(digits):
    pole = math.sqrt(decimals.remembered_at(digits + 2 * decimals.GUARD) * math.log(10))
    around = [pole * (1 + d) for d in (-0.5, -0.1, -1e-2, -1e-9, 1e-9, 1e-2, 0.1)]
    for x in (1.9999999999, 2, 2.0000001, *around, 40.0, 99.9, 100, 999.9):
        with localcontext(context(digits)), mpmath.workdps(digits + 30):
            got, wanted = mpmath.mpf(str(error_function.erfc(Decimal(x)))), mpmath.erfc(mpmath.mpf(x))
            assert abs(got - wanted) <= abs(wanted) * mpmath.mpf(10) ** (2 - digits), x
    with localcontext(context(digits)):
        for x in (1001, 1e308, 10**1200):
            assert error_function.erfc(Decimal(x)) == 0
            assert error_function.erfc(Decimal(-x)) == 2


@pytest.mark.parametrize("digits", [40, 260, 501, 1900])
def test_logarithms_that_are_remembered(digits):
    with localcontext(context(digits)), mpmath.workdps(digits + 20):
        for got, wanted in ((decimals.ln10(), mpmath.log(10)), (decimals.ln2(), mpmath.log(2))):
            assert abs(mpmath.mpf(str(got)) - wanted) < mpmath.mpf(10) ** -digits


def test_terms_are_counted_alike_whatever_is_remembered():
    with localcontext(context(700)):
        found = []
        for _ in range(2):
            with decimals.counted() as steps:
                error_function.erfc(Decimal(7))
                decimals.sin_cos(Decimal(10) ** 300)
            found.append(steps[0])
        error_function.erfc(Decimal(7))  # nobody counts
    assert found[0] == found[1] > 1000


def differences(function, pairs):
    """What a function changes by between pairs of arguments; nothing where there is no value."""
    for first, second in pairs:
        try:
            yield float(function(*second) - function(*first))
        except (ArithmeticError, ValueError):
            yield None


@pytest.mark.parametrize("name", FUNCTIONS)
def test_operations_change_as_the_first_calculation_says(name):
    record = OPERATIONS.get(name)
    settings = {"clip": {"lo": -1, "hi": 1.5}, "elu": {"alpha": 1.5}}.get(name, record.signature.settings({}))
    exact = {k: Decimal(v) if isinstance(v, int | float) else v for k, v in settings.items()}
    others = record.signature.arity - 1
    near = [2.5, 2.6, 3.2, -2.5, -3.1, 0.2, 0.6, 0.9, -0.3, -0.8, 7.5]
    pairs = [([x, *[x] * others], [y, *[x] * others]) for x in near for y in near if same_piece(x, y)]
    with localcontext(context(DIGITS)):
        pairs_exact = [tuple(list(map(Decimal, one)) for one in pair) for pair in pairs]
        got = list(differences(lambda *x: FUNCTIONS[name](*x, **exact), pairs_exact))
    wanted = list(differences(lambda *x: record.rule.forward(*x, **settings), pairs))
    compared = [(g, w) for g, w in zip(got, wanted, strict=True) if w is not None]
    assert len(compared) >= 4
    for g, w in compared:
        assert g == pytest.approx(w, rel=1e-12, abs=1e-13)


def same_piece(x, y):
    """Functions may be off by a constant, another one beyond a bound."""
    bound = float(BETWEEN_DOUBLES)
    return x != y and (x > bound) == (y > bound) and (x < -bound) == (y < -bound)


def test_of_gelu_the_other_form():
    for x in (0.5, -1.5, 3):
        with localcontext(context(DIGITS)):
            got = float(FUNCTIONS["gelu"](Decimal(x), approx="tanh"))
        assert got == pytest.approx(OPERATIONS.get("gelu").rule.forward(x, approx="tanh"), rel=1e-14)
