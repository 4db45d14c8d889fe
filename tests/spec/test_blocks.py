"""What blocks become: ordinary nodes with names of their own, and records of what belongs together."""

import pytest

from graphdraw.autodiff import evaluate
from graphdraw.graph.model import Apply, Display, Input, Literal, Ref, Step
from graphdraw.ops import OPERATIONS, BlackBoxRule, local_derivative, operation_of, partials, value_of
from graphdraw.values.scalar import NumberError

GIVEN = "inputs: {a: 1, b: 2, h0: 0.5}\nnodes:\n"
SHORT = "blocks:\n  f(q): q**2 + 1\n"
CELL = """\
blocks:
  cell:
    label: RNN
    inputs: [x, h]
    nodes:
      s: x + h
      h_next: tanh(s)
    outputs: {h: h_next}
"""
TWO = "blocks:\n  two:\n    inputs: [x]\n    nodes:\n      p: x + 1\n      q: p * x\n    outputs: [p, q]\n"


def operand(o):
    return o.name if isinstance(o, Ref) else o.text


def shown(graph):
    """All operations as `y = add(x, 1)`."""
    nodes = (n for n in graph.nodes if isinstance(n, Apply))
    return [f"{n.name} = {n.op}({', '.join(map(operand, n.operands))})" for n in nodes]


def nodes_of(load, text):
    return shown(load(text).graph)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        (f"{SHORT}{GIVEN}  y: f(a)\n", ["y.1 = pow(a, 2)", "y = add(y.1, 1)"]),
        (
            f"{SHORT}{GIVEN}  y: f(a) * b\n",
            ["y.1.1 = pow(a, 2)", "y.1 = add(y.1.1, 1)", "y = mul(y.1, b)"],
        ),
        (f"{SHORT}{GIVEN}  y: {{block: f, args: [a]}}\n", ["y.1 = pow(a, 2)", "y = add(y.1, 1)"]),
        (f"{CELL}{GIVEN}  y: cell(a, h0)\n", ["y.s = add(a, h0)", "y = tanh(y.s)"]),
        (
            f"{CELL}{GIVEN}  y: cell(a, cell(b, 3))\n",
            ["y.1.s = add(b, 3)", "y.1 = tanh(y.1.s)", "y.s = add(a, y.1)", "y = tanh(y.s)"],
        ),
        (f"{TWO}{GIVEN}  y: two(a)\n", ["y.p = add(a, 1)", "y.q = mul(y.p, a)"]),
        (f"{TWO}{GIVEN}  u, v: two(a)\n", ["u = add(a, 1)", "v = mul(u, a)"]),
        (f"{TWO}{GIVEN}  u, v: {{block: two, args: [a]}}\n", ["u = add(a, 1)", "v = mul(u, a)"]),
        (f"{TWO}{GIVEN}  w: y.q - y.p\n  y: two(a)\n", ["w = sub(y.q, y.p)", "y.p = add(a, 1)", "y.q = mul(y.p, a)"]),
        (f"{CELL}{GIVEN}  w: y.h * 2\n  y: cell(a, b)\n", ["w = mul(y, 2)", "y.s = add(a, b)", "y = tanh(y.s)"]),
        ("blocks:\n  f(x): 1/x\n" + GIVEN + "  y: f(a)\n", ["y = reciprocal(a)"]),
        ("blocks:\n  f(n, x): n/x\n" + GIVEN + "  y: f(1, a)\n", ["y = reciprocal(a)"]),
        ("blocks:\n  f(x): x\n" + GIVEN + "  y: f(a)\n", ["y = identity(a)"]),
        ("blocks:\n  f(x): pi*x\n" + GIVEN + "  y: f(a)\n", ["y = mul(pi, a)"]),
        ("blocks:\n  exp(x): x*2\n" + GIVEN + "  y: exp(a)\n", ["y = mul(a, 2)"]),
        ("blocks:\n  add(x, z): x*z\n" + GIVEN + "  y: add(a, b) + 1\n", ["y.1 = mul(a, b)", "y = add(y.1, 1)"]),
        ("blocks:\n  'f(x, z)': x*z\n" + GIVEN + "  y: f(a, b)\n", ["y = mul(a, b)"]),
        ("blocks:\n  f: {inputs: [x], expr: x*3}\n" + GIVEN + "  y: f(a)\n", ["y = mul(a, 3)"]),
        ("blocks:\n  f(x): {nodes: {t: x*3}}\n" + GIVEN + "  y: f(a)\n", ["y = mul(a, 3)"]),
        ("blocks:\n  ｆ(ｘ): x*3\n" + GIVEN + "  y: f(a)\n", ["y = mul(a, 3)"]),
    ],
)
def test_a_block_is_the_nodes_inside_it(text, nodes, load):
    assert nodes_of(load, text) == nodes


def test_blocks_inside_blocks(load):
    text = (
        "blocks:\n  sq(x): x**2\n  norm(u, v): sqrt(sq(u) + sq(v))\n"
        "  far:\n    inputs: [u]\n    nodes:\n      n: norm(u, 3)\n      m: n - 1\n" + GIVEN + "  y: far(a)\n"
    )
    graph = load(text).graph
    assert shown(graph) == ["y.n.1 = pow(a, 2)", "y.n.3 = add(y.n.1, 9)", "y.n = sqrt(y.n.3)", "y = sub(y.n, 1)"]
    assert [(b.name, b.kind, b.parent, len(b.members)) for b in graph.blocks] == [
        ("y", "far", None, 4),
        ("y.n", "norm", "y", 3),
        ("y.n.1", "sq", "y.n", 1),
    ]


def test_a_block_that_is_all_another_one_does(load):
    graph = load("blocks:\n  f(x): x + 1\n  g(x): f(x)\n" + GIVEN + "  y: g(a)\n").graph
    assert shown(graph) == ["y = add(a, 1)"]
    assert [(b.name, b.parent, b.outputs) for b in graph.blocks] == [
        ("y", None, (("out", "y"),)),
        ("y.out", "y", (("out", "y"),)),
    ]


def test_the_record_of_a_block(load):
    spec = load(f"{CELL}{GIVEN}  y: cell(a, 3)\n")
    (block,) = spec.graph.blocks
    assert (block.name, block.kind, block.label, block.parent, block.step) == ("y", "cell", "RNN", None, None)
    assert block.members == ("y.s", "y")
    assert [(name, operand(o)) for name, o in block.inputs] == [("x", "a"), ("h", "3")]
    assert block.outputs == (("h", "y"),)
    assert (block.where.line, block.where.column) == (11, 6)


@pytest.mark.parametrize(
    ("repeat", "nodes"),
    [
        (
            "{block: cell, each: {x: [a, b]}, carry: {h: h0}}",
            ["r[1].s = add(a, h0)", "r[1].h = tanh(r[1].s)", "r[2].s = add(b, r[1].h)", "r[2].h = tanh(r[2].s)"],
        ),
        (
            "{block: cell, repeat: 2, carry: {h: 0.5}, share: {x: a}}",
            ["r[1].s = add(a, 0.5)", "r[1].h = tanh(r[1].s)", "r[2].s = add(a, r[1].h)", "r[2].h = tanh(r[2].s)"],
        ),
        (
            "{block: cell, each: {x: [a, 2], h: [b, h0]}}",
            ["r[1].s = add(a, b)", "r[1].h = tanh(r[1].s)", "r[2].s = add(2, h0)", "r[2].h = tanh(r[2].s)"],
        ),
    ],
)
def test_a_repeat_is_step_after_step(repeat, nodes, load):
    assert nodes_of(load, f"{CELL}{GIVEN}  r: {repeat}\n") == nodes


def test_inputs_of_a_repeat_that_are_not_spoken_of_come_from_outside_by_name(load):
    text = f"{CELL}inputs: {{x: 3, h0: 1}}\nnodes:\n  r: {{block: cell, repeat: 2, carry: {{h: h0}}}}\n"
    assert nodes_of(load, text)[::2] == ["r[1].s = add(x, h0)", "r[2].s = add(x, r[1].h)"]


@pytest.mark.parametrize("outputs", ["    outputs: [h]\n", "    outputs: h\n", ""])
def test_an_output_may_be_called_as_the_input_that_it_follows(outputs, load):
    cell = f"blocks:\n  cell:\n    inputs: [x, h]\n    nodes: {{h: tanh(x + h)}}\n{outputs}"
    assert nodes_of(load, cell + GIVEN + "  y: {block: cell, each: {x: [a, b]}, carry: {h: h0}}\n") == [
        "y[1].h.1 = add(a, h0)",
        "y[1].h = tanh(y[1].h.1)",
        "y[2].h.1 = add(b, y[1].h)",
        "y[2].h = tanh(y[2].h.1)",
    ]


def test_any_output_can_feed_any_input(load):
    text = f"{TWO}{GIVEN}  r: {{block: two, repeat: 2, carry: {{x: {{start: a, next: q}}}}}}\n"
    assert nodes_of(load, text)[2:] == ["r[2].p = add(r[1].q, 1)", "r[2].q = mul(r[2].p, r[1].q)"]


def test_the_steps_of_a_short_block_are_called_by_their_number(load):
    graph = load(f"{SHORT}{GIVEN}  r: {{block: f, repeat: 2, carry: {{q: a}}}}\n  y: r + r[1].out\n").graph
    assert shown(graph)[1:] == [
        "r[1] = add(r[1].1, 1)",
        "r[2].1 = pow(r[1], 2)",
        "r[2] = add(r[2].1, 1)",
        "y = add(r[2], r[1])",
    ]


def test_the_records_of_steps(load):
    graph = load(f"{CELL}{GIVEN}  r: {{block: cell, each: {{x: [a, b]}}, carry: {{h: h0}}}}\n").graph
    assert [(b.name, b.step) for b in graph.blocks] == [
        ("r[1]", Step("r", 1, 2, ("h",))),
        ("r[2]", Step("r", 2, 2, ("h",))),
    ]
    assert [(name, operand(o)) for name, o in graph.blocks[1].inputs] == [("x", "b"), ("h", "r[1].h")]


REPEAT = f"{CELL}{GIVEN}  r: {{block: cell, each: {{x: [a, b]}}, carry: {{h: h0}}}}\n"


@pytest.mark.parametrize(
    ("name", "node"), [("r", "r[2].h"), ("r.h", "r[2].h"), ("r[1].h", "r[1].h"), ("r.h_next", "r[2].h")]
)
def test_names_of_steps_in_expressions(name, node, load):
    assert nodes_of(load, f"{REPEAT}  y: {name} * 2\n")[-1] == f"y = mul({node}, 2)"


@pytest.mark.parametrize("name", ["r", "r[1]", "r[1].h", "r.h_next"])
def test_names_of_steps_as_outputs_and_seeds(name, load):
    graph = load(f"{REPEAT}outputs: ['{name}']\nbackward: {{from: '{name}'}}\n").graph
    assert [(graph.outputs[0].name, 1)] == list(graph.backward.seeds)


@pytest.mark.parametrize(
    ("name", "node"), [("r", "r[2].h"), ("r[2]", "r[2].h"), ("r[1].s", "r[1].s"), ("r[1].h_next", "r[1].h")]
)
def test_names_inside_blocks_in_expectations_and_edges(name, node, load):
    spec = load(
        f"{REPEAT}expect:\n  values: {{'{name}': 1}}\n  gradients: {{'r[1].s -> r[1]': 1, 'r[1] -> r[2].s': 1}}\n"
    )
    assert [e.key for e in spec.expectations] == [node, "r[1].s -> r[1].h", "r[1].h -> r[2].s"]


def test_several_names_for_the_outputs_of_a_repeat(load):
    text = f"{TWO}{GIVEN}  u, v: {{block: two, repeat: 2, carry: {{x: {{start: a, next: q}}}}}}\n  y: u + v - u[1].p\n"
    assert nodes_of(load, text)[-2:] == ["y.1 = add(u[2].p, u[2].q)", "y = sub(y.1, u[1].p)"]


@pytest.mark.parametrize(
    ("nodes", "outputs"),
    [
        ("  y: two(a)\n", ["y.p", "y.q"]),
        ("  y: two(a)\n  z: y.q + 1\n", ["z"]),
        ("  u, v: two(a)\n", ["u", "v"]),
        ("  u, v: two(a)\n  z: u + 1\n", ["z"]),
        ("  r: {block: two, repeat: 2, carry: {x: {start: a, next: q}}}\n", ["r[1].p", "r[2].p"]),
        ("  r: {block: two, repeat: 2, carry: {x: {start: a, next: q}}}\n  z: r.q + 1\n", ["z"]),
        ("  r: {block: two, each: {x: [a, b]}}\n", ["r[1].p", "r[1].q", "r[2].p", "r[2].q"]),
    ],
)
def test_outputs_of_a_block_are_results_if_nobody_uses_one_of_them(nodes, outputs, load):
    assert [output.name for output in load(TWO + GIVEN + nodes).graph.outputs] == outputs


def test_the_last_step_is_the_result_of_a_repeat_that_only_hands_on(load):
    assert [output.name for output in load(REPEAT).graph.outputs] == ["r[2].h"]


def test_what_is_said_about_the_value_belongs_to_the_output(load):
    text = "blocks:\n  f:\n    inputs: [x]\n    nodes:\n      y: {expr: x + 1, label: inside, unit: m}\n"
    graph = load(f"{text}{GIVEN}  z: {{block: f, args: [a], label: Z}}\n  w: f(b)\n").graph
    assert graph.by_name["z"].display == Display(label="Z", unit="m")
    assert graph.by_name["w"].display == Display(label="inside", unit="m")


def test_unnamed_parts_stay_unnamed(load):
    graph = load(f"{CELL}{GIVEN}  y: cell(a, b) * 2\n").graph
    assert [(n.name, n.named) for n in graph.nodes if isinstance(n, Apply)] == [
        ("y.1.s", True),
        ("y.1", False),
        ("y", True),
    ]


def test_what_depends_on_numbers_alone_is_a_number(load):
    graph = load("blocks:\n  f(x): 2*x + 1\n" + GIVEN + "  y: f(3) * a\n  z: f(2) + y\n").graph
    assert shown(graph) == ["y = mul(7, a)", "z = add(5, y)"]
    assert graph.blocks == ()
    z = load("blocks:\n  f(x): 2*x + 1\n" + GIVEN + "  z: f(2)\n  y: z * a\n").graph.by_name["z"]
    assert isinstance(z, Input)
    assert (z.value, z.role, z.grad) == (5, "const", False)


def test_a_literal_is_an_operand_of_the_nodes_inside(load):
    node = load("blocks:\n  f(x, n): x**n\n" + GIVEN + "  y: f(a, 3)\n").graph.by_name["y"]
    assert isinstance(node.operands[1], Literal)
    assert node.operands[1].text == "3"


BOXES = "blocks:\n  phi(z):\n  g: {inputs: [z1, z2], label: γ, outputs: [u, v]}\ninputs: [x, w]\nnodes:\n"


def test_a_black_box_is_one_operation_without_a_value(load):
    graph = load(f"{BOXES}  y: phi(x * w) + 1\n").graph
    assert shown(graph) == ["y.1 = mul(x, w)", "y.2 = black box(y.1)", "y = add(y.2, 1)"]
    assert graph.blocks == ()
    record = operation_of(graph.by_name["y.2"])
    assert (record.signature.symbol, partials(record), record.name) == ("φ", ("φ′(z)",), "phi")
    assert isinstance(record.rule, BlackBoxRule)
    with pytest.raises(NumberError, match=r"^a black box has no value$"):
        value_of(record, (1,))
    assert local_derivative(record, 0, (1,), 2, {}) is None
    assert set(evaluate(graph).values.values()) == {None}


def test_a_black_box_with_several_outputs_is_one_node_for_each(load):
    graph = load(f"{BOXES}  y: g(x, w)\n  s: y.u + y.v\n").graph
    assert shown(graph)[:2] == ["y.u = black box(x, w)", "y.v = black box(x, w)"]
    assert partials(operation_of(graph.by_name["y.v"])) == ("∂v/∂z₁", "∂v/∂z₂")
    assert operation_of(graph.by_name["y.v"]).signature.symbol == "γ"
    assert [(b.name, b.members) for b in graph.blocks] == [("y", ("y.u", "y.v"))]


def test_black_boxes_of_numbers_have_no_value_either(load):
    graph = load(f"{BOXES}  y: phi(2) * x * w\n").graph
    assert evaluate(graph).values["y"] is None


def test_a_black_box_may_be_called_as_an_operation(load):
    node = load("blocks:\n  neg(z):\ninputs: [x]\nnodes:\n  y: neg(x)\n").graph.by_name["y"]
    assert node.op not in OPERATIONS
    assert operation_of(node).signature.symbol == "neg"


def test_blocks_without_numbers(load):
    graph = load(f"{CELL}inputs: [a, b]\nnodes:\n  y: cell(a, b)\n").graph
    assert set(evaluate(graph).values.values()) == {None}


VIEWED = (
    f"{TWO}{GIVEN}  y: two(a)\n  z: r.q + b + h0\n"
    "  r: {block: two, repeat: 2, carry: {x: {start: y.q, next: q}}}\n"
)


def test_what_is_collapsed(load):
    assert load(VIEWED).view.blocks == "collapsed"
    assert load(f"{VIEWED}view: {{blocks: expanded}}\n").view.blocks == "expanded"
    view = load(f"{VIEWED}view: {{blocks: {{r: expanded, 'r[2]': collapsed}}}}\n").view
    assert (view.blocks, view.blocks_by_name) == ("collapsed", {"r[1]": "expanded", "r[2]": "collapsed"})


def test_looks_of_blocks(load):
    view = load(f"{VIEWED}view: {{nodes: {{y: {{fill: red}}, r: {{fill: blue}}, 'r[1].p': {{fill: green}}}}}}\n").view
    assert {name: look.fill for name, look in view.nodes.items()} == {
        "y": "red",
        "r[1]": "blue",
        "r[2]": "blue",
        "r[1].p": "green",
    }


@pytest.mark.parametrize(
    ("key", "edges"),
    [
        ("a -> y", ["a -> y.p[0]", "a -> y.q[1]"]),
        ("y -> r", ["y.q -> r[1].p[0]", "y.q -> r[1].q[1]"]),
        ("y -> r[1]", ["y.q -> r[1].p[0]", "y.q -> r[1].q[1]"]),
        ("r[1] -> r[2]", ["r[1].q -> r[2].p[0]", "r[1].q -> r[2].q[1]"]),
        ("r -> *", ["r[2].q -> z.1[0]"]),
        ("y.p -> y.q[0]", ["y.p -> y.q[0]"]),
    ],
)
def test_edges_into_and_out_of_blocks(key, edges, load):
    assert sorted(load(f"{VIEWED}view: {{edges: {{'{key}': {{color: red}}}}}}\n").view.edges) == edges


def test_what_is_inside_a_block_that_is_all_another_one_does(load):
    text = "blocks:\n  f(x): x**2 + 1\n  g(x): f(x)\n  h(x): g(x)\n" + GIVEN + "  y: h(a)\n"
    graph = load(text).graph
    assert shown(graph) == ["y.1 = pow(a, 2)", "y = add(y.1, 1)"]
    assert [(b.name, b.kind, b.parent, b.members) for b in graph.blocks] == [
        ("y", "h", None, ("y.1", "y")),
        ("y.out", "g", "y", ("y.1", "y")),
        ("y.out.out", "f", "y.out", ("y.1", "y")),
    ]


INNER = """\
blocks:
  twice(x): x * 2
  f:
    inputs: [x]
    nodes:
      u, v: two(x)
      r: {block: twice, repeat: 2, carry: {x: v}}
      s: u * r + r[1].out
  two: {inputs: [x], nodes: {p: x + 1, q: p * x}, outputs: [p, q]}
  last:
    inputs: [x]
    nodes:
      r: {block: twice, repeat: 2, carry: {x: x}}
    outputs: r
"""


def test_repeats_and_several_outputs_inside_a_block(load):
    spec = load(
        f"{INNER}{GIVEN}  y: f(a)\nexpect: {{values: {{y.r: 8, y.r.out: 8, 'y.r[1]': 4, y.s: 20, y.u: 2, y.u.q: 2}}}}\n"
    )
    assert [e.key for e in spec.expectations] == ["y.r[2]", "y.r[2]", "y.r[1]", "y", "y.u", "y.v"]
    values = evaluate(spec.graph).values
    assert [values[e.key] for e in spec.expectations] == [8, 8, 4, 20, 2, 2]
    steps = [b for b in spec.graph.blocks if b.step]
    assert [(b.name, b.parent, b.step.repeat) for b in steps] == [("y.r[1]", "y", "y.r"), ("y.r[2]", "y", "y.r")]
    assert load(f"{INNER}{GIVEN}  y: f(a)\nview: {{blocks: {{y.r: expanded}}}}\n").view.blocks_by_name == {
        "y.r[1]": "expanded",
        "y.r[2]": "expanded",
    }


def test_the_last_step_inside_is_the_result_of_its_block(load):
    graph = load(f"{INNER}{GIVEN}  y: last(a) + 1\n").graph
    assert shown(graph) == ["y.1.r[1] = mul(a, 2)", "y.1 = mul(y.1.r[1], 2)", "y = add(y.1, 1)"]
    assert [(b.name, b.outputs) for b in graph.blocks] == [
        ("y.1", (("r", "y.1"),)),
        ("y.1.r[1]", (("out", "y.1.r[1]"),)),
        ("y.1.r[2]", (("out", "y.1"),)),
    ]


def test_names_of_blocks_may_be_drawn(load):
    assert "twice" in [text for text, _ in load(f"{INNER}{GIVEN}  y: f(a)\n").texts]


@pytest.mark.parametrize(
    ("call", "nodes"),
    [
        ("f(a + b)", ["y.2 = add(a, b)", "y.1 = square(y.2)", "y = add(y.1, 1)"]),
        ("f(f(a))", ["y.2.1 = square(a)", "y.2 = add(y.2.1, 1)", "y.1 = square(y.2)", "y = add(y.1, 1)"]),
        ("g(a - b)", ["y.3 = sub(a, b)", "y.2 = mul(y.3, 2)", "y.1 = square(y.2)", "y = add(y.1, 1)"]),
        ("1 + f(a + b)", ["y.1 = add(a, b)", "y.2.1 = square(y.1)", "y.2 = add(y.2.1, 1)", "y = add(1, y.2)"]),
    ],
)
def test_what_a_block_is_given_has_other_names_than_what_is_in_it(call, nodes, load):
    blocks = "blocks:\n  f(q): square(q) + 1\n  g(r): f(r * 2)\n"
    assert nodes_of(load, f"inputs: {{a: 1, b: 2}}\n{blocks}nodes:\n  y: {call}\n") == nodes


@pytest.mark.parametrize("call", ["f(x)", "{block: f, args: [x]}", '{"block": "f", "args": ["x"]}'])
def test_several_results_are_named_in_quotes_as_without(load, call):
    """As JSON has to write them."""
    block = "{f: {inputs: [a], nodes: {b: a + 1, c: b * 2}, outputs: [b, c]}}"
    found = [
        load(f"inputs: {{x: 1}}\nblocks: {block}\nnodes:\n  {key}: {call}\n  y: h * k\n").graph.nodes
        for key in ("h, k", '"h, k"', "'h,k'")
    ]
    assert [[node.name for node in nodes] for nodes in found[1:]] == 2 * [[node.name for node in found[0]]]
