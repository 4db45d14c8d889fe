"""`view.align` and `view.order`: what they name, and every way in which they can't be."""

import pytest

from graphdraw.limits import Limits

GRAPH = """\
inputs: {a: 1, b: 2, k: 3}
nodes:
  c: a * b
  d: c + k
  e: d * c
  f: e + d
  g: f + 1
  h: k * 2 + g
view:
  """
BLOCKS = """\
inputs: [x, y, w]
blocks:
  cell:
    inputs: [x, h]
    nodes: {s: x + h, t: s * h}
    outputs: [s, t]
  unit(x): tanh(x) + 1
nodes:
  one: cell(x, y)
  two: unit(one.s)
  rnn: {block: unit, repeat: 2, carry: {x: w}}
  end: two * one.t
view:
  """


@pytest.mark.parametrize(
    ("view", "headline"),
    [
        ("align: [[c, d]]", "10:15: error: 'd' can't stand in one column with 'c': 'c' leads to 'd'"),
        ("align: [[d, k]]", "10:15: error: 'k' can't stand in one column with 'd': 'k' leads to 'd'"),
        ("align: [[a, d]]", "10:15: error: 'd' can't stand in one column with 'a': 'a' leads to 'd' over 'c'"),
        (
            "align: [[b, g]]",
            "10:15: error: 'g' can't stand in one column with 'b': 'b' leads to 'g' over 'c', 'd' and 'f'",
        ),
        (
            "align: [[b, h]]",
            "10:15: error: 'h' can't stand in one column with 'b': 'b' leads to 'h' over 'c' and 3 others",
        ),
        ("align: [[h, h.1]]", "10:15: error: 'h.1' can't stand in one column with 'h': 'h.1' leads to 'h'"),
        (
            "align: [[k, c], [b, k]]",
            "10:23: error: 'k' can't stand in one column with 'b': 'b' leads to 'c', which shares its column with 'k'",
        ),
        (
            "align: [[a, k], [h.1, a]]",
            "10:25: error: 'a' can't stand in one column with 'h.1': 'a' shares its column with 'k', "
            "which leads to 'h.1'",
        ),
    ],
)
def test_names_of_which_one_leads_to_the_other(view, headline, failures):
    (problem,) = failures(GRAPH + view)
    assert problem.headline == f"snack.yaml:{headline} [column]"
    assert problem.hint == "leave one of them out"


def test_all_that_cannot_be_is_said_at_once(failures):
    problems = failures(GRAPH + "align: [[c, d, e], [a, f]]")
    assert [(p.where.column, p.code) for p in problems] == [(15, "column"), (18, "column"), (26, "column")]


def test_what_is_aligned_twice_is_one_column(load, failures):
    assert load(GRAPH + "align: [[a, b], [b, k]]").view.align == (("a", "b"), ("b", "k"))
    (problem,) = failures(GRAPH + "align: [[a, h.1], [h.1, k]]")
    assert problem.text.endswith("'k' leads to 'h.1'")


@pytest.mark.parametrize(
    ("view", "headline"),
    [
        ("order: [[a, b], [b, a]]", "10:23: error: 'a' can't be below 'b': another list has it above"),
        (
            "order: [[a, c, b], [b, a]]",
            "10:26: error: 'a' can't be below 'b': another list has it above, with 'c' between",
        ),
        (
            "order: [[a, c], [c, d], [d, b], [b, a]]",
            "10:39: error: 'a' can't be below 'b': another list has it above, with 'c' and 'd' between",
        ),
    ],
)
def test_lists_that_contradict_each_other(view, headline, failures):
    (problem,) = failures(GRAPH + view)
    assert problem.headline == f"snack.yaml:{headline} [contradiction]"
    assert problem.hint == "leave one of them out"


@pytest.mark.parametrize("key", ["align", "order"])
def test_names_in_lists(key, failures):
    (unknown,) = failures(f"{GRAPH}{key}: [[a, bb]]")
    assert unknown.headline == "snack.yaml:10:15: error: unknown name 'bb' [unknown-name]"
    assert unknown.hint == "did you mean 'b'?"
    (twice,) = failures(f"{GRAPH}{key}: [[a, b, a]]")
    assert twice.headline == f"snack.yaml:10:18: error: 'a' is given twice in one list of '{key}' [duplicate]"
    assert twice.hint == "once is enough"


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("align: a", "10:10: error: a list of lists is expected, this is 'a'"),
        ("align: [a, b]", "10:10: error: a list of lists is expected, this is one list"),
        ("align: [[a, [b]]]", "10:15: error: a name is expected, this is a list"),
        ("order: a", "10:10: error: a list of names or of such lists is expected, this is 'a'"),
        ("order: [a, [b]]", "10:14: error: a name is expected, this is a list"),
        ("order: [[a], b]", "10:16: error: a list of names is expected, this is 'b'"),
    ],
)
def test_what_is_no_list_of_names(view, words, failures):
    problem = failures(GRAPH + view)[0]
    assert problem.headline == f"snack.yaml:{words} [type]"


@pytest.mark.parametrize(
    ("names", "blocks", "seen"),
    [
        ("one, w", "collapsed", ("one", "w")),
        ("one, w", "expanded", ()),
        ("one.s, w", "collapsed", ("one.s", "w")),
        ("one.s, w", "expanded", ("one.s", "w")),
        ("two, rnn", "collapsed", ("two", "rnn[2]")),
        ("two, rnn", "expanded", ("two", "rnn[2]")),
        ("two, 'rnn[1]'", "collapsed", ("two", "rnn[1]")),
        ("two.1, w, x", "collapsed", ("w", "x")),
        ("two.1, w, x", "expanded", ("two.1", "w", "x")),
        ("two.1, w", "collapsed", ()),
    ],
)
def test_what_can_be_seen_of_blocks(names, blocks, seen, load):
    view = load(f"{BLOCKS}blocks: {blocks}\n  order: [{names}]").view
    assert view.order == ((seen,) if seen else ())


def test_a_closed_block_leads_to_all_that_follows_from_it(load, failures):
    """Open, only one of its results does."""
    text = f"{BLOCKS}align: [[one.t, two]]\n  blocks: "
    assert load(text + "expanded").view.align == (("one.t", "two"),)
    (problem,) = failures(text + "collapsed")
    assert problem.text == "'two' can't stand in one column with 'one.t': 'one' leads to 'two'"


def test_both_are_replaced_by_what_extends_a_spec(load, tmp_path):
    (tmp_path / "base.yaml").write_text(GRAPH + "order: [a, b]\n  align: [[a, k]]\n", encoding="utf-8")
    view = load("extends: base.yaml\nview: {order: [b, k]}", folder=tmp_path).view
    assert (view.align, view.order) == ((("a", "k"),), (("b", "k"),))


def test_long_lists_are_searched_by_halves(failures):
    """Two thousand names in one column and one that cannot stand there: trying each with the graph would be minutes."""
    count = 2000
    nodes = "".join(f"  n{k}: x + {k}\n" for k in range(count))
    names = ", ".join(f"n{k}" for k in range(count))
    (problem,) = failures(f"inputs: {{x: 1}}\nnodes:\n{nodes}  last: n7 + 1\nview: {{align: [[{names}, last]]}}")
    assert (
        problem.text
        == "'last' can't stand in one column with 'n0': 'n0' shares its column with 'n7', which leads to 'last'"
    )
    assert Limits().nodes > count
