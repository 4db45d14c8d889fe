"""How an operation computes: the kinds of rules.

A rule is a class. Who needs numbers asks which one it is (`isinstance(rule, Elementwise)`), and mypy sees a case that
is forgotten, since `OperationRule` is the union of them all. What every kind can answer is a method of each: `passes`,
whether a gradient reaches an argument at all. A rule on arrays, with a forward function, a vector-Jacobian product and
the shape of its result, will be one more class here, one more case in `derivatives`, which all numbers come from, and
one in `printing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from graphdraw.values.scalar import Number


class Kink(NamedTuple):
    """Where a derivative is a choice: `at(*arguments, **parameters)` tells whether one stands there.

    `choice` says what is chosen, `others` what other books and frameworks choose.
    """

    at: Callable[..., bool]
    choice: str
    others: str


class Constant(NamedTuple):
    """A number that derivatives call by a name, and its letter in print, in mathtext."""

    value: float
    letter: str


class Elementwise(NamedTuple):
    """Number by number: `forward(*arguments, **parameters)` gives the value or raises NumberError with the reason.

    `derivatives` are the local derivatives by argument, in the expression language of specs: `x` is the first argument,
    `y` the second, `out` the result, a parameter or one of `constants` its name; None where no gradient passes. An
    operation of any number of arguments has one, where `x` is the argument asked for and `share` what is its part of a
    tie: a tie is shared evenly, which `derivatives` holds for all such operations. `variants` replaces `derivatives` by
    the value of a word parameter.
    `stable` are functions that give the number of a derivative whose text overflows on the way or loses digits, or that
    may be too large or small for float64. They are of `(gradient, *arguments, **parameters)`, or for any number of
    arguments of `(gradient, x, out, share)`, and give the gradient times the derivative; None, or no function at all,
    where the text is right.
    `samples` are arguments in the domain and away from kinks, for tests; `domain` says in mathtext where there is a
    value, if not everywhere. `flat` says that the derivative is 0 wherever there is one.
    `quick` does what `forward` does in less time, for as many arguments as the signature has at least, all of which
    float64 has, and counts only where float64 has the result as well.
    """

    forward: Callable[..., Number]
    derivatives: tuple[str | None, ...]
    samples: tuple[tuple[Number, ...], ...]
    stable: tuple[Callable[..., Number] | None, ...] = ()
    variants: Mapping[str, tuple[str | None, ...]] = MappingProxyType({})
    constants: Mapping[str, Constant] = MappingProxyType({})
    kink: Kink | None = None
    flat: bool = False
    domain: str = ""
    quick: Callable[..., Number] | None = None

    def derivative(self, argument: int, settings: Mapping[str, object]) -> str | None:
        """The text of the local derivative by an argument, with these parameters; None where no gradient passes."""
        texts = self.texts(settings)
        return texts[min(argument, len(texts) - 1)]

    def texts(self, settings: Mapping[str, object]) -> tuple[str | None, ...]:
        """`derivatives`, or those that the parameters put in their place."""
        texts = self.derivatives
        for value in settings.values() if self.variants else ():
            if isinstance(value, str):
                texts = self.variants.get(value, texts)
        return texts

    def passes(self, argument: int, settings: Mapping[str, object]) -> bool:
        """Whether a gradient passes to an argument, with these parameters."""
        return self.derivative(argument, settings) is not None


class Opaque(NamedTuple):
    """A black box: it has no value, and its derivatives are names, in the order of its inputs.

    Gradients pass to all of them, though nobody knows how much.
    """

    names: tuple[str, ...]

    def passes(self, argument: int, settings: Mapping[str, object]) -> bool:  # noqa: ARG002 (as all rules)
        """Whether a gradient passes to an argument: to every input."""
        return argument < len(self.names)


OperationRule = Elementwise | Opaque
"""The kinds of rules."""
