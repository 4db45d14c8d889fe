"""The formulas that a book prints say the same as the rules that numbers are computed with.

`Reading` calculates mathtext as far as the records use it: what stands in print is read, not what it is made of.
"""

import math
import re

import pytest

from graphdraw.ops import OPERATIONS, Operation, local_derivative, partials
from graphdraw.values.scalar import Number

TOKEN = re.compile(r"\\[a-zA-Z]+|\\,|\d+(?:\.\d+)?|[a-z]|\S")

GREEK = {"\\alpha": "alpha", "\\lambda": "lambda", "\\pi": "pi", "e": "e"}
NAMED = {
    "\\log": math.log,
    "\\ln": math.log,
    "\\max": max,
    "\\min": min,
    "\\sigma": lambda x: 1 / (1 + math.exp(-x)),
    "\\Phi": lambda x: (1 + math.erf(x / math.sqrt(2))) / 2,
    "\\varphi": lambda x: math.exp(-x * x / 2) / math.sqrt(2 * math.pi),
    "sign": lambda x: (x > 0) - (x < 0),
    "round": round,
    "int": int,
    "erf": math.erf,
    **{f"\\{name}": getattr(math, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{f"\\arc{name}": getattr(math, f"a{name}") for name in ("sin", "cos", "tan")},
}
STARTS = re.compile(r"\\|\d|[a-z(]")
ENDS = ("\\leq", "\\right", "\\rfloor", "\\rceil", "\\vert")


class Reading:
    """One formula, calculated from left to right with numbers for its letters."""

    def __init__(self, text: str, letters: dict[str, Number]) -> None:
        self.tokens = [t for t in TOKEN.findall(text) if t not in ("\\,", "\\cdot")]
        self.letters = letters

    def value(self) -> Number:
        got = self.sum()
        assert not self.tokens, f"not read: {self.tokens}"
        return got

    @property
    def next(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, *wanted: str) -> str:
        token = self.tokens.pop(0)
        assert not wanted or token in wanted, f"{token} where {wanted} should stand"
        return token

    def sum(self) -> Number:
        total = self.product(self.take() if self.next == "-" else "+")
        while self.next in ("+", "-"):
            total += self.product(self.take())
        return total

    def product(self, sign: str) -> Number:
        total = self.power() * (-1 if sign == "-" else 1)
        while STARTS.match(self.next) and self.next not in ENDS:
            total *= self.power()
        return total

    def power(self) -> Number:
        base = self.atom()
        if self.next != "^":
            return base
        self.take()
        return base ** self.argument()

    def argument(self) -> Number:
        """What stands in braces, or one letter or digit."""
        if self.next != "{":
            return Reading(self.take(), self.letters).value()
        self.take("{")
        got = self.sum()
        self.take("}")
        return got

    def atom(self) -> Number:
        token = self.take()
        special = {
            "\\frac": lambda: self.argument() / self.argument(),
            "\\sqrt": lambda: math.sqrt(self.argument()),
            "\\mathbf": self.indicator,
            "\\mathrm": lambda: self.call(self.word()),
            "\\lfloor": lambda: math.floor(self.until("\\rfloor")),
            "\\lceil": lambda: math.ceil(self.until("\\rceil")),
            "\\left": lambda: (self.take("\\vert"), abs(self.until("\\right")), self.take("\\vert"))[1],
            "(": lambda: self.until(")"),
        }
        if token in special:
            return special[token]()
        if token in NAMED:
            return self.call(token)
        return float(token) if token[0].isdigit() else self.letters[GREEK.get(token, token)]

    def until(self, end: str) -> Number:
        got = self.sum()
        self.take(end)
        return got

    def word(self) -> str:
        letters = ""
        self.take("{")
        while self.next != "}":
            letters += self.take()
        self.take("}")
        return letters

    def call(self, name: str) -> Number:
        """A function of arguments in parentheses, or of the one factor behind it; `\\log_{2}` has its base below."""
        function = NAMED[name]
        if self.next == "_":
            self.take()
            base = self.argument()
            return math.log(self.power(), base)
        if self.next != "(":
            return function(self.power())
        self.take()
        arguments = [self.sum()]
        while self.next == ",":
            self.take()
            arguments.append(self.sum())
        self.take(")")
        return function(*arguments)

    def indicator(self) -> Number:
        """1 where the comparison below it holds, else 0."""
        assert [self.take() for _ in range(5)] == ["{", "1", "}", "_", "{"]
        left, holds = self.sum(), True
        while self.next in (">", "<", "\\leq"):
            comparison, right = self.take(), self.sum()
            holds &= {">": left > right, "<": left < right, "\\leq": left <= right}[comparison]
            left = right
        self.take("}")
        return int(holds)


LETTERS = {"e": math.e, "pi": math.pi}
SETTINGS = {
    "clip": ({"lo": -1, "hi": 1}, {"a": -1, "b": 1}),
    "leaky_relu": ({"slope": 0.2}, {"alpha": 0.2}),
    "elu": ({"alpha": 1.5}, {"alpha": 1.5}),
    "selu": ({}, {"lambda": 1.0507009873554805, "alpha": 1.6732632423543772}),
}
"""Parameters by operation, and what the letters of its formula stand for."""

CASES = [
    pytest.param(record, sample, id=f"{record.name}-{'-'.join(map(str, sample))}")
    for record in OPERATIONS
    for sample in record.rule.samples
    if len(sample) <= 2
]


@pytest.mark.parametrize(("record", "sample"), CASES)
def test_formulas_are_what_is_calculated(record: Operation, sample: tuple[Number, ...]) -> None:
    given, letters = SETTINGS.get(record.name, ({}, {}))
    out = record.rule.forward(*sample, **record.signature.settings(given))
    numbers = {**LETTERS, **letters, **dict(zip("xy", sample, strict=False))}
    assert Reading(record.texts.formula, numbers).value() == pytest.approx(out, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("record", "sample"), CASES)
def test_partials_are_the_rules(record: Operation, sample: tuple[Number, ...]) -> None:
    given, letters = SETTINGS.get(record.name, ({}, {}))
    out = record.rule.forward(*sample, **record.signature.settings(given))
    numbers = {**LETTERS, **letters, "z": out, **dict(zip("xy", sample, strict=False))}
    for argument, partial in enumerate(partials(record)):
        wanted = local_derivative(record, argument, sample, out, given)
        got = Reading(partial, numbers).value() if partial else None
        assert got == (wanted if wanted is None else pytest.approx(wanted, rel=1e-9, abs=1e-12))


def test_a_wrong_formula_would_be_noticed() -> None:
    assert Reading(r"\frac{1}{1 + e^{-x}}", {**LETTERS, "x": 0}).value() == 0.5
    assert Reading(r"-\frac{x}{y^2}", {"x": 3, "y": 2}).value() == -0.75
    assert Reading(r"y x^{y-1}", {"x": 3, "y": 2}).value() == 6
    assert Reading(r"\mathbf{1}_{a \leq x \leq b}", {"a": 0, "x": 2, "b": 1}).value() == 0
    assert Reading(r"x \, \sigma(x) - \left\vert x \right\vert", {"x": -1}).value() == pytest.approx(
        -1.2689414213699951
    )
    assert Reading(r"\log_{2} x^2", {"x": 8}).value() == 6
