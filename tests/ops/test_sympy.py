"""Values and derivatives of every operation against SymPy's, which knows nothing of our rules."""

from collections.abc import Callable

import pytest

from graphdraw.expression import Call, Name, parse, postorder
from graphdraw.ops import OPERATIONS, Operation, local_derivative
from graphdraw.ops.families.activation import SELU_ALPHA, SELU_SCALE

sympy = pytest.importorskip("sympy", reason="SymPy is not installed")

PARAMETERS = {"clip": {"lo": -1, "hi": 1}, "leaky_relu": {"slope": 0.2}, "elu": {"alpha": 1.5}}

SMOOTH = {
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
"""The smooth operations as SymPy writes them."""

TANH_GELU = lambda x: x * (1 + sympy.tanh(sympy.sqrt(2 / sympy.pi) * (x + 0.044715 * x**3))) / 2  # noqa: E731


def _cased(above: Callable, below: Callable, border: float = 0) -> Callable:
    return lambda x: sympy.Piecewise((above(x), x > border), (below(x), True))


PIECES = {
    "relu": _cased(lambda x: x, lambda _: 0),
    "leaky_relu": _cased(lambda x: x, lambda x: x * sympy.Rational(1, 5)),
    "elu": _cased(lambda x: x, lambda x: 1.5 * (sympy.exp(x) - 1)),
    "selu": _cased(lambda x: SELU_SCALE * x, lambda x: SELU_SCALE * SELU_ALPHA * (sympy.exp(x) - 1)),
    "abs": _cased(lambda x: x, lambda x: -x),
    "sign": _cased(lambda _: sympy.Integer(1), lambda _: sympy.Integer(-1)),
    "step": _cased(lambda _: sympy.Integer(1), lambda _: sympy.Integer(0)),
    "clip": _cased(lambda _: sympy.Integer(1), _cased(lambda x: x, lambda _: sympy.Integer(-1), -1), 1),
    "max": sympy.Max,
    "min": sympy.Min,
    "round": lambda x: sympy.floor(x + sympy.Rational(1, 2)),
    "floor": sympy.floor,
    "ceil": sympy.ceiling,
    "int": _cased(sympy.floor, sympy.ceiling),
    "detach": lambda x: x,
}
"""Those in pieces, with the parameters of PARAMETERS."""

SYMBOLS = {**SMOOTH, **PIECES}
"""All; `test_complete.py` says which is missing."""


CASES = [
    pytest.param(record, given, sample, id="-".join(map(str, (record.name, *sample, *given.values()))))
    for record in OPERATIONS
    if record.name in SYMBOLS
    for given in (PARAMETERS.get(record.name, {}), *({"approx": word} for word in record.rule.variants))
    for sample in record.rule.samples
]
"""Operation, parameters and arguments."""


@pytest.mark.parametrize(("record", "given", "sample"), CASES)
def test_values_and_derivatives_are_those_of_sympy(record: Operation, given: dict, sample: tuple) -> None:
    arguments = sympy.symbols(f"x:{len(sample)}", real=True)
    at = dict(zip(arguments, map(sympy.Rational, map(str, sample)), strict=True))
    out = (TANH_GELU if given.get("approx") == "tanh" else SYMBOLS[record.name])(*arguments)
    value = record.rule.forward(*sample, **record.signature.settings(given))
    assert value == pytest.approx(float(sympy.N(out.subs(at), 30)), rel=1e-13, abs=1e-15)
    for argument, symbol in enumerate(arguments):
        local = local_derivative(record, argument, sample, value, given)
        if local is not None:
            exact = 0 if record.flat else sympy.N(sympy.diff(out, symbol).subs(at).doit(), 30)
            assert local == pytest.approx(float(exact), rel=1e-10, abs=1e-15)


def _symbolic(text: str, names: dict[str, sympy.Expr]) -> sympy.Expr:
    results: list[sympy.Expr] = []
    for part in postorder(parse(text)):
        if isinstance(part, Call):
            arguments = [results.pop() for _ in part.arguments][::-1]
            results.append(SYMBOLS[part.op](*arguments))
        else:
            results.append(names[part.id] if isinstance(part, Name) else sympy.nsimplify(part.text))
    return results[0]


@pytest.mark.parametrize("name", sorted(SMOOTH))
def test_derivatives_are_those_of_sympy(name: str) -> None:
    record = OPERATIONS.get(name)
    x, y = sympy.symbols("x y", positive=True)
    count = record.signature.arity
    arguments = (x, y)[:count]
    out = SYMBOLS[name](*arguments)
    for argument, symbol in enumerate(arguments):
        text = record.rule.derivative(argument, record.signature.settings({}))
        if text is None:
            continue
        ours = _symbolic(text, {"x": arguments[0], "y": y, "out": out, "pi": sympy.pi})
        difference = ours - sympy.diff(out, symbol)
        for at in ((0.3, 0.7), (0.6, 0.2)):
            assert abs(sympy.N(difference.subs({x: at[0], y: at[1]}), 30)) < 1e-14
