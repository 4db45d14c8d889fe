"""Literal-only parts become one number, exactly, and keep their text."""

import math

import pytest

from graphdraw.expression import Call, ExpressionError, Name, NumberLiteral, fold, parse
from graphdraw.values.scalar import MAX_BITS, NumberError, add, calculate, div, mul, neg, power, sub

SIGNS = {"add": add, "sub": sub, "mul": mul, "div": div, "pow": power, "neg": neg}


def computed(call, values):
    return calculate(SIGNS[call.op], *values) if call.op in SIGNS else None


def folded(text, compute=computed, **options):
    return fold(parse(text), text, compute=compute, **options)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/2", 0.5),
        ("4/2", 2.0),
        ("-2**2", -4),
        ("2**3**2", 512),
        ("2**-1", 0.5),
        ("(-8)**3", -512),
        ("- 2", -2),
        ("2*pi", 2 * math.pi),
        ("1_000 + .5", 1000.5),
        ("2**4095", 2**4095),
    ],
)
def test_constant(text, value):
    number = folded(text)
    assert isinstance(number, NumberLiteral)
    assert (number.value, type(number.value), number.text) == (value, type(value), text)


def test_a_constant_part_is_one_operand():
    tree = folded("(1/2) * m + 3")
    product, three = tree.arguments
    assert (product.arguments[0].value, product.arguments[0].text) == (0.5, "1/2")
    assert product.arguments[1] == Name("m", product.arguments[1].at)
    assert three.text == "3"


def test_a_name_of_the_spec_hides_pi():
    assert isinstance(folded("2*pi", constants={}), Call)


def test_unknown_operations_are_left_alone_and_may_be_computed():
    assert isinstance(folded("twice(3)"), Call)
    doubled = folded("twice(3) * x", compute=lambda call, values: values[0] * 2 if call.op == "twice" else None)
    assert (doubled.arguments[0].value, doubled.arguments[0].text) == (6, "twice(3)")


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("x + 1/0", "division by zero", "1/0"),
        ("x * 0**-1", "division by zero", "0**-1"),
        ("9**9**9", "the number is too large (over 4,096 bits)", "9**9**9"),
        ("2**2048 * 2**2048 + x", "the number is too large (over 4,096 bits)", "2**2048 * 2**2048"),
        ("1e300 * 1e300", "not a finite number", "1e300 * 1e300"),
        ("2**2000 * 1.5", "not a finite number", "2**2000 * 1.5"),
        ("(-8)**0.5", "a negative number has no fractional power", "(-8)**0.5"),
    ],
)
def test_constants_without_a_result(text, words, marked):
    with pytest.raises(ExpressionError) as caught:
        folded(text)
    error = caught.value
    assert (error.text, text[error.start : error.start + error.length]) == (words, marked)


@pytest.mark.parametrize("base", [1, -1, 0])
def test_units_have_any_power(base):
    assert calculate(power, base, 10**9) == base ** (10**9)


def test_the_size_is_estimated_before_computing():
    with pytest.raises(NumberError):
        calculate(power, 3, 10**12)
    assert calculate(power, 2, MAX_BITS - 1).bit_length() == MAX_BITS
