"""The first figure of the project on its way through all stages, as docs/architecture.md shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graphdraw.autodiff import Evaluation
from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.fit.placing import Fit
from graphdraw.draw.scene import EdgeMark, LabelMark, NodeMark, Scene
from graphdraw.graph.model import Apply, Graph, Input, Ref
from graphdraw.pipeline.run import Run
from graphdraw.spec import read_file

SPEC = Path(__file__).resolve().parents[1] / "specs" / "snack.yaml"


def walk() -> str:
    """A heading, a sentence and what is handed on, for every stage."""
    run = Run(read_file(SPEC))
    scene = run.scene()
    svg = run.encode("svg").decode("utf-8")
    parts = [
        ("The graph", "What is read: the nodes in the order of the spec.", graph(run.spec.graph)),
        ("The numbers", "What flows along every edge.", numbers(run.evaluation)),
        (
            "The diagram",
            "What is drawn, with its size in points: nodes, and the texts of edges.",
            diagram(run.diagram()),
        ),
        ("The placement", "Where it goes: the centres of nodes, and the routes of edges.", placement(run.fit())),
        ("The scene", "Marks of points and colours: a node, an arrow, a label.", marks(scene)),
        ("The bytes", "The first lines of the SVG.", [line[:100] for line in svg.splitlines()[1:3]]),
    ]
    return "\n".join(part(*one) for one in parts)


def part(heading: str, said: str, lines: Iterable[str]) -> str:
    """One stage on the page."""
    shown = "\n".join(lines)
    return f"### {heading}\n\n{said}\n\n```text\n{shown}\n```\n"


def graph(found: Graph) -> Iterator[str]:
    """A line for each node."""
    for node in found.nodes:
        if isinstance(node, Input):
            yield f"Input  {node.name} = {node.value}" + ("" if node.grad else "  (no gradient)")
        else:
            yield f"Apply  {node.name} = {operands(node)}"


def operands(node: Apply) -> str:
    """The operation with what it is applied to."""
    return f"{node.op}({', '.join(o.name if isinstance(o, Ref) else o.text for o in node.operands)})"


def numbers(found: Evaluation) -> Iterator[str]:
    """A line for each edge, and the seed."""
    for edge in found.edges:
        ends = f"{edge.source} -> {edge.target}[{edge.argument}]"
        yield f"{ends:24} value {edge.value!s:6} gradient {edge.gradient!s:6} local derivative {edge.local}"
    yield f"seeds: {dict(found.seeds)}"


def diagram(found: Diagram) -> Iterator[str]:
    """A line for each node and each edge."""
    for node in found.nodes:
        text = f"  {node.text.text!r}" if node.text else ""
        yield f"{node.kind:10} {node.id:14} {node.shape:7} {node.width:.1f} x {node.height:.1f}{text}"
    for edge in found.edges:
        before, after = (", ".join(one.text.text for one in texts) for texts in (edge.before, edge.after))
        yield f"edge       {edge.id:22} {edge.flow:8} above {before!r}, below {after!r}"


def placement(found: Fit) -> Iterator[str]:
    """A line for each centre and each route."""
    for name, (x, y) in found.placement.centres.items():
        yield f"{name:22} at {x}, {y}"
    for name, route in found.placement.routes.items():
        yield f"{name:22} by {' '.join(f'({x}, {y})' for x, y in route)}"


def marks(scene: Scene) -> Iterator[str]:
    """The first mark of each kind, and how many there are."""
    yield f"{scene.width} x {scene.height} points, fonts {', '.join(scene.fonts)}"
    for mark in (scene.nodes[0], scene.edges[0], scene.labels[0]):
        yield told(mark)
    yield f"{len(scene.nodes)} nodes, {len(scene.edges)} arrows, {len(scene.labels)} labels"


def told(mark: NodeMark | EdgeMark | LabelMark) -> str:
    """A mark by its most telling fields."""
    if isinstance(mark, NodeMark):
        return f"NodeMark   {mark.id}, {mark.kind}, box {mark.box}"
    if isinstance(mark, EdgeMark):
        return f"EdgeMark   {mark.id}, {mark.direction}, from {mark.points[0]} to {mark.points[-1]}, {mark.color}"
    return f"LabelMark  {mark.text!r}, {mark.role} of {mark.of}, box {mark.box}"
