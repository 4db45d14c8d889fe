"""Titles: labels of groups that get a box of their own, since edges would strike them anywhere else.

Pre:  a problem, and the groups whose labels find no place along the top or the bottom of their frames.
Post: each of those labels is a box without edges, a member of its group and of those round it. So no edge strikes it,
      and it is above all that is in its frame, or left of it where the edges run down or up.
"""

from __future__ import annotations

from collections.abc import Collection

from graphdraw.layout.problem import Box, BoxGroup, LayoutProblem

TITLE = ":title"
"""The suffix that makes the id of a group the id of its label's box."""


def with_titles(problem: LayoutProblem, titled: Collection[str]) -> LayoutProblem:
    """The problem with a box for the label of each group in `titled`, instead of other room for that label."""
    if not titled:
        return problem
    align = "end" if problem.direction in ("left", "up") else "start"
    groups = sorted_groups(problem.groups)
    boxes = [
        Box(g.id + TITLE, g.label_width, g.label_height, "box", align)  # type: ignore[arg-type]
        for g in groups
        if g.id in titled
    ]
    larger = []
    for number, group in enumerate(groups):
        held = set(group.members)
        inner = [g.id + TITLE for g in groups[number:] if g.id in titled and held.issuperset(g.members)]
        members = group.members + tuple(inner)
        room = group.label_height if group.id not in titled else 0.0
        larger.append(group._replace(members=members, label_height=room))
    above = [(g.id + TITLE, other) for g in larger if g.id in titled for other in g.members if other != g.id + TITLE]
    return problem._replace(boxes=(*problem.boxes, *boxes), groups=tuple(larger), ordered=(*problem.ordered, *above))


def sorted_groups(groups: Collection[BoxGroup]) -> tuple[BoxGroup, ...]:
    """The groups, those with more members first, so that the outer come before the inner."""
    return tuple(sorted(groups, key=lambda group: -len(group.members)))
