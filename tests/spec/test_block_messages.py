"""What an author is told about blocks, repeats and groups: the exact words, the place, and the hint."""

import pytest

from graphdraw.autodiff import evaluate
from graphdraw.errors import SpecError

GIVEN = "inputs: {a: 1, b: 2, h0: 0.5}\nnodes:\n  all: a + b + h0\n"
CELL = "blocks:\n  cell: {inputs: [x, h], nodes: {s: x + h, n: tanh(s)}, outputs: {h: n}}\n"
TWO = "blocks:\n  two: {inputs: [x], nodes: {p: x + 1, q: x * 2}}\n"


def of_cell(node):
    return f"{CELL}{GIVEN}  {node}\n"


def of_two(node):
    return f"{TWO}{GIVEN}  {node}\n"


def defined(block, node="y: f(a)"):
    return f"blocks:\n  {block}\n{GIVEN}  {node}\n"


STEPS = "r: {block: cell, each: {x: [a, b]}, carry: {h: h0}}"
CASES = {
    # calls
    "too few inputs": (of_cell("y: cell(a)"), "6:6 cell takes 2 inputs (x, h), 1 given [arity]", None),
    "too many inputs": (of_cell("y: 2 * cell(a, b, a)"), "6:10 cell takes 2 inputs (x, h), 3 given [arity]", None),
    "too few args": (of_cell("y: {block: cell, args: [a]}"), "6:14 cell takes 2 inputs (x, h), 1 given [arity]", None),
    "inputs by name": (
        of_cell("y: cell(a, h=2)"),
        "6:14 cell is a block: its inputs are given in order, not by name [unknown-parameter]",
        "write cell(x, h)",
    ),
    "a block as an operation": (
        of_cell("y: {op: cell, args: [a, b]}"),
        "6:11 unknown operation 'cell' [unknown-operation]",
        "'cell' is a block: write 'block: cell'",
    ),
    "an operation as a block": (
        of_cell("y: {block: exp, args: [a]}"),
        "6:14 unknown block 'exp' [unknown-block]",
        "'exp' is an operation: write 'op: exp'",
    ),
    "an unknown block": (
        of_cell("y: {block: cel, args: [a, b]}"),
        "6:14 unknown block 'cel' [unknown-block]",
        "did you mean 'cell'?",
    ),
    "an unknown call": (
        of_cell("y: cel(a, b)"),
        "6:6 unknown operation 'cel' [unknown-operation]",
        "did you mean 'cell', 'ceil' or 'elu'?",
    ),
    "nearly a shipped block": (
        of_cell("y: lstmcell(a, b)"),
        "6:6 unknown operation 'lstmcell' [unknown-operation]",
        "did you mean 'lstm_cell' or 'cell'?",
    ),
    "a planned block": (
        of_cell("y: {block: attention, args: [a]}"),
        "6:14 'attention' is not supported yet [not-supported-yet]",
        "write it out with numbers, as in p1*v1 + p2*v2",
    ),
    "a block as a value": (
        of_cell("y: cell * 2"),
        "6:6 unknown name 'cell' [unknown-name]",
        "'cell' is a block: write cell(…)",
    ),
    "a call without parentheses": (
        defined("f(x): x * 2", "y: f a"),
        "6:6 a sign is missing between f and a [missing-sign]",
        "write f(a)",
    ),
    # outputs
    "several outputs as a value": (
        of_two("y: two(a)\n  z: y + 1"),
        "7:6 'y' has 2 outputs: y.p, y.q [several-outputs]",
        "name one of them, as in y.p",
    ),
    "several outputs in an expression": (
        of_two("y: two(a) + 1"),
        "6:6 two has 2 outputs (p, q), and an expression uses one value [several-outputs]",
        "give it a node of its own: 'p, q: two(…)'",
    ),
    "too many names": (
        of_two("u, v, w: two(a)"),
        "6:3 'two' has 2 outputs (p, q), 3 names are given [outputs]",
        "write 'p, q: …'",
    ),
    "several names for one output": (
        of_cell("u, v: cell(a, b)"),
        "6:3 'cell' has 1 output (h), 2 names are given [outputs]",
        "write 'h: …'",
    ),
    "several names for an operation": (
        of_cell("u, v: a * b"),
        "6:3 one value is computed here, and 2 names are given [outputs]",
        "only a block has several outputs",
    ),
    "an unknown output": (
        of_two("y: two(a)\n  z: y.r + 1"),
        "7:6 the block 'two' has no output 'r' [unknown-output]",
        "known here: p, q",
    ),
    "a node inside": (
        of_cell("y: cell(a, b)\n  z: y.s + 1"),
        "7:6 the block 'cell' has no output 's' [unknown-output]",
        "'s' is inside it: list it under its 'outputs'",
    ),
    "a node inside as an output": (
        of_cell("y: cell(a, b)\noutputs: [all, y.s]"),
        "7:16 the block 'cell' has no output 's' [unknown-output]",
        "'s' is inside it: list it under its 'outputs'",
    ),
    "a unit of several values": (
        of_two("y: {block: two, args: [a], unit: m}"),
        "6:30 'unit' belongs to one value, 'two' has 2 outputs [several-outputs]",
        "give it to a node of the block 'two'",
    ),
    # definitions
    "an outer name": (
        defined("f(q): q * b"),
        "2:13 unknown name 'b' in the block 'f' [unknown-name]",
        "'b' is outside the block: make it one of its inputs",
    ),
    "an unknown name, used twice": (
        defined("f(q): q * zz", "y: f(a) + f(b)"),
        "2:13 unknown name 'zz' in the block 'f' [unknown-name]",
        "known here: q",
    ),
    "a wrong operation inside": (
        defined("f(q): exp(q, q)", "y: f(a) + f(b)"),
        "2:9 exp takes 1 input, 2 given [arity]",
        None,
    ),
    "a block that nobody uses is read as well": (
        defined("f(q): exp(q, q)", "y: a"),
        "2:9 exp takes 1 input, 2 given [arity]",
        None,
    ),
    "a circle": (
        defined("f(q): g(q) + 1\n  g(q): {nodes: {y: {block: f, args: [q]}}}"),
        "2:3 the block 'f' calls itself: f → g → f [cycle]",
        "a block that repeats is written with 'repeat'",
    ),
    "a block that calls itself": (
        defined("f(q): f(q)"),
        "2:3 the block 'f' calls itself: f → f [cycle]",
        "a block that repeats is written with 'repeat'",
    ),
    "the same block twice": (
        defined("f(q): q\n  f(w): w"),
        "3:3 'f' is given twice (first on line 2) [duplicate]",
        "give one of them another name",
    ),
    "no inputs": (
        defined("f: q * 2"),
        "2:3 the block 'f' does not say what its inputs are [no-inputs]",
        "write 'f(x): …'",
    ),
    "no inputs in the long form": (
        defined("f: {nodes: {y: 1}}"),
        "2:3 the block 'f' does not say what its inputs are [no-inputs]",
        "list them, as in 'inputs: [x, h]'",
    ),
    "inputs given twice": (
        defined("f(x): {inputs: [x], expr: x}"),
        "2:10 'f' gives its inputs twice [two-forms]",
        "leave one of them out",
    ),
    "two forms": (
        defined("f: {inputs: [x], expr: x, nodes: {y: x}}"),
        "2:29 'f' has both 'expr' and 'nodes' [two-forms]",
        "give one of them",
    ),
    "no nodes": (
        defined("f(x): {nodes: {}}"),
        "2:3 the block 'f' computes nothing: its 'nodes' are empty [no-nodes]",
        "leave 'nodes' out for a black box",
    ),
    "an input that is no name": (
        defined("f(x y): x"),
        "2:5 'x y' can't be a name [name]",
        "write 'x_y', and the text as its 'label'",
    ),
    "a block as a list": (
        defined("f(x): [x]"),
        "2:9 an expression or a mapping is expected, this is a list [type]",
        "write 'L2(q): sum(q**2)'",
    ),
    "an input as an output": (
        defined("f: {inputs: [x], nodes: {y: x + 1}, outputs: x}"),
        "2:48 'x' is an input of 'f', an output is one of its nodes [outputs]",
        "name the node, as in 'outputs: {x: x_next}'",
    ),
    "an output named like an input that another node uses": (
        defined("f: {inputs: [x], nodes: {x: x + 1, y: x * 2}, outputs: [x, y]}"),
        "2:41 'x' is an input of 'f' and a node: which of them is meant is not clear [ambiguous]",
        "call the node 'x_next', with 'outputs: {x: x_next}'",
    ),
    "a node named like an input": (
        defined("f: {inputs: [x], nodes: {x: x + 1, y: x * 2}, outputs: [y]}"),
        "2:28 'x' is given twice (first on line 2) [duplicate]",
        "give one of them another name; an output may be called as an input, as in 'outputs: {x: x_next}'",
    ),
    "an output that is no node": (
        defined("f: {inputs: [x], nodes: {y: x + 1}, outputs: [z]}"),
        "2:49 unknown name 'z' in the block 'f' [unknown-name]",
        "known here: x, y",
    ),
    "the same output twice": (
        defined("f: {inputs: [x], nodes: {y: x + 1}, outputs: {u: y, v: y}}"),
        "2:58 'y' is given twice [duplicate]",
        "one output is enough",
    ),
    "a circle of nodes inside": (
        defined("f: {inputs: [x], nodes: {y: z + x, z: 2*y}, outputs: z}"),
        "2:31 'y' depends on itself: y → z → y [cycle]",
        "a value is computed from others, never from itself",
    ),
    "a circle through a block": (
        of_cell("y: cell(a, z)\n  z: y + 1"),
        "6:6 'y' depends on itself: y → z → y [cycle]",
        "a value is computed from others, never from itself",
    ),
    "a black box among numbers": (
        defined("f(z):"),
        "6:6 'f' is a black box and has no value, but 'a' is 1 [black-box]",
        "leave out the numbers of the inputs, or say what 'f' computes",
    ),
    # repeats
    "a step beyond the last": (
        of_cell(f"{STEPS}\n  y: r[3].h"),
        "7:6 'r' has 2 steps, there is no r[3] [unknown-name]",
        "steps count from 1: r[1] to r[2]",
    ),
    "a step before the first": (
        of_cell(f"{STEPS}\nexpect: {{values: {{'r[0].s': 1}}}}"),
        "7:19 'r' has 2 steps, there is no r[0] [unknown-name]",
        "steps count from 1: r[1] to r[2]",
    ),
    "different lengths": (
        of_cell("r: {block: cell, each: {x: [a, b], h: [a]}}"),
        "6:38 'x' in 'each' has 2 values, and 'h' in 'each' has 1 value [repeat]",
        None,
    ),
    "another length than repeat": (
        of_cell("r: {block: cell, repeat: 3, each: {x: [a, b]}, carry: {h: h0}}"),
        "6:38 'repeat' is 3, and 'x' in 'each' has 2 values [repeat]",
        None,
    ),
    "no values": (
        of_cell("r: {block: cell, each: {x: []}, carry: {h: h0}}"),
        "6:27 'x' in 'each' has 0 values [repeat]",
        None,
    ),
    "neither inputs nor steps": (
        of_cell("r: {block: cell}"),
        "6:3 'r' says neither 'args' nor how often it repeats [repeat]",
        "write 'args: [x, h]', 'repeat: 3' or 'each'",
    ),
    "a missing input": (
        of_cell("r: {block: cell, each: {x: [a, b]}}"),
        "6:3 'r' does not say what the input 'h' of 'cell' is [missing-input]",
        "add it to 'each', 'carry' or 'share', or call what it is 'h'",
    ),
    "an unknown input": (
        of_cell("r: {block: cell, each: {y: [a, b]}, carry: {h: h0}}"),
        "6:27 'cell' has no input 'y' [unknown-input]",
        "known here: x, h",
    ),
    "an input twice": (
        of_cell("r: {block: cell, each: {x: [a, b]}, carry: {h: h0}, share: {x: a}}"),
        "6:63 'x' is in both 'each' and 'share' [duplicate]",
        "say once where it comes from",
    ),
    "nothing to carry": (
        of_two("r: {block: two, repeat: 2, carry: {x: a}}"),
        "6:38 the block 'two' has no output 'x' [unknown-output]",
        "say which follows: {start: …, next: p}",
    ),
    "an unknown output to carry": (
        of_two("r: {block: two, repeat: 2, carry: {x: {start: a, next: r}}}"),
        "6:58 the block 'two' has no output 'r' [unknown-output]",
        "known here: p, q",
    ),
    "no start": (
        of_two("r: {block: two, repeat: 2, carry: {x: {next: p}}}"),
        "6:38 'x' has no value for the first step [missing-input]",
        "as in {start: h0, next: h}",
    ),
    "args and repeat": (
        of_cell("r: {block: cell, args: [a, b], repeat: 2}"),
        "6:34 'args' and 'repeat' exclude each other [two-forms]",
        "a repeat names the inputs of the block",
    ),
    "repeat without a block": (
        of_cell("r: {expr: a, repeat: 2}"),
        "6:16 'repeat' belongs to 'block' [two-forms]",
        None,
    ),
    "expr and block": (
        of_cell("r: {expr: a, block: cell}"),
        "6:16 'r' has both 'expr' and 'block' [two-forms]",
        "give one of them",
    ),
    # groups and looks
    "a group without members": (
        f"{GIVEN}groups: {{g: {{label: G}}}}\n",
        "4:10 the group 'g' has no members [no-members]",
        "list the nodes in it, as in 'members: [a, b]'",
    ),
    "an unknown member": (
        f"{GIVEN}groups: {{g: {{members: [all, c]}}}}\n",
        "4:29 unknown name 'c' [unknown-name]",
        "known here: a, b, h0, all",
    ),
    "groups that overlap": (
        f"{GIVEN}groups:\n  g: {{members: [all, a]}}\n  k: {{members: [all, b]}}\n",
        "6:3 the groups 'g' and 'k' overlap [overlap]",
        "a group lies in another one, or apart from it",
    ),
    "a part of a block": (
        of_cell("y: cell(a, b)\ngroups: {g: {members: [y.s, all]}}"),
        "7:10 the group 'g' holds only a part of the block 'y' [overlap]",
        "list 'y' itself, which stands for all that is in it",
    ),
    "a block that is none": (
        of_cell("y: cell(a, b)\nview: {blocks: {all: expanded}}"),
        "7:17 unknown block 'all' [unknown-block]",
        "known here: y",
    ),
}


@pytest.mark.parametrize(("text", "headline", "hint"), CASES.values(), ids=CASES)
def test_message_place_and_hint_and_nothing_else(text, headline, hint, failures):
    (problem,) = failures(text)
    place, words = headline.split(" ", 1)
    assert problem.headline == f"snack.yaml:{place}: error: {words}"
    assert problem.hint == hint


def test_a_problem_of_the_evaluation_names_the_use_and_shows_what_is_written_inside(load):
    text = defined("f(x): log(x - 1) * 2", "r: {block: f, each: {x: [b, a]}}")
    with pytest.raises(SpecError) as caught:
        evaluate(load(text).graph)
    (problem,) = caught.value.problems
    assert problem.text == "log needs a positive number: 'r[2].2' is log(r[2].1) with r[2].1 = 0"
    assert (problem.where.line, problem.where.column) == (2, 9)


def test_a_problem_in_a_shipped_block_is_shown_where_it_is_used(load):
    text = "inputs: {x: 1}\nnodes:\n  y: rnn_cell(x, 1e308, 1e308, 1e308, 1) + x\n"
    with pytest.raises(SpecError) as caught:
        evaluate(load(text).graph)
    (problem,) = caught.value.problems
    assert (problem.where.path, problem.where.line, problem.where.column) == ("snack.yaml", 3, 6)
    assert problem.text.startswith("not a finite number: 'y.1.a.2' is 1e308 * 1e308")


@pytest.mark.parametrize(
    ("text", "headlines"),
    [
        (
            defined("f: {inputs: [x, u], nodes: {y: x + 1, z: x * 2}, outputs: y}", "y: f(a, b)"),
            ["2:19: warning: 'u' is not used in the block 'f' [unused]", "2:44: warning: 'z' is not used [unused]"],
        ),
        (defined("f(x, u): x", "y: f(a, b)"), ["2:8: warning: 'u' is not used in the block 'f' [unused]"]),
        (of_two("y: two(a)\noutputs: all"), ["6:6: warning: 'y' is not used [unused]"]),
        (of_two("y: two(a)\noutputs: y.q"), ["5:8: warning: 'all' is not used [unused]"]),
        (of_two("u, v: two(a)\noutputs: [all, v]"), []),
    ],
)
def test_what_nobody_uses(text, headlines, load):
    assert [problem.headline for problem in load(text).problems] == [f"snack.yaml:{line}" for line in headlines]
