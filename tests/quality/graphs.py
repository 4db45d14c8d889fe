"""The problems that layouts are measured on: sixty recorded ones, and as many random ones as wanted."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from graphdraw.layout.problem import Box, LayoutEdge, LayoutProblem

Direction = Literal["right", "left", "down", "up"]

DATA = Path(__file__).parent.parent / "data" / "layout-graphs.json"

REUSED, RESULT = 0.3, 0.6
"""How often an operand is any value that is there already; how often, of the others, the result of an operation."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A problem and what other engines got on it."""

    name: str
    problem: LayoutProblem
    results: dict[str, dict[str, Any]]


def recorded() -> list[Recorded]:
    """The graphs of the data file; their labels are as high above the arrows as below."""
    return [
        Recorded(graph["name"], _problem(graph), graph["results"])
        for graph in json.loads(DATA.read_text(encoding="utf-8"))
    ]


def freed(problem: LayoutProblem) -> LayoutProblem:
    """The problem with all operands in any order."""
    return problem._replace(boxes=tuple(box._replace(free_operands=True) for box in problem.boxes))


def _problem(graph: dict[str, Any]) -> LayoutProblem:
    boxes = [Box(n["id"], n["width"], n["height"], "round" if n["kind"] == "op" else "box") for n in graph["nodes"]]
    sources = {edge["from"] for edge in graph["edges"]}
    targets = {edge["to"] for edge in graph["edges"]}
    aligned = [
        box._replace(align="end" if box.id not in targets else "centre" if box.id in sources else "start")
        for box in boxes
    ]
    edges = [
        LayoutEdge(
            e["id"], e["from"], e["to"], e["argument"], e["label_width"], e["label_height"] / 2, e["label_height"] / 2
        )
        for e in graph["edges"]
    ]
    return LayoutProblem(tuple(aligned), tuple(edges))


def random_problem(seed: int, most: int = 60, direction: Direction = "right") -> LayoutProblem:
    """An expression graph of 2 to `most` boxes, and forks beside; with pills, tables, bare edges."""
    chance = random.Random(seed)
    size = chance.randint(2, most)
    wide = chance.choice(("near", "auto"))
    boxes: list[Box] = []
    operands: list[tuple[str, list[str]]] = []
    unused: list[str] = []
    while len(boxes) < size:
        earlier = [box.id for box in boxes]
        count = min(chance.choice((1, 1, 1, 2, 2, 2, 2, 2, 3, 5)), max(1, size - len(boxes) - 1))
        taken = []
        for _ in range(count):
            full = len(boxes) == size - 1
            taken.append(_known(chance, earlier, unused, full=full) or _new_input(chance, boxes, wide))
        boxes.append(_operation(chance, f"o{len(boxes)}", count))
        operands.append((boxes[-1].id, taken))
        unused = [*(value for value in unused if value not in taken), boxes[-1].id]
    problem = _linked(chance, boxes, operands, forks=chance.random() < 0.5, level=direction in ("right", "left"))
    return problem._replace(direction=direction)


def _known(chance: random.Random, earlier: list[str], unused: list[str], *, full: bool) -> str | None:
    """An operand that is there already, any value or a result that nothing uses yet; None where a new one is wanted."""
    again, result = chance.random() < REUSED, chance.random() < RESULT
    if earlier and (again or (full and not unused)):
        return chance.choice(earlier)
    return unused.pop(chance.randrange(len(unused))) if unused and (result or full) else None


def _new_input(chance: random.Random, boxes: list[Box], wide: str) -> str:
    boxes.append(_input(chance, f"i{len(boxes)}", wide))
    return boxes[-1].id


def _input(chance: random.Random, name: str, wide: str) -> Box:
    column = chance.choice(("near", "near", "near", "near", "near", "near", "first", wide))
    return Box(name, chance.uniform(10, 60), chance.uniform(12, 22), "box", "end", column)  # type: ignore[arg-type]


def _operation(chance: random.Random, name: str, operands: int) -> Box:
    free = chance.random() < 0.1
    kind = chance.random()
    if kind < 0.7:
        size = chance.uniform(18, 26)
        return Box(name, size, size, free_operands=free)
    if kind < 0.85:
        return Box(name, chance.uniform(26, 60), chance.uniform(18, 26), free_operands=free)
    return Box(name, chance.uniform(30, 90), max(20.0, 11.0 * operands), "box", free_operands=free)


def _linked(
    chance: random.Random, boxes: list[Box], operands: list[tuple[str, list[str]]], *, forks: bool, level: bool
) -> LayoutProblem:
    """The edges of all operands; with `forks` a value with several uses goes to a fork first, which they start from."""
    texts, pairs = chance.random() < 0.85, chance.random() < 0.7
    used: dict[str, int] = {}
    for _, taken in operands:
        for source in taken:
            used[source] = used.get(source, 0) + 1
    edges: list[LayoutEdge] = []

    def edge(source: str, target: str, argument: int) -> None:
        along = chance.uniform(15, 70) if texts else 0.0
        before = chance.uniform(12, 18) if texts else 4.0
        after = chance.uniform(12, 18) if texts and pairs else 4.0
        edges.append(LayoutEdge(f"l{len(edges)}", source, target, argument, along, before, after, pairs))

    for source in [box.id for box in boxes]:
        if forks and used.get(source, 0) > 1:
            boxes.append(_fork(f"{source}*", used[source], level=level))
            edge(source, f"{source}*", 0)
    for target, taken in operands:
        for argument, source in enumerate(taken):
            edge(f"{source}*" if forks and used[source] > 1 else source, target, argument)
    return LayoutProblem(tuple(boxes), tuple(edges))


def _fork(name: str, branches: int, *, level: bool) -> Box:
    """A dot, or a bar across the edges where there are many."""
    if branches <= 3:
        return Box(name, 5.0, 5.0)
    long = 11.0 * (branches - 1) + 5.0
    return Box(name, 5.0, long, "box") if level else Box(name, long, 5.0, "box")
