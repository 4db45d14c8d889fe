"""Limits on what a spec may ask for; each has a name for `--limit NAME=N` and a message where it is exceeded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graphdraw.errors import UsageError
from graphdraw.registry import suggestion


class Limits(NamedTuple):
    """The most of each thing. The field names, with `-` for `_`, are the names that `--limit` knows."""

    file_size: int = 1_000_000
    """Bytes of one file."""
    values: int = 100_000
    """Keys, values and collections in one file."""
    depth: int = 32
    """Levels of lists and mappings within each other."""
    expression_length: int = 2_000
    """Characters of one expression."""
    expression_depth: int = 100
    """Levels of operations within each other in one expression."""
    label_length: int = 500
    """Characters of one label."""
    name_length: int = 250
    """Characters of one name."""
    elements: int = 1_000_000
    """Numbers in one tensor."""
    nodes: int = 5_000
    """Inputs and operations of the graph, unnamed ones among them."""
    operands: int = 100_000
    """Operands of all operations of the graph together."""
    repeat: int = 200
    """Steps of one repeated block."""
    block_depth: int = 8
    """Levels of blocks within each other."""
    work: int = 16_000_000
    """Steps that the layout of one figure may take, as `graphdraw.work` counts them."""

    def with_overrides(self, overrides: Mapping[str, int]) -> Limits:
        """The limits with some replaced; raises `UsageError` for a name that does not exist or a number below 1."""
        known = {field.replace("_", "-"): field for field in self._fields}
        for name, most in overrides.items():
            if name.replace("_", "-") not in known:
                hint = suggestion(name, known) or f"the limits are {', '.join(known)}"
                raise UsageError(f"there is no limit '{name}'; {hint}")
            if most < 1:
                raise UsageError(f"the limit '{name}' is a whole number from 1, not {most}")
        return self._replace(**{known[name.replace("_", "-")]: most for name, most in overrides.items()})


def raise_with(name: str, needed: int | None = None) -> str:
    """The hint that every exceeded limit gives: which option raises it, to `needed` if that is known."""
    return f"--limit {name}={needed if needed is not None else 'N'} allows more"
