"""Boxes round nodes: what a name in `members` stands for."""

import pytest

TEXT = """\
blocks:
  cell: {inputs: [x, h], nodes: {s: x*2 + h, n: tanh(s)}, outputs: {h: n}}
  two: {inputs: [x], nodes: {p: x + 1, q: p * 2}, outputs: [p, q]}
inputs: {a: 1, b: 2}
nodes:
  y: (a + b) * cell(a, b)
  r: {block: cell, repeat: 2, carry: {h: b}, share: {x: a}}
  u, v: two(y)
  z: r * u * v
"""
CASES = {
    "a": ["a"],
    "y": ["y.1", "y.2.s.1", "y.2.s", "y.2", "y"],
    "y.2": ["y.2.s.1", "y.2.s", "y.2"],
    "y.2.s": ["y.2.s.1", "y.2.s"],
    "r[1]": ["r[1].s.1", "r[1].s", "r[1].h"],
    "r": ["r[1].s.1", "r[1].s", "r[1].h", "r[2].s.1", "r[2].s", "r[2].h"],
    "u": ["u", "v"],
    "r[2].s": ["r[2].s.1", "r[2].s"],
}


@pytest.mark.parametrize(("name", "members"), CASES.items(), ids=CASES)
def test_what_a_member_stands_for(name, members, load):
    (group,) = load(f"{TEXT}groups:\n  g: {{label: G, members: ['{name}']}}\n").graph.groups
    assert (group.name, group.label, list(group.members), group.where.line) == ("g", "G", members, 11)


def test_groups_may_lie_in_each_other_and_in_blocks(load):
    groups = (
        "  all: {members: [y, r, a]}\n  steps: {members: [r]}\n"
        "  one: {members: ['r[1]']}\n  in: {members: ['r[1].s']}\n"
    )
    graph = load(f"{TEXT}groups:\n{groups}").graph
    assert [(group.name, len(group.members)) for group in graph.groups] == [
        ("all", 12),
        ("steps", 6),
        ("one", 3),
        ("in", 2),
    ]


def test_two_groups_of_the_same_nodes_lie_in_each_other(load):
    assert len(load(f"{TEXT}groups:\n  g: {{members: [a, b]}}\n  h: {{members: [b, a]}}\n").graph.groups) == 2


def test_a_member_twice_is_one(load):
    assert load(f"{TEXT}groups:\n  g: {{members: [a, b, a]}}\n").graph.groups[0].members == ("a", "b")


def test_labels_of_groups_may_be_drawn(load):
    assert "G" in [text for text, _ in load(f"{TEXT}groups:\n  g: {{label: G, members: [a]}}\n").texts]


def test_groups_hold_no_more_than_the_limit(load, failures):
    text = f"{TEXT}groups: {{g: {{members: [r, z]}}}}\n".replace("repeat: 2", "repeat: 100")
    assert len(load(text, values=302).graph.groups[0].members) == 302
    (problem,) = failures(text, values=301)
    assert problem.headline == "snack.yaml:10:10: error: the groups hold more than 301 nodes [too-many-values]"
    assert problem.hint == "--limit values=N allows more"
