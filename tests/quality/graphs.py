"""The problems that layouts are measured on: sixty recorded ones, and as many random ones as wanted."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graphdraw.layout.problem import Box, LayoutProblem, Link

DATA = Path(__file__).parent.parent / "data" / "layout-graphs.json"


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


def _problem(graph: dict[str, Any]) -> LayoutProblem:
    boxes = [Box(n["id"], n["width"], n["height"], "round" if n["kind"] == "op" else "box") for n in graph["nodes"]]
    sources = {edge["from"] for edge in graph["edges"]}
    targets = {edge["to"] for edge in graph["edges"]}
    aligned = [
        replace(box, align="end" if box.id not in targets else "centre" if box.id in sources else "start")
        for box in boxes
    ]
    links = [
        Link(e["id"], e["from"], e["to"], e["argument"], e["label_width"], e["label_height"] / 2, e["label_height"] / 2)
        for e in graph["edges"]
    ]
    return LayoutProblem(tuple(aligned), tuple(links))


def random_problem(seed: int, most: int = 60) -> LayoutProblem:
    """An expression graph of up to `most` boxes, with all that a problem may hold: pills, tables, forks, bare links."""
    chance = random.Random(seed)
    forks = chance.random() < 0.4
    size = 1 + round((most - 1) * (0.7 if forks else 1.0) * chance.random() ** 2)
    inputs = max(1, round(size * chance.uniform(0.2, 0.5)))
    wide = chance.choice(("near", "auto"))
    reuse = chance.choice((0.0, 0.05, 0.1, 0.2))
    boxes = [_input(chance, f"i{k}", wide) for k in range(inputs)]
    operands: list[tuple[str, list[str]]] = []
    unused = [box.id for box in boxes]
    values = list(unused)
    for k in range(size - inputs):
        count = min(chance.choice((1, 1, 1, 2, 2, 2, 2, 2, 3, 5)), len(values))
        taken = []
        for _ in range(count):
            again = chance.random() < reuse or not unused
            taken.append(chance.choice(values) if again else unused.pop(chance.randrange(len(unused))))
        boxes.append(_operation(chance, f"o{k}", count))
        operands.append((f"o{k}", taken))
        unused.append(f"o{k}")
        values.append(f"o{k}")
    return _linked(chance, boxes, operands, forks=forks)


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
    chance: random.Random, boxes: list[Box], operands: list[tuple[str, list[str]]], *, forks: bool
) -> LayoutProblem:
    """The links of all operands; with `forks` a value with several uses goes to a dot first, which they start from."""
    texts, pairs = chance.random() < 0.85, chance.random() < 0.7
    used: dict[str, int] = {}
    for _, taken in operands:
        for source in taken:
            used[source] = used.get(source, 0) + 1
    links: list[Link] = []

    def link(source: str, target: str, argument: int) -> None:
        along = chance.uniform(15, 70) if texts else 0.0
        before = chance.uniform(12, 18) if texts else 4.0
        after = chance.uniform(12, 18) if texts and pairs else 4.0
        links.append(Link(f"l{len(links)}", source, target, argument, along, before, after, pairs))

    for source in [box.id for box in boxes]:
        if forks and used.get(source, 0) > 1:
            boxes.append(Box(f"{source}*", 5.0, 5.0))
            link(source, f"{source}*", 0)
    for target, taken in operands:
        for argument, source in enumerate(taken):
            link(f"{source}*" if forks and used[source] > 1 else source, target, argument)
    return LayoutProblem(tuple(boxes), tuple(links))
