"""The texts of a figure before they are measured: those on arrows, beside nodes, at inputs and outputs.

A caption is a text in label syntax (`$…$` is math). All numbers become texts here, by `draw.numbers`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from graphdraw.autodiff import EdgeResult, Evaluation
from graphdraw.draw.content.symbols import after_partial, symbol_of
from graphdraw.draw.content.visibility import Caption, is_left_blank, is_readable, joined_by_equals, parts, with_default
from graphdraw.draw.numbers.as_typed import format_typed, literal_text
from graphdraw.draw.numbers.formatting import format_number
from graphdraw.draw.numbers.value_text import typed_seed, value_text
from graphdraw.draw.style.looks import edge_look, node_look
from graphdraw.draw.text.markup import LINE_END, inner_as_label, isolated, letter_of, name_as_label, to_join
from graphdraw.graph.model import Apply, Edge, Graph, Input, Literal
from graphdraw.values.rounding import cleaned
from graphdraw.values.scalar import Number
from graphdraw.view import Look, Numbers, Shown, View

FIELD = re.compile(r"\{(name|value|gradient|local)\}")
"""The fields that are replaced in the label of an edge and in `view.box`."""


@dataclass(frozen=True)
class Captions:
    """The texts of a figure. Methods take the name of a node; a result of None means that there is no text."""

    graph: Graph
    evaluation: Evaluation
    view: View

    @cached_property
    def values(self) -> tuple[Shown, ...]:
        """What is shown for values, as `view.values` says; by default the value, or the name without numbers."""
        return with_default(self.view.values, self._has_values)

    @cached_property
    def gradients(self) -> tuple[Shown, ...]:
        """What is shown for gradients, as `view.gradients` says; by default the value, or the name without numbers."""
        return with_default(self.view.gradients, bool(self.evaluation.seeds))

    @cached_property
    def numbers(self) -> Numbers:
        """The style of numbers in the figure."""
        return self.view.written

    @cached_property
    def _has_values(self) -> bool:
        return any(value is not None for value in self.evaluation.values.values())

    @cached_property
    def _outputs(self) -> frozenset[str]:
        return frozenset(o.name for o in self.graph.outputs)

    @cached_property
    def _results(self) -> dict[str, EdgeResult]:
        return {Edge(e.source, e.target, e.argument).id: e for e in self.evaluation.edges}

    @cached_property
    def _uses(self) -> dict[str, list[str]]:
        """The ids of the edges that leave each node."""
        found: dict[str, list[str]] = {}
        for id_, edge in self._results.items():
            found.setdefault(edge.source, []).append(id_)
        return found

    @cached_property
    def _output_labels(self) -> dict[str, str]:
        return {o.name: o.label for o in reversed(self.graph.outputs) if o.label is not None}

    def own_label(self, name: str) -> str | None:
        """The label that the author gave a node: in the view, as an output, or where the node is defined."""
        node = self.graph.by_name.get(name)  # None for a closed block
        own = node.display.label if node else None
        return node_look(self.view, name).label or self._output_labels.get(name) or own

    def name(self, name: str) -> str:
        """The label of a node, or its name as a label; in a form that can be joined with other texts."""
        return to_join(self.own_label(name) or inner_as_label(name) or name_as_label(name))

    def symbol(self, name: str) -> str | None:
        """The symbol of a value in formulas: its `math`, the symbol in its label, or its name; None if unnamed."""
        node, label = self.graph.by_name.get(name), self.own_label(name)
        if node and node.display.math:
            return f"${node.display.math}$"
        if label and (found := symbol_of(label)):
            return found
        return None if self.is_unnamed(name) else inner_as_label(name) or name_as_label(name)

    def letter(self, name: str) -> str | None:
        """The symbol of a value if it is one letter or sign, for use inside a node; else None."""
        symbol = self.symbol(name)
        letter = None if symbol is None else letter_of(symbol)
        return letter and isolated(letter)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters and signs that are symbols of values in the figure."""
        return frozenset(found for name in self.graph.by_name if (found := self.letter(name)))

    def is_unnamed(self, name: str) -> bool:
        """Whether a value is a step inside of an expression, without a name of its own."""
        node = self.graph.by_name.get(name)
        return isinstance(node, Apply) and not node.named

    def shows_value(self, name: str) -> bool:
        """Whether the value of a node can be read in the figure: no look of it or of its arrows hides it."""
        looks = [look.value for look in self._looks(name)]
        return is_readable(self.values, looks, given=self._is_input(name), filled=self._filled_in)

    def shows_gradient(self, name: str) -> bool:
        """Whether the gradient of a node can be read in the figure."""
        looks = [look.gradient for look in self._looks(name)]
        return is_readable(self.gradients, looks, given=self._is_seed(name), filled=self._filled_in)

    def leaves_value_blank(self, name: str) -> bool:
        """Whether the value of a node is left for the reader to fill in."""
        known, looks = self.evaluation.values.get(name) is not None, [look.value for look in self._looks(name)]
        return known and is_left_blank(self.values, looks, given=self._is_input(name), filled=self._filled_in)

    def leaves_gradient_blank(self, name: str) -> bool:
        """Whether the gradient of a node is left for the reader to fill in."""
        known, looks = self.evaluation.gradients.get(name) is not None, [look.gradient for look in self._looks(name)]
        return known and is_left_blank(self.gradients, looks, given=self._is_seed(name), filled=self._filled_in)

    @property
    def _filled_in(self) -> bool:
        return self.view.blank.filled

    def _is_input(self, name: str) -> bool:
        return isinstance(self.graph.by_name.get(name), Input)

    def _is_seed(self, name: str) -> bool:
        """Whether the gradient of a value is a given one: it is a seed, and no edge brings back another part of it."""
        return name in self.evaluation.seeds and not self._returning[name]

    @cached_property
    def _starting(self) -> frozenset[str]:
        """The values at which gradients start, with a number or without."""
        return frozenset((*self.evaluation.seeds, *self.evaluation.starts))

    @cached_property
    def _returning(self) -> Counter[str]:
        """How many edges bring a gradient back to each value."""
        return Counter(edge.source for edge in self.evaluation.edges if edge.flows)

    def _looks(self, name: str) -> list[Look]:
        """The look of a node and, in the notation `operations`, those of its edges, whose arrows carry its numbers."""
        on_arrows = self._uses.get(name, ()) if self.view.notation == "operations" else ()
        return [node_look(self.view, name), *(edge_look(self.view, id_) for id_ in on_arrows)]

    def end_name(self, name: str) -> str | None:
        """The name at an input or at the end of an output; None if the view shows no names."""
        return None if not self.view.has_names else self.name(name)

    def inner_name(self, name: str) -> str | None:
        """The name of a node that is neither input nor output: its label, or its name if `view.names` is `all`."""
        node = self.graph.by_name[name]
        if not self.view.has_names or isinstance(node, Input) or name in self._outputs or not node.named:
            return None
        shown = self.view.names == "all" or self.own_label(name) is not None
        return self.name(name) if shown and "name" not in self.values else None

    def result_name(self, name: str, port: str) -> str | None:
        """The name at one of several outputs of a closed block: that of the node, else that of the output (`port`)."""
        if not self.view.has_names or name in self._outputs or "name" in self.values:
            return None
        return self.inner_name(name) or inner_as_label(name) or name_as_label(port)

    def edge_label(self, name: str, edge_id: str) -> Caption | None:
        """The author's label of an edge that carries the value of a node, with its fields filled in."""
        label = edge_look(self.view, edge_id).label
        return None if label is None else Caption(self._with_fields(label, name, edge_id))

    def value(self, name: str, edge_id: str) -> Caption | None:
        """The text above the forward arrow of an edge, for the value of the node `name`."""
        look, given = edge_look(self.view, edge_id), self._is_input(name)
        visibility = look.value or node_look(self.view, name).value
        if look.label is not None:
            blank = is_left_blank((), [visibility], given=given)
            return Caption(self._with_fields(look.label, name, edge_id), blank)
        beside = self._name_beside_value(name)
        return joined_by_equals(parts(self.values, visibility, beside, self.number(name), given=given))

    def gradient(
        self, name: str, edge_id: str, gradient: Number | None, *, seed: bool = False, whole: bool = False
    ) -> Caption | None:
        """The text below the backward arrow of an edge; `gradient` is its number, None if it has none.

        `seed` says that the gradient starts here, `whole` that it is all of the value's gradient, and so called ∂L/∂x.
        """
        visibility = edge_look(self.view, edge_id).gradient or node_look(self.view, name).gradient
        whole = whole or self._returning[name] + (name in self._starting) < 2
        number = None if gradient is None else self.gradient_number(name, gradient)
        called = self.derivative(name) if whole else None
        given = seed or (whole and self._is_seed(name))
        return joined_by_equals(parts(self.gradients, visibility, called, number, given=given))

    def box_name(self, name: str) -> str | None:
        """The name in the box of a value; None if the view shows no names, or for an unnamed step without a label."""
        unnamed = self.is_unnamed(name) and self.own_label(name) is None
        return None if unnamed or not self.view.has_names else self.name(name)

    def box_values(self, name: str) -> tuple[Caption, ...]:
        """The lines for the value in its box; the name is left out if `box_name` shows it already."""
        title = None if self.box_name(name) else self._name_beside_value(name)
        visibility, given = node_look(self.view, name).value, self._is_input(name)
        return parts(self.values, visibility, title, self.number(name), given=given)

    def box_gradients(self, name: str) -> tuple[Caption, ...]:
        """The lines for the gradient in the box of a value."""
        gradient = self.evaluation.gradients.get(name)
        if gradient is None and name not in self.evaluation.unknown:
            return ()
        visibility, given = node_look(self.view, name).gradient, self._is_seed(name)
        number = None if gradient is None else self.gradient_number(name, gradient)
        return parts(self.gradients, visibility, self.derivative(name), number, given=given)

    def only_use(self, name: str) -> EdgeResult | None:
        """The edge that leaves a node if there is exactly one, else None."""
        ids = self._uses.get(name, [])
        return self._results[ids[0]] if len(ids) == 1 else None

    def local(self, local: Number | None) -> Caption | None:
        """The text of a local derivative, if the view shows them."""
        return Caption(self.plain(local)) if self.view.local and local is not None else None

    def plain(self, number: Number) -> str:
        """A number in the style of the figure, without a unit."""
        return format_number(number, self.numbers)

    def constant(self, literal: Literal) -> str:
        """The text of a number in an expression, which is drawn as an input."""
        return literal_text(literal, self.numbers)

    def parameter(self, value: object) -> str:
        """The text of a parameter of an operation: a number in the figure's style with all its digits, or a word."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        text = repr(value if isinstance(value, int) else float(cleaned(value)))  # without noise of a calculation
        return format_typed(text, value, self.numbers)

    def gradient_number(self, name: str, gradient: Number) -> str:
        """The text of a gradient of a value; a seed that the author gave keeps the digits it was typed with."""
        typed = typed_seed(self.graph, self.evaluation, name, gradient, self.numbers)
        return self.plain(gradient) if typed is None else format_typed(typed, gradient, self.numbers)

    def number(self, name: str) -> str | None:
        """The text of the value of a node, with its unit; None if it has no value."""
        value = self.evaluation.values.get(name)
        if value is None:
            return None
        return value_text(self.graph.by_name[name], value, self.numbers)

    def _name_beside_value(self, name: str) -> str | None:
        """The name to show beside a value; None if it stands at the input or output already, or for an unnamed step."""
        node = self.graph.by_name[name]
        at_an_end = (isinstance(node, Input) or name in self._outputs) and self.view.has_names
        return None if at_an_end or self.is_unnamed(name) else self.name(name)

    def derivative(self, name: str) -> str | None:
        """The name of the gradient of a value, `∂L/∂x`; None for a value without a symbol."""
        symbol = self.symbol(name)
        return None if symbol is None else f"∂{self._differentiated}/∂{after_partial(symbol)}"

    @cached_property
    def _differentiated(self) -> str:
        """The symbol of the quantity that is differentiated: `backward.of`, the only value they start at, else L."""
        if self.graph.backward.of:
            return after_partial(symbol_of(self.graph.backward.of) or "$L$")
        starts = [*self.evaluation.seeds, *self.evaluation.starts]
        symbol = self.symbol(starts[0]) if len(starts) == 1 else None
        return after_partial(symbol or "$L$")

    def _with_fields(self, template: str, name: str, edge_id: str) -> str:
        """The label of an edge with its fields replaced; a part between `|` goes if one of its fields has no text."""
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
            complete = [part for part in line.split("|") if all(known[f] is not None for f in FIELD.findall(part))]
            lines.append(
                "|".join(FIELD.sub(lambda m: isolated(known[m.group(1)] or ""), part) for part in complete).strip()
            )
        return LINE_END.join(line for line in lines if line)
