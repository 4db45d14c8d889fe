"""What authors write out of habit from elsewhere: the hint is something that works in this version."""

from __future__ import annotations

import pytest

from graphdraw.ops import OPERATIONS, PLANNED
from graphdraw.ops.name_hints import FORMS, RENAMED

GRAPH = "inputs: {a: 2, b: 3, c: 1, p: 0.5, t: 1, x: 2, y: 3}\nnodes:\n"
KNOWN = (*OPERATIONS.names(), "ln", "inv", "swish", "clamp", "stop_gradient")


def hint_of(failures, expression):
    (problem,) = failures(f"{GRAPH}  z: {expression}\n")
    return problem.hint


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("power(a, 2)", "write pow"),
        ("logistic(a)", "write sigmoid"),
        ("σ(a)", "write sigmoid"),
        ("heaviside(a)", "write step"),
        ("avg(a, b)", "write (a + b + c)/3"),
        ("mod(a, b)", "write a - b*floor(a/b)"),
        ("cot(a)", "write 1/tan(x)"),
        ("logit(p)", "write log(p/(1 - p))"),
        ("torch.relu(a)", "write relu"),
        ("tf.nn.relu(a)", "write relu"),
        ("np.exp(a)", "write exp"),
        ("np.power(a, 2)", "write pow"),
        ("nn.ReLU(a)", "write relu"),
        ("np.outer(a, b)", "write it out with numbers, as in x1*y1"),
        ("sigmod(a)", "did you mean 'sigmoid' or 'sign'?"),
        ("{op: '*', args: [a, b]}", "write mul"),
        ("{op: power, args: [a, b]}", "write pow"),
    ],
)
def test_an_operation_by_another_name(expression, hint, failures):
    assert hint_of(failures, expression) == hint


@pytest.mark.parametrize("name", [name for name in PLANNED if name not in OPERATIONS])
def test_no_hint_offers_an_operation_that_is_only_planned(name, failures):
    """A slip near its name may be told that it is not there, with what works today."""
    (problem,) = failures(f"{GRAPH}  z: {name}x(a)\n")
    if problem.hint == f"'{name}' is not supported yet: {PLANNED[name]}":
        return
    named = (problem.hint or "").replace("did you mean ", "").strip("?").replace("' or '", "', '").split(", ")
    assert all(word.strip("'") in (*KNOWN, "neuron", "rnn_cell", "lstm_cell", "gru_cell") for word in named if word)


@pytest.mark.parametrize(("typed", "name"), [("softmx", "softmax"), ("soft_max", "softmax"), ("conv", "conv2d")])
def test_a_slip_near_a_planned_name_says_what_works(typed, name, failures):
    assert hint_of(failures, f"{typed}(a)") == f"'{name}' is not supported yet: {PLANNED[name]}"


@pytest.mark.parametrize("name", RENAMED)
def test_what_another_name_stands_for_is_there(name):
    assert RENAMED[name] in OPERATIONS
    assert name not in OPERATIONS


@pytest.mark.parametrize("name", FORMS)
def test_every_form_can_be_drawn(name, load):
    assert name not in OPERATIONS
    assert load(f"{GRAPH}  z: {FORMS[name]}\n").graph.by_name["z"]


def key_hint(failures, text):
    (problem,) = [problem for problem in failures(text) if problem.code == "unknown-key"]
    return problem.hint


SIZE = "'font_size' of 'view' makes all of a figure smaller or larger, 'width' narrower"


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("shape: circle", "write view: {nodes: {z: {shape: circle}}}"),
        ("color: red", "write view: {nodes: {z: {color: red}}}"),
        ("fillcolor: red", "write view: {nodes: {z: {fill: red}}}"),
        ("style: filled", "write view: {nodes: {z: {fill: …}}}"),
        ("width: 3", SIZE),
    ],
)
def test_the_look_of_a_node_is_written_out(entry, hint, failures):
    assert key_hint(failures, f"{GRAPH}  z: {{expr: a*b, {entry}}}\n") == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (f"{GRAPH}  z: {{op: mul, inputs: [a, b]}}\n", "write args: [a, b]"),
        (f"{GRAPH}  z: a*b\ngroups: {{g: {{nodes: [a]}}}}\n", "write members: [a]"),
        ("inputs: {a: {value: 2, requires_grad: false}}\nnodes: {z: a*2}\n", "write grad: false"),
    ],
)
def test_a_key_by_another_name(text, hint, failures):
    assert key_hint(failures, text) == hint


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("rankdir: TB", "direction: down"),
        ("rankdir: LR", "direction: right"),
        ("layout: BT", "direction: up"),
        ("orientation: RL", "direction: left"),
        ("orientation: horizontal", "direction: right"),
        ("layout: dot", "direction: right, left, down or up"),
        ("style: plain", "theme: plain"),
    ],
)
def test_what_the_view_calls_otherwise(entry, hint, failures):
    assert key_hint(failures, f"{GRAPH}  z: a*b\nview: {{{entry}}}\n") == f"write {hint}"
    assert key_hint(failures, f"{GRAPH}  z: a*b\n{entry}\n") == f"write view: {{{hint}}}"


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("figsize: [6, 4]", "write width: 120mm, the most it may be wide"),
        ("nodesep: 1", "nothing sets it: gaps follow 'font_size' of 'view', and 'width' narrows them"),
        ("format: pdf", "it is an option of the command: graphdraw render -f pdf"),
        ("dpi: 200", "it is an option of the command: graphdraw render --dpi 200"),
    ],
)
def test_what_the_view_does_not_have(entry, hint, failures):
    assert key_hint(failures, f"{GRAPH}  z: a*b\nview: {{{entry}}}\n") == hint


@pytest.mark.parametrize(("word", "meant"), [("TB", "down"), ("LR", "right"), ("BT", "up"), ("RL", "left")])
def test_directions_of_graphviz(word, meant, failures):
    (problem,) = failures(f"{GRAPH}  z: a*b\nview: {{direction: {word}}}\n")
    assert (problem.code, problem.hint) == ("type", f"write {meant}")


@pytest.mark.parametrize(("word", "meant"), [("weight", "param"), ("constant", "const"), ("label", "target")])
def test_roles_by_another_name(word, meant, failures):
    (problem,) = failures(f"inputs: {{a: {{value: 2, role: {word}}}}}\nnodes: {{z: a*2}}\n")
    assert (problem.code, problem.hint) == ("type", f"write {meant}")


CHOICE = "write step(c)*a + (1 - step(c))*b for a where c > 0, else b"


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("a if c else b", CHOICE),
        ("a and b", "for values of 0 and 1 write min(a, b)"),
        ("a && b", "for values of 0 and 1 write min(a, b)"),
        ("a or b", "for values of 0 and 1 write max(a, b)"),
        ("not a", "for a value of 0 or 1 write 1 - a"),
        ("a // b", "write a/b, or floor(a/b) for a whole number"),
        ("max(a b)", "write a*b, or a, b for two inputs, or, if it is one name, a_b"),
        ("e", "write exp(1), and exp(x) for e**x"),
        ("e**a", "write exp(1), and exp(x) for e**x"),
        ("π", "write pi"),
        ("np.pi * a", "write pi"),
    ],
)
def test_words_and_signs_of_python(expression, hint, failures):
    assert hint_of(failures, expression) == hint


def test_e_is_a_name_as_any_other_where_it_is_given(load):
    assert load("inputs: {e: 2, π: 3}\nnodes:\n  z: e*π\n").graph.by_name["z"]


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("japanese", "did you mean 'ja'?"),
        ("jp", "did you mean 'ja'?"),
        ("kr", "did you mean 'ko'?"),
        ("English", "did you mean 'en'?"),
        ("klingon", "as in ja or en-GB"),
        ("ja_JP", "write ja-JP"),
        ("zh_Hans_CN", "write zh-Hans-CN"),
    ],
)
def test_tags_of_languages(tag, hint, failures):
    (problem,) = failures(f"lang: {tag}\n{GRAPH}  z: a*b\n")
    assert (problem.text, problem.hint) == (f"a language tag is expected, this is '{tag}'", hint)


@pytest.mark.parametrize(
    ("form", "hint"),
    [
        (".2f", "{decimals: 2}"),
        ("'%.3f'", "{decimals: 3}"),
        ("'{:.3g}'", "{sig: 3}"),
        ("',.2f'", "{group: ',', decimals: 2}"),
        (".1e", "{style: sci, decimals: 1}"),
    ],
)
def test_format_strings(form, hint, failures, load):
    assert hint_of(failures, f"{{expr: a*b, format: {form}}}") == f"write {hint}"
    assert load(f"{GRAPH}  z: {{expr: a*b, format: {hint}}}\n")


def test_published_values_without_their_kind(failures):
    assert key_hint(failures, f"{GRAPH}  z: a*b\nexpect: {{z: 6}}\n") == "write values: {z: 6}"


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("inputs:\na: 1\nb: 2\nnodes:\n  z: a*b\n", ["indent it under 'inputs:'"] * 2),
        ("inputs:\n  a: 1\nnodes:\nz: a*2\nw: z*2\n", ["indent it under 'nodes:'"] * 2),
        ("inputs:\nnode:\n  z: 2\n", ["did you mean 'nodes'?"]),
    ],
)
def test_entries_that_are_not_indented(text, hints, failures):
    assert [problem.hint for problem in failures(text) if problem.code == "unknown-key"] == hints


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "inputs:\n  a： 1\n  b： 2\nnodes:\n  z: a+b\n",
            ("2:4", "a full-width colon separates nothing in YAML [colon]", "write 'a: 1'"),
        ),
        (
            "inputs:\n  a: 1\n  b： 2\nnodes:\n  z: a+b\n",
            ("3:4", "a full-width colon separates nothing in YAML [colon]", "write 'b: 2'"),
        ),
        ("inputs: {a: 1，b: 2}\n", ("1:14", "'，' is a full-width sign [wide-character]", "write ,")),
        ("inputs: {a: 1、b: 2}\n", ("1:14", "'、' is a full-width sign [wide-character]", "write ,")),
        ("inputs: ｛a: 1｝\n", ("1:9", "'｛' is a full-width sign [wide-character]", "write {")),
        ("inputs: ［a, b］\n", ("1:9", "'［' is a full-width sign [wide-character]", "write [")),
        ("inputs: {a： 1}\n", ("1:10", "'a： 1' can't be a name [name]", "'：' is a full-width sign: write :")),
        ("inputs: [a，b]\n", ("1:10", "'a，b' can't be a name [name]", "'，' is a full-width sign: write ,")),
        (
            "inputs: [a]\nnodes: {z: a}\nview: {background: ＃fff}\n",
            ("3:20", "invalid colour '＃fff' [colour]", "write '#fff', with plain signs for the full-width ones"),
        ),
        ("inputs: {b: –1}\nnodes: {z: b}\n", ("1:13", "–1 is not a number [number]", "write -1")),
        ("inputs: {b: —0.5}\nnodes: {z: b}\n", ("1:13", "—0.5 is not a number [number]", "write -0.5")),
        ("inputs: {b: －1}\nnodes: {z: b}\n", ("1:13", "－1 is not a number [number]", "write -1")),
    ],
)
def test_full_width_signs(text, told, failures):
    problem = failures(text)[0]
    place, words, hint = told
    assert (problem.headline, problem.hint) == (f"snack.yaml:{place}: error: {words}", hint)
