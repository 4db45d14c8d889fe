"""How far arrows end from what they point at, measured in a scene."""

from __future__ import annotations

import random
from collections.abc import Container
from itertools import combinations, pairwise
from math import dist, hypot

from graphdraw.draw.compose.arrow_ends import NEAR
from graphdraw.draw.scene import Curve, EdgeMark, NodeMark, Point, Scene
from graphdraw.draw.style.style import TOUCH
from graphdraw.draw.style.themes import THEMES
from tests.quality.geometry import distance

STEPS = 16
OUT = ":out"

TOLERANCE = 0.1
"""So far an arrow may end from where it should, in points."""


def gaps(scene: Scene, *, level: bool) -> dict[tuple[str, str], tuple[float, float]]:
    """From both ends of every arrow to the outline of its node, by arrow and node, twice; negative inside.

    A name has no outline: along the arrows to its side, which is longer than the name where it has many arrows, and to
    the rectangle of the name. `level` says whether arrows run to the right or left.
    """
    nodes = {node.id: node for node in scene.nodes}
    found = {}
    for edge in scene.edges:
        ends = edge.points if edge.direction == "forward" else edge.points[::-1]
        for id_, at in ((_source(edge, nodes), ends[0]), (_target(edge.target, nodes), ends[-1])):
            node = nodes[id_]
            found[edge.id, id_] = (_gap(node, at),) * 2 if node.outline else _beside(node, at, level)
    return found


def apart(scene: Scene) -> float:
    """The least distance between ends of arrows of two links at one node."""
    ends: dict[str, list[tuple[str, Point]]] = {}
    nodes = {node.id for node in scene.nodes}
    for edge in scene.edges:
        points = edge.points if edge.direction == "forward" else edge.points[::-1]
        link = edge.id.removesuffix(":backward")
        ends.setdefault(_source(edge, nodes), []).append((link, points[0]))
        ends.setdefault(_target(edge.target, nodes), []).append((link, points[-1]))
    pairs = (pair for there in ends.values() for pair in combinations(there, 2))
    return min((dist(p, q) for (one, p), (other, q) in pairs if one != other), default=99.0)


def _source(edge: EdgeMark, nodes: Container[str]) -> str:
    """The node at which an arrow begins: the fork of a value, its box beside the circle that it comes from, or that."""
    apart = (f"{edge.source}{end}" for end in (":fork", ":value"))
    return next((name for name in apart if name in nodes and name != edge.target), edge.source)


def _target(name: str, nodes: Container[str]) -> str:
    return name if name in nodes else name + OUT


def flat(curve: Curve) -> list[Point]:
    """A curve as the corners of a polygon."""
    found, at = list[Point](), 0
    for code in curve.codes:
        if code == "C":
            a, b, c, d = curve.points[at - 1 : at + 3]
            at += 3
            for i in range(1, STEPS + 1):
                t, u = i / STEPS, 1 - i / STEPS
                weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
                found.append((x, y))
        elif code in "ML":
            found.append(curve.points[at])
            at += 1
        elif code == "Z":
            break
    return [*found, found[0]]


def inside(at: Point, polygon: list[Point]) -> bool:
    """Whether a point lies in a convex polygon."""
    turns = [(b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]) for a, b in pairwise(polygon)]
    return all(turn >= 0 for turn in turns) or all(turn <= 0 for turn in turns)


def _gap(node: NodeMark, at: Point) -> float:
    assert node.outline
    polygon = flat(node.outline)
    found = min(distance((at, at), side) for side in pairwise(polygon))
    return -found if inside(at, polygon) else found


def _beside(node: NodeMark, at: Point, level: bool) -> tuple[float, float]:
    left, top, right, bottom = node.box
    x, y = max(left - at[0], at[0] - right), max(top - at[1], at[1] - bottom)
    return x if level else y, hypot(max(x, 0.0), max(y, 0.0))


def random_spec(seed: int) -> str:
    """Some operations on values that are there already, most of them used more than once."""
    chance = random.Random(seed)
    names = [f"x{i}" for i in range(chance.randint(1, 3))]
    lines = [f"inputs: {{{', '.join(f'{name}: {chance.randint(1, 9)}' for name in names)}}}", "nodes:"]
    for i in range(chance.randint(3, 12)):
        form = chance.choice(("sin({})", "{} * {}", "{} + {}", "{} - {}", "max({}, {}, {})"))
        lines.append(f"  n{i}: {form.format(*(chance.choice(names[-4:]) for _ in range(3)))}")
        names.append(f"n{i}")
    return "\n".join(lines) + "\n"


def astray(found: Scene, theme: str, *, level: bool) -> dict:
    """Arrows that end elsewhere, and how near two are at a node if that is too near; forks have another rule."""
    forks = {node.id for node in found.nodes if node.kind == "fork"}
    names = {node.id for node in found.nodes if not node.outline}
    gap = THEMES.get(theme).gap
    far = {}
    for end, (along, away) in gaps(found, level=level).items():
        if end[1] in forks:
            continue
        wanted = gap if end[1] in names else TOUCH
        if along > wanted + TOLERANCE or away < wanted - TOLERANCE:
            far[end] = along, away
    return far | ({"apart": apart(found)} if apart(found) < NEAR - TOLERANCE else {})
