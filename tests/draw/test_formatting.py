"""The text of a number: every style of the spec language, noise, signs and edges of double precision."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdraw.draw.numbers.formatting import format_as, format_number
from graphdraw.draw.text.markup import plain_text
from graphdraw.values.rounding import cleaned
from graphdraw.view import Numbers
from tests import scenes
from tests.scenes import loaded_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (180, "180"),
        (180.0, "180"),
        (110.00000000000001, "110"),
        (0.1 + 0.2, "0.3"),
        (-3, "−3"),
        (0.19661193324148185, "0.1966"),
        (0.5, "0.5"),
        (12.34567, "12.35"),
        (1234.5678, "1235"),
        (9999999, "9999999"),
        (10_000_000, "10⁷"),
        (12_345_678.0, "1.235×10⁷"),
        (0.0001, "0.0001"),
        (0.00001, "10⁻⁵"),
        (-0.00001, "−10⁻⁵"),
        (0.000012345, "1.235×10⁻⁵"),
        (-2.5e-30, "−2.5×10⁻³⁰"),
        (1e300, "10³⁰⁰"),
        (0.6586, "0.6586"),
        (0.65898, "0.6590"),
        (0.659, "0.659"),
        (2.99996, "3.000"),
        (0.00009999999, "0.0001000"),
        (0.00009999, "9.999×10⁻⁵"),
        (1.20004e-6, "1.200×10⁻⁶"),
        (9999999.2, "9999999"),
        (9999999.96, "1.000×10⁷"),
    ],
)
def test_auto(value: float, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(6.0, "6.0"), (6, "6"), (180.0, "180.0"), (0.1 + 0.2, "0.3"), (-1.5, "−1.5"), (1e-5, "1e−05"), (1e22, "1e+22")],
)
def test_python_style_is_what_print_shows_without_noise(value: float, text: str) -> None:
    assert format_number(value, Numbers(style="python")) == text


@pytest.mark.parametrize(
    ("numbers", "value", "text"),
    [
        (Numbers(decimals=2), 0.5, "0.50"),
        (Numbers(decimals=2), 3, "3.00"),
        (Numbers(decimals=2), -0.001, "0.00"),
        (Numbers(decimals=2, trim=True), 0.5, "0.5"),
        (Numbers(decimals=0), 2.5, "3"),
        (Numbers(decimals=1), 0.15 + 0.2, "0.4"),
        (Numbers(decimals=1), 0.3 * 4.5, "1.4"),
        (Numbers(decimals=1), 5.35, "5.4"),
        (Numbers(decimals=1), -6.65, "−6.7"),
        (Numbers(decimals=3), 9.9995, "10.000"),
        (Numbers(decimals=2), 0.125, "0.13"),
        (Numbers(sig=2), 0.125, "0.13"),
        (Numbers(style="python", sig=2), 0.125, "0.13"),
        (Numbers(style="sci", decimals=1), 1250.0, "1.3×10³"),
        (Numbers(style="sci", decimals=0), 9.5, "10¹"),
        (Numbers(style="eng"), 999.96, "1.000×10³"),
        (Numbers(style="eng", decimals=1), 12346.0, "12.3×10³"),
        (Numbers(style="eng", decimals=0), 999.5, "10³"),
        (Numbers(style="eng", sig=2), 123456.0, "120×10³"),
        (Numbers(trim=True), 0.65898, "0.659"),
        (Numbers(trim=False), 0.5, "0.5000"),
        (Numbers(sig=3), 0.19661, "0.197"),
        (Numbers(sig=3), 2.0, "2.00"),
        (Numbers(sig=3, trim=True), 2.0, "2"),
        (Numbers(style="sci"), 1234.5, "1.235×10³"),
        (Numbers(style="sci", decimals=1), 1234.5, "1.2×10³"),
        (Numbers(style="sci"), 0, "0"),
        (Numbers(style="eng"), 12346.0, "12.35×10³"),
        (Numbers(style="eng"), 0.05, "50×10⁻³"),
        (Numbers(style="eng"), 5.0, "5"),
        (Numbers(group=","), 1234567, "1,234,567"),
        (Numbers(group="thin"), 1234567, "1\u2009234\u2009567"),
        (Numbers(group=".", decimal=","), 1234567, "1.234.567"),
        (Numbers(decimal=",", decimals=2), 1.5, "1,50"),
        (Numbers(minus="-"), -1.5, "-1.5"),
    ],
)
def test_fields(numbers: Numbers, value: float, text: str) -> None:
    assert format_number(value, numbers) == text


@pytest.mark.parametrize(
    ("value", "format_", "text"),
    [
        (1.15 * 100, "int", "115"),
        (114.99, "int", "114"),
        (-1.9, "int", "−1"),
        (114.99, "round", "115"),
        (2.5, "round", "3"),
        (-2.5, "round", "−3"),
        (0.49999999999999994, "round", "1"),
        (0.00125, "percent", "0.125%"),
        (0.125, {"style": "sci", "decimals": 1}, "1.3×10⁻¹"),
        (0.125, "percent", "12.5%"),
        (0.1 + 0.2, "percent", "30%"),
        (6.0, "python", "6.0"),
        (6.0, {"decimals": 2}, "6.00"),
        (6.0, None, "6"),
    ],
)
def test_format_of_one_name(value: float, format_: object, text: str) -> None:
    assert format_as(value, format_, Numbers()) == text  # type: ignore[arg-type]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_auto_text_reads_back_to_four_digits(value: float) -> None:
    text = format_number(value)
    back = _read(text)
    if value == 0 or text == "0":
        assert abs(value) < 5e-324 or value == 0
    elif math.isfinite(back):
        assert back == pytest.approx(value, rel=6e-4)


@given(st.integers(-(10**6), 10**6))
def test_whole_numbers_are_written_out(value: int) -> None:
    assert format_number(value).replace("−", "-") == str(value) == format_number(float(value)).replace("−", "-")


@given(st.floats(min_value=-1e6, max_value=1e6), st.sampled_from(["auto", "python", "sci", "eng"]))
def test_never_a_hyphen_for_a_minus_nor_a_negative_zero(value: float, style: str) -> None:
    text = format_number(value, Numbers(style=style))  # type: ignore[arg-type]
    assert "-" not in text
    assert text not in ("−0", "−0.0")


def test_clean_keeps_integers_of_any_size() -> None:
    assert cleaned(10**30 + 1) == 10**30 + 1


def _read(text: str) -> float:
    from_super = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    text = text.replace("−", "-")
    if not any(c in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻" for c in text):
        return float(text)
    mantissa, _, power = text.rpartition("10")
    factor = {"": 1.0, "-": -1.0}.get(mantissa) or float(mantissa.rstrip("×"))
    return float(f"{factor}e{int(power.translate(from_super))}")


@pytest.mark.parametrize("numbers", [Numbers(), Numbers(style="sci"), Numbers(style="eng"), Numbers(decimals=3)])
def test_whole_numbers_beyond_the_doubles_are_powers_of_ten(numbers: Numbers) -> None:
    assert format_number(-(9**400), numbers) == "−4.977×10³⁸¹"
    assert format_number(-(9**400), Numbers(style="python", sig=4)) == "−4.977e+381"


@pytest.mark.parametrize(
    ("prefix", "minus", "text"),
    [
        ("€", "−", "−€82.50"),
        ("US$", "−", "−US$82.50"),
        ("¥", "-", "-¥82.50"),
        ("'€ '", "−", "−€ 82.50"),
        ("about", "−", "about−82.50"),
        ("'$\\approx$'", "−", "$\\approx$−82.50"),
    ],
)
def test_a_minus_stands_before_a_currency_sign(prefix: str, minus: str, text: str) -> None:
    spec = (
        f"inputs: {{p: {{value: -82.50, prefix: {prefix}}}}}\n"
        f"nodes: {{y: {{expr: p * 1, prefix: {prefix}, format: {{decimals: 2}}}}}}\n"
        f"view: {{numbers: {{minus: '{minus}'}}}}\n"
    )
    loaded = loaded_text(spec)
    evaluation = scenes.evaluate(loaded)
    numbers = [scenes.number(loaded, evaluation, name) for name in ("p", "y")]
    assert numbers == [plain_text(text)] * 2
    assert scenes.describe(loaded, evaluation, long=True).count(plain_text(text)) >= 2
