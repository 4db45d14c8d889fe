"""What there is to know of one operation: a single record, from which everything else about it is derived."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

from graphdraw.values.scalar import Number

ARGUMENTS = ("x", "y")
"""What the first and the second argument are called."""

Words = Mapping[str, str]
"""A text by language: `en` and `ja`."""


def said(en: str, ja: str) -> Words:
    """A text in English and in Japanese."""
    return MappingProxyType({"en": en, "ja": ja})


class Parameter(NamedTuple):
    """A keyword parameter. `kind` is `number` or `word` (one of `words`); `default` stands for one not given.

    `example` shows how one is written that has no default.
    """

    name: str
    kind: Literal["number", "word", "flag"]
    doc: str
    default: Number | str | bool | None = None
    required: bool = False
    words: tuple[str, ...] = ()
    example: Number | None = None

    @property
    def shown(self) -> str:
        """A value as it is written in a call."""
        return str(self.example if self.default is None else self.default)


class Kink(NamedTuple):
    """Where a derivative is a choice: `at(*arguments, **parameters)` tells whether one stands there.

    `choice` says what is chosen, `others` what other books and frameworks choose.
    """

    at: Callable[..., bool]
    choice: str
    others: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation on numbers.

    `forward(*arguments, **parameters)` gives the value or raises NumberError with the reason there is none.
    `derivatives` are the local derivatives by argument, in the expression language of specs: `x` is the first argument,
    `y` the second, `out` the result, a parameter its name; None where no gradient passes. An operation of any number of
    arguments has one, where `x` is the argument asked for and `share` what is its part of a tie.
    `variants` replaces `derivatives` by the value of a word parameter. `stable` are functions that give the number of
    a derivative whose text overflows on the way or loses digits, or that may be too large or small for float64. They
    are of `(gradient, *arguments, **parameters)`, or for any number of arguments of `(gradient, x, out, share)`, and
    give the gradient times the derivative; None, or no function at all, where the text is right.
    `formula` and `partials` are the same in mathtext, `z` being the result; `domain` says where there is one, if not
    everywhere. `symbol` stands in the circle; `infix` says that a literal is folded behind it (`+1`), `superscript`
    above (`x²`); `letters` are those in it that stand for its arguments, in their order. `flat` says that the
    derivative is 0 wherever there is one. `samples` are arguments in the domain and away from kinks, for tests.
    `source` says where rule and convention are from. `quick` does what `forward` does in less time, for as many
    arguments as `min_arity`, all of which float64 has, and counts only where float64 has the result as well.
    """

    name: str
    symbol: str
    forward: Callable[..., Number]
    derivatives: tuple[str | None, ...]
    formula: str
    partials: tuple[str, ...]
    doc: Words
    short: Words
    samples: tuple[tuple[Number, ...], ...]
    source: str
    domain: str = ""
    aliases: tuple[str, ...] = ()
    infix: bool = False
    superscript: bool = False
    letters: tuple[str, ...] = ()
    commutative: bool = False
    any_number: bool = False
    parameters: tuple[Parameter, ...] = ()
    variants: Mapping[str, tuple[str | None, ...]] = field(default_factory=lambda: MappingProxyType({}))
    stable: tuple[Callable[..., Number] | None, ...] = ()
    kink: Kink | None = None
    flat: bool = False
    quick: Callable[..., Number] | None = None

    @property
    def min_arity(self) -> int:
        """The least number of arguments."""
        return 2 if self.any_number else len(self.derivatives)

    @property
    def max_arity(self) -> int | None:
        """The greatest number of arguments, None if there is none."""
        return None if self.any_number else len(self.derivatives)

    def call(
        self, typed: str = "", arguments: Sequence[str] = (), parameters: Mapping[str, str] = MappingProxyType({})
    ) -> str:
        """A call as it is written in an expression, `clip(x, lo=0, hi=1)`: of what is given, else with examples."""
        arguments = arguments or (*ARGUMENTS[: self.min_arity], *("…" for _ in range(self.any_number)))
        named = parameters or {parameter.name: parameter.shown for parameter in self.parameters}
        written = ", ".join([*arguments, *(f"{name}={value}" for name, value in named.items())])
        return f"{typed or self.name}({written})"

    def settings(self, given: Mapping[str, object]) -> dict[str, object]:
        """All parameters: those given, and the defaults of the others."""
        return {p.name: given.get(p.name, p.default) for p in self.parameters}

    def derivative(self, argument: int, given: Mapping[str, object]) -> str | None:
        """The text of the local derivative by an argument, with the parameters given; None where no gradient passes."""
        return self.texts(given)[0 if self.any_number else argument]

    def texts(self, given: Mapping[str, object]) -> tuple[str | None, ...]:
        """`derivatives`, or those that the parameters given put in their place."""
        texts = self.derivatives
        for value in self.settings(given).values() if self.variants else ():
            if isinstance(value, str):
                texts = self.variants.get(value, texts)
        return texts
