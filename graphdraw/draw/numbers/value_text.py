"""The text of the value of a node: as typed or formatted, with its prefix and unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from unicodedata import category, east_asian_width

from graphdraw.autodiff import Evaluation
from graphdraw.draw.numbers.as_typed import format_typed
from graphdraw.draw.numbers.formatting import (
    format_as,
    format_number,
    in_plain_signs,
    says_digits,
    scaled,
    style_of,
    with_signs,
)
from graphdraw.draw.numbers.units import prefixed
from graphdraw.draw.text.markup import pieces, to_join
from graphdraw.graph.model import Expectation, Graph, Input, Node
from graphdraw.values.rounding import cleaned
from graphdraw.values.scalar import Number
from graphdraw.view import Numbers, View

_CLOSE = ("%", "‰", "°", "′", "″")
"""Units that follow their number without a space; units in wide characters (`円`) do too."""


def value_text(node: Node, value: Number, numbers: Numbers) -> str:
    """The text of the value of a node; `numbers` is the figure's style.

    An input keeps the digits it was typed with, unless the figure formats inputs (`givens: format`), the node's own
    format decides about digits, or a power of ten becomes a prefix of its unit.
    """
    unit, format_ = node.display.unit, node.display.format
    prefix = node.display.prefix or ""
    style = style_of(format_, numbers) if format_ is None or isinstance(format_, Mapping) else None
    if unit and style is not None and style.style == "eng":
        digits, power = scaled(cleaned(value), style)
        if found := prefixed(unit, power):
            return with_unit(with_prefix(with_signs(digits, style), prefix, style.minus), found)
    typed = _typed_value(node, numbers)
    number = format_as(value, format_, numbers) if typed is None else format_typed(typed, value, style or numbers)
    return with_unit(with_prefix(number, prefix, (style or numbers).minus), unit)


def _typed_value(node: Node, numbers: Numbers) -> str | None:
    """The text that an input was typed as, if it keeps its digits; else None."""
    kept = isinstance(node, Input) and numbers.givens != "format" and not says_digits(node.display.format)
    return node.typed if isinstance(node, Input) and kept else None


def typed_seed(graph: Graph, found: Evaluation, name: str, gradient: Number, numbers: Numbers) -> str | None:
    """The text that a gradient was typed as, if it is a seed and keeps its digits; else None."""
    kept = numbers.givens != "format" and gradient == found.seeds.get(name)
    return dict(graph.backward.typed).get(name) if kept else None


def texts_by_format(graph: Graph, evaluation: Evaluation, view: View) -> Callable[[Expectation, Number], str | None]:
    """A function from an expectation and a number to the text of the number in the figure, in signs of programs.

    It returns a text (`-1234`, `65.7%`) only if a value's own format or `decimals: 0` decides about the digits; None
    otherwise, for numbers that keep the digits they were typed with, and for styles with powers of ten.
    """
    numbers = in_plain_signs(view.written)

    def text(expected: Expectation, number: Number) -> str | None:
        format_ = None
        if expected.kind == "values":
            node = graph.by_name[expected.key]
            format_ = node.display.format
            if _typed_value(node, numbers) is not None:
                return None
        elif typed_seed(graph, evaluation, expected.key, number, numbers) is not None:
            return None
        if format_ in ("int", "round", "percent"):
            return format_as(number, format_, numbers)
        style = in_plain_signs(style_of(format_, numbers))
        decides = says_digits(format_) or style.decimals == 0
        return format_number(number, style) if decides and style.style in ("auto", "python") else None

    return text


def with_prefix(number: str, prefix: str, minus: str) -> str:
    """A number with a prefix such as `¥`; a minus sign comes before a currency sign (`−€82.50`)."""
    last = pieces(prefix.rstrip())[-1:]
    if minus and number.startswith(minus) and last and not last[0].math and category(last[0].text[-1]) == "Sc":
        return minus + to_join(prefix) + number.removeprefix(minus)
    return to_join(prefix) + number


def with_unit(number: str, unit: str | None) -> str:
    """A number with its unit after it: with a space (` m/s`), but without one for `%`, degrees and `円`."""
    close = not unit or unit.startswith(_CLOSE) or east_asian_width(unit[0]) in "WF"
    return number + ("" if close else " ") + to_join(unit or "")
