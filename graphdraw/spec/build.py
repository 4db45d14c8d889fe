"""From the keys of a spec, read one by one, to the graph and view they describe together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graphdraw.errors import MOST_PROBLEMS
from graphdraw.model import Apply, Backward, Expectation, Graph, Input, Node, cycle, edges_into
from graphdraw.spec.calls import Scope
from graphdraw.spec.compound import Given
from graphdraw.spec.document import Mapping
from graphdraw.spec.edges import Edges
from graphdraw.spec.expectations import expectations
from graphdraw.spec.inputs import inputs
from graphdraw.spec.names import Names
from graphdraw.spec.nodes import Made, build, declare
from graphdraw.spec.reading import Reading
from graphdraw.spec.results import backward, outputs
from graphdraw.spec.schema import SPEC
from graphdraw.spec.views import view
from graphdraw.view import View

LONGEST_CIRCLE = 12
"""Names on a circle that a message lists."""


@dataclass(frozen=True, slots=True)
class Built:
    """What the keys of a spec describe together; of no use while problems are noted."""

    graph: Graph
    view: View
    expectations: tuple[Expectation, ...]


def built(root: Mapping, given: Given, reading: Reading) -> Built:
    """The graph, view and expectations of a spec; problems are noted. Raises `Stop` for a graph beyond the limit."""
    names = Names(reading.problems, complete=_understood(root, given))
    scope = Scope(names, _block_names(root), reading)
    first = inputs(given.get("inputs", ()), scope)
    declared = declare(given.get("nodes", ()), scope)
    made = build(declared, scope)
    nodes = (*first, *made.nodes)
    edges = Edges.of((edge for node in nodes for edge in edges_into(node)), names)
    _refuse_nothing(root, made, reading)
    _refuse_cycles(nodes, reading)
    used = {edge.source for edge in edges.all}
    results = outputs(given.get("outputs"), names, tuple(name for name in made.named if name not in used))
    _warn_of_unused(nodes, used | {result.name for result in results}, reading)
    start = Backward()
    if "backward" in given.values:
        start = backward(given.get("backward"), given.keys["backward"].where, results, names, reading)
    return Built(
        Graph(nodes, results, start),
        view(given.get("view", Given(root.where)), edges, reading),
        expectations(given.get("expect", Given(root.where)), edges, reading),
    )


def _understood(root: Mapping, given: Given) -> bool:
    """Whether all keys that give names could be read; else a name may well be given where nothing could be read."""
    known = {key.name for key in SPEC.table}
    foreign = [key for key, _ in root.entries if key.text not in known and not key.text.startswith("x-")]
    read = all(key in given.values for key in ("inputs", "nodes") if key in given)
    return read and not foreign and "extends" not in given


def _block_names(root: Mapping) -> set[str]:
    """Names of the blocks that a spec defines, in both forms: `cell` and `L2(q)`."""
    found = [value for key, value in root.entries if key.text == "blocks" and isinstance(value, Mapping)]
    return {key.text.partition("(")[0].strip() for value in found for key, _ in value.entries}


def _refuse_nothing(root: Mapping, made: Made, reading: Reading) -> None:
    """Note that there is nothing to draw, unless that follows from a problem noted already."""
    if not (made.nodes or reading.problems.failed):
        hint = "write what is computed, as in 'nodes: {total: price * number}'"
        reading.problems.add(root.where, "there is nothing to draw: 'nodes' is missing or empty", "no-nodes", hint)


def _refuse_cycles(nodes: tuple[Node, ...], reading: Reading) -> None:
    """Note every circle of dependence, by name; each is cut before the next is looked for."""
    rest = {node.name: node for node in nodes}
    order = {name: place for place, name in enumerate(rest)}
    for _ in range(MOST_PROBLEMS):
        circle = cycle(tuple(rest.values()))[:0:-1]  # each is used by the one after
        if not circle:
            return
        start = circle.index(min(circle, key=order.__getitem__))
        names = list(dict.fromkeys(_owner(rest[name]) for name in (*circle[start:], *circle[:start])))
        if len(names) > LONGEST_CIRCLE:
            names[LONGEST_CIRCLE // 2 : -LONGEST_CIRCLE // 2] = ["…"]
        text = f"'{names[0]}' depends on itself: {' → '.join([*names, names[0]])}"
        hint = "a value is computed from others, never from itself"
        reading.problems.add(rest[circle[start]].where, text, "cycle", hint)
        rest |= {name: Input(name, None, rest[name].where) for name in circle}


def _owner(node: Node) -> str:
    """The name of a node; of an unnamed one that of the node it belongs to."""
    return node.name.rpartition(".")[0] if isinstance(node, Apply) and not node.named else node.name


def _warn_of_unused(nodes: tuple[Node, ...], used: Collection[str], reading: Reading) -> None:
    """Warn of inputs and named nodes that neither a node nor an output uses, if it is known what uses what."""
    if reading.problems.failed:
        return
    for node in nodes:
        if node.name not in used:
            hint = "use it in an expression, list it under 'outputs', or remove it"
            reading.problems.add(node.where, f"'{node.name}' is not used", "unused", hint, "warning")
