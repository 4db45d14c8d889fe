"""Finds cycles and unused nodes before blocks are expanded; a block counts as one node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphdraw.errors import MOST_PROBLEMS, Location
from graphdraw.graph.model import Apply, Input, Node, Operand, Ref, Step, operand_names
from graphdraw.graph.order import cycle_in, is_ordered
from graphdraw.spec.graph.library import BlockUse, UnexpandedNode
from graphdraw.spec.graph.nodes import BuiltNodes
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.reading import Reading

LONGEST_CYCLE = 12
"""The most names of a cycle that a message lists."""


def refuse_cycles(parts: Iterable[UnexpandedNode], reading: Reading) -> None:
    """Note every cycle of nodes that depend on each other; each cycle is cut before the next is looked for."""
    parts = list(parts)
    if is_ordered((_names(part), _used(part)) for part in parts):
        return
    rest = {node.name: node for node in _contracted(parts)}
    order = {name: place for place, name in enumerate(rest)}
    for _ in range(MOST_PROBLEMS):
        found = cycle_in(operand_names(rest.values()))[:0:-1]  # each is used by the one after
        if not found:
            return
        start = found.index(min(found, key=order.__getitem__))
        names = list(dict.fromkeys(_owner(rest[name]) for name in (*found[start:], *found[:start])))
        text = f"'{names[0]}' depends on itself: {chain_text(names)}"
        hint = "a value is computed from others, never from itself"
        reading.problems.add(rest[found[start]].where, text, "cycle", hint)
        rest |= {name: Input(name, None, rest[name].where) for name in found}


def _names(part: UnexpandedNode) -> tuple[str, ...]:
    return part.instance.results if isinstance(part, BlockUse) else (part.name,)


def _used(part: UnexpandedNode) -> list[str]:
    return [] if isinstance(part, Input) else [o.name for o in part.operands if isinstance(o, Ref)]


def chain_text(names: list[str]) -> str:
    """A cycle as text, `a → b → a`; of a long one the middle is left out."""
    if len(names) > LONGEST_CYCLE:
        names = [*names[: LONGEST_CYCLE // 2], "…", *names[-LONGEST_CYCLE // 2 :]]
    return " → ".join([*names, names[0]])


def _contracted(parts: Iterable[UnexpandedNode]) -> list[Node]:
    """The parts with each block as one node; who uses one of its results uses that node."""
    parts = list(parts)
    blocks = {
        result: part.instance.name for part in parts if isinstance(part, BlockUse) for result in part.instance.results
    }

    def contracted(operands: tuple[Operand, ...]) -> tuple[Operand, ...]:
        return tuple(o._replace(name=blocks.get(o.name, o.name)) if isinstance(o, Ref) else o for o in operands)

    return [
        Apply(part.instance.name, "", "", contracted(part.operands), part.where, named=part.named)
        if isinstance(part, BlockUse)
        else part._replace(operands=contracted(part.operands))
        if blocks and isinstance(part, Apply)
        else part
        for part in parts
    ]


def _owner(node: Node) -> str:
    """The name of a node, or of the named node that an unnamed one belongs to."""
    return node.name.rpartition(".")[0] if isinstance(node, Apply) and not node.named else node.name


def uses(parts: Iterable[UnexpandedNode]) -> set[str]:
    """The names that are used; the use of a step's output by the next step of the same repeat does not count."""
    found: set[str] = set()
    for part in parts:
        if isinstance(part, BlockUse):
            carried = part.step.carried if part.step and part.step.number > 1 else ()
            inputs = zip(part.instance.block.inputs, part.operands, strict=True)
            found.update(o.name for name, o in inputs if isinstance(o, Ref) and name not in carried)
        elif isinstance(part, Apply):
            found.update(o.name for o in part.operands if isinstance(o, Ref))
    return found


def unused(made: BuiltNodes, used: set[str]) -> tuple[str, ...]:
    """The nodes that no node uses; the outputs of a block or repeat are among them only if none of them is used.

    Of a repeat these are the outputs of every step that no next step takes; if there are none, those of the last step.
    """
    handed_on = _handed_on(made)
    found: list[str] = []
    for result in made.results:
        if used.isdisjoint(result.nodes):
            free = [name for name in result.nodes if name not in handed_on]
            found += free or result.steps[-1].results
    return tuple(found)


def _handed_on(made: BuiltNodes) -> set[str]:
    """The results of steps that the next step takes, and those of the last step that a next one would take."""
    fed = {(step.repeat, i) for step, i in _carried(made)}
    calls = [part for part in made.parts if isinstance(part, BlockUse) and part.step]
    return {name for c in calls for i, name in enumerate(c.instance.results) if c.step and (c.step.repeat, i) in fed}


def _carried(made: BuiltNodes) -> Iterator[tuple[Step, int]]:
    """The second step of every repeat, once for each output of the first step that it takes, by the output's number."""
    results: tuple[str, ...] = ()
    for part in made.parts:
        if isinstance(part, BlockUse) and part.step:
            if part.step.number == 2:
                names = [operand.name for operand in part.operands if isinstance(operand, Ref)]
                yield from ((part.step, i) for i, name in enumerate(results) if name in names)
            results = part.instance.results


def warn_of_unused(made: BuiltNodes, used: set[str], problems: Problems) -> None:
    """Warn of entries of `nodes:` that neither a node nor an output uses."""
    for result in made.results:
        if used.isdisjoint(result.nodes):
            note_unused(result.name, result.where, problems)


def note_unused(name: str, where: Location, problems: Problems) -> None:
    """Warn that a name is not used."""
    hint = "use it in an expression, list it under 'outputs', or remove it"
    problems.add(where, f"'{name}' is not used", "unused", hint, "warning")
