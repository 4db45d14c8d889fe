"""A figure as an object: what it is made of, what is laid over it, and what it refuses."""

from pathlib import Path

import numpy as np
import pytest

import graphdraw
from graphdraw import Figure, SpecError, UsageError

ROOT = Path(__file__).parents[1]
SNACK = ROOT / "specs" / "snack.yaml"
ALL = sorted((ROOT / "specs").glob("*.yaml"))

PRODUCT = {"inputs": {"x": 2.0, "w": 3}, "nodes": {"y": "x * w", "z": {"expr": "y + x", "format": {"decimals": 1}}}}
PRODUCT_TEXT = "inputs: {x: 2.0, w: 3}\nnodes:\n  y: x * w\n  z: {expr: y + x, format: {decimals: 1}}\n"


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_a_figure_is_what_the_functions_draw_compute_and_tell(path: Path) -> None:
    figure = Figure(path)
    assert figure.render("json") == graphdraw.render(path, "json")
    assert figure.evaluate() == graphdraw.evaluate(path)
    assert figure.describe() == graphdraw.describe(path)
    assert figure.describe(long=True) == graphdraw.describe(path, long=True)
    assert figure.dependencies[0] == path.resolve()


def test_a_mapping_is_the_same_figure_as_its_text() -> None:
    assert Figure(PRODUCT).render() == Figure(PRODUCT_TEXT).render()


def test_numbers_of_numpy_are_numbers() -> None:
    assert Figure({"inputs": {"x": np.float64(2), "w": np.int64(3)}, "nodes": PRODUCT["nodes"]}).number("y") == "6"


def test_a_figure_knows_what_it_leaves_blank() -> None:
    blank = Figure(PRODUCT, view={"values": {"blank": "computed"}, "nodes": {"w": {"gradient": "blank"}}})
    assert [name for name in "xwyz" if blank.is_blank(name)] == ["y", "z"]
    assert [name for name in "xwyz" if blank.is_blank(name, gradient=True)] == ["w"]


def test_a_mistake_in_a_mapping_is_shown_with_its_line() -> None:
    with pytest.raises(SpecError) as caught:
        Figure({"inputs": {"x": 2}, "nodes": {"y": "x * u"}}, name="the cell")
    assert str(caught.value).startswith('the cell:6:15: error: unknown name \'u\' [unknown-name]\n    "y": "x * u"\n')


def test_a_mapping_that_is_no_spec() -> None:
    with pytest.raises(UsageError, match="the mapping is no spec: a value of type 'set'"):
        Figure({"nodes": {"x", "y"}})
    circle: dict[str, object] = {}
    circle["nodes"] = circle
    with pytest.raises(UsageError, match="the mapping is no spec: Circular reference"):
        Figure(circle)


def test_settings_view_and_theme_are_laid_over_the_spec(tmp_path: Path) -> None:
    figure = Figure(PRODUCT_TEXT, settings=["x=5"], view={"direction": "down", "theme": "serif"}, theme="dark")
    same = Figure(PRODUCT_TEXT.replace("2.0", "5") + "view: {direction: down, theme: dark}\n")
    assert figure.render() == same.render()
    (tmp_path / "look.yaml").write_text("view: {direction: down, theme: serif}\n")
    assert Figure(PRODUCT_TEXT, settings=["x=5"], view=tmp_path / "look.yaml", theme="dark").render() == same.render()


def test_a_text_extends_files_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(PRODUCT_TEXT)
    child = "extends: base.yaml\ninputs: {x: 7}\n"
    figure = Figure(child, folder=tmp_path)
    assert figure.number("y") == "21"
    assert figure.dependencies == ((tmp_path / "base.yaml").resolve(),)
    with pytest.raises(SpecError, match=r"base\.yaml"):
        Figure(child)


def test_a_root_keeps_files_out(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(PRODUCT_TEXT)
    (tmp_path / "in").mkdir()
    child = "extends: ../base.yaml\ninputs: {x: 7}\n"
    assert Figure(child, folder=tmp_path / "in", root=tmp_path).number("x") == "7"
    with pytest.raises(SpecError, match="outside"):
        Figure(child, folder=tmp_path / "in", root=tmp_path / "in")


@pytest.mark.parametrize(
    ("name", "gradient", "written"),
    [("Total", False, "180"), ("Snack", True, "6.0"), ("subtotal -> Total", True, "1.2"), ("Tax", False, "1.2")],
)
def test_numbers_are_written_as_in_the_figure(name: str, gradient: bool, written: str) -> None:
    assert Figure(SNACK).number(name, gradient=gradient) == written


def test_a_number_with_a_unit() -> None:
    figure = Figure("inputs:\n  x: {value: 30, unit: yen}\nnodes: {y: x * 2}\n")
    assert figure.number("x") == "30 yen"


@pytest.mark.parametrize(
    ("name", "gradient", "message", "hint"),
    [
        ("Totl", False, "there is no 'Totl' in the figure", "did you mean 'Total' or 'subtotal'?"),
        ("Tax", True, "'Tax' has no gradient", None),
    ],
)
def test_a_number_that_there_is_not(name: str, gradient: bool, message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        Figure(SNACK).number(name, gradient=gradient)
    assert str(caught.value) == message
    assert caught.value.problem.hint == hint


def test_of_several_edges_between_two_nodes_each_is_named_by_its_argument() -> None:
    figure = Figure("inputs: {x: 3, y: 4}\nnodes: {z: x * x - y}\n")
    square = next(edge.target for edge in figure.evaluate().edges if edge.source == "x")
    assert figure.number(f"x -> {square}[0]", gradient=True) == figure.number(f"x -> {square}[1]", gradient=True) == "3"
    with pytest.raises(UsageError) as caught:
        figure.number(f"x -> {square}", gradient=True)
    assert str(caught.value) == f"there is no 'x -> {square}' in the figure"
    assert {f"x -> {square}[{argument}]" for argument in (0, 1)} < set(str(caught.value.problem.hint).split("'"))


def test_a_symbolic_figure_has_no_numbers() -> None:
    with pytest.raises(UsageError, match="'y' has no value"):
        Figure("inputs: [x]\nnodes: {y: x * 2}\n").number("y")


def test_a_published_number_that_is_not_met_stops_figure_and_numbers_but_not_the_evaluation() -> None:
    figure = Figure("inputs: {x: 1}\nnodes: {y: x * 2}\nexpect: {values: {y: 3}}\n")
    assert figure.evaluate().values["y"] == 2
    for use in (figure.render, lambda: figure.number("y")):
        with pytest.raises(SpecError, match="the value of 'y' is expected to be 3"):
            use()


def test_save_writes_over_nothing_that_the_figure_is_made_from(tmp_path: Path) -> None:
    base, spec = tmp_path / "base.json", tmp_path / "a.json"
    base.write_text('{"inputs": {"x": 1}, "nodes": {"y": "x + 1"}}')
    spec.write_text('{"extends": "base.json"}')
    for path, what in ((spec, "spec"), (base, "included file")):
        with pytest.raises(UsageError) as refused:
            Figure(spec).save(path)
        assert str(refused.value) == f"the figure would replace the {what} '{path}'"
    assert spec.read_text() == '{"extends": "base.json"}'
    Figure(spec).save(tmp_path / "b.json")


def test_save_writes_the_format_of_the_suffix(tmp_path: Path) -> None:
    figure = Figure(SNACK)
    figure.save(tmp_path / "a.svg")
    figure.save(tmp_path / "a.png", dpi=100)
    assert (tmp_path / "a.svg").read_bytes() == figure.render("svg")
    assert (tmp_path / "a.png").read_bytes() == figure.render("png", dpi=100)
    with pytest.raises(UsageError, match="unknown format 'gif'"):
        figure.save(tmp_path / "a.gif")
    with pytest.raises(UsageError):
        figure.save(tmp_path / "missing" / "a.svg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "a.svg"]


def test_the_dark_one_of_a_pair() -> None:
    figure = Figure(SNACK)
    assert figure.render("json", dark=True) == figure.render("json"), "only colours differ"
    assert figure.render(dark=True) != figure.render()


def test_an_unknown_theme() -> None:
    with pytest.raises(UsageError) as caught:
        Figure(SNACK, theme="drak")
    assert caught.value.problem.hint == "did you mean 'dark'?"


def test_warnings_are_problems() -> None:
    (kink,) = Figure("inputs: {x: 0}\nnodes: {y: relu(x)}\n").problems
    assert kink.severity == "warning"


def test_it_says_what_it_shows() -> None:
    assert repr(Figure(SNACK)).startswith("<graphdraw.Figure: Backpropagation: Computational graph from Snack = 30")


def test_names_are_those_in_the_figure() -> None:
    japanese, network = Figure(ROOT / "specs" / "snack-ja.yaml"), Figure(ROOT / "specs" / "rnn-unrolled.yaml")
    assert japanese.label("snack") == (("おかし", False),)
    assert japanese.label("subtotal") == (("subtotal", False),)
    assert network.label("rnn[2].h") == (("h_{2}", True),)
    text = "inputs: {x: 1, w: {value: 2, label: 'rate $\\eta$ for $5'}}\nnodes: {s: x * w}\n"
    assert Figure(text).label("w") == (("rate ", False), (r"\eta", True), (" for $5", False))
    assert Figure(text).label("x") == (("x", True),)


def test_a_name_that_there_is_not_has_no_label() -> None:
    with pytest.raises(UsageError, match="there is no 'Totl' in the figure"):
        Figure(SNACK).label("Totl")
