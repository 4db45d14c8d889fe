"""What a spec becomes: inputs, operations in their short and long forms, and the names of unnamed parts."""

import pytest

from graphdraw.graph.model import Apply, Display, Input, Literal, Ref

NODES = "inputs:\n  x: 3\n  w: 2\nnodes:\n"


def graph_of(load, nodes):
    return load(NODES + nodes).graph


def shown(node):
    """An operation as `add(x, 1)`."""
    operands = (o.name if isinstance(o, Ref) else o.text for o in node.operands)
    return f"{node.op}({', '.join(operands)})"


def test_the_origin_figure(load):
    graph = load(
        "inputs:\n  snack: 30\n  number: {value: 5, grad: false}\n  tax: 1.2\n"
        "nodes:\n  total: {expr: subtotal * tax, format: int}\n  subtotal: snack * number\n"
    ).graph
    assert [(n.name, n.value, n.grad) for n in graph.nodes if isinstance(n, Input)] == [
        ("snack", 30, True),
        ("number", 5, False),
        ("tax", 1.2, True),
    ]
    assert [n.name for n in graph.nodes if isinstance(n, Apply)] == ["total", "subtotal"]
    assert [n.name for n in graph.order] == ["snack", "number", "tax", "subtotal", "total"]
    assert [o.name for o in graph.outputs] == ["total"]
    assert graph.by_name["total"].display == Display(format="int")
    assert graph.backward.mode == "auto"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("+3", 3),
        ("\N{MINUS SIGN}3", -3),
        ("1e-3", 0.001),
        ("1_000", 1000),
        (".5", 0.5),
        ("5.", 5.0),
    ],
)
def test_numbers_as_authors_write_them(typed, value, load):
    found = load(f"inputs:\n  x: {typed}\nnodes:\n  y: x\n").graph.by_name["x"].value
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("inputs", ["[x, w]", "{x: , w: }", "{x: {label: X}, w: {value: }}"])
def test_inputs_without_values(inputs, load):
    graph = load(f"inputs: {inputs}\nnodes:\n  y: x * w\n").graph
    assert [(n.name, n.value) for n in graph.nodes[:2]] == [("x", None), ("w", None)]


def test_the_long_form_of_an_input(load):
    graph = load(
        "inputs:\n  x:\n    value: 3\n    label: おかし\n    unit: 円\n    prefix: ¥\n    role: param\n"
        "    format: {decimals: 2, group: thin}\n    note: the price\nnodes:\n  y: x\n"
    ).graph
    display = Display("おかし", "円", "¥", {"decimals": 2, "group": "thin"}, "the price")
    assert (graph.nodes[0].role, graph.nodes[0].grad, graph.nodes[0].display) == ("param", True, display)


@pytest.mark.parametrize("role", ["const", "target"])
def test_constants_and_targets_have_no_gradient(role, load):
    assert not load(f"inputs:\n  x: {{value: 3, role: {role}}}\nnodes:\n  y: x\n").graph.nodes[0].grad


def test_names_that_yaml_takes_for_something_else(load):
    names = ["no", "on", "y", "e", "lambda", "neg", "pi"]
    inputs = "".join(f"  {name}: 1\n" for name in names)
    graph = load(f"inputs:\n{inputs}nodes:\n  z: {' + '.join(names)}\n").graph
    assert [n.name for n in graph.nodes if isinstance(n, Input)] == names
    assert len(graph.edges) == 2 * len(names) - 2


def test_names_are_the_same_after_nfkc(load):
    graph = load("inputs:\n  ﾃﾞｰﾀ: 1\nnodes:\n  y: データ * 2\n").graph
    assert graph.nodes[0].name == "データ"
    assert graph.edges[0].source == "データ"


def test_unnamed_parts_are_numbered_in_postorder_from_left_to_right(load):
    graph = graph_of(load, "  total: exp(x * w) + sin(w)\n")
    operations = [n for n in graph.nodes if isinstance(n, Apply)]
    assert [(n.name, shown(n), n.named) for n in operations] == [
        ("total.1", "mul(x, w)", False),
        ("total.2", "exp(total.1)", False),
        ("total.3", "sin(w)", False),
        ("total", "add(total.2, total.3)", True),
    ]


@pytest.mark.parametrize(
    ("expression", "operation", "typed"),
    [
        ("x * w", "mul(x, w)", "*"),
        ("x × w", "mul(x, w)", "×"),
        ("ln(x)", "log(x)", "ln"),
        ("-x", "neg(x)", "-"),
        ("x", "identity(x)", "identity"),
        ("x**2", "pow(x, 2)", "**"),
        ("1/x", "reciprocal(x)", "/"),
        ("2/x", "div(2, x)", "/"),
        ("1/2 * x", "mul(1/2, x)", "*"),
        ("x + -0.50", "add(x, -0.50)", "+"),
        ("pi * x", "mul(pi, x)", "*"),
        ("x / sqrt(2*pi)", "div(x, sqrt(2*pi))", "/"),
        ("max(x, 0, w)", "max(x, 0, w)", "max"),
    ],
)
def test_operations_and_literals(expression, operation, typed, load):
    node = graph_of(load, f"  y: {expression}\n").by_name["y"]
    assert (shown(node), node.typed) == (operation, typed)


def test_literals_keep_their_number(load):
    node = graph_of(load, "  y: 1/2 * x\n").by_name["y"]
    assert isinstance(node.operands[0], Literal)
    assert node.operands[0].value == 0.5


def test_a_name_of_the_spec_hides_pi(load):
    graph = load("inputs:\n  pi: 3\nnodes:\n  y: pi * 2\n").graph
    assert graph.by_name["y"].operands[0] == Ref("pi", graph.by_name["y"].operands[0].where)


def test_an_expression_of_numbers_is_a_constant(load):
    node = graph_of(load, "  half: 1/2\n  y: half * x\n").by_name["half"]
    assert isinstance(node, Input)
    assert (node.value, node.role, node.grad) == (0.5, "const", False)


def test_operations_on_numbers_are_computed(load):
    node = graph_of(load, "  y: x * leaky_relu(-2, slope=0.25)\n").by_name["y"]
    assert node.operands[1].value == -0.5


def test_what_has_no_result_among_numbers_is_said_where_it_stands(failures):
    (problem,) = failures(NODES + "  y: x + log(1 - 1)\n")
    assert (problem.where.column, problem.where.span, problem.code) == (10, 10, "domain")


def test_parameters(load):
    node = graph_of(load, "  y: leaky_relu(x, slope=0.2)\n").by_name["y"]
    assert dict(node.params) == {"slope": 0.2}


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("x * w", "{op: mul, args: [x, w]}"),
        ("x * -2", "{op: mul, args: [x, -2]}"),
        ("1 / x", "{op: div, args: [1, x]}"),
        ("leaky_relu(x, slope=0.2)", "{op: leaky_relu, args: [x], with: {slope: 0.2}}"),
        ("gelu(x, approx=tanh)", "{op: gelu, args: [x], with: {approx: tanh}}"),
        ("exp(x)", "{expr: exp(x)}"),
    ],
)
def test_short_and_long_forms_say_the_same(short, long, load):
    first, second = (graph_of(load, f"  y: {form}\n").by_name["y"] for form in (short, long))
    assert (shown(first), dict(first.params)) == (shown(second), dict(second.params))


def test_using_a_value_twice_makes_two_edges(load):
    assert [edge.id for edge in graph_of(load, "  y: x * x\n").edges] == ["x -> y[0]", "x -> y[1]"]


def test_every_text_that_may_be_drawn_is_kept_with_its_place(load):
    spec = load(
        "title: not drawn\ninputs:\n  x: {value: 3, label: $x_1$, unit: m, note: not drawn}\n"
        "nodes:\n  y: 2*x\nview:\n  symbols: {mul: '*'}\n  nodes: {y: {symbol: times}}\n"
    )
    assert [(text, where.line, where.column) for text, where in spec.texts] == [
        ("$x_1$", 3, 24),
        ("m", 3, 37),
        ("*", 7, 19),
        ("times", 8, 23),
        ("x", 3, 3),
        ("y", 5, 3),
    ]


def test_texts_are_composed(load):
    spec = load("inputs:\n  x: {value: 1, label: 'e\u0301'}\nnodes:\n  y: x\n")
    assert spec.graph.nodes[0].display.label == "\u00e9"


def test_title_description_and_language(load):
    spec = load(NODES + "  y: x * w\ntitle: A product\ndescription: |\n  One.\n  Two.\nlang: en-GB\n")
    assert (spec.title, spec.description, spec.lang) == ("A product", "One.\nTwo.", "en-GB")


def test_keys_with_x_are_nobodys_business(load):
    assert not load(NODES + "  y: x * w\nx-note: {a: [1, {b: 2}]}\n").problems


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("'costs $5 and $6'", "costs $5 and $6"),
        ("|\n      a text\n", "a text"),
        (">\n      a\n      text\n", "a text"),
        ("2024", "2024"),
        ("null-hypothesis", "null-hypothesis"),
    ],
)
def test_labels(label, text, load):
    spec = load(f"{NODES}  y:\n    expr: x * w\n    label: {label}\n")
    assert spec.graph.by_name["y"].display.label == text
