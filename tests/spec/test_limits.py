"""Every limit has its own message, is met at its own number, and can be raised by name."""

import pytest

from graphdraw.errors import UsageError
from graphdraw.limits import Limits
from graphdraw.spec.yaml.problems import MOST_NOTED

NODES = "inputs:\n  x: 3\nnodes:\n"
SUM = NODES + "  y: x + x + x\n"  # three nodes; nine keys, values and mappings
CASES = {
    "file_size": (
        SUM,
        len(SUM),
        "1:1 the file has 37 bytes; 36 are the most [too-big]",
        "--limit file-size=37 allows more",
    ),
    "values": (SUM, 9, "1:1 the file has more than 8 values [too-many-values]", "--limit values=N allows more"),
    "depth": (
        NODES + "  y: x\nview: {nodes: {y: {}}}\n",
        4,
        "5:19 nested too deep: 3 levels are the most [too-deep]",
        "--limit depth=N allows more",
    ),
    "expression_length": (
        SUM,
        9,
        "4:14 the expression is too long (9 characters, at most 8) [too-long]",
        "split it into several nodes",
    ),
    "expression_depth": (
        NODES + "  y: ((x))\n",
        2,
        "4:7 nested too deep (over 1 levels) [too-deep]",
        "--limit expression-depth=N allows more",
    ),
    "label_length": (
        NODES + "  y: {expr: x, label: abcdef}\n",
        6,
        "4:28 the label is too long (6 characters, at most 5) [label-length]",
        "--limit label-length=6 allows more",
    ),
    "name_length": (
        "inputs:\n  abcd: 3\nnodes:\n  y: abcd + 1\n",
        4,
        "2:3 the name is too long (4 characters, at most 3) [name-length]",
        "write a short one, and the text as its 'label'; or --limit name-length=4 allows more",
    ),
    "operands": (
        SUM + "  z: sin(y)\n",
        5,
        "5:6 the operations have more than 4 operands [too-many-operands]",
        "--limit operands=N allows more",
    ),
    "repeat": (
        "blocks:\n  f(x): x + 1\n" + NODES + "  y: {block: f, repeat: 4, carry: {x: x}}\n",
        4,
        "6:17 'y' has 4 steps; 3 are the most [too-many-steps]",
        "--limit repeat=4 allows more",
    ),
    "block_depth": (
        "blocks:\n  h(x): g(x)\n  g(x): f(x)\n  f(x): x + 1\n" + NODES + "  y: h(x)\n",
        3,
        "2:3 blocks within each other: 'h' is 3 deep, at most 2 [too-deep]",
        "--limit block-depth=3 allows more",
    ),
    "nodes": (SUM, 3, "4:6 the graph has more than 2 nodes [too-many-nodes]", "--limit nodes=N allows more"),
}


@pytest.mark.parametrize(("limit", "case"), CASES.items(), ids=CASES)
def test_at_the_limit_and_one_beyond(limit, case, load, failures):
    text, just, headline, hint = case
    load(text, **{limit: just})
    (problem,) = failures(text, **{limit: just - 1})
    place, words = headline.split(" ", 1)
    assert problem.headline == f"snack.yaml:{place}: error: {words}"
    assert problem.hint == hint


BOMB = "blocks:\n  f0(x): x + x\n" + "".join(f"  f{i + 1}(x): {' + '.join([f'f{i}(x)'] * 100)}\n" for i in range(7))
"""The last of these blocks has 10¹⁴ nodes."""


def test_blocks_are_counted_before_they_are_expanded(failures):
    (problem,) = failures(f"{BOMB}{NODES}  y: f7(x)\n")
    assert problem.headline == "snack.yaml:13:3: error: the graph has more than 5,000 nodes [too-many-nodes]"


def test_blocks_that_nobody_uses_are_not_expanded(load):
    assert len(load(f"{BOMB}{NODES}  y: x + 1\n").graph.nodes) == 2


@pytest.mark.parametrize(("most", "text"), [(8, "the graph has"), (4, "the blocks have")])
def test_nodes_inside_blocks_count(most, text, load, failures):
    """An input and two steps of four nodes; the number in the block is one more operation that is written."""
    spec = "blocks:\n  f(x): x*x + x + x + 2*3\n" + NODES + "  y: {block: f, repeat: 2, carry: {x: x}}\n"
    assert len(load(spec, nodes=9).graph.nodes) == 9
    (problem,) = failures(spec, nodes=most)
    assert problem.text == f"{text} more than {most} nodes"


STEPS = "".join(f"  y{i}: {{block: f, repeat: 200, carry: {{x: x}}}}\n" for i in range(26))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("blocks:\n  f(x): x + 1\n" + NODES + STEPS, "the graph has"),
        (
            "blocks:\n  f(x): x + 1\n  g:\n    inputs: [x]\n    nodes:\n"
            f"{STEPS.replace('  y', '      y')}{NODES}  y: x\n",
            "the blocks have",
        ),
    ],
)
def test_the_steps_of_a_repeat_count_before_they_are_made(text, what, failures):
    (problem,) = failures(text)
    assert problem.text == f"{what} more than 5,000 nodes"


def test_many_blocks_in_each_other_are_no_recursion(load):
    chain = "".join(f"  f{i + 1}(x): f{i}(x)\n" for i in range(2000))
    graph = load(f"blocks:\n  f0(x): x + x\n{chain}{NODES}  y: f2000(x)\n", block_depth=2001).graph
    assert (len(graph.nodes), len(graph.blocks)) == (2, 2001)


def test_elements_of_a_tensor(failures):
    text = "inputs:\n  x: [[1, 2], [3, 4]]\nnodes:\n  y: x\n"
    assert [p.code for p in failures(text, elements=4)] == ["not-supported-yet"]
    (problem,) = failures(text, elements=3)
    assert problem.headline == "snack.yaml:2:6: error: the tensor is too large (over 3 elements) [too-many-elements]"
    assert problem.hint == "--limit elements=N allows more"


def test_limits_by_name():
    assert Limits().with_overrides({"nodes": 7, "label-length": 8}) == Limits(nodes=7, label_length=8)


@pytest.mark.parametrize(
    ("name", "most", "text"),
    [
        ("nods", 7, "there is no limit 'nods'; did you mean 'nodes'?"),
        ("nodes", 0, "the limit 'nodes' is a whole number from 1, not 0"),
    ],
)
def test_wrong_limits(name, most, text):
    with pytest.raises(UsageError) as caught:
        Limits().with_overrides({name: most})
    assert str(caught.value) == text


def test_every_limit_is_named_in_the_refusal_of_an_unlike_name():
    with pytest.raises(UsageError) as caught:
        Limits().with_overrides({"zzzzzz": 1})
    for field in Limits._fields:
        assert field.replace("_", "-") in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000 + "a\n",
        "? " * 100_000,
        "inputs: " + "[" * 40 + "]" * 40 + "\n",
    ],
    ids=["brackets", "braces", "lists", "keys", "closed"],
)
@pytest.mark.usefixtures("either_parser")
def test_depth_is_decided_before_anything_is_built(text, failures):
    assert failures(text)[-1].code in ("too-deep", "key")


@pytest.mark.parametrize("operator", ["+", "*", "**", "-"])
def test_long_chains_are_no_recursion(operator, load):
    expression = operator.join(["x"] * (40 if operator == "**" else 900))
    assert load(f"{NODES}  y: {expression}\n").graph.outputs[0].name == "y"


def test_a_long_chain_of_nodes_is_no_recursion(load):
    nodes = "".join(f"  y{i}: y{i + 1} + 1\n" for i in range(4000))
    assert len(load(f"{NODES}{nodes}  y4000: x\n").graph.order) == 4002


def test_a_long_circle_is_no_recursion(failures):
    nodes = "".join(f"  y{i}: y{(i + 1) % 4000} + 1\n" for i in range(4000))
    (problem,) = failures(f"nodes:\n{nodes}")
    assert problem.text == (
        "'y0' depends on itself: y0 → y3999 → y3998 → y3997 → y3996 → y3995 → … → y6 → y5 → y4 → y3 → y2 → y1 → y0"
    )


def test_noting_problems_ends_somewhere(failures):
    """A file of a megabyte of mistakes is no reason to hold a million of them."""
    assert len(failures("title: " + "\a" * 900_000)) == MOST_NOTED
    assert len(failures("view:\n" + "".join(f"  key{i}: 1\n" for i in range(20_000)))) == MOST_NOTED


def test_warnings_never_keep_an_error_out(failures):
    unused = "".join(f"  x{i}: {{value: 1, label: a #b\n  }}\n" for i in range(1200))
    problems = failures(f"inputs:\n{unused}nodes:\n  y: x0 + zz\n")
    assert [p.code for p in problems if p.severity == "error"] == ["unknown-name"]


def test_an_unknown_name_among_thousands_is_found_only_if_it_is_nearly_the_same(failures):
    nodes = "".join(f"  name{i}: 1\n" for i in range(4000))
    problems = failures(f"nodes:\n{nodes}  y: Name7 + nam8\n")
    assert [p.hint for p in problems] == ["did you mean 'name7'?", None]


def test_edges_that_patterns_name_are_counted(failures):
    nodes = "".join(f"  y{i}: x + 1\n" for i in range(30))
    keys = "".join(f"    'x -> * -> y{i}': {{color: red}}\n" for i in range(30))
    (problem,) = failures(f"{NODES}{nodes}view:\n  edges:\n{keys}", values=300)
    assert problem.headline == (
        "snack.yaml:46:5: error: the keys of 'edges' name more than 300 edges [too-many-values]"
    )


@pytest.mark.parametrize(
    "text",
    [
        "inputs: [{long}]\nnodes: {y: 1}\n",
        "inputs: {x: 1}\nnodes: {'{long}': x + 1}\n",
        "inputs: {x: 1}\nnodes: {y: x + 1}\ngroups: {{long}: {members: [x, y]}}\n",
        "inputs: {x: 1}\nnodes: {y: x + 1}\nview: {classes: {{long}: {color: red}}}\n",
        "blocks: {{long}(x): x + 1}\ninputs: {x: 1}\nnodes: {y: x + 1}\n",
    ],
)
def test_every_kind_of_name_has_its_length(text, load, failures):
    load(text.replace("{long}", "n" * 250))
    assert "name-length" in {problem.code for problem in failures(text.replace("{long}", "n" * 251))}


def test_letters_that_a_sign_becomes_count(load, failures):
    text = "inputs: {%s: 1}\nnodes: {y: 1}\n"  # a ligature of two letters, and a full-width one
    load(text % "\ufef5\uff41", name_length=3)
    (problem,) = failures(text % "\ufef5\uff41", name_length=2)
    assert problem.text == "the name is too long (3 characters, at most 2)"


@pytest.mark.parametrize("call", ["block: b, repeat: 9, carry: {x: x}", "expr: b(b(b(b(b(b(b(b(b(x)))))))))"])
def test_operands_inside_blocks_count_as_often_as_they_are_used(call, load, failures):
    text = f"blocks:\n  b(x): 'add({', '.join(['x'] * 12)})'\ninputs: {{x: 1}}\nnodes: {{y: {{{call}}}}}\n"
    assert len(load(text, operands=108).graph.edges) == 108
    (problem,) = failures(text, operands=107)
    assert problem.code == "too-many-operands"
