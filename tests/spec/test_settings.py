"""`--set` and `--view`: what a text is a setting of, which layer wins, and what is said of a slip."""

from pathlib import Path

import pytest

from graphdraw.errors import SpecError, UsageError
from graphdraw.spec import Overrides, Source, as_data
from graphdraw.spec import load as load_source

MANY = "--set takes one value, this is a list or mapping [setting]"
IN_FILE = "put it into a file with 'extends:'"

SPEC = b"""\
inputs: {snack: 30, number: {value: 5, grad: false}, tax: 1.2}
nodes:
  subtotal: snack * number + 1
  total: {expr: subtotal * tax, format: int}
blocks: {f(q): q*2}
expect: {values: {total: 181.2}}
view: {numbers: python, margin: 3, nodes: {total: {fill: red}}}
"""


@pytest.fixture
def with_set(vocabulary):
    """The spec with settings, and a view laid over it."""

    def spec(*settings, view=None):
        overlay = Source("book.yaml", view.encode()) if view else None
        return load_source(Source("snack.yaml", SPEC), vocabulary, overrides=Overrides(None, overlay, settings))

    return spec


@pytest.mark.parametrize(
    ("setting", "path", "expected"),
    [
        ("tax=1.1", "inputs/tax", 1.1),
        (" tax = 1.1 ", "inputs/tax", 1.1),
        ("inputs.tax=1.1", "inputs/tax", 1.1),
        ("number=6", "inputs/number", {"value": 6, "grad": False}),
        ("inputs.number.grad=true", "inputs/number/grad", True),
        ("inputs.tax.label=a=b", "inputs/tax/label", "a=b"),
        ("inputs.tax.label='it''s'", "inputs/tax/label", "it's"),
        ("nodes.total=subtotal + tax", "nodes/total/expr", "subtotal + tax"),
        ("nodes.total.format.decimals=1", "nodes/total/format", {"decimals": 1}),
        ("nodes.total.format=null", "nodes/total", {"expr": "subtotal * tax"}),
        ("view.numbers=auto", "view/numbers", "auto"),
        ("view.numbers.decimals=2", "view/numbers", {"style": "python", "decimals": 2}),
        ("view.nodes.subtotal.1.color=blue", "view/nodes/subtotal.1/color", "blue"),
        ("view.edges.tax -> total.color=blue", "view/edges/tax -> total", {"color": "blue"}),
        ("view.edges.subtotal.1 -> subtotal[0].color=blue", "view/edges/subtotal.1 -> subtotal[0]/color", "blue"),
        ("view.symbols.mul='*'", "view/symbols/mul", "*"),
        ("expect.values.subtotal.1=150", "expect/values/subtotal.1", 150),
        ("expect.values.total.within=2", "expect/values/total", {"value": 181.2, "within": 2}),
        ("view.nodes.total=null", "view/nodes", {}),
        ("blocks.f=q*3", "blocks/f", {"inputs": ["q"], "expr": "q*3"}),
        ("blocks.f(q)=q*3", "blocks/f", {"inputs": ["q"], "expr": "q*3"}),
        ("blocks.f.label=F", "blocks/f", {"inputs": ["q"], "expr": "q*2", "label": "F"}),
        ("backward=false", "backward", False),
        ("title=Snacks", "title", "Snacks"),
        ("outputs=subtotal", "outputs", "subtotal"),
        ("view.blocks=expanded", "view/blocks", "expanded"),
    ],
)
def test_what_a_path_leads_to(setting, path, expected, with_set):
    found = as_data(with_set(setting).document)["spec"]
    for name in path.split("/"):
        found = found[name]
    assert found == expected


@pytest.mark.parametrize(
    ("setting", "message", "hint"),
    [
        ("Tax=1", "1:1: error: unknown input 'Tax' [unknown-name]", "did you mean 'tax'?"),
        (
            "total=3",
            "1:1: error: unknown input 'total' [unknown-name]",
            "'total' is a node: --set nodes.total=EXPRESSION changes what it computes",
        ),
        ("nodes.totl=tax", "1:7: error: unknown node 'totl' [unknown-name]", "did you mean 'total' or 'subtotal'?"),
        ("inputs.tax.valeu=1", "1:12: error: unknown key 'valeu' in an input [unknown-key]", "did you mean 'value'?"),
        ("veiw.margin=1", "1:1: error: unknown key 'veiw' in a spec [unknown-key]", "did you mean 'view'?"),
        ("view.margn=1", "1:6: error: unknown key 'margn' in view [unknown-key]", "did you mean 'margin' or 'align'?"),
        (
            "view.nodes.totl.fill=red",
            "1:12: error: unknown name 'totl' [unknown-name]",
            "did you mean 'total' or 'subtotal'?",
        ),
        ("direction=down", "1:1: error: unknown input 'direction' [unknown-name]", "did you mean 'view.direction'?"),
        ("decimals=2", "1:1: error: unknown input 'decimals' [unknown-name]", "did you mean 'view.numbers.decimals'?"),
        ("seed=2", "1:1: error: unknown input 'seed' [unknown-name]", "did you mean 'backward.seed'?"),
        (
            "scale=0.8",
            "1:1: error: unknown input 'scale' [unknown-name]",
            "'font_size' of 'view' makes all of a figure smaller or larger, 'width' narrower",
        ),
        ("rankdir=TB", "1:1: error: unknown input 'rankdir' [unknown-name]", "did you mean 'view.direction'?"),
        (
            "snack.unit=km",
            "1:1: error: unknown key 'snack' in a spec [unknown-key]",
            "write --set inputs.snack.unit=…, a path from the top",
        ),
        (
            "total.format=round",
            "1:1: error: unknown key 'total' in a spec [unknown-key]",
            "write --set nodes.total.format=…, a path from the top",
        ),
        ("view=3", "1:6: error: a mapping is expected, this is '3' [type]", None),
        (
            "view.backward=false",
            "1:6: error: unknown key 'backward' in view [unknown-key]",
            "'backward' belongs to the top level of the spec",
        ),
        (
            "extends=base.yaml",
            "1:1: error: --set is laid over what the files say, so it comes too late for 'extends' [setting]",
            "write it in the spec",
        ),
        ("blocks.g=q", "1:8: error: unknown block 'g' [unknown-name]", "known here: f"),
        (
            "nodes.total[2].h=tax",
            "1:7: error: unknown node 'total[2].h' [unknown-name]",
            "'total' is set as a whole, and its block under 'blocks'",
        ),
        ("tax=1,1", "1:5: error: 1,1 is not a number [number]", "write 1.1"),
        ("tax= 010", "1:6: error: a number does not begin with 0 [leading-zero]", "write 10"),
        ("tax=", "1:5: error: --set takes one value, this is nothing [setting]", "the word null deletes a value"),
        (
            "tax=[1, 2]",
            f"1:5: error: {MANY}",
            IN_FILE,
        ),
        *(
            (f"{name}={value}", f"1:{len(name) + 2}: error: {MANY}", hint)
            for name, value, hint in (
                ("view.numbers", "{sig: 3}", "write --set view.numbers.sig=3"),
                (
                    "view.numbers",
                    "{ sig: 3 ,trim: true }",
                    "write --set view.numbers.sig=3 --set view.numbers.trim=true",
                ),
                ("tax", "{value: 1.2, unit: 'k m'}", "write --set inputs.tax.value=1.2 --set 'inputs.tax.unit=k m'"),
                ("nodes.total", "{label: T}", "write --set nodes.total.label=T"),
                ("backward", "{from: total}", "write --set backward.from=total"),
                ("view.nodes", "{total: {fill: red}}", IN_FILE),
                ("view", "{values: [name, value]}", IN_FILE),
                ("view", "{}", IN_FILE),
            )
        ),
        ("tax[0][1]=3", "1:1: error: setting an element of a tensor is not supported yet [not-supported-yet]", None),
        ("W[0]=3", "1:1: error: unknown input 'W' [unknown-name]", "known here: snack, number, tax"),
        ("tax=\x07", "1:5: error: control character U+0007 in the text [control-character]", "remove it"),
    ],
)
def test_a_slip_is_shown_in_what_was_typed(setting, message, hint, with_set):
    with pytest.raises(SpecError) as refused:
        with_set(setting)
    (problem,) = refused.value.problems
    assert (refused.value.exit_code, problem.where.excerpt) == (2, setting)
    assert problem.headline == f"--set:{message}"
    assert problem.hint == hint


@pytest.mark.parametrize("setting", ["tax", "=3", "", "a\nb=3", "inputs.tax.label=\udcff"])
def test_what_is_no_setting_is_wrong_usage(setting, with_set):
    with pytest.raises(UsageError, match="is not NAME=VALUE"):
        with_set(setting)


def test_the_second_setting_is_line_2_and_the_later_wins(with_set):
    assert with_set("tax=2", "tax=3").graph.by_name["tax"].value == 3
    with pytest.raises(SpecError, match=r"--set:2:5: error: 3% is not a number"):
        with_set("tax=2", "tax=3%")


def test_a_mistake_of_the_spec_keeps_its_exit_code(with_set):
    with pytest.raises(SpecError) as refused:
        with_set("tax=null")
    assert refused.value.exit_code == 1
    assert refused.value.problems[0].headline == "snack.yaml:4:28: error: unknown name 'tax' [unknown-name]"


@pytest.mark.parametrize(
    ("setting", "kept"), [("tax=1.1", 0), ("nodes.total=tax", 0), ("blocks.f=q", 0), ("view.margin=1", 1)]
)
def test_published_numbers_are_left_out_where_something_else_is_computed(setting, kept, with_set):
    spec = with_set(setting)
    notes = [problem.text for problem in spec.problems if problem.severity == "note"]
    assert len(spec.expectations) == kept
    assert notes == ([] if kept else ["'expect' is left out, since --set changes what is computed"])


def test_new_published_numbers_can_be_set(with_set):
    (expectation,) = with_set("tax=1.1", "expect.values.total=166.1").expectations
    assert (expectation.printed, expectation.where.path) == ("166.1", "--set")


def test_view_lies_over_the_spec_and_set_over_both(with_set):
    view = "graphdraw: 1\nview: {numbers: auto, margin: 9}\nx-author: me\n"
    assert (with_set(view=view).view.margin, with_set("view.margin=2", view=view).view.margin) == (9, 2)
    assert with_set(view=view).view.numbers.style == "auto"
    assert with_set(view=view).view.nodes["total"].fill == "red"


def test_a_view_file_has_a_view_and_nothing_else(with_set):
    with pytest.raises(SpecError) as refused:
        with_set(view="title: T\nview: {margn: 1}\n")
    assert [problem.headline for problem in refused.value.problems] == [
        "book.yaml:1:1: error: a file for --view has only 'view:', this is 'title' [view-file]",
        "book.yaml:2:8: error: unknown key 'margn' in view [unknown-key]",
    ]


def test_a_root_that_is_no_folder_is_wrong_usage(vocabulary):
    with pytest.raises(UsageError, match="missing: the root is a folder, and there is none of that name"):
        load_source(Source("snack.yaml", SPEC), vocabulary, overrides=Overrides(root=Path("missing")))


def test_a_name_without_a_point_is_an_input_before_it_is_a_key(vocabulary):
    source = Source("a.yaml", b"inputs: {title: 3}\nnodes: {y: title * 2}\n")
    spec = load_source(source, vocabulary, overrides=Overrides(None, None, ("title=4",)))
    assert (spec.graph.by_name["title"].value, spec.title) == (4, None)


def test_published_numbers_stay_where_a_key_computes_nothing(with_set):
    assert with_set("title=Snacks").expectations
    assert not with_set("backward=false").expectations


@pytest.mark.parametrize(
    "path", ["tax", "view.margin", "view.font_size", "view.numbers.decimals", "expect.values.total"]
)
def test_a_number_of_another_base_is_too_large_as_in_a_spec(with_set, path):
    with pytest.raises(SpecError) as refused:
        with_set(f"{path}=0x{'f' * 3600}")
    (problem,) = refused.value.problems
    assert problem.headline.endswith("error: the number is too large (over 4,096 bits) [too-large]")
    assert problem.hint == "a float, like 1e300, may be larger"
