"""How the value of a node is written: as given or as computed, in its own format, with its unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from unicodedata import east_asian_width

from graphdraw.draw.given import format_typed
from graphdraw.draw.labels import to_join
from graphdraw.draw.numbers import dress, format_as, scaled, style_of, whole_number
from graphdraw.draw.units import prefixed
from graphdraw.model import Graph, Input, Node, Number
from graphdraw.rounding import cleaned
from graphdraw.view import Numbers, View

_CLOSE = ("%", "‰", "°", "′", "″")
"""Units that follow their number without a space, as those in wide characters do (`円`)."""


def value_text(node: Node, value: Number, numbers: Numbers) -> str:
    """The value of a node as the figure writes it; `numbers` is the figure's style.

    A given value keeps the digits it was typed with, unless the figure formats them, the node has a format of its own,
    or a power of ten becomes a prefix of its unit.
    """
    unit, prefix, format_ = node.display.unit, node.display.prefix, node.display.format
    style = style_of(format_, numbers) if format_ is None or isinstance(format_, Mapping) else None
    if unit and style is not None and style.style == "eng":
        digits, power = scaled(cleaned(value), style)
        if found := prefixed(unit, power):
            return with_unit(dress(digits, style), prefix, found)
    if isinstance(node, Input) and node.typed is not None and format_ is None and numbers.givens != "format":
        return with_unit(format_typed(node.typed, value, numbers), prefix, unit)
    return with_unit(format_as(value, format_, numbers), prefix, unit)


def whole_numbers(graph: Graph, view: View) -> Callable[[str | None, Number], Decimal | None]:
    """Where a figure prints whole numbers: from the name of a value (None: of a derivative) and its number to that."""
    formats = {node.name: node.display.format for node in graph.nodes}
    numbers = view.numbers or Numbers()
    return lambda name, number: whole_number(number, formats.get(name) if name else None, numbers)


def with_unit(number: str, prefix: str | None, unit: str | None) -> str:
    """A number with what stands before it (`¥`) and after it (` m/s`; `%`, degrees and `円` without a space)."""
    close = not unit or unit.startswith(_CLOSE) or east_asian_width(unit[0]) in "WF"
    return to_join(prefix or "") + number + ("" if close else " ") + to_join(unit or "")
