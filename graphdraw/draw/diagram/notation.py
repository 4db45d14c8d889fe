"""What all notations share: measured texts, and the nodes of operations, closed blocks and literals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from graphdraw.autodiff import CollapsedGraph, CollapsedNode, EdgeResult, Evaluation
from graphdraw.draw.content.captions import Captions
from graphdraw.draw.content.operation_symbols import block_text, operation_text
from graphdraw.draw.content.visibility import Caption
from graphdraw.draw.diagram.blanks import Size
from graphdraw.draw.diagram.model import DiagramNode, InputPlace, Inscription
from graphdraw.draw.diagram.node_sizes import length_for
from graphdraw.draw.scene import LabelRole
from graphdraw.draw.style.looks import node_look
from graphdraw.draw.style.shapes import LINE_INK, SHAPES
from graphdraw.draw.style.style import Style
from graphdraw.draw.text.cost import Tally
from graphdraw.draw.text.text import MeasuredText, in_room, ink, is_tall, joined, measure
from graphdraw.graph.model import Apply, Block, Input, Literal, Ref
from graphdraw.ops import drawn_as, operation_of
from graphdraw.view import View

CONSTANT, FORK = ":constant", ":fork"

CIRCLE_WORD = 19.0
"""The widest word, in points, that stands in a circle; a wider one gets a pill."""
CIRCLE_SIGN = 17.0
"""The widest text, in points, that is set in the size of a single sign."""


@dataclass(frozen=True)
class Notation:
    """Makes the nodes and edges of a graph, its numbers and its view; each notation is a subclass.

    `tally` counts what measuring the texts costs. `blanks` has the size of the blanks of each role in points; a role
    that is missing there has blanks as large as their answers.
    """

    graph: CollapsedGraph
    evaluation: Evaluation
    view: View
    style: Style
    tally: Tally
    blanks: Mapping[LabelRole, Size] = field(default_factory=dict)

    @cached_property
    def captions(self) -> Captions:
        """The texts of the figure, not measured."""
        return Captions(self.graph.graph, self.evaluation, self.view)

    def input_place(self, node: Input) -> InputPlace:
        """In which layer an input may stand, as `view.inputs` says."""
        by_role: InputPlace = "auto" if node.role == "data" else "near"
        places: dict[str, InputPlace] = {"edge": "first", "near": "near", "auto": by_role}
        return places[self.view.inputs]

    def operation(self, node: Apply) -> DiagramNode:
        """The node of an operation, in its own shape, or in a circle or a pill."""
        look = node_look(self.view, node.name)
        shape, text = self.operation_sign(look.symbol or operation_text(node, self.captions), look.shape)
        width, height = self.fit(shape, text, self.style.node_height)
        attach, free = SHAPES.get(shape).attach, self.free_operands(node)
        return DiagramNode(
            node.name, "operation", shape, width, height, text, attach, "near", free, look.color, look.fill
        )

    def operation_sign(self, label: str, wanted: str | None) -> tuple[str, MeasuredText]:
        """The shape of an operation and its measured text: a sign is set large, a word small, a long word in a pill."""
        sign = self.text(label, self.style.symbol_size)
        if sign.width <= CIRCLE_SIGN * self.style.scale:
            return wanted or "circle", sign
        word = self.text(label, self.style.word_size)
        return wanted or ("circle" if word.width <= CIRCLE_WORD * self.style.scale else "pill"), word

    def free_operands(self, node: Apply) -> bool:
        """Whether the edges of the operands may arrive in any order."""
        return self.view.operands == "any" and operation_of(node).signature.commutative

    def block(self, node: Block, leaving: int) -> DiagramNode:
        """The node of a closed block, long enough for the edges that arrive and the `leaving` ones."""
        look = node_look(self.view, node.name)
        text = self.text(look.symbol or block_text(node, self.captions), self.style.word_size)
        shape = look.shape or "rounded"
        arriving = {o.name for _, o in node.inputs if isinstance(o, Ref)}
        edges = max(len(arriving) + len(self.drawn_literals(node)), leaving)
        width, height = self.long_enough(*self.fit(shape, text, self.style.node_height), edges)
        fill = look.fill or self.style.block_fill
        attach = SHAPES.get(shape).attach
        return DiagramNode(node.name, "block", shape, width, height, text, attach, "near", False, look.color, fill)

    def long_enough(self, width: float, height: float, edges: int) -> tuple[float, float]:
        """The width and height in points, enlarged for so many `edges` on the side where they arrive or leave."""
        long = length_for(edges, self.style)
        return (width, max(height, long)) if self.style.level else (max(width, long), height)

    def operand_order(self, edge: EdgeResult) -> int:
        """The place of an operand among those that are drawn with an edge of their own, from 0."""
        node = self.graph.by_name[edge.target]
        if not isinstance(node, Apply) or self.view.has_constants:
            shown = drawn_as(node) if isinstance(node, Apply) else None
            return edge.argument + (shown is not None and shown.argument <= edge.argument)
        return self._drawn_before[edge.target][edge.argument]

    @cached_property
    def _drawn_before(self) -> dict[str, list[int]]:
        """For each operation and each of its arguments, how many of the operands before it are drawn."""
        nodes = [node for node in self.graph.nodes if isinstance(node, Apply)]
        return {n.name: list(accumulate((isinstance(o, Ref) for o in n.operands), initial=0)) for n in nodes}

    def drawn_literals(self, node: CollapsedNode) -> list[tuple[int, Literal]]:
        """The literals of a node that are drawn as constants, each with the number of its argument.

        Where an operation is drawn as another one (`drawn_as`), it is the number of that, such as −1 for a minus sign.
        """
        if not self.view.has_constants or isinstance(node, Input):
            return []
        if isinstance(node, Apply) and (shown := drawn_as(node)):
            return [(shown.argument, Literal(shown.number, str(shown.number), node.where))]
        operands = node.operands if isinstance(node, Apply) else [operand for _, operand in node.inputs]
        return [(i, o) for i, o in enumerate(operands) if isinstance(o, Literal)]

    def inscription(self, role: LabelRole, caption: Caption | None, size: float) -> tuple[Inscription, ...]:
        """A caption, measured at `size` points, as a tuple of one; an empty tuple for None."""
        if caption is None:
            return ()
        text = self.text(caption.text, size)
        if caption.blank:
            text = in_room(text, *self.blanks.get(role, (0.0, 0.0)))
            text = joined(self.text(caption.before, size), text) if caption.before else text
            text = joined(text, self.text(caption.after, size)) if caption.after else text
        return (Inscription(role, text, caption.blank and not self.view.blank.filled),)

    def text(self, label: str, size: float) -> MeasuredText:
        """A label, measured at `size` points and counted in `tally`."""
        self.tally.count(label)
        return measure(label, size, self.style.fonts, self.style.mathfont)

    def fit(self, shape: str, text: MeasuredText | None, least: float) -> tuple[float, float]:
        """Width and height of a shape round a text, at least `least` high, in points."""
        width, height = (text.width, text.height) if text else (0.0, self.style.name_size)
        inked = LINE_INK * height
        if text and is_tall(text):
            _, bottom, _, top = ink(text, self.style.fonts, self.style.mathfont)
            inked = height = max(inked, top - bottom)
        return SHAPES.get(shape).scaled(self.style.scale).fit(width, height, inked, least)
