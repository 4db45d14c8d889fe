"""How an operation is called and written: what reading and drawing need to know of it, without its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from graphdraw.values.scalar import Number

ARGUMENTS = ("x", "y")
"""The names of the first and the second argument in formulas."""


class Parameter(NamedTuple):
    """A keyword parameter. `kind` is `number`, `word` (one of `words`) or `flag`; `default` is used if none is given.

    `example` is a value for a parameter without a default, in examples of a call. `letter` stands for the parameter in
    formulas, in mathtext.
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
        """The default, or else the example, as it is written in a call."""
        return str(self.example if self.default is None else self.default)


class Special(NamedTuple):
    """Marks an operation as another one, `of`, with `number` as its argument `argument`: `1/x` is `x ↦ div(1, x)`.

    With `drawn`, a figure whose constants are nodes shows the other operation, with the number as a constant.
    """

    of: str
    argument: int
    number: Number
    drawn: bool = False


class Signature(NamedTuple):
    """How one operation is called and written.

    arity: the number of arguments, or the least number with `any_number`. symbol: what stands in the circle. infix: a
    literal is folded behind the symbol (`+1`). superscript: a literal is folded above it (`x²`). letters: the letters
    in the symbol that stand for the arguments, in their order. commutative: the order of the arguments does not matter.
    special: this operation is another one with a number in it. specials: the names of operations that are this one
    with a number, and that replace it when it is read with that number.
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
        """Whether the operation may be applied to `count` arguments."""
        return self.arity <= count if self.any_number else self.arity == count

    def call(
        self, typed: str = "", arguments: Sequence[str] = (), parameters: Mapping[str, str] = MappingProxyType({})
    ) -> str:
        """A call as it is written in an expression: `clip(x, lo=0, hi=1)`.

        It has the name as `typed`, the `arguments` and the `parameters`, by name; examples stand for those not given.
        """
        arguments = arguments or (*ARGUMENTS[: self.arity], *("…" for _ in range(self.any_number)))
        named = parameters or {parameter.name: parameter.shown for parameter in self.parameters}
        written = ", ".join([*arguments, *(f"{name}={value}" for name, value in named.items())])
        return f"{typed or self.name}({written})"

    def settings(self, given: Mapping[str, object]) -> dict[str, object]:
        """The values of all parameters by name: those given, and the defaults of the others."""
        return {p.name: given.get(p.name, p.default) for p in self.parameters}
