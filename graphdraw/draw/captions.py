"""The texts of a figure before they are measured: what is written on an arrow, beside a node, at an end.

A caption is a string in label syntax (`$…$` is math). Numbers become text here only, through `draw.numbers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from unicodedata import east_asian_width

from graphdraw.autodiff import EdgeResult, Evaluation
from graphdraw.draw.labels import name_as_label, to_join
from graphdraw.draw.looks import edge_look, node_look
from graphdraw.draw.numbers import format_as, format_number
from graphdraw.model import Apply, Edge, Graph, Input, Number
from graphdraw.view import Look, Numbers, Shown, View, Visibility

NUMBERED = ("value", "blank")
FIELD = re.compile(r"\{(name|value|gradient|local)\}")
"""What is replaced in a text that the author gives an edge, or all boxes."""

_INNER = re.compile(r".+?(?:\[(?P<number>[0-9]+)\])?\.(?P<name>[^.]+)")
_CLOSE = ("%", "‰", "°", "′", "″")
"""Units that follow their number without a space, as those in wide characters do (`円`)."""


class Caption(NamedTuple):
    """A text to write; `blank`: only its room is kept, for the reader to fill in."""

    text: str
    blank: bool = False


@dataclass(frozen=True)
class Captions:
    """Answers what is written where, from the graph, its numbers and the view."""

    graph: Graph
    evaluation: Evaluation
    view: View

    @cached_property
    def values(self) -> tuple[Shown, ...]:
        """What stands for a value; the default depends on whether there are numbers."""
        return self.view.values or (("value",) if self._numeric else ("name",))

    @cached_property
    def gradients(self) -> tuple[Shown, ...]:
        """What stands for a gradient."""
        return self.view.gradients or (("value",) if self._numeric else ("name",))

    @cached_property
    def _style(self) -> Numbers:
        return self.view.numbers or Numbers()

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
        return to_join(self.own_label(name) or _inner_as_label(name) or name_as_label(name))

    def tells_value(self, name: str) -> bool:
        """Whether the value of a node can be read in the figure: neither it nor any of its arrows hides it."""
        return _told(self.values, [look.value for look in self._looks(name)])

    def tells_gradient(self, name: str) -> bool:
        """Whether the gradient of a node can be read in the figure."""
        return _told(self.gradients, [look.gradient for look in self._looks(name)])

    def leaves_value(self, name: str) -> bool:
        """Whether the value of a node is left for the reader to fill in."""
        known = self.evaluation.values.get(name) is not None
        return known and _left(self.values, [look.value for look in self._looks(name)])

    def leaves_gradient(self, name: str) -> bool:
        """Whether the gradient of a node is left for the reader to fill in."""
        known = self.evaluation.gradients.get(name) is not None
        return known and _left(self.gradients, [look.gradient for look in self._looks(name)])

    def _looks(self, name: str) -> list[Look]:
        """What decides whether the numbers of a node can be read: its look and, where they ride on arrows, theirs."""
        on_arrows = self._uses.get(name, ()) if self.view.notation == "operations" else ()
        return [node_look(self.view, name), *(edge_look(self.view, id_) for id_ in on_arrows)]

    def end_name(self, name: str) -> str | None:
        """What stands at an input or at an output's end; None where the view shows no names."""
        return None if self.view.names == "none" else self.name(name)

    def inner_name(self, name: str) -> str | None:
        """What names a node between the ends: labels, or all names, as `view.names` says."""
        node = self.graph.by_name[name]
        if self.view.names == "none" or isinstance(node, Input) or name in self._outputs or not node.named:
            return None
        shown = self.view.names == "all" or self.own_label(name) is not None
        return self.name(name) if shown and "name" not in self.values else None

    def result_name(self, name: str, port: str) -> str | None:
        """What tells one of several values of a closed block from the others: its name, else that of the output."""
        if self.view.names == "none" or name in self._outputs or "name" in self.values:
            return None
        return self.inner_name(name) or _inner_as_label(name) or name_as_label(port)

    def edge_label(self, name: str, edge_id: str) -> Caption | None:
        """The label that the author gave the edge that carries the value of a node."""
        label = edge_look(self.view, edge_id).label
        return None if label is None else Caption(self._filled(label, name, edge_id))

    def value(self, name: str, edge_id: str) -> Caption | None:
        """The text above the arrow that carries the value of a node along an edge."""
        look = edge_look(self.view, edge_id)
        visibility = look.value or node_look(self.view, name).value
        if look.label is not None:
            return Caption(self._filled(look.label, name, edge_id), blank=visibility == "blank")
        return self._joined(self.values, visibility, self._name_beside_value(name), self.number(name))

    def gradient(self, name: str, edge_id: str, gradient: Number | None) -> Caption | None:
        """The text below the arrow that carries a gradient back along an edge."""
        if gradient is None:
            return None
        visibility = edge_look(self.view, edge_id).gradient or node_look(self.view, name).gradient
        return self._joined(self.gradients, visibility, self._derivative_of(name), self.plain(gradient))

    def box_name(self, name: str) -> str | None:
        """What names the box of a value; None where the view shows no names, and for an inner step without one."""
        node = self.graph.by_name[name]
        unnamed = isinstance(node, Apply) and not node.named and self.own_label(name) is None
        return None if unnamed or self.view.names == "none" else self.name(name)

    def box_values(self, name: str) -> tuple[Caption, ...]:
        """What stands for the value in its box, line by line; the name only if it does not stand there anyway."""
        title = None if self.box_name(name) else self._name_beside_value(name)
        return self._parts(self.values, node_look(self.view, name).value, title, self.number(name))

    def box_gradients(self, name: str) -> tuple[Caption, ...]:
        """What stands for the gradient in the box of a value, line by line."""
        gradient = self.evaluation.gradients.get(name)
        if gradient is None:
            return ()
        visibility = node_look(self.view, name).gradient
        return self._parts(self.gradients, visibility, self._derivative_of(name), self.plain(gradient))

    def only_use(self, name: str) -> EdgeResult | None:
        """The edge that leaves a node, if there is only one."""
        ids = self._uses.get(name, [])
        return self._results[ids[0]] if len(ids) == 1 else None

    def local(self, local: Number | None) -> Caption | None:
        """The local derivative of an edge, where the view shows them."""
        return Caption(self.plain(local)) if self.view.local and local is not None else None

    def plain(self, number: Number) -> str:
        """A number in the style of the figure, without a unit."""
        return format_number(number, self._style)

    def number(self, name: str) -> str | None:
        """The value of a node as it is written, with its unit; None without one."""
        value = self.evaluation.values.get(name)
        if value is None:
            return None
        display = self.graph.by_name[name].display
        text = format_as(value, display.format, self._style)
        return with_unit(text, display.prefix, display.unit)

    def _name_beside_value(self, name: str) -> str | None:
        """The name, unless it already stands at the end of the edge or belongs to an inner step without one."""
        node = self.graph.by_name[name]
        at_an_end = (isinstance(node, Input) or name in self._outputs) and self.view.names != "none"
        return None if at_an_end or (isinstance(node, Apply) and not node.named) else self.name(name)

    def _derivative_of(self, name: str) -> str:
        seeds = list(self.evaluation.seeds)
        upper = self.name(seeds[0]) if len(seeds) == 1 else "$L$"
        return f"∂{upper}/∂{self.name(name)}"

    def _joined(
        self, shown: tuple[Shown, ...], visibility: Visibility | None, name: str | None, number: str | None
    ) -> Caption | None:
        parts = self._parts(shown, visibility, name, number)
        return Caption(" = ".join(part.text for part in parts), any(part.blank for part in parts)) if parts else None

    def _parts(
        self, shown: tuple[Shown, ...], visibility: Visibility | None, name: str | None, number: str | None
    ) -> tuple[Caption, ...]:
        """What is to be shown, one by one; what does not exist is left out."""
        if visibility == "hide" or ("hide" in shown and visibility != "show"):
            return ()
        shown = tuple(word for word in shown if word != "hide")
        wanted = [number if word in NUMBERED else name for word in shown]
        if visibility == "show" and not any(word in NUMBERED for word in shown):
            wanted.append(number)
        blank = visibility == "blank" or ("blank" in shown and visibility != "show")
        return tuple(Caption(part, blank) for part in wanted if part is not None)

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
        parts = [part for part in template.split("|") if all(known[f] is not None for f in FIELD.findall(part))]
        return "|".join(FIELD.sub(lambda m: known[m.group(1)] or "", part) for part in parts).strip()


def _told(shown: tuple[Shown, ...], wishes: list[Visibility | None]) -> bool:
    if "blank" in wishes or "hide" in wishes:
        return False
    return "show" in wishes or "value" in shown


def _left(shown: tuple[Shown, ...], wishes: list[Visibility | None]) -> bool:
    return "blank" in wishes or ("blank" in shown and "show" not in wishes and "hide" not in wishes)


def _inner_as_label(name: str) -> str | None:
    """What is inside a block goes by its name there: `cell.f` is f, `rnn[2].h` is h with index 2 if that is math."""
    match = _INNER.fullmatch(name)
    if match is None or match["name"].isdigit():
        return None
    label, number = name_as_label(match["name"]), match["number"]
    if number is None:
        return label
    indexed = label.startswith("$") and "_" not in label
    return name_as_label(match["name"] + number) if indexed else None


def edge_id_of(source: str, target: str, argument: int) -> str:
    """`x -> y[1]`."""
    return Edge(source, target, argument).id


def with_unit(number: str, prefix: str | None, unit: str | None) -> str:
    """A number with what stands before it (`¥`) and after it (` m/s`; `%`, degrees and `円` without a space)."""
    close = not unit or unit.startswith(_CLOSE) or east_asian_width(unit[0]) in "WF"
    return to_join(prefix or "") + number + ("" if close else " ") + to_join(unit or "")
