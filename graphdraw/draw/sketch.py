"""From a graph and its numbers to the figure's parts with measured texts: what is drawn, but not yet where.

Here a value that is used twice gets its fork, an output its end, a literal its place in the circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graphdraw.autodiff import Contracted, EdgeResult, Evaluation, Part
from graphdraw.draw.captions import Caption, Captions, edge_id_of
from graphdraw.draw.collapse import collapse
from graphdraw.draw.diagram import Diagram, Flow, Inscription, Item, Line, Place
from graphdraw.draw.gates import block_text, constant_text, gate_text
from graphdraw.draw.looks import edge_look, node_look
from graphdraw.draw.scene import LabelRole, NodeKind
from graphdraw.draw.shapes import SHAPES
from graphdraw.draw.text import Text, measure
from graphdraw.draw.themes import Theme
from graphdraw.model import Apply, Block, Graph, Input, Literal, Number, Ref
from graphdraw.view import View

FORK, OUT, CONSTANT = ":fork", ":out", ":constant"

DOT = 5.0
"""Diameter of a fork in points; with more than `MOST_ON_DOT` branches it is a bar, `BRANCH_PITCH` longer a branch."""
MOST_ON_DOT = 3
BRANCH_PITCH = 11.0

CIRCLE_WORD = 19.0
"""The widest text, in points, that stands in a circle; a wider one gets a pill."""
CIRCLE_SIGN = 17.0
"""The widest text that is set in the size of a single sign."""

BLOCK_BORDER = 14.0
"""How much longer than its links' places the side of a block is."""

COMMUTATIVE = frozenset({"add", "mul", "max", "min"})


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a node's value: an argument of another node, or (`result` None) the end of an output."""

    target: str
    argument: int
    order: int
    result: EdgeResult | None


def sketch(graph: Graph, evaluation: Evaluation, view: View, theme: Theme, fonts: tuple[str, ...]) -> Diagram:
    """The diagram of a graph. `fonts` are families that have every glyph; math in labels was checked before.

    Raises SpecError where the gradient of a closed block is no finite number.
    """
    scale = view.font_size / theme.name_size if view.font_size else 1.0
    drawn = collapse(graph, evaluation, view)
    sketcher = _Sketcher(drawn.graph, drawn.evaluation, drawn.view, theme, fonts, scale)
    return Diagram(tuple(sketcher.items()), tuple(sketcher.lines()), view.direction, fonts, scale)


@dataclass(frozen=True)
class _Sketcher:
    graph: Contracted
    evaluation: Evaluation
    view: View
    theme: Theme
    fonts: tuple[str, ...]
    scale: float

    @cached_property
    def captions(self) -> Captions:
        return Captions(self.graph.graph, self.evaluation, self.view)

    @cached_property
    def uses(self) -> dict[str, list[_Use]]:
        """Per value its uses, in the order of the consumers; the end of an output comes last."""
        found = {
            name: [_Use(e.target, e.argument, self._order(e), e) for e in edges]
            for name, edges in self.graph.edges_out.items()
        }
        for output in self.graph.graph.outputs:
            found[output.name].append(_Use(output.name + OUT, 0, 0, None))
        return found

    def items(self) -> list[Item]:
        """Nodes in the order of the graph, each followed by the forks and ends of its values."""
        outputs = {o.name for o in self.graph.graph.outputs}
        items: list[Item] = []
        for node in self.graph.nodes:
            items += [self._constant(node, i, o) for i, o in self._drawn_literals(node)]
            items.append(self._node(node))
            for name in self.graph.results(node):
                if self._forks(name):
                    items.append(self._fork(name))
                if name in outputs:
                    items.append(self._name_item(name + OUT, "output", self.captions.end_name(name), name))
        return items

    def lines(self) -> list[Line]:
        """Links in the order of their producers; constants with their consumer."""
        lines: list[Line] = []
        for node in self.graph.nodes:
            lines += [self._constant_line(node, i) for i, _ in self._drawn_literals(node)]
            for name in self.graph.results(node):
                lines += self._value_lines(node, name)
        return lines

    def _value_lines(self, node: Part, name: str) -> list[Line]:
        """The links of one value of a node; what names it stands on the first."""
        ports = {value: port for port, value in node.outputs} if isinstance(node, Block) else {}
        one_of_several = len(self.graph.results(node)) > 1
        named = self.captions.result_name(name, ports[name]) if one_of_several else self.captions.inner_name(name)
        tail, lines = node.name, []
        if self._forks(name):
            tail, gradient = name + FORK, self.evaluation.gradients.get(name)
            lines.append(self._line(name, node.name, _Use(tail, 0, 0, None), gradient, named))
            named = None
        for use in self.uses[name]:
            gradient = use.result.gradient if use.result else self.evaluation.seeds.get(name)
            lines.append(self._line(name, tail, use, gradient, named))
            named = None
        return lines

    def _forks(self, name: str) -> bool:
        if len(self.uses[name]) < 2 or self.view.branches == "hide":
            return False
        return self.view.branches == "show" or self.evaluation.gradients.get(name) is not None

    def _order(self, edge: EdgeResult) -> int:
        """The place of an operand among those that are drawn."""
        node = self.graph.by_name[edge.target]
        if not isinstance(node, Apply) or self.view.constants == "node":
            return edge.argument + (1 if isinstance(node, Apply) and _is_minus(node) else 0)
        return sum(isinstance(o, Ref) for o in node.operands[: edge.argument])

    # -- items

    def _node(self, node: Part) -> Item:
        if isinstance(node, Input):
            return self._input(node)
        return self._block(node) if isinstance(node, Block) else self._operation(node)

    def _input(self, node: Input) -> Item:
        by_role: Place = "auto" if node.role == "data" else "near"
        places: dict[str, Place] = {"edge": "first", "near": "near", "auto": by_role}
        return self._name_item(
            node.name, "input", self.captions.end_name(node.name), node.name, places[self.view.inputs]
        )

    def _name_item(self, id_: str, kind: NodeKind, label: str | None, node: str, place: Place = "near") -> Item:
        look = node_look(self.view, node)
        text = self._text(label, self.theme.name_size) if label else None
        shape = (look.shape or "none") if kind == "input" else "none"
        width, height = self._fit(shape, text, self.theme.node_height * 0.7)
        color, fill = (look.color, look.fill) if kind == "input" else (look.color, None)
        attach = SHAPES.get(shape).attach
        return Item(id_, kind, shape, width, height, text, attach, place, False, color, fill)

    def _operation(self, node: Apply) -> Item:
        look = node_look(self.view, node.name)
        label = look.symbol or gate_text(node, self.view)
        shape, text = self._gate(label, look.shape)
        width, height = self._fit(shape, text, self.theme.node_height)
        free = self.view.operands == "any" and node.op in COMMUTATIVE
        attach = SHAPES.get(shape).attach
        return Item(node.name, "operation", shape, width, height, text, attach, "near", free, look.color, look.fill)

    def _gate(self, label: str, wanted: str | None) -> tuple[str, Text]:
        """Shape and text of a circle: a sign is large, a word smaller, a long word stands in a pill."""
        sign = self._text(label, self.theme.symbol_size)
        if sign.width <= CIRCLE_SIGN * self.scale:
            return wanted or "circle", sign
        word = self._text(label, self.theme.word_size)
        return wanted or ("circle" if word.width <= CIRCLE_WORD * self.scale else "pill"), word

    def _block(self, node: Block) -> Item:
        look = node_look(self.view, node.name)
        text = self._text(look.symbol or block_text(node, self.view), self.theme.word_size)
        shape = look.shape or "rounded"
        width, height = self._fit(shape, text, self.theme.node_height)
        arriving = {o.name for _, o in node.inputs if isinstance(o, Ref)}
        leaving = sum(1 if self._forks(name) else len(self.uses[name]) for name in self.graph.results(node))
        links = max(len(arriving) + len(self._drawn_literals(node)), leaving)
        long = (BRANCH_PITCH * (links - 1) + BLOCK_BORDER) * self.scale
        if self.view.direction in ("right", "left"):
            height = max(height, long)
        else:
            width = max(width, long)
        attach = SHAPES.get(shape).attach
        fill = look.fill or self.theme.block_fill
        return Item(node.name, "block", shape, width, height, text, attach, "near", False, look.color, fill)

    def _fork(self, name: str) -> Item:
        count, dot = len(self.uses[name]), DOT * self.scale
        if count <= MOST_ON_DOT:
            return Item(name + FORK, "branch", "circle", dot, dot, None, "round")
        long = (BRANCH_PITCH * (count - 1) + DOT) * self.scale
        size = (dot, long) if self.view.direction in ("right", "left") else (long, dot)
        return Item(name + FORK, "branch", "pill", *size, None, "box")

    def _constant(self, node: Part, argument: int, literal: Literal | None) -> Item:
        label = constant_text(literal) if literal else constant_text(-1)
        text = self._text(label, self.theme.name_size)
        return Item(f"{node.name}{CONSTANT}{argument}", "constant", "none", *self._fit("none", text, 0.0), text, "box")

    def _drawn_literals(self, node: Part) -> list[tuple[int, Literal | None]]:
        """Arguments that are drawn as constants; the −1 of a minus sign is none of the spec's literals."""
        if self.view.constants != "node" or isinstance(node, Input):
            return []
        if isinstance(node, Apply) and _is_minus(node):
            return [(0, None)]
        operands = node.operands if isinstance(node, Apply) else [operand for _, operand in node.inputs]
        return [(i, o) for i, o in enumerate(operands) if isinstance(o, Literal)]

    # -- lines

    def _line(self, source: str, tail: str, use: _Use, gradient: Number | None, named: str | None) -> Line:
        id_ = edge_id_of(source, use.target, use.argument)
        flow: Flow = "forward" if not self.evaluation.seeds else "neutral" if gradient is None else "both"
        value = self._inscription("value", self.captions.value(source, id_), self.theme.number_size)
        name = self._inscription("name", Caption(named) if named else None, self.theme.name_size)
        back = self._inscription("gradient", self.captions.gradient(source, id_, gradient), self.theme.number_size)
        local = self.captions.local(use.result.local if use.result else None)
        below = flow == "neutral" and self.view.direction in ("right", "left")
        return Line(
            id_,
            tail,
            use.target,
            source,
            use.target,
            use.argument,
            use.order,
            flow,
            before=() if below else (*value, *name),
            after=(*value, *name) if below else back,
            beside=next(iter(self._inscription("local", local, self.theme.small_size)), None),
            color=edge_look(self.view, id_).color,
        )

    def _constant_line(self, node: Part, argument: int) -> Line:
        source = f"{node.name}{CONSTANT}{argument}"
        flow: Flow = "neutral" if self.evaluation.seeds else "forward"
        id_ = edge_id_of(source, node.name, argument)
        return Line(id_, source, node.name, source, node.name, argument, argument, flow, (), ())

    def _inscription(self, role: LabelRole, caption: Caption | None, size: float) -> tuple[Inscription, ...]:
        if caption is None:
            return ()
        return (Inscription(role, self._text(caption.text, size), caption.blank),)

    def _text(self, label: str, size: float) -> Text:
        return measure(label, size * self.scale, self.fonts, self.theme.mathfont)

    def _fit(self, shape: str, text: Text | None, least: float) -> tuple[float, float]:
        width, height = (text.width, text.height) if text else (0.0, self.theme.name_size * self.scale)
        return SHAPES.get(shape).fit(width, height, least * self.scale)


def _is_minus(node: Apply) -> bool:
    return node.op == "neg"
