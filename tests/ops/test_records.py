"""Every record of the registry: its numbers, its texts, its formulas, its sample points."""

import contextlib
import math
from functools import partial

import hypothesis
import pytest
from hypothesis import strategies as st
from matplotlib.mathtext import MathTextParser

from graphdraw.expression import CONSTANTS, Call, Name, parse, postorder
from graphdraw.ops import OPERATIONS, PLANNED, local_derivative, partials
from graphdraw.ops.derivatives import derivative_of_text
from graphdraw.ops.operation import Operation
from graphdraw.values.scalar import NumberError, calculate
from tests.numerical import ridders

RECORDS = list(OPERATIONS)
BOUNDS = {"lo": -1, "hi": 1}
PARAMETERS = {"clip": BOUNDS, "leaky_relu": {"slope": 0.2}, "elu": {"alpha": 1.5}}


def _given(record: Operation) -> list[dict[str, object]]:
    return [PARAMETERS.get(record.name, {}), *({"approx": word} for word in record.rule.variants)]


CASES = [
    pytest.param(
        record, given, sample, id=f"{record.name}-{'-'.join(map(str, sample))}-{'-'.join(map(str, given.values()))}"
    )
    for record in RECORDS
    for given in _given(record)
    for sample in record.rule.samples
]


def _value(record: Operation, given: dict[str, object], arguments: tuple[float, ...]) -> float:
    return record.rule.forward(*arguments, **record.signature.settings(given))


@pytest.mark.parametrize(("record", "given", "sample"), CASES)
def test_derivatives_agree_with_numerical_ones(record: Operation, given: dict, sample: tuple) -> None:
    out = _value(record, given, sample)
    for argument in range(len(sample)):
        got = local_derivative(record, argument, sample, out, given)
        if got is None:
            continue

        def moved(d: float, argument: int = argument) -> float:
            arguments = tuple(x + d if i == argument else x for i, x in enumerate(sample))
            return _value(record, given, arguments)

        numerical, _ = ridders(lambda d: (moved(d) - moved(-d)) / (2 * d), 1e-2)
        assert got == pytest.approx(numerical, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize(("record", "given", "sample"), CASES)
def test_what_is_printed_is_what_is_calculated(record: Operation, given: dict, sample: tuple) -> None:
    out = _value(record, given, sample)
    assert len(record.rule.stable) in (0, len(record.rule.derivatives))
    for argument in range(len(sample)):
        text = record.rule.derivative(argument, record.signature.settings(given))
        if text is not None:
            printed = derivative_of_text(text, record, argument, sample, out, given)
            got = local_derivative(record, argument, sample, out, given)
            assert got == pytest.approx(printed, rel=1e-10, abs=1e-15)
            assert type(got) is type(printed)


@pytest.mark.parametrize("record", [r for r in RECORDS if r.signature.arity == 1], ids=lambda r: r.name)
@hypothesis.settings(max_examples=40, deadline=None)
@hypothesis.given(part=st.floats(0, 1))
def test_derivatives_agree_with_numerical_ones_between_the_samples(record: Operation, part: float) -> None:
    least, most = min(record.rule.samples)[0], max(record.rule.samples)[0]
    x, parameters = least + part * (most - least), PARAMETERS.get(record.name, {})
    moved = partial(record.rule.forward, **record.signature.settings(parameters))
    step = 1e-3 * max(abs(x), 0.01)
    try:
        sides = [(moved(x + d) - moved(x - d)) / (2 * d) for d in (step, step / 2)]
        left, right = (moved(x) - moved(x - step)) / step, (moved(x + step) - moved(x)) / step
        got = local_derivative(record, 0, (x,), moved(x), parameters)
    except NumberError:
        hypothesis.assume(False)
    hypothesis.assume(abs(right - left) <= 0.05 * max(1, abs(sides[0])))  # no kink here: both sides would agree on it
    hypothesis.assume(abs(sides[0] - sides[1]) <= 1e-3 * max(1, abs(sides[0])))  # no kink and no pole near
    if got is not None:
        numerical, _ = ridders(lambda d: (moved(x + d) - moved(x - d)) / (2 * d), step)
        assert got == pytest.approx(numerical, rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
def test_formulas_can_be_drawn(record: Operation) -> None:
    parser = MathTextParser("path")
    for formula in (record.texts.formula, record.rule.domain, *partials(record)):
        if formula:
            parser.parse(f"${formula}$", 72)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
def test_records_are_complete(record: Operation) -> None:
    assert record.texts.doc["en"]
    assert record.texts.doc["ja"]
    assert record.texts.short["en"]
    assert record.texts.short["ja"]
    assert record.rule.samples
    assert record.texts.source
    assert len(record.rule.derivatives) == (1 if record.signature.any_number else record.signature.arity)
    assert len(partials(record)) == record.signature.arity
    assert all(
        (text is None) == (partial == "")
        for text, partial in zip(record.rule.derivatives, partials(record), strict=False)
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
def test_derivative_texts_use_known_names_only(record: Operation) -> None:
    known = {
        "x",
        "y",
        "out",
        "share",
        *CONSTANTS,
        *(p.name for p in record.signature.parameters),
        *record.rule.constants,
    }
    for texts in (record.rule.derivatives, *record.rule.variants.values()):
        for text in filter(None, texts):
            parts = list(postorder(parse(text)))
            assert {p.id for p in parts if isinstance(p, Name)} <= known
            assert all(p.op in OPERATIONS for p in parts if isinstance(p, Call))


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
def test_aliases_lead_to_the_record(record: Operation) -> None:
    assert all(OPERATIONS.get(alias) is record for alias in record.signature.aliases)


OUTSIDE = {
    "div": [((1, 0), "division by zero")],
    "pow": [
        ((0, -1), "division by zero"),
        ((-8, 0.5), "a negative number has no fractional power"),
        ((3, 4097), "the number is too large (over 4,096 bits)"),
    ],
    "reciprocal": [((0,), "division by zero"), ((0.0,), "division by zero")],
    "sqrt": [((-1,), "sqrt needs a number of at least 0")],
    "log": [((0,), "log needs a positive number"), ((-1,), "log needs a positive number")],
    "log2": [((0,), "log2 needs a positive number")],
    "log10": [((-3,), "log10 needs a positive number")],
    "log1p": [((-1,), "log1p needs a number greater than −1")],
    "asin": [((1.5,), "asin needs a number from −1 to 1")],
    "acos": [((-1.5,), "acos needs a number from −1 to 1")],
    "bce": [((1, 1), "bce needs a probability between 0 and 1"), ((0, 1), "bce needs a probability between 0 and 1")],
    "clip": [((0,), "clip needs lo to be at most hi")],
}
"""Arguments that have no result, and what is said then; the bounds of clip are the wrong way round here.
`test_complete.py` says which operation is missing."""


@pytest.mark.parametrize("record", [r for r in RECORDS if r.name in OUTSIDE], ids=lambda r: r.name)
def test_outside_the_domain(record: Operation) -> None:
    for arguments, text in OUTSIDE[record.name]:
        with pytest.raises(NumberError) as caught:
            calculate(
                partial(record.rule.forward, **({"lo": 1, "hi": -1} if record.signature.parameters else {})), *arguments
            )
        assert caught.value.text == text


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
@pytest.mark.parametrize("large", [1e200, -1e200, 1.7e308])
def test_of_large_numbers_the_result_is_finite_or_refused(record: Operation, large: float) -> None:
    given = BOUNDS if record.name == "clip" else {}
    forward = partial(record.rule.forward, **record.signature.settings(given))
    with contextlib.suppress(NumberError):
        assert math.isfinite(calculate(forward, *(large,) * (record.signature.arity or 2)))


def test_what_is_too_large_for_a_float_is_refused() -> None:
    with pytest.raises(NumberError, match="not a finite number"):
        calculate(OPERATIONS.get("square").rule.forward, 1e200)


KINKS = {
    "relu": [((0,), {}, [0])],
    "leaky_relu": [((0,), {}, [0.01]), ((0.0,), {"slope": 0.2}, [0.2])],
    "elu": [((0,), {"alpha": 2}, [2])],
    "selu": [((0,), {}, [1.0507009873554805 * 1.6732632423543772])],
    "abs": [((0,), {}, [0])],
    "sign": [((0,), {}, [0])],
    "step": [((0,), {}, [0])],
    "max": [((2, 2), {}, [0.5, 0.5]), ((2, 2.0, 1), {}, [0.5, 0.5, 0]), ((1, 1, 1), {}, [1 / 3, 1 / 3, 1 / 3])],
    "min": [((1, 1), {}, [0.5, 0.5]), ((1, 3, 1), {}, [0.5, 0, 0.5])],
    "clip": [((1,), {"lo": -1, "hi": 1}, [1]), ((-1,), {"lo": -1, "hi": 1}, [1])],
    "round": [((0.5,), {}, [0]), ((-1.5,), {}, [0])],
    "floor": [((3,), {}, [0])],
    "ceil": [((-2.0,), {}, [0])],
}
"""Arguments on a kink, parameters, and the derivatives that are chosen there.
`test_complete.py` says which operation is missing."""


@pytest.mark.parametrize("record", [r for r in RECORDS if r.name in KINKS], ids=lambda r: r.name)
def test_conventions_where_a_derivative_is_a_choice(record: Operation) -> None:
    for arguments, given, derivatives in KINKS[record.name]:
        assert record.kink
        assert record.kink.at(*arguments, **record.signature.settings(given))
        out = _value(record, given, arguments)
        found = [local_derivative(record, i, arguments, out, given) for i in range(len(derivatives))]
        assert found == pytest.approx(derivatives, rel=1e-15)


@pytest.mark.parametrize(("record", "given", "sample"), CASES)
def test_samples_are_away_from_kinks(record: Operation, given: dict, sample: tuple) -> None:
    assert record.kink is None or not record.kink.at(*sample, **record.signature.settings(given))


@pytest.mark.parametrize(
    ("name", "arguments", "given", "derivatives"),
    [
        ("elu", (0,), {}, [1]),
        ("pow", (0, 0), {}, [0]),
        ("pow", (0, 1), {}, [1]),
        ("pow", (-2, 3), {}, [12]),
        ("pow", (0, 2), {}, [0, 0]),
        ("pow", (0, 1.5), {}, [0, 0]),
        ("max", (2, 1, 1), {}, [1, 0, 0]),
        ("int", (1.5,), {}, [None]),
        ("detach", (1.5,), {}, [None]),
        ("bce", (0.5, 1), {}, [-2, None]),
    ],
)
def test_derivatives_without_a_choice(name: str, arguments: tuple, given: dict, derivatives: list) -> None:
    record = OPERATIONS.get(name)
    out = _value(record, given, arguments)
    found = [local_derivative(record, i, arguments, out, given) for i in range(len(derivatives))]
    assert found == derivatives


@pytest.mark.parametrize(
    ("name", "arguments", "argument", "text"),
    [
        ("sqrt", (0,), 0, "division by zero"),
        ("asin", (1,), 0, "division by zero"),
        ("acos", (-1,), 0, "division by zero"),
        ("pow", (0, 0.5), 0, "division by zero"),
        ("pow", (-2, 3), 1, "log needs a positive number"),
        ("pow", (0, 0), 1, "log needs a positive number"),
    ],
)
def test_derivatives_that_do_not_exist(name: str, arguments: tuple, argument: int, text: str) -> None:
    record = OPERATIONS.get(name)
    with pytest.raises(NumberError) as caught:
        local_derivative(record, argument, arguments, record.rule.forward(*arguments), {})
    assert caught.value.text == text


OUTSIDE_OF_3_AND_2 = {"asin", "acos", "bce"}


@pytest.mark.parametrize("record", [r for r in RECORDS if r.name not in OUTSIDE_OF_3_AND_2], ids=lambda r: r.name)
def test_integers_stay_integers(record: Operation) -> None:
    """What is whole of 3 and 2 is an `int`; of leaky_relu one slope is a fraction, so both are floats."""
    arguments, given = (3, 2)[: record.signature.arity], BOUNDS if record.name == "clip" else {}
    out = _value(record, given, arguments)
    slopes = [local_derivative(record, i, arguments, out, given) for i in range(len(arguments))]
    numbers = [out, *(slope for slope in slopes if slope is not None and record.name != "leaky_relu")]
    assert [number for number in numbers if isinstance(number, float) and number.is_integer()] == []


@pytest.mark.parametrize("name", ["sigmoid", "softplus", "tanh", "silu", "gelu", "elu", "selu"])
@pytest.mark.parametrize("x", [-1e4, -800, 800, 1e4])
def test_stable_far_from_zero(name: str, x: float) -> None:
    record = OPERATIONS.get(name)
    assert math.isfinite(record.rule.forward(x, **record.signature.settings({})))


def test_planned_names_do_not_hide_registered_ones() -> None:
    assert {name for name in PLANNED if name in OPERATIONS} == {"max", "min"}
