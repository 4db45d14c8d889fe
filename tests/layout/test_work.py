"""What a layout costs, in steps: near linear in what is drawn, always the same, and bounded."""

from __future__ import annotations

import pytest

from graphdraw import SpecError
from graphdraw.layout import LayoutProblem, place
from graphdraw.layout.problem import Box, BoxGroup, LayoutEdge
from graphdraw.limits import Limits
from graphdraw.spec import Source
from graphdraw.work import HINTS, Work
from tests import scenes
from tests.quality.grouped import grouped_problem

PROBLEM = grouped_problem(3, "right") or grouped_problem(4, "right")


def edge(source, target):
    return LayoutEdge(f"{source}{target}", source, target, 0, 20.0, 14.0, 14.0)


def in_a_row(frames):
    """Boxes one after another, two and two in a frame."""
    boxes = tuple(Box(f"b{i}", 20.0, 20.0) for i in range(2 * frames))
    edges = tuple(edge(f"b{i}", f"b{i + 1}") for i in range(2 * frames - 1))
    groups = tuple(BoxGroup(f"g{i}", (f"b{2 * i}", f"b{2 * i + 1}"), 8.0, 20.0, 9.0) for i in range(frames))
    return LayoutProblem(boxes, edges, groups=groups)


def side_by_side(frames):
    """Frames one below the other, fed by one box."""
    boxes = (Box("x", 20.0, 20.0), *(Box(f"b{i}", 20.0, 20.0) for i in range(2 * frames)))
    edges = tuple(edge("x", f"b{2 * i}") for i in range(frames))
    edges += tuple(edge(f"b{2 * i}", f"b{2 * i + 1}") for i in range(frames))
    groups = tuple(BoxGroup(f"g{i}", (f"b{2 * i}", f"b{2 * i + 1}"), 8.0, 20.0, 9.0) for i in range(frames))
    return LayoutProblem(boxes, edges, groups=groups)


def nested(frames):
    """Two frames in each frame, as deep as so many need; two boxes in each innermost one, all in a row."""
    problem = in_a_row(frames)
    groups, size = list(problem.groups), 2
    while size <= frames:
        for first in range(0, frames, size):
            members = tuple(box.id for box in problem.boxes[2 * first : 2 * (first + size)])
            groups.append(BoxGroup(f"g{size}:{first}", members, 8.0, 20.0, 9.0))
        size *= 2
    return problem._replace(groups=tuple(groups))


FAMILIES = {"in a row": (in_a_row, 1.15), "side by side": (side_by_side, 1.15), "nested": (nested, 1.3)}
"""How a problem grows, and the power of its size that its steps grow with at most."""


def steps_of(problem):
    work = Work()
    place(problem, work)
    return work.done


@pytest.mark.parametrize("family", FAMILIES)
def test_steps_grow_with_the_frames_and_not_with_their_square(family):
    make, power = FAMILIES[family]
    small, large = steps_of(make(128)), steps_of(make(256))
    assert large < small * 2**power


def test_equal_problems_cost_equally():
    assert steps_of(nested(16)) == steps_of(nested(16))


def test_where_steps_are_scarce_a_figure_is_still_drawn():
    work = Work()
    roomy = place(PROBLEM, work)
    scarce = Work(work.done // 2)
    placement = place(PROBLEM, scarce)
    assert scarce.done < work.done
    assert set(placement.centres) == set(roomy.centres)
    assert set(placement.frames) == set(roomy.frames)


SPEC = "inputs: {x: 1}\nnodes:\n  a0: x*x\n" + "".join(f"  a{i}: a{i - 1}*a{i - 1}\n" for i in range(1, 9))


def drawn(most):
    loaded = scenes.load(Source("snack.yaml", SPEC.encode()), Limits(work=most))
    return scenes.draw(loaded, scenes.evaluate(loaded))


def test_too_much_says_of_what_and_what_to_do():
    with pytest.raises(SpecError) as raised:
        drawn(1_000)
    (problem,) = raised.value.problems
    text = "the figure takes more than 1,000 steps to lay out, most of them for its arrows"
    assert problem.headline == f"snack.yaml:1:1: error: {text} [too-much-work]"
    assert problem.hint == f"{HINTS['arrows']}; or --limit work=N allows more"


def test_a_limit_that_is_kept_changes_nothing():
    assert drawn(Limits().work) == drawn(1000 * Limits().work)


@pytest.mark.parametrize("most", [60_000, 20_000, 10_000])
def test_tries_of_a_width_end_in_a_figure_or_in_the_width_it_needs(most):
    loaded = scenes.load(Source("snack.yaml", f"{SPEC}view: {{width: 4cm}}\n".encode()), Limits(work=most))
    with pytest.raises(SpecError) as raised:
        scenes.draw(loaded, scenes.evaluate(loaded))
    assert raised.value.problems[0].code in ("too-wide", "too-much-work")


def test_repeats_that_are_drawn_step_by_step_end_in_a_figure():
    text = (
        "inputs: {x: 0.5, h0: 0.1}\n"
        "blocks:\n  cell: {inputs: [x, h], nodes: {n0: tanh(h + x), n1: tanh(n0 + x)}, outputs: [n1]}\n"
        "nodes:\n  r: {block: cell, repeat: 60, carry: {h: {start: h0, next: n1}}, share: {x: x}}\n"
        "view: {blocks: expanded}\n"
    )
    loaded = scenes.load(Source("snack.yaml", text.encode()))
    scene = scenes.draw(loaded, scenes.evaluate(loaded))
    assert sum(node.kind == "group" for node in scene.nodes) == 60
