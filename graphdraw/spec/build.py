"""Builds the graph, view and expectations from the keys of a spec, once each key has been read."""

from __future__ import annotations

from typing import NamedTuple

from graphdraw.expression import normal_name
from graphdraw.graph.model import Apply, Backward, Expectation, Graph, Input, Node
from graphdraw.spec.figure.arrangement import arranged
from graphdraw.spec.figure.edges import Edges
from graphdraw.spec.figure.expectations import expectations
from graphdraw.spec.figure.groups import groups
from graphdraw.spec.figure.results import backward, outputs
from graphdraw.spec.figure.views import view
from graphdraw.spec.graph.blocks import define, shipped
from graphdraw.spec.graph.calls import Scope
from graphdraw.spec.graph.dependencies import note_unused, refuse_cycles, unused, uses, warn_of_unused
from graphdraw.spec.graph.expand import expanded
from graphdraw.spec.graph.inputs import inputs
from graphdraw.spec.graph.library import Library
from graphdraw.spec.graph.names import Names
from graphdraw.spec.graph.nodes import BuiltNodes, build, declare
from graphdraw.spec.schema.compound import Given
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.schema.signatures import block_name
from graphdraw.spec.yaml.document import Mapping
from graphdraw.spec.yaml.reading import Reading
from graphdraw.view import View


class Built(NamedTuple):
    """What the keys of a spec describe together; not to be used if errors were noted."""

    graph: Graph
    view: View
    expectations: tuple[Expectation, ...]


def built(root: Mapping, given: Given, reading: Reading) -> Built:
    """The graph, view and expectations of a spec; problems are noted. Raises `Stop` if the graph exceeds a limit."""
    names = Names(reading.problems, complete=_understood(root, given))
    whole = "blocks" in given.values or "blocks" not in given
    scope = Scope(names, Library(_block_names(root), shipped, complete=whole), reading)
    first = inputs(given.get("inputs", ()), scope)
    declared = declare(given.get("nodes", ()), scope)
    define(given.get("blocks", ()), scope)
    made = build(declared, scope)
    _refuse_empty(root, made, reading)
    refuse_cycles([*first, *made.parts], reading)
    used = uses(made.parts)
    outputs_place = given.keys["outputs"].where if "outputs" in given else None
    results = outputs(given.get("outputs"), outputs_place, names, unused(made, used))
    used |= {result.name for result in results}
    flat = expanded(made.parts)
    names.expand(flat.nodes, flat.blocks, flat.aliases)
    nodes = (*first, *flat.nodes)
    _refuse_numbers(nodes, reading)
    _warn_of_unused(first, made, used, reading)
    edges = Edges(nodes, names, tuple(flat.blocks))
    boxes = groups(given.get("groups", ()), nodes, flat.blocks, names, reading)
    start = Backward()
    if "backward" in given.values:
        labels = (*(node.display.label for node in nodes), *(result.label for result in results))
        called = {*names, *filter(None, labels)}
        start = backward(given.get("backward"), given.keys["backward"].where, results, names, reading, called)
    looks = given.get("view", Given(root.where))
    return Built(
        Graph(nodes, results, start, tuple(flat.blocks), boxes),
        arranged(
            view(looks, edges, frozenset(node.name for node in first), _group_names(given), reading),
            looks,
            edges,
            flat.blocks,
            reading,
        ),
        expectations(given.get("expect", Given(root.where)), edges, reading),
    )


def _understood(root: Mapping, given: Given) -> bool:
    """Whether all keys that give names could be read; if not, a name that seems unknown may be given by one of them."""
    known = {key.name for key in SPEC.table}
    foreign = [key for key, _ in root.entries if key.text not in known and not key.text.startswith("x-")]
    read = all(key in given.values for key in ("inputs", "nodes") if key in given)
    return read and not foreign and "extends" not in given


def _group_names(given: Given) -> frozenset[str] | None:
    """The names of the groups; None where they could not be read."""
    if "groups" in given and "groups" not in given.values:
        return None
    return frozenset(key.text for key, _ in given.get("groups", ()))


def _block_names(root: Mapping) -> set[str]:
    """Names of the blocks that a spec defines, in both forms: `cell` and `L2(q)`."""
    found = [value for key, value in root.entries if key.text == "blocks" and isinstance(value, Mapping)]
    names = [block_name(key) for value in found for key, _ in value.entries]
    return {normal_name(name) or name for name in names}


def _refuse_empty(root: Mapping, made: BuiltNodes, reading: Reading) -> None:
    """Note that there is nothing to draw, unless an error is noted already, from which that may follow."""
    if not (made.parts or reading.problems.failed):
        hint = "write what is computed, as in 'nodes: {total: price * number}'"
        reading.problems.add(root.where, "there is nothing to draw: 'nodes' is missing or empty", "no-nodes", hint)


def _warn_of_unused(first: list[Input], made: BuiltNodes, used: set[str], reading: Reading) -> None:
    """Warn of inputs and entries of `nodes:` that nothing uses, unless an error may hide a use."""
    if reading.problems.failed:
        return
    for node in first:
        if node.name not in used:
            note_unused(node.name, node.where, reading.problems)
    warn_of_unused(made, used, reading.problems)


def _refuse_numbers(nodes: tuple[Node, ...], reading: Reading) -> None:
    """Note every use of a black box, which has no value, in a graph that has numbers."""
    given = next((node for node in nodes if isinstance(node, Input) and node.value is not None), None)
    if given is None or reading.problems.failed:
        return
    for node in nodes:
        if isinstance(node, Apply) and node.box is not None:
            text = f"'{node.box.name}' is a black box and has no value, but '{given.name}' is {given.value}"
            hint = f"leave out the numbers of the inputs, or say what '{node.box.name}' computes"
            reading.problems.add(node.where, text, "black-box", hint)
