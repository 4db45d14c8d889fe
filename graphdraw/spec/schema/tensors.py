"""Checks tensors written as nested lists of numbers, level by level, before anything is allocated."""

from __future__ import annotations

from graphdraw.limits import raise_with
from graphdraw.spec.yaml.document import Broken, Sequence, YamlNode
from graphdraw.spec.yaml.numerals import number
from graphdraw.spec.yaml.reading import Reading


def tensor(node: Sequence, reading: Reading) -> tuple[int, ...] | None:
    """The shape of a tensor written as nested lists; None after problems were noted, each at its element."""
    shape: list[int] = []
    level: list[YamlNode] = [node]
    while any(isinstance(item, Sequence) for item in level):
        length = _common_length(level, reading)
        if length is None:
            return None
        shape.append(length)
        level = [item for row in level if isinstance(row, Sequence) for item in row.items]
    if not fits(tuple(shape), node, reading):
        return None
    read = [number(item, reading) for item in level]
    return None if None in read else tuple(shape)


def fits(shape: tuple[int, ...], node: YamlNode, reading: Reading) -> bool:
    """Whether a tensor of that shape is within the limit; notes a problem if not."""
    count, most = 1, reading.limits.elements
    for size in shape:
        count *= size
        if count > most:
            text = f"the tensor is too large (over {most:,} elements)"
            reading.problems.add(node.where, text, "too-many-elements", raise_with("elements"))
            return False
    return True


def _common_length(rows: list[YamlNode], reading: Reading) -> int | None:
    """The length that all rows of a level have; None after it was noted where one differs or is no row."""
    first = next(row for row in rows if isinstance(row, Sequence))
    for row in rows:
        if isinstance(row, Broken):
            return None
        if not isinstance(row, Sequence):
            reading.problems.add(row.where, "ragged rows: a number stands among rows", "ragged")
            return None
        if len(row.items) != len(first.items):
            text = f"ragged rows: this one has {_elements(row)}, the first has {len(first.items)}"
            reading.problems.add(row.where, text, "ragged")
            return None
    if not first.items:
        reading.problems.add(first.where, "an empty list holds no numbers", "empty-list")
        return None
    return len(first.items)


def _elements(row: Sequence) -> str:
    return f"{len(row.items)} element{'' if len(row.items) == 1 else 's'}"
