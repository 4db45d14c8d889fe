"""Makes the diagram of a graph and its numbers, and holds the notation `operations`: circles, values on the arrows.

Here a value that is used more than once gets its fork, an output its end, a literal a node where it is drawn as one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from graphdraw.autodiff import CollapsedNode, EdgeResult, Evaluation
from graphdraw.draw.content.collapse import collapse
from graphdraw.draw.content.visibility import Caption
from graphdraw.draw.diagram.arrangement import aligned, ordered
from graphdraw.draw.diagram.blanks import blanks
from graphdraw.draw.diagram.boxes import Boxes
from graphdraw.draw.diagram.groups import OUT, groups
from graphdraw.draw.diagram.model import Diagram, DiagramEdge, DiagramNode, Flow
from graphdraw.draw.diagram.node_sizes import lead, pair_pitch, with_room
from graphdraw.draw.diagram.notation import CONSTANT, FORK, Notation
from graphdraw.draw.scene import NodeKind
from graphdraw.draw.style.looks import edge_look, node_look
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.style import Style
from graphdraw.draw.text.cost import Tally
from graphdraw.graph.model import Apply, Block, Edge, Graph, Input, Literal
from graphdraw.values.scalar import Number
from graphdraw.view import View
from graphdraw.work import Work

DOT = 5.0
"""Diameter of a fork in points, at the theme's size. With more uses than fit round a dot, it becomes a bar."""
PAIRS_ON_DOT, SINGLES_ON_DOT = 2, 3
"""The most uses at a dot: with a gradient that comes back, and without."""


class _Use(NamedTuple):
    """One use of a node's value: an argument of another node, or (`result` None) the end of an output."""

    target: str
    argument: int
    order: int
    result: EdgeResult | None


class _Back(NamedTuple):
    """The gradient that comes back along an edge.

    flows: whether there is one. gradient: its number, None where it is not known. seed: whether the backward pass
    starts with it. whole: whether it is the sum of all that comes back to the value.
    """

    flows: bool
    gradient: Number | None
    seed: bool = False
    whole: bool = False


def sketch(graph: Graph, evaluation: Evaluation, view: View, style: Style, work: Work | None = None) -> Diagram:
    """The diagram of a graph. `style` names fonts with every glyph; the math in labels has been checked before.

    Raises SpecError where the gradient of a closed block is not a finite number, and where texts are too much `work`.
    """
    drawn = collapse(graph, evaluation, replace(view, numbers=style.numbers))
    kind = _Operations if view.notation == "operations" else Boxes
    notation = kind(drawn.graph, drawn.evaluation, drawn.view, style, Tally(work or Work(), style.fonts))
    _count_names(notation)
    nodes, edges = notation.nodes(), tuple(notation.edges())
    if sizes := blanks(nodes, edges, view.blank, style.scale):
        notation = replace(notation, blanks=sizes)
        nodes, edges = notation.nodes(), tuple(notation.edges())
    nodes = with_room(nodes, edges, style)
    boxes, ids = groups(notation, nodes), frozenset(node.id for node in nodes)
    columns, heights = aligned(view.align, drawn.graph, ids), ordered(view.order, drawn.graph, ids)
    return Diagram(tuple(nodes), edges, style, boxes, columns, heights)


def _count_names(notation: Notation) -> None:
    """Count the names of the inputs before anything is measured, so that far too much text is refused at once."""
    for node in notation.graph.nodes:
        if isinstance(node, Input) and (name := notation.captions.end_name(node.name)):
            notation.tally.count(name)


@dataclass(frozen=True)
class _Operations(Notation):
    """Circles are operations; values and gradients ride on the arrows."""

    @cached_property
    def uses(self) -> dict[str, list[_Use]]:
        """The uses of each value, in the order of its consumers; the end of an output comes last."""
        found = {
            name: [_Use(e.target, e.argument, self.operand_order(e), e) for e in edges]
            for name, edges in self.graph.edges_out.items()
        }
        for output in self.graph.graph.outputs:
            found[output.name].append(_Use(output.name + OUT, 0, 0, None))
        return found

    def nodes(self) -> list[DiagramNode]:
        """Nodes in the order of the graph, each followed by the forks and ends of its values."""
        outputs = {o.name for o in self.graph.graph.outputs}
        nodes: list[DiagramNode] = []
        for node in self.graph.nodes:
            nodes += [self._constant(node, i, o) for i, o in self.drawn_literals(node)]
            nodes.append(self._node(node))
            for name in self.graph.results(node):
                if self._forks(name):
                    nodes.append(self._fork(name))
                if name in outputs:
                    nodes.append(self._output(name))
        return nodes

    def edges(self) -> list[DiagramEdge]:
        """Edges in the order of their producers; those of constants come with their consumer."""
        edges: list[DiagramEdge] = []
        for node in self.graph.nodes:
            edges += [self._constant_edge(node, i) for i, _ in self.drawn_literals(node)]
            for name in self.graph.results(node):
                edges += self._value_edges(node, name)
        return edges

    def _value_edges(self, node: CollapsedNode, name: str) -> list[DiagramEdge]:
        """The edges of one value of a node; its name stands on the first."""
        ports = {value: port for port, value in node.outputs} if isinstance(node, Block) else {}
        one_of_several = len(self.graph.results(node)) > 1
        named = self.captions.result_name(name, ports[name]) if one_of_several else self.captions.inner_name(name)
        tail, edges = node.name, []
        if self._forks(name):
            tail = name + FORK
            trunk = _Back(name in self.graph.flowing, self.graph.gradients.get(name), whole=True)
            edges.append(self._edge(name, node.name, _Use(tail, 0, 0, None), trunk, named))
            named = None
        for use in self.uses[name]:
            edges.append(self._edge(name, tail, use, self._back(name, use), named))
            named = None
        return edges

    def _back(self, name: str, use: _Use) -> _Back:
        if use.result:
            return _Back(use.result.flows, use.result.gradient)
        seed = self.evaluation.seeds.get(name)
        return _Back(seed is not None or name in self.evaluation.starts, seed, seed=True)

    def _forks(self, name: str) -> bool:
        if len(self.uses[name]) < 2 or self.view.branches == "hide":
            return False
        return self.view.branches == "show" or self.evaluation.flows(name)

    # -- nodes

    def _node(self, node: CollapsedNode) -> DiagramNode:
        if isinstance(node, Input):
            return self._input(node)
        if isinstance(node, Apply):
            return self.operation(node)
        leaving = (1 if self._forks(name) else len(self.uses[name]) for name in self.graph.results(node))
        return self.block(node, sum(leaving))

    def _input(self, node: Input) -> DiagramNode:
        label, look = self.captions.end_name(node.name), node_look(self.view, node.name)
        fill = look.fill or (self.style.param_fill if node.role == "param" else self.style.input_fill)
        drawn = self._name_node(node.name, "input", label, look.shape, look.color, fill)
        return drawn._replace(place=self.input_place(node))

    def _output(self, name: str) -> DiagramNode:
        """The end of an output, in the colour that the spec gives its name; shape and fill go to the operation."""
        label, color = self.captions.end_name(name), node_look(self.view, name).color
        return self._name_node(name + OUT, "output", label, None, color, self.style.output_fill)

    def _name_node(
        self, id_: str, kind: NodeKind, label: str | None, shape: str | None, color: str | None, fill: str
    ) -> DiagramNode:
        """A node that shows a name, in `shape` or else the theme's; without a label it has no outline."""
        text = self.text(label, self.style.name_size) if label else None
        shape = shape or (self.style.name_shape if text else "none")
        width, height = self.fit(shape, text, self.style.node_height * 0.7)
        return DiagramNode(id_, kind, shape, width, height, text, SHAPES.get(shape).attach, color=color, fill=fill)

    def _fork(self, name: str) -> DiagramNode:
        count, dot = len(self.uses[name]), DOT * self.style.scale
        if count <= (PAIRS_ON_DOT if name in self.graph.flowing else SINGLES_ON_DOT):
            return DiagramNode(name + FORK, "fork", "circle", dot, dot, None, "round")
        long = pair_pitch(self.style) * (count - 1) + dot
        size = (dot, long) if self.style.level else (long, dot)
        return DiagramNode(name + FORK, "fork", "pill", *size, None, "box", lead=lead(self.style))

    def _constant(self, node: CollapsedNode, argument: int, literal: Literal) -> DiagramNode:
        text = self.text(self.captions.constant(literal), self.style.name_size)
        return DiagramNode(
            f"{node.name}{CONSTANT}{argument}", "constant", "none", *self.fit("none", text, 0.0), text, "box"
        )

    # -- lines

    def _edge(self, source: str, tail: str, use: _Use, back: _Back, named: str | None) -> DiagramEdge:
        id_ = Edge(source, use.target, use.argument).id
        flow: Flow = "forward" if not self.evaluation.goes_back else "both" if back.flows else "neutral"
        value = self.inscription("value", self.captions.value(source, id_), self.style.number_size)
        name = self.inscription("name", Caption(named) if named else None, self.style.name_size)
        told = self.captions.gradient(source, id_, back.gradient, seed=back.seed, whole=back.whole)
        gradient = self.inscription("gradient", told if back.flows else None, self.style.number_size)
        local = self.captions.local(use.result.local if use.result else None)
        below = flow == "neutral" and self.style.level
        return DiagramEdge(
            id_,
            tail,
            use.target,
            source,
            use.target,
            use.argument,
            use.order,
            flow,
            before=() if below else (*value, *name),
            after=(*value, *name) if below else gradient,
            beside=next(iter(self.inscription("local", local, self.style.small_size)), None),
            color=edge_look(self.view, id_).color,
        )

    def _constant_edge(self, node: CollapsedNode, argument: int) -> DiagramEdge:
        source = f"{node.name}{CONSTANT}{argument}"
        flow: Flow = "neutral" if self.evaluation.goes_back else "forward"
        id_ = Edge(source, node.name, argument).id
        return DiagramEdge(id_, source, node.name, source, node.name, argument, argument, flow, (), ())
