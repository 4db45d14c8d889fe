"""`view:` to a `View`: every key of it, the names in it, and what comes later."""

import pytest

from graphdraw.spec.yaml.problems import Problems
from graphdraw.view import Look, Numbers, View

GRAPH = "inputs:\n  b: 3\n  w: 2\nnodes:\n  c: b * w\n  d: b + c\n  e: c * d\n"


def view_of(load, view):
    return load(f"{GRAPH}view:\n  {view}\n").view


def test_without_a_view_everything_is_the_default(load):
    assert load(GRAPH).view == load(GRAPH + "view:\n").view == load(GRAPH + "view: {}\n").view == View()


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("direction: down", "direction", "down"),
        ("theme: plain", "theme", "plain"),
        ("values: blank", "values", ("blank",)),
        ("values: [name, value]", "values", ("name", "value")),
        ("gradients: hide", "gradients", ("hide",)),
        ("local: true", "local", True),
        ("numbers: python", "numbers", Numbers("python")),
        ("numbers: {decimals: 2}", "numbers", Numbers(decimals=2)),
        ("numbers: {style: sci, sig: 3, trim: false}", "numbers", Numbers("sci", sig=3, trim=False)),
        ("numbers: {group: ., decimal: ','}", "numbers", Numbers(group=".", decimal=",")),
        ("numbers: {minus: '-'}", "numbers", Numbers(minus="-")),
        ("names: all", "names", "all"),
        ("branches: show", "branches", "show"),
        ("constants: node", "constants", "node"),
        ("inputs: near", "inputs", "near"),
        ("operands: any", "operands", "any"),
        ("align: [[b, w]]", "align", (("b", "w"),)),
        ("order: [w, e, b]", "order", (("w", "e", "b"),)),
        ("order: [[b, w], [e, d]]", "order", (("b", "w"), ("e", "d"))),
        ("font: Noto Sans", "font", "Noto Sans"),
        ("font_size: 9.5", "font_size", 9.5),
        ("margin: 0", "margin", 0),
        ("background: none", "background", "none"),
        ("background: '#FFF'", "background", "#ffffff"),
        ("background: AliceBlue", "background", "aliceblue"),
        ("symbols: {mul: '*', ln: log}", "symbols", {"mul": "*", "log": "log"}),
        ("notation: operations", "direction", "right"),
        ("broadcast: hide", "direction", "right"),
        ("blocks: collapsed", "direction", "right"),
    ],
)
def test_keys(key, name, value, load):
    assert getattr(view_of(load, key), name) == value


def test_looks_by_class_and_by_name(load):
    view = view_of(
        load,
        "classes: {hot: {color: '#f00', value: hide}}\n"
        "  nodes: {c: {class: hot, shape: box, fill: none, label: C, symbol: '·', gradient: blank}, d: {class: [hot]}}",
    )
    assert view.classes == {"hot": Look(color="#ff0000", value="hide")}
    assert view.nodes == {
        "c": Look("box", None, "none", "C", "·", ("hot",), None, "blank"),
        "d": Look(classes=("hot",)),
    }


@pytest.mark.parametrize(
    ("key", "edges"),
    [
        ("b -> c", ["b -> c[0]"]),
        ("b->c", ["b -> c[0]"]),
        ("'w -> c[1]'", ["w -> c[1]"]),
        ("b -> c -> e", ["b -> c[0]", "c -> e[0]"]),
        ("b -> *", ["b -> c[0]", "b -> d[0]"]),
        ("'* -> e'", ["c -> e[0]", "d -> e[1]"]),
    ],
)
def test_edge_keys(key, edges, load):
    assert view_of(load, f"edges: {{{key}: {{color: red}}}}").edges == {edge: Look(color="red") for edge in edges}


def test_parallel_edges_are_meant_together(load):
    view = load("inputs: {x: 3}\nnodes:\n  y: x * x\nview:\n  edges: {x -> y: {value: hide}}\n").view
    assert view.edges == {"x -> y[0]": Look(value="hide"), "x -> y[1]": Look(value="hide")}


def test_a_path_that_says_things_again_and_again(load):
    """Every edge once, however many stops name it."""
    path = " -> ".join(["*"] * 20_000)
    assert list(view_of(load, f"edges:\n    ? '{path}'\n    : {{color: red}}").edges) == list(
        view_of(load, "edges: {'* -> *': {color: red}}").edges
    )
    path = " -> ".join(["*", *["*[0]", "*[1]"] * 10_000])
    assert len(view_of(load, f"edges:\n    ? '{path}'\n    : {{color: red}}").edges) == 6


def test_a_path_is_looked_up_to_its_first_problem(failures, monkeypatch):
    """What each unknown name was meant to be takes long to find, and one problem is shown at one place."""
    asked = []
    suggestion = Problems.suggestion
    monkeypatch.setattr(Problems, "suggestion", lambda self, name, *a: asked.append(name) or suggestion(self, name, *a))
    for stops in (["b", *(f"z{i}" for i in range(300))], ["b", *["w", "d"] * 300], ["b", "c", *["b", "e"] * 300]):
        asked.clear()
        found = failures(f"{GRAPH}view:\n  edges:\n    ? '{' -> '.join(stops)}'\n    : {{color: red}}\n")
        assert [problem.code for problem in found] == ["unknown-edge"]
        assert len(asked) <= 1


def test_of_two_entries_for_one_edge_the_later_wins_field_by_field(load):
    view = view_of(load, "edges: {b -> *: {color: red, label: L}, b -> c: {color: blue}}")
    assert view.edges == {"b -> c[0]": Look(color="blue", label="L"), "b -> d[0]": Look(color="red", label="L")}


def test_groups_have_looks(load):
    view = load(
        GRAPH + "groups:\n  g: {members: [c]}\n  d: {members: [d]}\nview:\n  classes: {hot: {fill: red, shape: box}}\n"
        "  nodes: {g: {class: hot, color: blue, label: G}, d: {shape: box}}\n"
    ).view
    assert view.frames == {"g": Look(color="blue", label="G", classes=("hot",))}
    assert view.nodes == {"d": Look(shape="box")}  # of a group and a node with one name it is the node's


def test_groups_that_could_not_be_read_are_not_called_unknown(failures):
    text = GRAPH + "groups: 3\nview:\n  nodes: {g: {fill: red}}\n"
    assert [problem.code for problem in failures(text)] == ["type"]


def test_unnamed_nodes_have_looks_and_edges_too(load):
    view = load(
        "inputs: {x: 3}\nnodes:\n  y: exp(2*x)\nview:\n  nodes: {y.1: {fill: red}}\n  edges: {y.1 -> y: {color: red}}\n"
    ).view
    assert list(view.nodes) == ["y.1"]
    assert list(view.edges) == ["y.1 -> y[0]"]


@pytest.mark.parametrize(
    ("format_", "told"),
    [
        ("{decimals: 2, sig: 3}", "2:35: error: 'sig' and 'decimals' exclude each other [numbers]"),
        ("{sig: 3, decimals: 2}", "2:22: error: 'sig' and 'decimals' exclude each other [numbers]"),
        ("{decimal: '.', group: '.'}", "2:36: error: thousands and decimals would have the same sign [numbers]"),
    ],
)
def test_the_format_of_one_name_is_refused_as_that_of_all(format_, told, failures):
    (problem,) = failures(f"inputs: {{x: 2}}\nnodes: {{y: {{format: {format_}, expr: 2 * x}}}}\n")
    assert problem.headline.removeprefix("snack.yaml:") == told
    (problem,) = failures(f"inputs:\n  x: {{  format: {format_}, value: 2, unit: m }}\nnodes: {{y: 2 * x}}\n")
    assert problem.headline.removeprefix("snack.yaml:").partition(" ")[2] == told.partition(" ")[2]


FORMS = 'write "a -> b", "a -> b[1]", "a -> b -> c" or "a -> *"'
COLOURS = "write #rgb, #rrggbb, #rrggbbaa, a CSS name or none"
CASES = {
    "unknown key": ("directoin: up", "9:3 unknown key 'directoin' in view [unknown-key]", "did you mean 'direction'?"),
    "unknown word": ("direction: wise", "9:14 one of right, left, down, up is expected, this is 'wise' [type]", None),
    "near word": (
        "gradients: vlaue",
        "9:14 one of value, name, blank, hide is expected, this is 'vlaue' [type]",
        "did you mean 'value'?",
    ),
    "near a later word": (
        "values: formul",
        "9:11 one of value, name, blank, hide is expected, this is 'formul' [type]",
        "'formula' is not supported yet",
    ),
    "unknown theme": ("theme: dark", "9:10 unknown theme 'dark' [unknown-theme]", "known here: plain"),
    "unknown shape": (
        "nodes: {c: {shape: cirle}}",
        "9:22 unknown shape 'cirle' [unknown-shape]",
        "did you mean 'circle'?",
    ),
    "decimals": (
        "numbers: {decimals: -1}",
        "9:23 a whole number from 0 to 17 is expected, this is -1 [range]",
        None,
    ),
    "decimals and sig": (
        "numbers: {decimals: 1, sig: 2}",
        "9:26 'sig' and 'decimals' exclude each other [numbers]",
        "leave one of them out",
    ),
    "group and decimal": (
        "numbers: {group: ','" + ", decimal: ','}",
        "9:13 thousands and decimals would have the same sign [numbers]",
        "give 'group' and 'decimal' two different signs",
    ),
    "colour": ("nodes: {c: {color: '#12'}}", "9:22 invalid colour '#12' [colour]", COLOURS),
    "colour without quotes": (
        "background: #123",
        "9:14 a colour is expected, this is empty [type]",
        f"{COLOURS}; a '#' needs quotes: '#1f77b4'",
    ),
    "unknown node": ("nodes: {q: {fill: red}}", "9:11 unknown name 'q' [unknown-name]", "known here: b, w, c, d, e"),
    "shape of a group": (
        "nodes: {g: {shape: box}}\ngroups: {g: {members: [c]}}",
        "9:15 unknown key 'shape' in the look of a group [unknown-key]",
        "known here: color, fill, label, class",
    ),
    "symbol of a group": (
        "nodes: {g: {symbol: '*'}}\ngroups: {g: {members: [c]}}",
        "9:15 unknown key 'symbol' in the look of a group [unknown-key]",
        "known here: color, fill, label, class",
    ),
    "value of a group": (
        "nodes: {g: {fill: red, value: hide}}\ngroups: {g: {members: [c]}}",
        "9:26 unknown key 'value' in the look of a group [unknown-key]",
        "known here: color, fill, label, class",
    ),
    "gradient of a group": (
        "nodes: {g: {gradient: blank}}\ngroups: {g: {members: [c]}}",
        "9:15 unknown key 'gradient' in the look of a group [unknown-key]",
        "known here: color, fill, label, class",
    ),
    "class of a group": (
        "nodes: {g: {class: hot}}\ngroups: {g: {members: [c]}}",
        "9:22 unknown class 'hot' [unknown-class]",
        "give it a look under 'view.classes'",
    ),
    "near group": (
        "nodes: {layr: {fill: red}}\ngroups: {layer: {members: [c]}}",
        "9:11 unknown name 'layr' [unknown-name]",
        "did you mean 'layer'?",
    ),
    "unknown class": (
        "nodes: {c: {class: hot}}",
        "9:22 unknown class 'hot' [unknown-class]",
        "give it a look under 'view.classes'",
    ),
    "near class": (
        "classes: {hot: {fill: red}}\n  nodes: {c: {class: hott}}",
        "10:22 unknown class 'hott' [unknown-class]",
        "did you mean 'hot'?",
    ),
    "unknown end": (
        "edges: {b -> zz: {color: red}}",
        "9:11 no such edge: b -> zz (unknown name 'zz') [unknown-edge]",
        "known here: b, w, c, d, e",
    ),
    "unknown edge": (
        "edges: {w -> e: {color: red}}",
        "9:11 no such edge: w -> e [unknown-edge]",
        "did you mean 'w -> c', 'd -> e' or 'c -> e'?",
    ),
    "edge the wrong way": (
        "edges: {c -> b: {color: red}}",
        "9:11 no such edge: c -> b [unknown-edge]",
        "there is b -> c",
    ),
    "unknown argument": (
        "edges: {'b -> c[7]': {color: red}}",
        "9:11 no such edge: b -> c[7] [unknown-edge]",
        "there is b -> c[0]",
    ),
    "no edge": ("edges: {bc: {color: red}}", "9:11 'bc' is no edge [edge]", FORMS),
    "edge without an end": ("edges: {'b ->': {color: red}}", "9:11 'b ->' is no edge [edge]", FORMS),
    "shape of an edge": (
        "edges: {b -> c: {shape: box}}",
        "9:20 unknown key 'shape' in the look of an edge [unknown-key]",
        "'shape' belongs to 'view.classes.NAME' or 'view.nodes.NAME'",
    ),
    "symbol": (
        "symbols: {mull: '*'}",
        "9:13 unknown operation 'mull' [unknown-operation]",
        "did you mean 'mul'?",
    ),
    "symbol of a later operation": (
        "symbols: {matmul: '*'}",
        "9:13 'matmul' is not supported yet [not-supported-yet]",
        "leave its symbol out until then",
    ),
    "font size": ("font_size: big", "9:14 a number is expected, this is 'big' [number]", None),
    "flag": ("local: yes", "9:10 true or false is expected, this is 'yes' [type]", "write true"),
}
LATER = {
    "values: formula": "9:11 'formula' is",
    "values: [name, expanded]": "9:18 'expanded' is",
    "gradients: chain": "9:14 'chain' is",
    "gradients: product": "9:14 'product' is",
    "tensors: matrix": "9:3 'tensors' is",
    "broadcast: show": "9:3 'broadcast' is",
}


@pytest.mark.parametrize(("view", "headline", "hint"), CASES.values(), ids=CASES)
def test_message_place_and_hint(view, headline, hint, failures):
    (problem,) = failures(f"{GRAPH}view:\n  {view}\n")
    place, words = headline.split(" ", 1)
    assert problem.headline == f"snack.yaml:{place}: error: {words}"
    assert problem.hint == hint


@pytest.mark.parametrize(("view", "headline"), LATER.items(), ids=LATER)
def test_what_comes_later_says_so(view, headline, failures):
    (problem,) = failures(f"{GRAPH}view:\n  {view}\n")
    place, words = headline.split(" ", 1)
    assert problem.headline == f"snack.yaml:{place}: error: {words} not supported yet [not-supported-yet]"


@pytest.mark.parametrize("view", ["width: wide", "tensors: big"])
def test_what_comes_later_is_checked_already(view, failures):
    (problem,) = failures(f"{GRAPH}view:\n  {view}\n")
    assert problem.code == "type"
