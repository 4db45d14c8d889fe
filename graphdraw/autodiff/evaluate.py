"""Evaluates a graph by both sweeps; figures, tables and checks all take their numbers from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphdraw.autodiff.backward import Sweep, backward, stands_on_kink
from graphdraw.autodiff.evaluation import EdgeResult, Evaluation
from graphdraw.autodiff.forward import Values, forward
from graphdraw.autodiff.seeds import choose_seeds
from graphdraw.autodiff.tape.reverse import Reverse, compiled_back
from graphdraw.autodiff.tape.tape import NO_EDGE, SlotNumbers, Tape, compiled
from graphdraw.autodiff.unknown import carrying, choose_starts
from graphdraw.errors import Problem
from graphdraw.graph.model import Apply, Graph
from graphdraw.ops import operation_of
from graphdraw.values.scalar import Number


def evaluate(graph: Graph) -> Evaluation:
    """The values, gradients and local derivatives of a graph.

    Raises SpecError where a value or a derivative that is needed does not exist (log of 0), with the node, the values
    of its operands and its place in the spec.
    """
    tape = compiled(graph)
    numbers = tape.forward()
    if numbers is None:
        careful = forward(graph)
        values = {node.name: careful[node.name] for node in graph.nodes}
    else:
        values = _by_name(tape, numbers)
    seeds, notes = choose_seeds(graph, values, lambda name: tape.differentiable[tape.slots[name]])
    sweep = swept_back(tape, numbers, values, seeds)
    starts, more = ((), ()) if seeds or notes else choose_starts(graph, values)
    unknown, through = carrying(tape, starts)
    edges = _edges(tape, values, sweep, through)
    told = (*notes, *more, *_warnings(sweep))
    starts = tuple(name for name in starts if name in unknown)
    kinks = tuple(node.name for node in sweep.on_kinks)
    return Evaluation(values, sweep.gradients, edges, seeds, told, kinks, starts, unknown)


def swept_back(tape: Tape, numbers: SlotNumbers | None, values: Values, seeds: Mapping[str, Number]) -> Sweep:
    """The gradients that go back from seeds.

    They come from the tape if `numbers`, its values, are given and all gradients are exact in float64 too, else from
    the careful sweep. Raises SpecError where a derivative that is needed does not exist.
    """
    if not seeds:
        nothing = [None] * len(tape.sources)
        return Sweep(dict.fromkeys(values), nothing, nothing)
    if numbers is not None:
        reverse = compiled_back(tape, seeds)
        found = reverse.run(numbers)
        if found is not None:
            return _named(reverse, *found)
    differentiable = {node.name for node, depends in zip(tape.order, tape.differentiable, strict=True) if depends}
    sweep = backward(tape.graph, values, seeds, differentiable)
    return sweep._replace(gradients={name: sweep.gradients.get(name) for name in values})


def _by_name(tape: Tape, numbers: Sequence[Number | None]) -> dict[str, Number | None]:
    """The numbers in the slots of the nodes by name, in the order of the spec."""
    return {node.name: numbers[slot] for node, slot in zip(tape.graph.nodes, tape.slot_order(), strict=True)}


def _named(reverse: Reverse, gradients: SlotNumbers, shares: SlotNumbers, numbers: SlotNumbers) -> Sweep:
    tape, flat, on_kinks = reverse.tape, [], []
    for slot in reverse.special:
        node = tape.order[slot]
        assert isinstance(node, Apply)  # noqa: S101 (it has an edge)
        arguments = tuple(number for k in tape.operands[slot] if (number := numbers[k]) is not None)
        if operation_of(node).flat:
            flat.append(node)
        elif stands_on_kink(node, arguments):
            on_kinks.append(node)
    locals_ = [numbers[slot] if slot >= 0 else None for slot in reverse.locals]
    return Sweep(_by_name(tape, gradients), shares[: len(locals_)], locals_, on_kinks, flat)


def _edges(tape: Tape, values: Values, sweep: Sweep, through: Sequence[bool]) -> tuple[EdgeResult, ...]:
    """The results of all edges, in the order of `Graph.edges`."""
    found: list[EdgeResult] = []
    names = [node.name for node in tape.order]
    for node, slot in zip(tape.graph.nodes, tape.slot_order(), strict=True):
        for argument, edge in enumerate(tape.edges[slot]):
            if edge != NO_EDGE:
                source = names[tape.sources[edge]]
                flowing = sweep.shares[edge], sweep.locals[edge], through[edge]
                found.append(EdgeResult(source, node.name, argument, values[source], *flowing))
    return tuple(found)


def _warnings(sweep: Sweep) -> list[Problem]:
    """One warning for all nodes on a kink and one for all flat ones, each at the place of the first such node."""
    found = []
    if sweep.on_kinks:
        node = sweep.on_kinks[-1]  # the sweep ran backwards
        kink = operation_of(node).kink
        assert kink is not None  # noqa: S101 (it is how the node came on the list)
        text = f"{_names(sweep.on_kinks)} exactly on a kink: {kink.choice} here ({kink.others})"
        found.append(Problem(node.where, text, "kink", severity="warning"))
    if sweep.flat:
        node = sweep.flat[-1]
        text = f"no gradient other than 0 comes back through '{node.name}': {node.typed} is flat"
        found.append(Problem(node.where, text, "flat", severity="warning"))
    return found


def _names(nodes: Sequence[Apply]) -> str:
    first, *others = reversed(nodes)
    if not others:
        return f"'{first.name}' stands"
    return f"'{first.name}' and {len(others)} other{'s' if len(others) > 1 else ''} stand"
