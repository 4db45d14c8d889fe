"""Labels of two or three lines: read from lists and block texts, centred, with room, and told on one line."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from graphdraw import Figure
from graphdraw.draw.scene import LabelMark, Scene
from graphdraw.draw.style.themes import PLAIN
from graphdraw.draw.text.markup import one_line, plain_text
from graphdraw.draw.text.text import LEADING, aligned, measure
from graphdraw.errors import SpecError
from graphdraw.output.encoding import Encoding
from tests import scenes
from tests.scenes import drawn, label, loaded_text, node

LINES = '["number of", "completed orders"]'
TEXT = "number of completed orders"
SPEC = (
    f"inputs:\n  n: {{value: 3, label: {LINES}}}\n  p: {{value: 4}}\nnodes:\n"
    "  total:\n    expr: n * p\n    label: |\n      what is paid\n      by $n$ people\n      in all\n"
    f"  left: {{expr: total - 1, label: {LINES}}}\n"
)
NOTATIONS = ("operations", "variables", "both")


def baselines(mark: LabelMark) -> list[float]:
    return sorted({run.y for run in mark.runs})


def middles(scene: Scene, mark: LabelMark) -> set[float]:
    """The middle of each line."""
    found = {}
    for run in mark.runs:
        width = measure(run.text, run.size, scene.fonts, scene.mathfont).width
        left, right = found.get(run.y, (run.x, run.x + width))
        found[run.y] = min(left, run.x), max(right, run.x + width)
    return {round((left + right) / 2, 1) for left, right in found.values()}


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("notation", NOTATIONS)
def test_lines_are_centred_below_each_other_and_lie_in_their_boxes(notation: str, direction: str) -> None:
    scene = drawn(f"{SPEC}view: {{notation: {notation}, direction: {direction}}}\n")
    names = [m for m in scene.labels if m.role == "name" and len(baselines(m)) > 1]
    assert [m.text for m in names].count(TEXT) == 2
    assert sorted(len(baselines(m)) for m in names) == [2, 2, 3]
    for mark in names:
        assert max(middles(scene, mark)) - min(middles(scene, mark)) < 0.2
        steps = [b - a for a, b in zip(baselines(mark), baselines(mark)[1:], strict=False)]
        assert min(steps) >= LEADING * mark.runs[0].size - 0.02
        assert mark.box[3] - mark.box[1] > sum(steps)
        boxes = [n.box for n in scene.nodes if n.id == mark.of and n.kind in ("input", "output", "value")]
        for left, top, right, bottom in boxes:
            assert left - 0.1 <= mark.box[0] < mark.box[2] <= right + 0.1
            assert top - 2 <= mark.box[1]
            assert mark.box[3] <= bottom + 2


@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_name_of_two_lines_is_centred_on_its_node(notation: str) -> None:
    scene = drawn(
        f"inputs: {{n: {{label: {LINES}}}}}\nnodes: {{y: exp(n)}}\nview: {{notation: {notation}, gradients: hide}}\n"
    )
    mark, box = label(scene, "n", "name"), node(scene, "n").box
    first, last = baselines(mark)[0], baselines(mark)[-1]
    capitals = 0.729 * mark.runs[0].size
    assert (first - capitals + last) / 2 == pytest.approx((box[1] + box[3]) / 2, abs=0.1)


def test_every_label_may_have_lines() -> None:
    text = (
        "blocks: {'f(q)': {expr: q + 1, label: [a, b]}, 'phi(z)': {label: [c, d]}}\ninputs: [x]\n"
        "nodes: {h: 'f(x)', g: 'phi(h)', y: exp(g), z: exp(y)}\n"
        "groups: {part: {label: [e, f], members: [y]}}\noutputs: {z: {label: [i, j]}}\n"
        "view: {nodes: {x: {label: [k, l]}}, edges: {'g -> y': {label: ['{name}', m]}}}\n"
    )
    scene = drawn(text)
    found = {m.text: len(baselines(m)) for m in scene.labels if m.runs}
    assert {t: found.get(t) for t in ("a b", "c d", "e f", "i j", "k l", "$g$ m")} == dict.fromkeys(
        ("a b", "c d", "e f", "i j", "k l", "$g$ m"), 2
    )


def test_cells_beside_lines_are_centred() -> None:
    text = f"inputs: {{n: {{value: 3, label: {LINES}}}}}\nnodes: {{y: exp(n)}}\n"
    scene = drawn(text + "view: {notation: variables, box: '{name} | {value} | {gradient}'}\n")
    box = node(scene, "n").box
    for role in ("value", "gradient"):
        (run,) = label(scene, "n", role).runs  # type: ignore[arg-type]
        assert run.y - 0.729 * run.size / 2 == pytest.approx((box[1] + box[3]) / 2, abs=0.1)


@pytest.mark.parametrize(("words", "side"), [(LINES, 0), ("['קלט', 'ראשון ושני']", 2)])
def test_titles_begin_where_reading_does(words: str, side: int) -> None:
    text = f"inputs: {{x: 1}}\nnodes: {{y: exp(x)}}\ngroups: {{g: {{label: {words}, members: [y]}}}}\n"
    scene = drawn(text)
    mark = label(scene, "g:group", "name")
    widths = [measure(run.text, run.size, scene.fonts, scene.mathfont).width for run in mark.runs]
    edges = [run.x + (width if side else 0.0) for run, width in zip(mark.runs, widths, strict=True)]
    assert edges == pytest.approx([mark.box[side]] * 2, abs=0.02)


def test_a_title_that_begins_with_a_formula_reads_as_its_words() -> None:
    text = aligned(measure("$x$ שלום רב\nשל", 9.0, ("DejaVu Sans",), "dejavusans"))
    ends = {p.dy: max(q.dx + q.width for q in text.placed if q.dy == p.dy) for p in text.placed}
    assert list(ends.values()) == pytest.approx([text.width] * 2)


def test_a_title_of_lines_has_room_in_its_frame() -> None:
    text = "inputs: {x: 1}\nnodes: {y: exp(x)}\ngroups: {g: {label: %s, members: [y]}}\n"
    one, two = drawn(text % "number"), drawn(text % LINES)
    assert (
        node(two, "g:group").box[3] - node(two, "g:group").box[1]
        > 9 + node(one, "g:group").box[3] - node(one, "g:group").box[1]
    )
    title, frame = label(two, "g:group", "name").box, node(two, "g:group").box
    assert frame[0] < title[0] < title[2] < frame[2]
    assert frame[1] < title[1] < title[3] < node(two, "y").box[1]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("number of\norders", "number of orders"),
        ("注文の\n個数", "注文の個数"),
        ("주문\n수", "주문 수"),
        ("重み\n$w$ です", "重み w です"),
        ("costs $5\nand 6$ more", "costs $5 and 6$ more"),
        ("a\n\nb", "a b"),
    ],
)
def test_lines_are_told_as_one(lines: str, joined: str) -> None:
    assert plain_text(lines) == joined
    assert one_line("no line end") == "no line end"


def test_words_and_programs_get_one_line() -> None:
    figure = Figure(SPEC)
    assert TEXT in figure.describe()
    assert "\n" not in figure.describe(long=True)
    assert figure.label("total") == (("what is paid by ", False), ("n", True), (" people in all", False))
    scene = json.loads(figure.render("json"))
    assert TEXT in [n["text"] for n in scene["nodes"]]
    assert not [m for m in scene["labels"] if "\n" in m["text"]]


def test_lists_and_block_texts_are_the_same_label() -> None:
    given = "inputs: {x: {value: 1, label: %s}}\nnodes: {y: x + 1}\n"
    block = (
        "inputs:\n  x:\n    value: 1\n    label: |\n      number of\n        completed orders\n\nnodes: {y: x + 1}\n"
    )
    assert drawn(given % LINES) == drawn(block)
    assert drawn(given % "[number]") == drawn(given % "number")
    assert loaded_text(block).graph.by_name["x"].display.label == "number of\ncompleted orders"


def test_every_line_is_checked_in_its_place() -> None:
    with pytest.raises(SpecError) as caught:
        loaded_text("inputs:\n  x:\n    value: 1\n    label: |\n      right $x$\n      wrong $\\foo$\nnodes: {y: x}\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.where and problem.where.line, problem.where and problem.where.column) == (
        *("bad-math", 6, 14),
    )


def test_selectable_text_and_paper_have_each_line() -> None:
    scene = drawn(SPEC)
    svg = ET.fromstring(scenes.encode(scene, "svg", Encoding(svg_text="text")))
    found = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"number of", "completed orders", "what is paid", "by ", " people", "in all"} <= set(found)
    assert len(scenes.encode(scene, "pdf")) > 1000


WIDE = "inputs: {x: {value: 1, label: %s}}\nnodes: {y: exp(x)}\nview: {width: 50mm, direction: %s}\n"


@pytest.mark.parametrize(("direction", "turned"), [("right", "down"), ("down", "right")])
def test_a_label_that_makes_a_figure_too_wide_is_named(direction: str, turned: str) -> None:
    words = "the number of all the completed orders of this year"
    with pytest.raises(SpecError) as caught:
        drawn(WIDE % (words, direction))
    (problem,) = caught.value.problems
    assert problem.text.startswith("the figure does not fit into 50mm: it needs ")
    assert problem.text.endswith(f"; the label '{words}' alone is 81.57mm wide")
    start = "write the label in lines, as a list; or try "
    assert problem.hint == f"{start}'direction: {turned}', a smaller 'font_size', or fewer nodes, as in a block"


@pytest.mark.parametrize("words", ["[the number of all, the completed orders, of this and that other year]", "o" * 45])
def test_a_label_that_cannot_be_broken_is_not(words: str) -> None:
    with pytest.raises(SpecError) as caught:
        drawn(WIDE % (words, "right"))
    (problem,) = caught.value.problems
    assert "label" not in problem.text
    assert problem.hint == "try 'direction: down', a smaller 'font_size', or fewer nodes, as in a block"


def test_formulas_in_lines_keep_apart() -> None:
    tall = measure(r"$\frac{a}{b}$" + "\n" + r"$\frac{c}{d}$", 10, PLAIN.fonts, PLAIN.mathfont)
    one = measure(r"$\frac{a}{b}$", 10, PLAIN.fonts, PLAIN.mathfont)
    assert tall.drop >= one.height
    assert tall.height == pytest.approx(tall.drop + one.height)
