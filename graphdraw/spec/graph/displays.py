"""Makes the `Display` of a value (label, unit, format …) from the keys that inputs and nodes share."""

from __future__ import annotations

from typing import Any

from graphdraw.graph.model import Display
from graphdraw.spec.schema.compound import Given

DISPLAY_KEYS = ("label", "math", "unit", "prefix", "format", "note")


def display(given: Given) -> Display:
    """The `Display` of an input or node in its long form."""
    format_: Any = given.get("format")
    return Display(
        label=given.get("label"),
        unit=given.get("unit"),
        prefix=given.get("prefix"),
        format=dict(format_.values) if isinstance(format_, Given) else format_,
        note=given.get("note"),
        math=given.get("math"),
    )
