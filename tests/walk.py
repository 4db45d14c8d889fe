"""The first figure of the project on its way through all stages, as docs/architecture.md shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graphdraw import pipeline
from graphdraw.autodiff import Evaluation
from graphdraw.draw.scene import EdgeMark, LabelMark, NodeMark, Scene
from graphdraw.graph.model import Apply, Graph, Input, Ref
from graphdraw.spec import read_file

SPEC = Path(__file__).resolve().parents[1] / "specs" / "snack.yaml"


def walk() -> str:
    """A heading, a sentence and what is handed on, for every stage."""
    loaded = pipeline.load(read_file(SPEC))
    evaluation = pipeline.evaluate(loaded)
    scene = pipeline.draw(loaded, evaluation)
    svg = pipeline.encode(scene, "svg").decode("utf-8")
    parts = [
        ("The graph", "What the nodes are, in the order of the spec.", graph(loaded.graph)),
        ("The numbers", "What flows along every edge.", numbers(evaluation)),
        ("The scene", "Some marks of it: a node, an edge, a label.", marks(scene)),
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
