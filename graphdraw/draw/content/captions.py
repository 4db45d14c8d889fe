"""The texts of a figure before they are measured: what is written on an arrow, beside a node, at an end.

A caption is a string in label syntax (`$…$` is math). Numbers become text here only, through `draw.numbers.formatting`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from graphdraw.autodiff import EdgeResult, Evaluation
from graphdraw.draw.content.symbols import below, symbol_of
from graphdraw.draw.content.visibility import Caption, by_numbers, in_one, is_left, is_told, parts
from graphdraw.draw.numbers.as_typed import format_typed, literal_text
from graphdraw.draw.numbers.formatting import format_number
from graphdraw.draw.numbers.value_text import typed_seed, value_text
from graphdraw.draw.style.looks import edge_id_of, edge_look, node_look
from graphdraw.draw.text.markup import LINE_END, inner_as_label, isolated, letter_of, name_as_label, to_join
from graphdraw.graph.model import Apply, Graph, Input, Literal
from graphdraw.values.rounding import cleaned
from graphdraw.values.scalar import Number
from graphdraw.view import Look, Numbers, Shown, View

FIELD = re.compile(r"\{(name|value|gradient|local)\}")
"""What is replaced in a text that the author gives an edge, or all boxes."""


@dataclass(frozen=True)
class Captions:
    """Answers what is written where, from the graph, its numbers and the view."""

    graph: Graph
    evaluation: Evaluation
    view: View

    @cached_property
    def values(self) -> tuple[Shown, ...]:
        """What stands for a value; the default depends on whether there are numbers."""
        return by_numbers(self.view.values, self._numeric)

    @cached_property
    def gradients(self) -> tuple[Shown, ...]:
        """What stands for a gradient."""
        return by_numbers(self.view.gradients, bool(self.evaluation.seeds))

    @cached_property
    def numbers(self) -> Numbers:
        """How the figure writes numbers."""
        return self.view.written

    @cached_property
    def _numeric(self) -> bool:
        return any(value is not None for value in self.evaluation.values.values())

    @cached_property
    def _outputs(self) -> frozenset[str]:
        return frozenset(o.name for o in self.graph.outputs)

    @cached_property
    def _results(self) -> dict[str, EdgeResult]:
        return {edge_id_of(e.source, e.target, e.argument): e for e in self.evaluation.edges}

    @cached_property
    def _uses(self) -> dict[str, list[str]]:
        """The ids of the edges that leave a node."""
        found: dict[str, list[str]] = {}
        for id_, edge in self._results.items():
            found.setdefault(edge.source, []).append(id_)
        return found

    @cached_property
    def _output_labels(self) -> dict[str, str]:
        return {o.name: o.label for o in reversed(self.graph.outputs) if o.label is not None}

    def own_label(self, name: str) -> str | None:
        """The label the author gave a node, in the view, as an output, or where the node is defined."""
        node = self.graph.by_name.get(name)  # a closed block is none
        own = node.display.label if node else None
        return node_look(self.view, name).label or self._output_labels.get(name) or own

    def name(self, name: str) -> str:
        """The label of a node, else its name as it is set."""
        return to_join(self.own_label(name) or inner_as_label(name) or name_as_label(name))

    def symbol(self, name: str) -> str | None:
        """How formulas write a value; None where it has no name that a reader has seen."""
        node, label = self.graph.by_name.get(name), self.own_label(name)
        if node and node.display.math:
            return f"${node.display.math}$"
        if label and (found := symbol_of(label)):
            return found
        return None if self.is_unnamed(name) else inner_as_label(name) or name_as_label(name)

    def letter(self, name: str) -> str | None:
        """What stands for a value inside a gate: its letter or sign; None where its symbol is longer or missing."""
        symbol = self.symbol(name)
        letter = None if symbol is None else letter_of(symbol)
        return letter and isolated(letter)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters and signs that stand for values of the figure."""
        return frozenset(found for name in self.graph.by_name if (found := self.letter(name)))

    def is_unnamed(self, name: str) -> bool:
        """Whether a value is an inner step of an expression."""
        node = self.graph.by_name.get(name)
        return isinstance(node, Apply) and not node.named

    def tells_value(self, name: str) -> bool:
        """Whether the value of a node can be read in the figure: neither it nor any of its arrows hides it."""
        looks = [look.value for look in self._looks(name)]
        return is_told(self.values, looks, given=self._is_input(name), filled=self._filled_in)

    def tells_gradient(self, name: str) -> bool:
        """Whether the gradient of a node can be read in the figure."""
        looks = [look.gradient for look in self._looks(name)]
        return is_told(self.gradients, looks, given=self._is_seed(name), filled=self._filled_in)

    def leaves_value(self, name: str) -> bool:
        """Whether the value of a node is left for the reader to fill in."""
        known, looks = self.evaluation.values.get(name) is not None, [look.value for look in self._looks(name)]
        return known and is_left(self.values, looks, given=self._is_input(name), filled=self._filled_in)

    def leaves_gradient(self, name: str) -> bool:
        """Whether the gradient of a node is left for the reader to fill in."""
        known, looks = self.evaluation.gradients.get(name) is not None, [look.gradient for look in self._looks(name)]
        return known and is_left(self.gradients, looks, given=self._is_seed(name), filled=self._filled_in)

    @property
    def _filled_in(self) -> bool:
        return self.view.blank.filled

    def _is_input(self, name: str) -> bool:
        return isinstance(self.graph.by_name.get(name), Input)

    def _is_seed(self, name: str) -> bool:
        """Whether the gradient of a value is given: it starts there, and nothing else comes back to it."""
        return name in self.evaluation.seeds and not self._shares[name]

    @cached_property
    def _starting(self) -> frozenset[str]:
        return frozenset((*self.evaluation.seeds, *self.evaluation.starts))

    @cached_property
    def _shares(self) -> Counter[str]:
        """In how many parts a gradient comes back to each value from its uses."""
        return Counter(edge.source for edge in self.evaluation.edges if edge.flows)

    def _looks(self, name: str) -> list[Look]:
        """What decides whether the numbers of a node can be read: its look and, where they ride on arrows, theirs."""
        on_arrows = self._uses.get(name, ()) if self.view.notation == "operations" else ()
        return [node_look(self.view, name), *(edge_look(self.view, id_) for id_ in on_arrows)]

    def end_name(self, name: str) -> str | None:
        """What stands at an input or at an output's end; None where the view shows no names."""
        return None if not self.view.has_names else self.name(name)

    def inner_name(self, name: str) -> str | None:
        """What names a node between the ends: labels, or all names, as `view.names` says."""
        node = self.graph.by_name[name]
        if not self.view.has_names or isinstance(node, Input) or name in self._outputs or not node.named:
            return None
        shown = self.view.names == "all" or self.own_label(name) is not None
        return self.name(name) if shown and "name" not in self.values else None

    def result_name(self, name: str, port: str) -> str | None:
        """What tells one of several values of a closed block from the others: its name, else that of the output."""
        if not self.view.has_names or name in self._outputs or "name" in self.values:
            return None
        return self.inner_name(name) or inner_as_label(name) or name_as_label(port)

    def edge_label(self, name: str, edge_id: str) -> Caption | None:
        """The label that the author gave the edge that carries the value of a node."""
        label = edge_look(self.view, edge_id).label
        return None if label is None else Caption(self._filled(label, name, edge_id))

    def value(self, name: str, edge_id: str) -> Caption | None:
        """The text above the arrow that carries the value of a node along an edge."""
        look, given = edge_look(self.view, edge_id), self._is_input(name)
        visibility = look.value or node_look(self.view, name).value
        if look.label is not None:
            blank = is_left((), [visibility], given=given)
            return Caption(self._filled(look.label, name, edge_id), blank)
        beside = self._name_beside_value(name)
        return in_one(parts(self.values, visibility, beside, self.number(name), given=given))

    def gradient(
        self, name: str, edge_id: str, gradient: Number | None, *, seed: bool = False, whole: bool = False
    ) -> Caption | None:
        """The text below the arrow that carries a gradient back along an edge; None stands for one without a number.

        `seed` says that the gradient starts there, `whole` that it is all that comes back to the value: a part of it is
        not called ∂L/∂x.
        """
        visibility = edge_look(self.view, edge_id).gradient or node_look(self.view, name).gradient
        whole = whole or self._shares[name] + (name in self._starting) < 2
        number = None if gradient is None else self.gradient_number(name, gradient)
        called = self.derivative(name) if whole else None
        given = seed or (whole and self._is_seed(name))
        return in_one(parts(self.gradients, visibility, called, number, given=given))

    def box_name(self, name: str) -> str | None:
        """What names the box of a value; None where the view shows no names, and for an inner step without one."""
        unnamed = self.is_unnamed(name) and self.own_label(name) is None
        return None if unnamed or not self.view.has_names else self.name(name)

    def box_values(self, name: str) -> tuple[Caption, ...]:
        """What stands for the value in its box, line by line; the name only if it does not stand there anyway."""
        title = None if self.box_name(name) else self._name_beside_value(name)
        visibility, given = node_look(self.view, name).value, self._is_input(name)
        return parts(self.values, visibility, title, self.number(name), given=given)

    def box_gradients(self, name: str) -> tuple[Caption, ...]:
        """What stands for the gradient in the box of a value, line by line."""
        gradient = self.evaluation.gradients.get(name)
        if gradient is None and name not in self.evaluation.unknown:
            return ()
        visibility, given = node_look(self.view, name).gradient, self._is_seed(name)
        number = None if gradient is None else self.gradient_number(name, gradient)
        return parts(self.gradients, visibility, self.derivative(name), number, given=given)

    def only_use(self, name: str) -> EdgeResult | None:
        """The edge that leaves a node, if there is only one."""
        ids = self._uses.get(name, [])
        return self._results[ids[0]] if len(ids) == 1 else None

    def local(self, local: Number | None) -> Caption | None:
        """The local derivative of an edge, where the view shows them."""
        return Caption(self.plain(local)) if self.view.local and local is not None else None

    def plain(self, number: Number) -> str:
        """A number in the style of the figure, without a unit."""
        return format_number(number, self.numbers)

    def constant(self, literal: Literal) -> str:
        """A number of an expression that is drawn as an input."""
        return literal_text(literal, self.numbers)

    def parameter(self, value: object) -> str:
        """A keyword parameter of an operation: a number with the digits it was given with, or a word."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        text = repr(value if isinstance(value, int) else float(cleaned(value)))  # it may have been calculated
        return format_typed(text, value, self.numbers)

    def gradient_number(self, name: str, gradient: Number) -> str:
        """A gradient of a value in the style of the figure; a seed that the author gave as it was typed."""
        typed = typed_seed(self.graph, self.evaluation, name, gradient, self.numbers)
        return self.plain(gradient) if typed is None else format_typed(typed, gradient, self.numbers)

    def number(self, name: str) -> str | None:
        """The value of a node as it is written, with its unit; None without one."""
        value = self.evaluation.values.get(name)
        if value is None:
            return None
        return value_text(self.graph.by_name[name], value, self.numbers)

    def _name_beside_value(self, name: str) -> str | None:
        """The name, unless it already stands at the end of the edge or belongs to an inner step without one."""
        node = self.graph.by_name[name]
        at_an_end = (isinstance(node, Input) or name in self._outputs) and self.view.has_names
        return None if at_an_end or self.is_unnamed(name) else self.name(name)

    def derivative(self, name: str) -> str | None:
        """What the gradient of a value is called, `∂L/∂x`; None for a value without a name."""
        symbol = self.symbol(name)
        return None if symbol is None else f"∂{self._upper}/∂{below(symbol)}"

    @cached_property
    def _upper(self) -> str:
        """What the gradients are of: the quantity of the spec, the one output where they start, else L."""
        if self.graph.backward.of:
            return below(symbol_of(self.graph.backward.of) or "$L$")
        starts = [*self.evaluation.seeds, *self.evaluation.starts]
        symbol = self.symbol(starts[0]) if len(starts) == 1 else None
        return below(symbol or "$L$")

    def _filled(self, template: str, name: str, edge_id: str) -> str:
        """A label of an edge with its fields; a field that does not exist goes, with the text up to the next `|`."""
        result = self._results.get(edge_id)
        gradient, local = (result.gradient, result.local) if result else (None, None)
        known = {
            "name": self.name(name),
            "value": self.number(name),
            "gradient": None if gradient is None else self.plain(gradient),
            "local": None if local is None else self.plain(local),
        }
        lines = []
        for line in template.split(LINE_END):
            there = [part for part in line.split("|") if all(known[f] is not None for f in FIELD.findall(part))]
            lines.append(
                "|".join(FIELD.sub(lambda m: isolated(known[m.group(1)] or ""), part) for part in there).strip()
            )
        return LINE_END.join(line for line in lines if line)
