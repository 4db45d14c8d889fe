"""What an author is told: the exact words, the place, and what to write instead."""

import pytest

from graphdraw.expression import ExpressionError, parse


def error_of(text, **limits):
    with pytest.raises(ExpressionError) as caught:
        parse(text, **limits)
    return caught.value


CASES = [
    ("2x", "2x", "a sign is missing between 2 and x", "write 2*x"),
    ("２x", "２", "'２' is a full-width digit", "write 2*x"),
    ("ｘ ＊ ｙ", "＊", "'＊' is a full-width sign", "write *"),
    ("（x）", "（", "'（' is a full-width sign", "write ("),
    ("a\u3000+ b", "\u3000", "this is a wide or no-break space", "write a plain space"),
    ("a\u00a0+ b", "\u00a0", "this is a wide or no-break space", "write a plain space"),
    ("x²", "²", "'²' is not read as a power", "write x**2"),
    ("x⁻¹⁰", "⁻¹⁰", "'⁻¹⁰' is not read as a power", "write x**-10"),
    (
        "x == 1",
        "==",
        "there is no comparison == in an expression",
        "use step(x), which is 1 where x > 0 and 0 elsewhere",
    ),
    ("x > 0", ">", "there is no comparison > in an expression", "use step(x), which is 1 where x > 0 and 0 elsewhere"),
    ("a ≤ b", "≤", "there is no comparison ≤ in an expression", "use step(x), which is 1 where x > 0 and 0 elsewhere"),
    ("|x|", "|x|", "bars are not read as the absolute value", "write abs(x)"),
    ("1 + |a - b|", "|a - b|", "bars are not read as the absolute value", "write abs(a - b)"),
    ("8%", "8%", "% is not read as a hundredth", "write 0.08"),
    ("12.5% * x", "12.5%", "% is not read as a hundredth", "write 0.125"),
    ("x % 2", "%", "there is no remainder % in an expression", None),
    ("(x + 1", "(", "this parenthesis is never closed", "add the ) it needs"),
    ("exp(x", "(", "this parenthesis is never closed", "add the ) it needs"),
    ("sum(x, axis=(0, 1", "(", "this parenthesis is never closed", "add the ) it needs"),
    ("x + 1)", ")", "this parenthesis was never opened", "leave it out, or add a ("),
    ("1,000", "1,000", "a comma does not group digits", "write 1000"),
    ("1,000,000 * x", "1,000,000", "a comma does not group digits", "write 1000000"),
    ("3,5", "3,5", "a comma is not a decimal point", "write 3.5"),
    ("a, b", ",", "a comma only stands between the inputs of an operation", "as in max(a, b)"),
    ("010", "010", "a number does not begin with 0", "write 10"),
    ("x + 007", "007", "a number does not begin with 0", "write 7"),
    ("0x1F", "0x1F", "0x1F: numbers are decimal here", "write 31"),
    ("1_", "1_", "an underscore stands between two digits only", None),
    ("1e400", "1e400", "1e400 is not a finite number", None),
    ("(x).y", ".y", "a value has no attributes, so no .y", None),
    (
        "x[0]",
        "[0]",
        "elements are not picked with brackets here",
        "only a step of a repeated block is named with them, as in rnn[2].h",
    ),
    ("[1, 2]", "[", "there are no lists in an expression", "give the list as the value of an input"),
    ("'a' + x", "'a'", "there is no text in quotes in an expression", "a word after = stands without quotes"),
    (
        "total = a*b",
        "=",
        "= only gives a parameter inside a call, as in leaky_relu(x, slope=0.1)",
        "write total: a*b",
    ),
    (
        "total.1 + 2",
        "total.1",
        "'total.1' is an unnamed value, which an expression can't use",
        "give that part of the expression a node of its own",
    ),
    ("1.2.3", ".3", "a point stands inside a number or a name only", None),
    (
        "learning rate",
        "learning rate",
        "a sign is missing between learning and rate",
        "write learning*rate or, if it is one name, learning_rate",
    ),
    ("price x number", "x", "'x' is a name and no sign", "write price*number to multiply"),
    ("max(3 X a, 1)", "X", "'X' is a name and no sign", "write 3*a to multiply"),
    ("a x", "a x", "a sign is missing between a and x", "write a*x or, if it is one name, a_x"),
    ("2(x + 1)", "(", "a sign is missing here", "write * to multiply"),
    ("max(1 2)", "1 2", "a sign is missing between 1 and 2", "write 1*2, or 1, 2 for two inputs"),
    ("x +", "+", "a value is missing after +, where the expression ends", None),
    ("a * / b", "/", "a value is missing between * and /", None),
    ("+x", "+", "+ lacks a value", "leave the + out"),
    ("max(a, )", ")", "a value is missing between , and )", None),
    ("true + 1", "true", "'true' can't be a name", None),
    ("null", "null", "'null' can't be a name", None),
    ("~x", "~", "'~' has no meaning in an expression", None),
    ("x\a", "\a", "control character U+0007", None),
    ("x + \ud800", "\ud800", "U+D800 has no meaning in an expression", None),
    ("x & y", "&", "'&' has no meaning in an expression", None),
    ("√x", "√", "'√' is not a sign of this language", "write sqrt(x)"),
    ("a ⋅ b", "⋅", "'⋅' is not a sign of this language", "write *"),
    ("リンゴ・ミカン", "・", "'・' is not a sign of this language", "write *"),
    ("f(x, a=1, b)", "b", "inputs stand before parameters", "put the parameters last"),
    ("f(x, a=1, a=2)", "a", "a is given twice", None),
    ("f(x, a=1/2)", "1/", "the value of a is one number, word or tuple of numbers, not a calculation", None),
    ("f(x, a=)", ")", "a value is missing after =", None),
    ("f(x, a=(1, b))", "b", "a value is missing after =", None),
    ("f(x, a=(1 2))", "2", "a tuple holds numbers only", None),
]


@pytest.mark.parametrize(("text", "marked", "words", "hint"), CASES, ids=[case[0] for case in CASES])
def test_message(text, marked, words, hint):
    error = error_of(text)
    assert (error.text, error.hint) == (words, hint)
    assert text[error.start : error.start + error.length] == marked


def test_the_parenthesis_reported_is_the_innermost_open_one():
    assert error_of("(a + (b * c)").start == 0
    assert error_of("(a) + (b * (c)").start == 6


@pytest.mark.parametrize("text", ["", "   "])
def test_empty(text):
    assert error_of(text).text == "the expression is empty"


def test_too_long():
    error = error_of("x" + "+x" * 1000)
    assert error.text == "the expression is too long (2,001 characters, at most 2,000)"
    assert error.hint == "split it into several nodes"
    assert error_of("x + y", max_length=3).text == "the expression is too long (5 characters, at most 3)"


@pytest.mark.parametrize("opening", ["(", "f(", "-", "x**"])
def test_too_deep(opening):
    closing = ")" if opening.endswith("(") else ""
    parse(opening * 100 + "x" + closing * 100)
    error = error_of(opening * 101 + "x" + closing * 101)
    assert (error.text, error.code) == ("nested too deep (over 100 levels)", "too-deep")


def test_integers_over_4096_bits():
    assert parse(str(2**4096 - 1)).value == 2**4096 - 1
    for text in (str(2**4096), "9" * 1900):
        assert error_of(text).text == "the number is too large (over 4,096 bits)"
    assert error_of("9" * 6000, max_length=10_000).text == "the number is too large (over 4,096 bits)"


@pytest.mark.parametrize("text", ["0x" + "f" * 3572, "0b" + "1" * 4097, "0o" + "7" * 5000, "x + 0X" + "f" * 9000])
def test_numbers_of_another_base_over_4096_bits(text):
    error = error_of(text, max_length=10_000)
    assert (error.text, error.code) == ("the number is too large (over 4,096 bits)", "too-large")
    assert error.hint == "a float, like 1e300, may be larger"
    assert error_of("0x" + "f" * 1024).hint == f"write {2**4096 - 1}"


@pytest.mark.parametrize(
    ("text", "shown", "value"),
    [
        ("0e999999999999", "0e999999999999", "0.0"),
        ("0e" + "9" * 5000, "0e" + "9" * 18 + "…", "0.0"),
        ("1e-" + "0" * 5000 + "1", "1e-" + "0" * 17 + "…", "0.1"),
    ],
)
def test_powers_of_ten_of_too_many_digits(text, shown, value):
    error = error_of(text, max_length=10_000)
    assert (error.text, error.code) == (f"{shown}: the power of ten has too many digits", "number")
    assert error.hint == f"write {value}"
    assert parse("0e-9999999999").value == 0
