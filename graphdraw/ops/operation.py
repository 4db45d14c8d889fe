"""What there is to know of one operation: how it is called, how it computes, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from graphdraw.ops.rules import Elementwise, Kink, OperationRule
from graphdraw.ops.signature import Signature

Words = Mapping[str, str]
"""A text by language: `en` and `ja`."""


def said(en: str, ja: str) -> Words:
    """A text in English and in Japanese."""
    return MappingProxyType({"en": en, "ja": ja})


class PrintedPartials(NamedTuple):
    """Local derivatives that are printed otherwise than they are computed, and why."""

    partials: tuple[str, ...]
    why: str


class Texts(NamedTuple):
    """What is said of an operation.

    `formula` is its result in mathtext, of `x` and `y`; `source` says where rule and convention are from. `notation` is
    how a call of it is written within other formulas, where that is not the formula itself (σ(x) for the sigmoid).
    Local derivatives are printed from the texts of the rule, unless `printed` says them.
    """

    formula: str
    doc: Words
    short: Words
    source: str
    notation: str = ""
    printed: PrintedPartials | None = None


class Operation(NamedTuple):
    """One operation: a signature, a rule and texts, from which everything else about it is derived."""

    signature: Signature
    rule: OperationRule
    texts: Texts

    @property
    def name(self) -> str:
        """The name that it is registered by."""
        return self.signature.name

    @property
    def kink(self) -> Kink | None:
        """Where its derivative is a choice, if it is one anywhere."""
        return self.rule.kink if isinstance(self.rule, Elementwise) else None

    @property
    def flat(self) -> bool:
        """Whether its derivative is 0 wherever there is one."""
        return isinstance(self.rule, Elementwise) and self.rule.flat
