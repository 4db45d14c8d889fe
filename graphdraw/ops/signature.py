"""How an operation is called and written: all that reading and drawing need to know of it, and no number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from graphdraw.values.scalar import Number

ARGUMENTS = ("x", "y")
"""What the first and the second argument are called."""


class Parameter(NamedTuple):
    """A keyword parameter. `kind` is `number` or `word` (one of `words`); `default` stands for one not given.

    `example` shows how one is written that has no default; `letter` stands for it in formulas, in mathtext.
    """

    name: str
    kind: Literal["number", "word", "flag"]
    doc: str
    default: Number | str | bool | None = None
    required: bool = False
    words: tuple[str, ...] = ()
    example: Number | None = None
    letter: str = ""

    @property
    def shown(self) -> str:
        """A value as it is written in a call."""
        return str(self.example if self.default is None else self.default)


class Special(NamedTuple):
    """That an operation is another one, `of`, with a number at one of its arguments: `1/x` is `x ↦ div(1, x)`.

    `drawn` says that a figure whose constants are nodes shows it as that other one, with the number as a constant.
    """

    of: str
    argument: int
    number: Number
    drawn: bool = False


class Signature(NamedTuple):
    """Name and aliases, the number of arguments (the least if there may be `any_number`), and the parameters.

    `symbol` stands in the circle; `infix` says that a literal is folded behind it (`+1`), `superscript` above (`x²`);
    `letters` are those in it that stand for its arguments, in their order. `commutative` says that the order of the
    arguments means nothing. `special` says that this is another operation with a number in it; the other one names it
    in `specials`, if it is to be read as this one wherever that number stands there.
    """

    name: str
    arity: int
    symbol: str
    aliases: tuple[str, ...] = ()
    any_number: bool = False
    parameters: tuple[Parameter, ...] = ()
    commutative: bool = False
    infix: bool = False
    superscript: bool = False
    letters: tuple[str, ...] = ()
    special: Special | None = None
    specials: tuple[str, ...] = ()

    def takes(self, count: int) -> bool:
        """Whether it may be applied to so many arguments."""
        return self.arity <= count if self.any_number else self.arity == count

    def call(
        self, typed: str = "", arguments: Sequence[str] = (), parameters: Mapping[str, str] = MappingProxyType({})
    ) -> str:
        """A call as it is written in an expression, `clip(x, lo=0, hi=1)`: of what is given, else with examples."""
        arguments = arguments or (*ARGUMENTS[: self.arity], *("…" for _ in range(self.any_number)))
        named = parameters or {parameter.name: parameter.shown for parameter in self.parameters}
        written = ", ".join([*arguments, *(f"{name}={value}" for name, value in named.items())])
        return f"{typed or self.name}({written})"

    def settings(self, given: Mapping[str, object]) -> dict[str, object]:
        """All parameters: those given, and the defaults of the others."""
        return {p.name: given.get(p.name, p.default) for p in self.parameters}
