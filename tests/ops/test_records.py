"""Every record of the registry: its numbers, its texts, its formulas, its sample points."""

import math

import pytest
import sympy
from matplotlib.mathtext import MathTextParser

from graphdraw.autodiff.check import ridders
from graphdraw.expression import CONSTANTS, Call, Name, parse, postorder
from graphdraw.expression.arithmetic import NumberError
from graphdraw.ops import OPERATIONS, PLANNED, local_derivative
from graphdraw.ops.operation import Operation

RECORDS = list(OPERATIONS)
PARAMETERS = {"clip": {"lo": -1, "hi": 1}, "leaky_relu": {"slope": 0.2}, "elu": {"alpha": 1.5}}
SMOOTH = {"detach", "int"}
"""Where the value moves and the gradient is stopped on purpose."""


def _given(record: Operation) -> list[dict[str, object]]:
    return [PARAMETERS.get(record.name, {}), *({"approx": word} for word in record.variants)]


CASES = [
    pytest.param(
        record, given, sample, id=f"{record.name}-{'-'.join(map(str, sample))}-{'-'.join(map(str, given.values()))}"
    )
    for record in RECORDS
    for given in _given(record)
    for sample in record.samples
]


def _value(record: Operation, given: dict[str, object], arguments: tuple[float, ...]) -> float:
    return record.forward(*arguments, **record.settings(given))


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


SYMBOLS = {
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "log": sympy.log,
    "neg": lambda x: -x,
    "add": lambda *x: sum(x),
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": lambda x, y: x / y,
    "pow": lambda x, y: x**y,
    "square": lambda x: x**2,
    "reciprocal": lambda x: 1 / x,
    "identity": lambda x: x,
    "expm1": lambda x: sympy.exp(x) - 1,
    "log2": lambda x: sympy.log(x) / sympy.log(2),
    "log10": lambda x: sympy.log(x) / sympy.log(10),
    "log1p": lambda x: sympy.log(1 + x),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "silu": lambda x: x / (1 + sympy.exp(-x)),
    "gelu": lambda x: x * (1 + sympy.erf(x / sympy.sqrt(2))) / 2,
    "half_squared_error": lambda x, y: (x - y) ** 2 / 2,
    "bce": lambda x, y: -y * sympy.log(x) - (1 - y) * sympy.log(1 - x),
    **{name: getattr(sympy, name) for name in ("sqrt", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "erf")},
}
"""The smooth operations as SymPy writes them; the others are in pieces and proven by their numbers above."""


def _symbolic(text: str, names: dict[str, sympy.Expr]) -> sympy.Expr:
    results: list[sympy.Expr] = []
    for part in postorder(parse(text)):
        if isinstance(part, Call):
            arguments = [results.pop() for _ in part.arguments][::-1]
            results.append(SYMBOLS[part.op](*arguments))
        else:
            results.append(names[part.id] if isinstance(part, Name) else sympy.nsimplify(part.text))
    return results[0]


@pytest.mark.parametrize("name", sorted(SYMBOLS))
def test_derivatives_are_those_of_sympy(name: str) -> None:
    record = OPERATIONS.get(name)
    x, y = sympy.symbols("x y", positive=True)
    count = 2 if record.any_number else len(record.derivatives)
    arguments = (x, y)[:count]
    out = SYMBOLS[name](*arguments)
    for argument, symbol in enumerate(arguments):
        text = record.derivative(argument, {})
        if text is None:
            continue
        ours = _symbolic(text, {"x": arguments[0], "y": y, "out": out, "pi": sympy.pi})
        difference = ours - sympy.diff(out, symbol)
        for at in ((0.3, 0.7), (0.6, 0.2)):
            assert abs(sympy.N(difference.subs({x: at[0], y: at[1]}), 30)) < 1e-14


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
def test_formulas_can_be_drawn(record: Operation) -> None:
    parser = MathTextParser("path")
    for formula in (record.formula, *record.partials):
        if formula:
            parser.parse(f"${formula}$", 72)


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
def test_records_are_complete(record: Operation) -> None:
    assert record.doc["en"]
    assert record.doc["ja"]
    assert record.short["en"]
    assert record.short["ja"]
    assert record.samples
    assert record.source
    least = 2 if record.any_number else len(record.derivatives)
    assert len(record.partials) == least
    assert all(
        (text is None) == (partial == "") for text, partial in zip(record.derivatives, record.partials, strict=False)
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
def test_derivative_texts_use_known_names_only(record: Operation) -> None:
    known = {"x", "y", "out", "share", *CONSTANTS, *(p.name for p in record.parameters)}
    for texts in (record.derivatives, *record.variants.values()):
        for text in filter(None, texts):
            parts = list(postorder(parse(text)))
            assert {p.id for p in parts if isinstance(p, Name)} <= known
            assert all(p.op in OPERATIONS for p in parts if isinstance(p, Call))


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.name)
def test_aliases_lead_to_the_record(record: Operation) -> None:
    assert all(OPERATIONS.get(alias) is record for alias in record.aliases)


@pytest.mark.parametrize(
    ("name", "arguments", "text"),
    [
        ("log", (0,), "log needs a positive number"),
        ("log", (-1,), "log needs a positive number"),
        ("log2", (0,), "log2 needs a positive number"),
        ("log10", (-3,), "log10 needs a positive number"),
        ("log1p", (-1,), "log1p needs a number greater than −1"),
        ("sqrt", (-1,), "sqrt needs a number of at least 0"),
        ("asin", (1.5,), "asin needs a number from −1 to 1"),
        ("acos", (-1.5,), "acos needs a number from −1 to 1"),
        ("div", (1, 0), "division by zero"),
        ("reciprocal", (0,), "division by zero"),
        ("pow", (0, -1), "division by zero"),
        ("pow", (-8, 0.5), "a negative number has no fractional power"),
        ("bce", (1, 1), "bce needs a probability between 0 and 1"),
    ],
)
def test_outside_the_domain(name: str, arguments: tuple, text: str) -> None:
    with pytest.raises(NumberError) as caught:
        OPERATIONS.get(name).forward(*arguments)
    assert caught.value.text == text


def test_clip_with_its_bounds_the_wrong_way_round() -> None:
    with pytest.raises(NumberError, match="clip needs lo to be at most hi"):
        OPERATIONS.get("clip").forward(0, lo=1, hi=-1)


@pytest.mark.parametrize(
    ("name", "arguments", "given", "derivatives"),
    [
        ("relu", (0,), {}, [0]),
        ("max", (2, 2), {}, [0.5, 0.5]),
        ("max", (2, 2, 1), {}, [0.5, 0.5, 0]),
        ("min", (1, 1), {}, [0.5, 0.5]),
        ("abs", (0,), {}, [0]),
        ("leaky_relu", (0,), {}, [0.01]),
        ("elu", (0,), {}, [1]),
        ("clip", (1,), {"lo": -1, "hi": 1}, [1]),
        ("pow", (0, 0), {}, [0]),
        ("step", (0,), {}, [0]),
        ("round", (0.5,), {}, [0]),
        ("int", (1.5,), {}, [None]),
        ("detach", (1.5,), {}, [None]),
    ],
)
def test_conventions_where_a_derivative_is_a_choice(
    name: str, arguments: tuple, given: dict, derivatives: list
) -> None:
    record = OPERATIONS.get(name)
    out = _value(record, given, arguments)
    found = [local_derivative(record, i, arguments, out, given) for i in range(len(derivatives))]
    assert found == derivatives


@pytest.mark.parametrize(
    "name", ["add", "sub", "mul", "pow", "square", "neg", "relu", "max", "min", "abs", "sign", "step"]
)
def test_integers_stay_integers(name: str) -> None:
    record = OPERATIONS.get(name)
    arguments = (3, 2)[: record.min_arity]
    assert isinstance(record.forward(*arguments), int)
    assert isinstance(local_derivative(record, 0, arguments, record.forward(*arguments), {}), int)


@pytest.mark.parametrize("name", ["sigmoid", "softplus", "tanh", "silu", "gelu", "elu", "selu"])
@pytest.mark.parametrize("x", [-1e4, -800, 800, 1e4])
def test_stable_far_from_zero(name: str, x: float) -> None:
    record = OPERATIONS.get(name)
    assert math.isfinite(record.forward(x, **record.settings({})))


def test_planned_names_do_not_hide_registered_ones() -> None:
    assert {name for name in PLANNED if name in OPERATIONS} == {"max", "min"}
