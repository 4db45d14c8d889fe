"""Numerical local derivatives: next to kinks, at the ends of domains, over all sizes; why there is none."""

from decimal import Decimal

import mpmath
import pytest

from graphdraw.autodiff import slopes
from graphdraw.autodiff.extended import FUNCTIONS
from graphdraw.autodiff.slopes import Slopes
from graphdraw.errors import Location
from graphdraw.graph.model import Apply, Literal
from graphdraw.ops import OPERATIONS

HERE = Location("a.yaml", 1, 1)


def applied(name, arguments, params):
    operands = tuple(Literal(x, repr(x), HERE) for x in arguments)
    return Apply("y", name, name, operands, HERE, params)


def slope(name, *arguments, by=0, **params):
    return Slopes(applied(name, arguments, params), arguments).by(by)


@pytest.mark.parametrize(
    ("name", "arguments", "by", "expected"),
    [
        ("pow", (0, 1.5), 0, 0),
        ("pow", (0, 1), 0, 1),
        ("pow", (0, 0), 0, 0),
        ("pow", (0, 2.5), 1, 0),
        ("pow", (-2, 3), 0, 12),
        ("pow", (1, 1e300), 1, 0),
        ("div", (1e-300, 1e300), 1, 0),  # −1e-900
        ("add", (1e300, 1e-300), 1, 1),
        ("sub", (1e300, 1e-300), 1, -1),
        ("mul", (0, 1e-300), 0, 1e-300),
        ("max", (10**200, 10**200 + 1), 0, 0),
        ("max", (10**200, 10**200 + 1), 1, 1),
        ("max", (1, 1.0, 2), 0, 0),
        ("min", (-1, 5, -1.0, -1), 2, 1 / 3),
        ("max", (0, 5e-324), 0, 0),
        ("max", (1, 1 + 2**-52), 0, 0),
        ("relu", (5e-324,), 0, 1),
        ("relu", (-5e-324,), 0, 0),
        ("floor", (1e300,), 0, 0),
        ("floor", (2.9999999999999996,), 0, 0),
        ("round", (0.5,), 0, 0),
        ("half_squared_error", (3, 3), 0, 0),
        ("square", (0,), 0, 0),
        ("cosh", (0.0,), 0, 0),
    ],
)
def test_slopes_that_are_plain(name, arguments, by, expected):
    found = slope(name, *arguments, by=by)
    assert found.why == ""
    assert float(found.value) == pytest.approx(expected, rel=1e-14, abs=0 if expected else 1e-320)


@pytest.mark.parametrize("x", [1e-300, -1e-30, 1e-7, 0.3, -1.7, 2.6, -2.8, 15.5, -31.0, 340.0, -700.0])
def test_slopes_over_all_sizes(x):
    with mpmath.workdps(1000):
        at = mpmath.mpf(x)
        wanted = {
            "tanh": mpmath.sech(at) ** 2,
            "sigmoid": mpmath.exp(-at) / (1 + mpmath.exp(-at)) ** 2,
            "cos": -mpmath.sin(at),
            "cosh": mpmath.sinh(at),
            "erf": 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-at * at),
            "atan": 1 / (1 + at * at),
            "exp": mpmath.exp(at),
            "expm1": mpmath.exp(at),
            "softplus": 1 / (1 + mpmath.exp(-at)),
            "elu": mpmath.exp(min(at, 0)),
            "selu": mpmath.mpf("1.0507009873554804934")
            * (mpmath.mpf("1.6732632423543772848") if at < 0 else 1)
            * mpmath.exp(min(at, 0)),
            "silu": (1 + at / (1 + mpmath.exp(at))) / (1 + mpmath.exp(-at)),
            "gelu": mpmath.ncdf(at) + at * mpmath.npdf(at),
        }
        for name, value in wanted.items():
            found = slope(name, x, **({"approx": "none"} if name == "gelu" else {}))
            assert found.why == ""
            assert abs(mpmath.mpf(str(found.value)) / value - 1) < mpmath.mpf("1e-14"), name


@pytest.mark.parametrize(
    ("name", "arguments", "by", "why"),
    [
        ("sqrt", (0,), 0, "the slope grows without end towards it"),
        ("asin", (-1,), 0, "the slope grows without end towards it"),
        ("pow", (0, 0.5), 0, "the slope grows without end towards it"),
        ("pow", (-2, 3), 1, "there are no values on either side"),
    ],
)
def test_where_there_is_no_slope(name, arguments, by, why):
    assert slope(name, *arguments, by=by) == (0, why)


def test_a_kink_without_a_convention_is_no_agreement(monkeypatch):
    monkeypatch.setattr(slopes, "CONVENTIONS", {})
    assert slope("relu", 0).why == "it has a kink there, and no convention is known"
    assert slope("relu", 1) == (Decimal(1), "")


def test_a_kink_that_no_record_tells_of_is_no_agreement(monkeypatch):
    monkeypatch.setattr(slopes, "stands_on_kink", lambda *_: False)
    assert slope("abs", 0) == (0, "differences come to no limit")
    assert slope("step", 0) == (0, "differences come to no limit")


SIZES = [*(10.0**k for k in range(-16, 17)), 0.3, 1.9, 2.9, 5.5, 15.4, 18.6, 22.4, 36.1, 700.3]


@pytest.mark.parametrize("record", [o for o in OPERATIONS if o.name in FUNCTIONS], ids=lambda record: record.name)
def test_what_a_slope_costs_hardly_depends_on_the_size_of_the_argument(record):
    """So that thousands of nodes end in seconds; only the largest and smallest doubles cost more."""
    settings = {"clip": {"lo": -1, "hi": 2}}.get(record.name, {})
    for x in (sign * size for size in SIZES for sign in (-1, 1)):
        arguments = (x, *record.rule.samples[0][1:])
        measured = Slopes(applied(record.name, arguments, settings), arguments)
        for argument in range(len(arguments)):
            measured.by(argument)
        assert measured.work <= 2_000, x


def test_the_work_is_that_of_the_terms_and_digits():
    def work(name, x):
        measured = Slopes(applied(name, (x,), {}), (x,))
        assert measured.by(0) == measured.by(0)
        return measured.work

    assert work("square", 3.5) == 5 * slopes.RESULT
    assert work("exp", 3.5) > 4 * work("square", 3.5)
    assert work("sin", 1e300) > 10 * work("sin", 1.5)
    assert work("log", 5e-324) > 4 * work("log", 1.5)
