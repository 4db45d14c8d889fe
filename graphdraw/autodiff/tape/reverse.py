"""Compiles the reverse sweep of a tape for given seeds, and runs it.

Local derivatives have slots and steps of their own and are computed first, so that the sweep only multiplies and adds.
Nodes that no gradient reaches from the seeds are left out beforehand. As in `tape`, either all numbers are certain, or
the sweep gives up and the careful one (`backward`) computes everything and reports the problems.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from graphdraw.autodiff.tape.recipes import DerivativeRecipe, recipe
from graphdraw.autodiff.tape.tape import (
    MANY,
    NO_EDGE,
    SlotNumbers,
    Tape,
    TapeStep,
    certain,
    filled,
    is_finite_float,
    step,
)
from graphdraw.graph.model import Apply
from graphdraw.ops import Elementwise, Operation, local_derivative, passed_back
from graphdraw.ops.families.stable import LEAST
from graphdraw.values.scalar import LARGEST_EXACT, Number, total

NOTHING = -1

Passing = tuple[int, int, int]
"""An edge, the slot of its local derivative, and its argument if that has a stable function, else NOTHING."""

Return = tuple[int, int, int, Sequence[Passing]]
"""A node, the two terms of its gradient (edges or seeds), and what it passes back along its own edges.

The second term is NOTHING where there is only one, and MANY where all are in `Reverse.terms`.
"""


class Reverse:
    """A compiled sweep back from some seeds.

    more: the slots after those of the tape, with constants, and None where `steps` put local derivatives. many: as in
    `Tape`. seeds: their gradients; as terms they are numbered after the edges. returns: the nodes in the order of the
    sweep. terms: for each node, all terms of its gradient. locals: for each edge, the slot of its local derivative, or
    NOTHING. special: the nodes that are flat or can stand on a kink, in the order of the sweep.
    """

    def __init__(self, tape: Tape, seeds: Sequence[Number]) -> None:
        self.tape, self.seeds = tape, seeds
        self.more: SlotNumbers = []
        self.steps: list[TapeStep] = []
        self.many: dict[int, Sequence[int]] = {}
        self.returns: list[Return] = []
        self.terms: list[list[int]] = [[] for _ in tape.order]
        self.locals = [NOTHING] * len(tape.sources)
        self.special: list[int] = []

    def run(self, values: SlotNumbers) -> tuple[SlotNumbers, SlotNumbers, SlotNumbers] | None:
        """The gradients of the nodes, those of the edges with the seeds after them, and all slots.

        `values` are the numbers of the tape's slots. None where one of the results is not certain.
        """
        numbers = values + self.more
        if not filled(numbers, self.steps, self.many):
            return None
        gradients: SlotNumbers = [None] * len(self.tape.order)
        shares: SlotNumbers = [None] * len(self.tape.sources)
        shares += self.seeds
        try:
            done = self._sweep(numbers, gradients, shares)
        except (ArithmeticError, ValueError):
            return None
        return (gradients, shares, numbers) if done and certain(shares) else None

    def _sweep(self, numbers: list[Any], gradients: list[Any], shares: list[Any]) -> bool:
        """Fill `gradients` and `shares`; False at the first gradient that is not certain."""
        terms, least, largest = self.terms, LEAST, float(LARGEST_EXACT)
        for node, one, other, edges in self.returns:
            gradient = shares[one]
            if other >= 0:
                gradient = gradient + shares[other] or total(gradient, shares[other])
            elif other == MANY:
                gradient = total(*[shares[k] for k in terms[node]])
            if not (-largest <= gradient <= largest or is_finite_float(gradient)):
                return False
            gradients[node] = gradient
            for edge, slot, argument in edges:
                local = numbers[slot]
                if argument < 0 or local >= least or local <= -least or -1 <= gradient <= 1:
                    shares[edge] = gradient * local
                else:
                    shares[edge] = self._passed_back(gradient, local, node, argument, numbers)
        return True

    def _passed_back(self, gradient: Number, local: Number, slot: int, argument: int, numbers: SlotNumbers) -> Number:
        """The gradient times a local derivative that is so small that it has lost digits."""
        node, record = self.tape.order[slot], self.tape.records[slot]
        assert isinstance(node, Apply) and record is not None  # noqa: S101, PT018 (it has an edge)
        arguments = tuple(number for k in self.tape.operands[slot] if (number := numbers[k]) is not None)
        out = numbers[slot]
        assert out is not None  # noqa: S101 (the seeds have values, and so has what they depend on)
        return passed_back(gradient, local, record, argument, arguments, out, node.params)


def compiled_back(tape: Tape, seeds: Mapping[str, Number]) -> Reverse:
    """The sweep back from seeds: gradients by name of nodes that are differentiable and have a value."""
    compiler = _Compiler(tape, seeds)
    compiler.compile(seeds)
    return compiler.found


class _Compiler:
    def __init__(self, tape: Tape, seeds: Mapping[str, Number]) -> None:
        self.tape = tape
        self.found = Reverse(tape, tuple(seeds.values()))
        self.first = len(tape.start)
        self.constants: dict[str, int] = {}
        self.recipes: dict[tuple[str, int], tuple[DerivativeRecipe, list[int]] | None] = {}

    def compile(self, seeds: Mapping[str, Number]) -> None:
        """Fill the lists of `found`, from the last node of the order to the first."""
        tape, found, terms = self.tape, self.found, self.found.terms
        for place, name in enumerate(seeds, len(tape.sources)):
            terms[tape.slots[name]].append(place)
        for slot in range(len(tape.order) - 1, -1, -1):
            reached = terms[slot]
            if not reached:
                continue
            passing: list[Passing] = []
            for argument, edge in enumerate(tape.edges[slot]):
                if edge != NO_EDGE and tape.passing[edge]:
                    terms[tape.sources[edge]].append(edge)
                    place, careful = self._local(slot, argument)
                    found.locals[edge] = place
                    passing.append((edge, place, careful))
            record = tape.records[slot]
            if passing and record is not None and (record.flat or record.kink):
                found.special.append(slot)
            other = NOTHING if len(reached) == 1 else reached[1] if len(reached) == 2 else MANY
            found.returns.append((slot, reached[0], other, tuple(passing)))

    def _local(self, slot: int, argument: int) -> tuple[int, int]:
        """The slot of a local derivative, with the steps for it added, and the argument if it has a stable function."""
        tape, record, node = self.tape, self.tape.records[slot], self.tape.order[slot]
        assert isinstance(node, Apply) and record is not None  # noqa: S101, PT018 (it has an edge)
        signature, rule, operands = record.signature, record.rule, tape.operands[slot]
        assert isinstance(rule, Elementwise)  # noqa: S101 (a black box has no value, and so has what depends on it)
        stable = rule.stable[0 if signature.any_number else argument] if rule.stable else None
        if stable is not None and not signature.any_number:
            given = signature.settings(node.params) if signature.parameters else {}
            return self._computed(partial(stable, 1, **given), operands), argument
        made = self._recipe(record.name, rule, argument) if stable is None and not signature.parameters else None
        if made is None:
            careful = NOTHING if stable is None else argument
            return self._computed(_by_record(record, argument, node), (*operands, slot)), careful
        steps, constants = made
        one, other = (argument, argument) if signature.any_number else (0, len(operands) - 1)
        places = [operands[one], operands[other], slot, *constants]
        for function, arguments in steps.steps:
            places.append(self._computed(function, [places[k] for k in arguments]))
        return places[steps.result], NOTHING

    def _recipe(self, name: str, rule: Elementwise, argument: int) -> tuple[DerivativeRecipe, list[int]] | None:
        """The recipe of a derivative without parameters, with the slots of its constants; None if it has none."""
        key = name, argument
        if key not in self.recipes:
            text = rule.derivative(argument, {})
            assert text is not None  # noqa: S101 (its edge lets a gradient pass)
            found = recipe(text)
            self.recipes[key] = found and (found, [self._constant(number) for number in found.constants])
        return self.recipes[key]

    def _constant(self, number: Number) -> int:
        key = repr(number)
        if key not in self.constants:
            self.constants[key] = self._slot(number)
        return self.constants[key]

    def _computed(self, function: Callable[..., Number], arguments: Sequence[int]) -> int:
        place = self._slot(None)
        self.found.steps.append(step(place, function, arguments, self.found.many))
        return place

    def _slot(self, number: Number | None) -> int:
        self.found.more.append(number)
        return self.first + len(self.found.more) - 1


def _by_record(record: Operation, argument: int, node: Apply) -> Callable[..., Number]:
    """The local derivative as a function of all arguments and, last, the result."""

    def derivative(*numbers: Number) -> Number:
        found = local_derivative(record, argument, numbers[:-1], numbers[-1], node.params)
        assert found is not None  # noqa: S101 (its edge lets a gradient pass)
        return found

    return derivative
