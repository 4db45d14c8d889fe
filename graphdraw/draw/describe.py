"""Describing a figure in words for readers who cannot see it: one sentence for `alt`, a long text for `<desc>`.

Numbers that are blank or hidden in the figure are left out, so that an exercise does not give away its answers.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from graphdraw.autodiff import CollapsedGraph, EdgeResult, Evaluation
from graphdraw.draw.content.captions import Captions
from graphdraw.draw.content.collapse import collapse
from graphdraw.draw.content.groups import with_contents
from graphdraw.draw.content.symbols import without_right_sides, words_in_parentheses
from graphdraw.draw.phrases import PHRASES
from graphdraw.draw.text.markup import plain_text
from graphdraw.graph.model import Apply, Block, Graph, Input, Literal, Operand
from graphdraw.ops import operation_of
from graphdraw.values.scalar import Number
from graphdraw.view import View

ALT_LENGTH = 250
"""The most characters of an `alt`; longer ones are tiring in a screen reader."""

_FORMULA = re.compile(r"\s[-+−±×·*/÷=]\s")
"""An operator in a label, which would look like a part of the formula round it; such a label is quoted."""


def describe_short(
    graph: Graph, evaluation: Evaluation, view: View, *, title: str | None = None, lang: str | None = None
) -> str:
    """One sentence of at most 250 characters: inputs, outputs, and the gradients of the inputs if they fit."""
    teller = _teller(graph, evaluation, view, lang)
    sentence, stop = teller.sentence(), teller.words["stop"]
    if title:
        sentence = teller.words["titled"].format(title=title.rstrip(".。"), sentence=sentence)
    for text in (teller.with_gradients(sentence), teller.mentioning_gradients(sentence), sentence):
        if len(text + stop) <= ALT_LENGTH:
            return text + stop
    return sentence[: ALT_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",、 ") + "…"


def describe_long(
    graph: Graph, evaluation: Evaluation, view: View, *, title: str | None = None, lang: str | None = None
) -> str:
    """All inputs, steps and gradients in the order of computation, then what is blank, the groups, and the notes."""
    teller = _teller(graph, evaluation, view, lang)
    parts = [title.rstrip(".。") + teller.words["stop"]] if title else []
    parts += [teller.inputs(), teller.steps(), teller.backward(), teller.local()]
    parts += [teller.without_gradient(), teller.blanks(), teller.boxes(), teller.notes()]
    return teller.words["next"].join(part for part in parts if part)


def _teller(graph: Graph, evaluation: Evaluation, view: View, lang: str | None) -> _Teller:
    """Raises SpecError if the gradient of a closed block is not finite."""
    drawn, words = collapse(graph, evaluation, view), PHRASES.get((lang or "en")[:2], PHRASES["en"])
    return _Teller(drawn.graph, drawn.evaluation, Captions(graph, drawn.evaluation, drawn.view), words)


@dataclass(frozen=True)
class _Teller:
    """Makes the sentences about a figure; `words` are those of a language in `PHRASES`. Empty texts are left out."""

    graph: CollapsedGraph
    evaluation: Evaluation
    captions: Captions
    words: dict[str, str]

    def sentence(self) -> str:
        """The sentence from the inputs to the outputs, without a full stop."""
        inputs = [self.valued(n.name) for n in self.graph.nodes if isinstance(n, Input)]
        outputs = [self.valued(o.name) for o in self.graph.graph.outputs]
        fields = {"graph": self.words["graph"], "inputs": self.list(inputs), "outputs": self.list(outputs)}
        return self.words["from_to"].format(**fields)

    def with_gradients(self, sentence: str) -> str:
        """The sentence with the gradients of the inputs."""
        of = words_in_parentheses(self.seed()) if len(self.evaluation.seeds) == 1 else f"({self.seed()})"
        found = [
            f"∂{of}/∂{words_in_parentheses(self.name(n.name))} = {self.captions.gradient_number(n.name, g)}"
            for n in self.graph.nodes
            if isinstance(n, Input) and (g := self.gradient(n.name)) is not None
        ]
        phrase = self.words["one" if len(found) == 1 else "with"]
        told = phrase.format(sentence=sentence, gradients=self.list(found))
        return told if found else self.mentioning_gradients(sentence)

    def mentioning_gradients(self, sentence: str) -> str:
        """The sentence with a remark that there are gradients, if there are any; without their numbers."""
        has_any = any(self.has_gradient(n.name) for n in self.graph.nodes if isinstance(n, Input))
        return self.words["mentioned"].format(sentence=sentence, of=self.seed()) if has_any else sentence

    def inputs(self) -> str:
        """All inputs with their values."""
        names = [self.valued(n.name) for n in self.graph.nodes if isinstance(n, Input)]
        return self.words["inputs"].format(names=self.list(names)) if names else ""

    def steps(self) -> str:
        """All operations and closed blocks in the order of computation."""
        steps = [self.step(node) for node in self.graph.order if not isinstance(node, Input)]
        return self.words["steps"].format(steps=self.words["then"].join(steps)) if steps else ""

    def step(self, node: Apply | Block) -> str:
        """The results of a node, its formula and their values: `h, c = lstm_cell(x, h0, c0) = 0.3, 0.5`."""
        names = self.graph.results(node)
        values = [value for name in names if (value := self.value(name)) is not None]
        formula = self.formula(node) if isinstance(node, Apply) else self.call(node)
        parts = [", ".join(map(self.name, names)), formula, ", ".join(values) if len(values) == len(names) else ""]
        return " = ".join(part for part in parts if part)

    def backward(self) -> str:
        """All gradients, from the seed back to the inputs."""
        found = [
            self.with_gradient(name)
            for node in reversed(self.graph.order)
            for name in reversed(self.graph.results(node))
            if self.has_gradient(name)
        ]
        return self.words["backward"].format(of=self.seed(), gradients=self.list(found)) if found else ""

    def with_gradient(self, name: str) -> str:
        """The name of a value with its gradient and the parts of that; only the name if there is no number."""
        if (gradient := self.gradient(name)) is None:
            return self.name(name)
        return f"{self.name(name)} {self.captions.gradient_number(name, gradient)}{self.parts(name)}"

    def parts(self, name: str) -> str:
        """The gradients that come back along several edges of a value, in brackets; their sum is its gradient."""
        found = [
            self.words["part"].format(gradient=self.captions.plain(e.gradient), name=self.use(e))
            for e in self._edges.get(name, ())
            if e.gradient is not None
        ]
        return self.words["parts"].format(parts=self.list(found)) if len(found) > 1 else ""

    @cached_property
    def _edges(self) -> dict[str, list[EdgeResult]]:
        """The edges out of each value."""
        found: dict[str, list[EdgeResult]] = {}
        for edge in self.evaluation.edges:
            found.setdefault(edge.source, []).append(edge)
        return found

    @cached_property
    def _times(self) -> Counter[tuple[str, str]]:
        """How many edges lead from each value to each node."""
        return Counter((e.source, e.target) for e in self.evaluation.edges)

    def use(self, edge: EdgeResult) -> str:
        """The name of the node that an edge leads to; with the number of the operand if several edges lead there."""
        name = self.name(edge.target)
        if self._times[edge.source, edge.target] == 1:
            return name
        return self.words["operand"].format(number=edge.argument + 1, name=name)

    def local(self) -> str:
        """The local derivatives, if the figure shows them."""
        found = [
            f"∂{words_in_parentheses(self.name(e.target))}/∂{words_in_parentheses(self.name(e.source))}"
            + f" = {self.captions.plain(e.local)}"
            + (self.words["parts"].format(parts=self.use(e)) if self._times[e.source, e.target] > 1 else "")
            for e in self.evaluation.edges
            if e.local is not None and self.captions.view.local
        ]
        return self.words["local"].format(locals=self.list(found)) if found else ""

    def without_gradient(self) -> str:
        """The inputs without a gradient, if the figure has a backward pass."""
        if not self.evaluation.goes_back:
            return ""
        names = [n.name for n in self.graph.nodes if isinstance(n, Input) and not self.evaluation.flows(n.name)]
        return self.words["none"].format(names=self.list([self.name(n) for n in names])) if names else ""

    def blanks(self) -> str:
        """The values and gradients that are left blank for the reader."""
        order = [name for node in self.graph.order for name in self.graph.results(node)]
        values = [name for name in order if self.captions.leaves_value_blank(name)]
        gradients = [name for name in reversed(order) if self.captions.leaves_gradient_blank(name)]
        found = [
            self.words[what].format(names=self.list([self.name(name) for name in names]))
            for what, names in (("values", values), ("gradients", gradients))
            if names
        ]
        return self.words["blank"].format(blanks=self.words["then"].join(found)) if found else ""

    def boxes(self) -> str:
        """The groups and open blocks, each with the names in it."""
        found, parts = [], ((node.name, node.name) for node in self.graph.order)
        for _, label, names, _ in with_contents(self.graph, self.captions.view, parts):
            listed = self.list([self.name(name) for name in names])
            found.append(self.words["box"].format(label=plain_text(label), names=listed))
        return self.words["boxes"].format(boxes=self.words["then"].join(found)) if found else ""

    def notes(self) -> str:
        """The notes of the inputs and operations that are drawn, each in one line and after the name of its value."""
        found = [
            self.words["note"].format(name=self.name(node.name), note=note)
            for node in self.graph.nodes
            if isinstance(node, Input | Apply) and (note := " ".join((node.display.note or "").split()).rstrip(".。"))
        ]
        return self.words["notes"].format(notes=self.words["then"].join(found)) if found else ""

    def formula(self, node: Apply) -> str:
        """An operation with the names of its operands, and its parameters."""
        signature = operation_of(node).signature
        operands = [self.operand(o) for o in node.operands]
        if signature.infix and len(operands) == 2:
            return f" {signature.symbol} ".join(operands)
        name = node.typed if node.typed in signature.aliases and node.typed.isidentifier() else signature.name
        params = [f"{key} = {self.captions.parameter(value)}" for key, value in node.params.items()]
        return f"{name}({', '.join([*operands, *params])})"

    def call(self, block: Block) -> str:
        """A closed block with the names of its inputs."""
        return f"{block.kind}({', '.join(self.operand(o) for _, o in block.inputs)})"

    def operand(self, operand: Operand) -> str:
        """A number as it is drawn, a node by its name."""
        return self.captions.constant(operand) if isinstance(operand, Literal) else self.name(operand.name)

    def name(self, name: str) -> str:
        """A node's label or name without markup."""
        label = plain_text(without_right_sides(self.captions.own_label(name) or name))
        return self.words["quoted"].format(label=label) if _FORMULA.search(label) else label

    def valued(self, name: str) -> str:
        """The name of a value, with its number if the figure shows it."""
        value = self.value(name)
        return self.name(name) if value is None else f"{self.name(name)} = {value}"

    def value(self, name: str) -> str | None:
        """The number of a value as it stands in the figure; None if it cannot be read there."""
        number = self.captions.number(name) if self.captions.shows_value(name) else None
        return None if number is None else plain_text(number)

    def gradient(self, name: str) -> Number | None:
        """The gradient of a value; None if it cannot be read in the figure, or has no number."""
        return self.evaluation.gradients[name] if self.captions.shows_gradient(name) else None

    def has_gradient(self, name: str) -> bool:
        """Whether a gradient flows back to a value, with a number or without, and is not left blank."""
        return self.evaluation.flows(name) and not self.captions.leaves_gradient_blank(name)

    def seed(self) -> str:
        """The name of the quantity that is differentiated, or the names of the values at which gradients start."""
        starts = list(map(self.name, (*self.evaluation.seeds, *self.evaluation.starts)))
        return plain_text(self.graph.graph.backward.of or "") or self.list(starts)

    def list(self, parts: list[str]) -> str:
        """The parts, separated as in a list of the language."""
        return self.words["and"].join(parts)
