"""Renames nodes of a block that have the name of an input: a cell that takes an `h` may compute the next `h`."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from itertools import count

from graphdraw.graph.model import Apply, Ref
from graphdraw.spec.graph.library import BlockUse, UnexpandedNode
from graphdraw.spec.schema.compound import Named
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.problems import Problems


def plain(key: Scalar) -> str:
    """The text of a key in NFKC: the name that it gives, if it is one."""
    return unicodedata.normalize("NFKC", key.text)


def successors(nodes: Named, inputs: Collection[str], wanted: Collection[str]) -> dict[str, str]:
    """New names, unique in the block, for the nodes that have the name of an input and are `wanted` as outputs.

    The keys are the old names, which in expressions of the block mean the input.
    """
    taken = {*inputs, *(plain(key) for key, _ in nodes)}
    found: dict[str, str] = {}
    for key, _ in nodes:
        name = plain(key)
        if name in inputs and name in wanted and name not in found:
            found[name] = next(f"{name}{'_' * i}" for i in count(1) if f"{name}{'_' * i}" not in taken)
    return found


def refuse_ambiguous(parts: Iterable[UnexpandedNode], found: Mapping[str, str], block: str, problems: Problems) -> None:
    """Note each use of `h` by another node than the next `h` itself: the input or the node could be meant.

    `found` are the new names from `successors`, `block` the name of the block.
    """
    for part in parts if found else ():
        if not isinstance(part, Apply | BlockUse):
            continue
        own = part.name if isinstance(part, Apply) else part.instance.name
        for operand in part.operands:
            local = found.get(operand.name) if isinstance(operand, Ref) else None
            if isinstance(operand, Ref) and local is not None and own != local and not own.startswith(f"{local}."):
                name = operand.name
                text = f"'{name}' is an input of '{block}' and a node: which of them is meant is not clear"
                hint = f"call the node '{name}_next', with 'outputs: {{{name}: {name}_next}}'"
                problems.add(operand.where, text, "ambiguous", hint)
