"""The notations `variables` and `both`: a box for every value, with its numbers in it, and single arrows.

`variables` puts the sign of an operation into the box of its result, `both` draws operations as circles between boxes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graphdraw.autodiff import CollapsedNode, EdgeResult
from graphdraw.draw.content.operation_symbols import operation_text
from graphdraw.draw.content.wording import BoxWords, words_of, words_of_constant
from graphdraw.draw.diagram.model import DiagramEdge, DiagramNode
from graphdraw.draw.diagram.notation import CONSTANT, Notation
from graphdraw.draw.diagram.panels import Panel, grown, of_sign, side_by_side, stacked, to_the_outline, with_sign
from graphdraw.draw.scene import LabelRole, NodeKind
from graphdraw.draw.style.looks import PLAIN, edge_look, node_look
from graphdraw.draw.style.shapes import LINE_INK, SHAPES
from graphdraw.draw.text.text import centring
from graphdraw.graph.model import Apply, Block, Edge, Input, Literal, edges_into
from graphdraw.view import Look

VALUE = ":value"

BOX = "rounded"
EMPTY = 10.0
"""Width and height of a box with nothing in it, in points at the theme's size."""

FRAMED = ("box", BOX)
"""Shapes that have the size of their panel; others are made large enough to hold it."""


@dataclass(frozen=True)
class Boxes(Notation):
    """Nodes and edges of both notations. The box of a value that stands beside its node has the id `NAME:value`."""

    def nodes(self) -> list[DiagramNode]:
        """Nodes in the order of the graph, operations and blocks followed by the boxes of their values."""
        nodes: list[DiagramNode] = []
        for node in self.graph.nodes:
            nodes += [self._constant(node, i, literal) for i, literal in self.drawn_literals(node)]
            nodes.append(self._node(node))
            if self._is_apart(node):
                nodes += [self._beside(name) for name in self.graph.results(node) if self._panels[name]]
        return nodes

    def edges(self) -> list[DiagramEdge]:
        """Edges in the order of their producers: first into the box of a result, then from there to each use."""
        edges: list[DiagramEdge] = []
        for node in self.graph.nodes:
            edges += [self._constant_edge(node, i) for i, _ in self.drawn_literals(node)]
            for name in self.graph.results(node):
                tail = node.name
                if self._is_apart(node) and self._panels[name]:
                    tail = name + VALUE
                    id_ = Edge(name, tail, 0).id
                    edges.append(DiagramEdge(id_, node.name, tail, name, tail, 0, 0, "forward", (), ()))
                edges += [self._use(name, tail, edge) for edge in self.graph.edges_out[name]]
        return edges

    def _is_apart(self, node: CollapsedNode) -> bool:
        """Whether the values of a node stand in boxes beside it, where they have texts to show."""
        return isinstance(node, Block) or (isinstance(node, Apply) and self.view.notation == "both")

    @cached_property
    def _panels(self) -> dict[str, Panel | None]:
        """The inside of the box of each value by its name; None where there is nothing to write."""
        names = [name for node in self.graph.nodes for name in self.graph.results(node)]
        return {name: self._panel(words_of(self.captions, name)) for name in names}

    def _panel(self, words: BoxWords) -> Panel | None:
        if not words.parts:
            return None
        style = self.style
        sizes: dict[LabelRole, float] = {"name": style.name_size}
        parts = [
            [self.inscription(role, caption, sizes.get(role, style.number_size))[0] for role, caption in part]
            for part in words.parts
        ]
        return (side_by_side if words.in_cells else stacked)(parts, style)

    # -- nodes

    def _node(self, node: CollapsedNode) -> DiagramNode:
        if isinstance(node, Input):
            return self._input(node)
        if isinstance(node, Block):
            return self.block(node, len(self.graph.results(node)))
        return self.operation(node) if self._is_apart(node) else self._result(node)

    def _input(self, node: Input) -> DiagramNode:
        look = node_look(self.view, node.name)
        drawn = self._box(node.name, "input", self._panels[node.name], look, look.shape)
        fill = self.style.param_fill if node.role == "param" else self.style.input_fill
        return drawn._replace(place=self.input_place(node), fill=drawn.fill or fill)

    def _result(self, node: Apply) -> DiagramNode:
        """The box of a result, with the sign of its operation."""
        look, panel = node_look(self.view, node.name), self._panels[node.name]
        sign = self.operation_sign(look.symbol or operation_text(node, self.captions), None)[1]
        shift = centring(sign, self.style.fonts, self.style.mathfont, sign=True)
        edges = len(self.drawn_literals(node)) + len(edges_into(node))
        edges = edges if (look.shape or BOX) in FRAMED else 0
        if panel is None:
            panel = self._long_enough(of_sign(sign, shift, self.style.scale), edges)
        else:
            panel = with_sign(self._long_enough(panel, edges), sign, shift, self.style)
        drawn = self._box(node.name, "value", panel, look, look.shape)
        return drawn._replace(free_operands=self.free_operands(node))

    def _long_enough(self, panel: Panel, edges: int) -> Panel:
        """The panel, with room for so many `edges` at its side; unchanged for 0."""
        return grown(panel, *self.long_enough(panel.width, panel.height, edges)) if edges else panel

    def _beside(self, name: str) -> DiagramNode:
        """The box of a value, drawn beside the circle or block that computes it."""
        return self._box(name + VALUE, "value", self._panels[name], node_look(self.view, name))

    def _constant(self, node: CollapsedNode, argument: int, literal: Literal) -> DiagramNode:
        text = self.captions.constant(literal)
        panel, id_ = self._panel(words_of_constant(text, self.view.box)), f"{node.name}{CONSTANT}{argument}"
        return self._box(id_, "constant", panel, PLAIN)

    def _box(self, id_: str, kind: NodeKind, panel: Panel | None, look: Look, shape: str | None = None) -> DiagramNode:
        panel, shape = panel or Panel(EMPTY * self.style.scale, EMPTY * self.style.scale), shape or BOX
        width, height, panel = panel.width, panel.height, to_the_outline(panel)
        if shape not in FRAMED:
            around = SHAPES.get(shape).scaled(self.style.scale)
            lines = height - 2 * self.style.box_padding if around.receding else 0.0
            width, height = around.fit(width, height, max(LINE_INK * height, lines), 0.0)
        attach = SHAPES.get(shape).attach
        drawn = DiagramNode(id_, kind, shape, width, height, None, attach, color=look.color, fill=look.fill)
        return drawn._replace(texts=panel.texts, rules=panel.rules)

    # -- edges

    def _use(self, source: str, tail: str, edge: EdgeResult) -> DiagramEdge:
        id_ = Edge(source, edge.target, edge.argument).id
        label = self.inscription("value", self.captions.edge_label(source, id_), self.style.number_size)
        local = self.inscription("local", self.captions.local(edge.local), self.style.small_size)
        order = self.operand_order(edge)
        color = edge_look(self.view, id_).color
        ends = id_, tail, edge.target, source, edge.target, edge.argument
        return DiagramEdge(*ends, order, "forward", (*local, *label), (), color=color)

    def _constant_edge(self, node: CollapsedNode, argument: int) -> DiagramEdge:
        source = f"{node.name}{CONSTANT}{argument}"
        id_ = Edge(source, node.name, argument).id
        return DiagramEdge(id_, source, node.name, source, node.name, argument, argument, "forward", (), ())
