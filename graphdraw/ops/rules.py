"""The kinds of rules by which operations compute: `Elementwise`, number by number, and `BlackBoxRule`, a black box.

Each kind is a class, and `OperationRule` is the union of them. Code that needs numbers asks for the kind by
`isinstance`, and mypy finds a kind that was forgotten. What every kind can answer is a method of each: `passes`,
whether a gradient reaches an argument at all. A rule on arrays, with a forward function, a vector-Jacobian product and
the shape of its result, will be one more class here, and one more case each in `derivatives`, where all numbers come
from, and in `printing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from graphdraw.values.scalar import Number


class Kink(NamedTuple):
    """The kinks of an operation, where its derivative is a choice.

    `at(*arguments, **parameters)` says whether the arguments are on a kink. `choice` says in words what is chosen,
    `others` what other books and frameworks choose.
    """

    at: Callable[..., bool]
    choice: str
    others: str


class Constant(NamedTuple):
    """A number that the texts of derivatives use by its name, and the letter that is printed for it, in mathtext."""

    value: float
    letter: str


class Elementwise(NamedTuple):
    """A rule that computes number by number.

    forward: `forward(*arguments, **parameters)` returns the value, or raises NumberError with the reason.
    derivatives: the local derivatives by argument, as texts in the expression language of specs, where `x` is the first
    argument, `y` the second, `out` the result, and parameters and `constants` have their names; None where no gradient
    passes. An operation of any number of arguments has one text, where `x` is the argument asked for and `share` its
    part of a tie: 1 divided by the number of equal arguments. variants: by the value of a word parameter, texts instead
    of `derivatives`.
    stable: functions for derivatives whose texts overflow on the way, lose digits, or may leave the range of float64.
    `stable(gradient, *arguments, **parameters)`, or `stable(gradient, x, out, share)` for any number of arguments,
    returns the gradient times the derivative. None, or an empty tuple, where the text is right.
    kink: where the derivative is a choice. flat: whether the derivative is 0 wherever it exists.
    domain: in mathtext, where the operation has a value; empty for everywhere.
    samples: arguments in the domain and away from kinks, for tests.
    quick: a faster `forward` for exactly `arity` arguments. It may be used only if arguments and result are exact in
    float64.
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
        """The text of the local derivative by an argument with these parameters; None where no gradient passes."""
        texts = self.texts(settings)
        return texts[min(argument, len(texts) - 1)]

    def texts(self, settings: Mapping[str, object]) -> tuple[str | None, ...]:
        """The texts of all derivatives with these parameters: `derivatives`, or those of `variants` in their place."""
        texts = self.derivatives
        for value in settings.values() if self.variants else ():
            if isinstance(value, str):
                texts = self.variants.get(value, texts)
        return texts

    def passes(self, argument: int, settings: Mapping[str, object]) -> bool:
        """Whether a gradient passes to an argument with these parameters."""
        return self.derivative(argument, settings) is not None


class BlackBoxRule(NamedTuple):
    """The rule of a black box: it has no value, and its derivatives are only names, in the order of its inputs.

    A gradient passes to every input, without a number.
    """

    names: tuple[str, ...]

    def passes(self, argument: int, settings: Mapping[str, object]) -> bool:  # noqa: ARG002 (as all rules)
        """Whether the black box has an input of that number: a gradient passes to every input."""
        return argument < len(self.names)


OperationRule = Elementwise | BlackBoxRule
"""The kinds of rules."""
