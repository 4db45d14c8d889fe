"""What the package keeps to."""

from __future__ import annotations

from collections.abc import Iterator

from tests.house.source import Source

MOST_MODULES = 15
"""In one folder."""

CROWDED = ("cli/commands",)
"""A command has a file of its own, however many there are."""

SOFT_LINES = 250
MOST_LINES, MOST_TABLE_LINES = 300, 400
"""Of a file, and of one that is a table of operations."""

MOST_FUNCTION_LINES = 50

MOST_DEFINED_TWICE = 0
"""Names of types that more than one module defines: one word means one thing."""


def passed(house: Source) -> Iterator[str]:
    """A line for every bound that is passed."""
    for folder, count in house.folders.items():
        if count > MOST_MODULES and folder not in CROWDED:
            yield f"{folder} has {count} modules, {MOST_MODULES} are the most"
    for name, text in house.texts.items():
        lines = len(text.splitlines())
        if lines > (MOST_TABLE_LINES if name.startswith("ops.") else MOST_LINES):
            yield f"{name} has {lines} lines"
    for name, lines in house.functions.items():
        if lines > MOST_FUNCTION_LINES:
            yield f"{name} has {lines} lines, {MOST_FUNCTION_LINES} are the most"
    if len(house.defined_twice) > MOST_DEFINED_TWICE:
        yield f"{len(house.defined_twice)} names of types are defined twice, {MOST_DEFINED_TWICE} are the most"
