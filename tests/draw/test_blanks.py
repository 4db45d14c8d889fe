"""Exercises: blanks of one size, what is left blank and what stays, and solutions that lie on their exercises."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphdraw.cli.view_flags import adjusted
from graphdraw.draw.diagram.blanks import LEAST
from graphdraw.draw.scene import LabelMark, Scene
from graphdraw.output.encoding import Encoding
from graphdraw.pipeline.encoding import sheet_of
from tests import scenes
from tests.autodiff.test_collapsed_graph import CELL
from tests.scenes import drawn, loaded_text, texts

MM = 72 / 25.4
COLAH = "inputs: {a: 2, b: 1}\nnodes: {c: a + b, d: b + 1, e: c * d * 123456}\n"
SHEET = "values: {blank: computed}, gradients: {blank: computed}"
FORMS = ("values: blank, gradients: blank", SHEET, "values: [name, blank], gradients: [name, {blank: computed}]")
NOTATIONS = ("operations", "variables", "both")


def view(text: str, keys: str) -> Scene:
    return drawn(f"{text}view: {{{keys}}}\n")


def frames(scene: Scene, role: str) -> set[tuple[float, float]]:
    """Widths and heights of the frames of a role, to a tenth of a point."""
    found = [m.frame.points for m in scene.labels if m.role == role and m.frame]
    sizes = [[max(p[i] for p in points) - min(p[i] for p in points) for i in (0, 1)] for points in found]
    return {(round(width, 1), round(height, 1)) for width, height in sizes}


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("notation", NOTATIONS)
def test_blanks_have_one_size_and_can_be_written_in(notation: str, direction: str) -> None:
    scene = view(COLAH, f"{FORMS[0]}, notation: {notation}, direction: {direction}")
    ((width, height),) = frames(scene, "value")
    assert width > LEAST[0]  # there is a long answer
    assert height == LEAST[1] - 0.5
    ((width, height),) = frames(scene, "gradient")
    assert (width, height) >= (LEAST[0] - 0.5, LEAST[1] - 0.5)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_size_that_an_author_wants_is_that_of_all(notation: str) -> None:
    scene = view(COLAH, f"{FORMS[0]}, notation: {notation}, blank: {{width: 30mm, height: 9mm}}")
    size = (round(30 * MM - 0.5, 1), round(9 * MM - 0.5, 1))
    assert frames(scene, "value") == frames(scene, "gradient") == {size}
    small = view(COLAH, f"{FORMS[0]}, notation: {notation}, blank: {{width: 1mm, height: 1mm}}")
    ((width, _),) = frames(small, "value")
    assert width > 20  # no answer is wider than its blank


def emptied(label: LabelMark) -> tuple[object, ...]:
    return label.role, label.of, label.box, label.color


@pytest.mark.parametrize("direction", ["right", "left", "down", "up"])
@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [COLAH, CELL], ids=["plain", "blocks"])
def test_solutions_lie_exactly_on_exercises(text: str, form: str, notation: str, direction: str) -> None:
    keys = f"{form}, notation: {notation}, direction: {direction}, blank: {{height: 5mm}}"
    exercise, solution = view(text, keys), view(text, keys.replace("5mm", "5mm, filled: true"))
    assert (exercise.width, exercise.height) == (solution.width, solution.height)
    assert exercise.edges == solution.edges
    assert exercise.nodes == solution.nodes
    assert list(map(emptied, exercise.labels)) == list(map(emptied, solution.labels))
    assert not any(label.frame for label in solution.labels)
    answers = {(m.of, m.role): set(m.runs) for m in solution.labels}
    for label in exercise.labels:
        if label.frame:  # what is left stands where it stands in the solution
            assert set(label.runs) < answers[label.of, label.role] or notation != "operations"


@pytest.mark.parametrize("notation", NOTATIONS)
def test_givens_and_seeds_stay(notation: str) -> None:
    scene = view(COLAH, f"{SHEET}, notation: {notation}")
    assert {text for text in texts(scene, "value") if text} == {"2", "1"}
    assert {text for text in texts(scene, "gradient") if text} == {"1"}
    told = scene.description
    assert "Inputs: a = 2, b = 1." in told
    assert "Backward, the gradients of e: e 1." in told
    assert "Left blank, to be filled in: the values of c, d, e.1, e; the gradients of e.1, d, c, b, a." in told
    assert not {"3", "6", "740736", "246912"} & set(told.replace(".", " ").replace(",", " ").split())


def test_a_seed_that_is_not_all_of_a_gradient_is_computed() -> None:
    text = "inputs: {x: 2}\nnodes: {y: 3 * x, z: y + 1}\noutputs: [y, z]\nbackward: {from: {y: 1, z: 1}}\n"
    found = view(text, "gradients: {blank: computed}, branches: show")
    seeds = {m.of: m.text for m in found.labels if m.role == "gradient" and m.text}
    assert seeds == {"y -> y:out[0]:backward": "1", "z -> z:out[0]:backward": "1"}
    boxes = view(text, "gradients: {blank: computed}, notation: variables")
    assert {m.of: m.text for m in boxes.labels if m.role == "gradient"} == {"x": "", "y": "", "z": "1"}


def test_names_beside_blanks_stay() -> None:
    scene = view(COLAH, "gradients: [name, blank], values: [blank, name]")
    assert "∂$e$/∂$a$ = " in texts(scene, "gradient")
    assert " = $c$" in texts(scene, "value")
    labels = [m for m in scene.labels if m.role in ("value", "gradient")]
    assert all(m.frame for m in labels)
    for mark in labels:
        assert mark.frame is not None
        left, right = min(x for x, _ in mark.frame.points), max(x for x, _ in mark.frame.points)
        assert mark.box[0] <= left < right <= mark.box[2]
        assert all(run.x < left or run.x >= right for run in mark.runs)


@pytest.mark.parametrize("svg_text", ["path", "text"])
def test_every_format_has_the_frame_and_what_stands_beside_it(svg_text: str) -> None:
    scene = view(COLAH, "gradients: [name, blank], values: hide")
    (svg,) = [scenes.encode(scene, "svg", Encoding(svg_text=svg_text)).decode()]  # type: ignore[arg-type]
    assert svg.count('stroke-width="0.5"') == len([m for m in scene.labels if m.frame])
    for name in ("pdf", "png"):
        assert len(scenes.encode(scene, name)) > 1000
    sheet = sheet_of([("x", [("y", scene)])])
    assert [len(m.runs) for m in sheet.labels if m.frame] == [0] * len([m for m in scene.labels if m.frame])


def test_one_look_decides_over_the_view() -> None:
    looks = "nodes: {a: {value: blank, gradient: show}, c: {value: show}, d: {value: hide}}"
    scene = view(COLAH, f"{SHEET}, {looks}")
    by_edge = {m.of: m.text for m in scene.labels if m.role == "value"}
    assert (by_edge["a -> c[0]"], by_edge["c -> e.1[0]"]) == ("", "3")
    assert "d -> e.1[1]" not in by_edge
    assert [text for text in texts(scene, "gradient") if text] == ["246912", "1"]
    hidden = view(COLAH, "values: hide, gradients: hide, nodes: {c: {value: show}}")
    assert texts(hidden, "value") == ["3"]
    assert "c = a + b = 3" in hidden.description


def test_without_numbers_nothing_is_computed() -> None:
    text = "inputs: [x, w]\nnodes: {z: x * w, y: exp(z)}\n"
    assert view(text, SHEET)._replace(description="") == drawn(text)._replace(description="")


def test_the_flag_changes_no_size_but_that_of_blanks() -> None:
    loaded = loaded_text(COLAH + "view: {values: hide}\n")
    filled = replace(loaded, view=replace(loaded.view, blank=loaded.view.blank._replace(filled=True)))
    evaluation = scenes.evaluate(loaded)
    assert scenes.draw(loaded, evaluation) == scenes.draw(filled, evaluation)


BLANKED = "view: {gradients: {blank: computed}}\n"


@pytest.mark.parametrize(
    ("spec", "sheet", "solution"),
    [
        (COLAH, {"blank": True}, {"blank": True, "solution": True}),
        (COLAH + BLANKED, {"blank": True}, {"blank": True, "solution": True}),
        (COLAH + BLANKED, {}, {"solution": True}),
    ],
)
def test_the_pairs_of_options_that_lie_on_each_other(
    spec: str, sheet: dict[str, bool], solution: dict[str, bool]
) -> None:
    exercise, answers = with_options(spec, **sheet), with_options(spec, **solution)
    assert any(m.frame for m in exercise.labels)
    assert not any(m.frame for m in answers.labels)
    assert (exercise.width, exercise.height) == (answers.width, answers.height)
    assert (exercise.nodes, exercise.edges) == (answers.nodes, answers.edges)
    assert list(map(emptied, exercise.labels)) == list(map(emptied, answers.labels))


def test_a_solution_alone_of_a_spec_without_blanks_is_the_figure() -> None:
    figure, answers = with_options(COLAH), with_options(COLAH, solution=True)
    assert figure == answers
    assert figure.edges != with_options(COLAH, blank=True).edges


def with_options(spec: str, *, blank: bool = False, solution: bool = False) -> Scene:
    """The figure of a spec with these options of the command line."""
    others = dict.fromkeys(("theme", "direction", "notation", "font", "numbers", "width"))
    loaded = loaded_text(spec)
    changed = adjusted(loaded.view, **others, transparent=False, blank=blank, solution=solution)  # type: ignore[arg-type]
    loaded = scenes.with_view(loaded, changed)
    return scenes.draw(loaded, scenes.evaluate(loaded))
