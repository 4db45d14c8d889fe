"""The record of one operation: its signature, its rule and its texts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from graphdraw.ops.rules import Elementwise, Kink, OperationRule
from graphdraw.ops.signature import Signature

Words = Mapping[str, str]
"""A text by language: `en` and `ja`."""


def said(en: str, ja: str) -> Words:
    """A text by language, from its English and its Japanese version."""
    return MappingProxyType({"en": en, "ja": ja})


class PrintedPartials(NamedTuple):
    """Local derivatives in mathtext that are not printed from the texts of the rule, and the reason."""

    partials: tuple[str, ...]
    why: str


class Texts(NamedTuple):
    """The texts of an operation.

    formula: its result in mathtext, from `x` and `y`. doc: one line about it. short: what the backward pass does, in
    short. source: where its rule and its conventions come from. notation: how a call of it is written within other
    formulas, if not by the formula itself (σ(x) for the sigmoid). printed: its local derivatives, if they are not
    printed from the texts of the rule.
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
        """The name that the operation is registered by."""
        return self.signature.name

    @property
    def kink(self) -> Kink | None:
        """Where the derivative is a choice; None if it is nowhere."""
        return self.rule.kink if isinstance(self.rule, Elementwise) else None

    @property
    def flat(self) -> bool:
        """Whether the derivative is 0 wherever it exists."""
        return isinstance(self.rule, Elementwise) and self.rule.flat
