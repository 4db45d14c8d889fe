"""One run: each step is made once, what differs in colours alone has one placement, problems have their place."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

import graphdraw
from graphdraw import SpecError, UsageError, autodiff, layout
from graphdraw.disk import files
from graphdraw.draw.diagram import sketch
from graphdraw.draw.fit import fit_width
from graphdraw.draw.fit.placing import Fit
from graphdraw.draw.fit.rows import arranged
from graphdraw.draw.style.style import UNMEASURED, Style, resolve
from graphdraw.draw.style.themes import COLORS, THEMES
from graphdraw.errors import Location
from graphdraw.limits import Limits
from graphdraw.output.formats import FORMATS
from graphdraw.pipeline import picture, reading
from graphdraw.pipeline.names import in_theme
from graphdraw.pipeline.run import Run
from graphdraw.spec import Source, read_file
from graphdraw.view import View
from tests.scenes import SPECS

TEXT = "inputs: {a: 2, b: 3}\nnodes: {c: a*b, d: c + a}\n"
LONG = "inputs: {x: 2}\nnodes:\n  a0: x*2\n" + "".join(f"  a{i}: a{i - 1}*x\n" for i in range(1, 30))
CHAIN = "inputs: {x: 2}\nnodes:\n  a0: tanh(x)\n" + "".join(f"  a{i}: tanh(a{i - 1})\n" for i in range(1, 12))
COLOURED = ("plain", "mono", "dark")
"""Themes that differ in what no size depends on."""


def run(text: str = TEXT, **how: object) -> Run:
    return Run(Source("fig/a.yaml", text.encode()), **how)  # type: ignore[arg-type]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each stage was called."""
    found: Counter[str] = Counter()

    def counted(module: object, name: str) -> None:
        stage = getattr(module, name)

        def call(*arguments: object, **named: object) -> object:
            found[name] += 1
            return stage(*arguments, **named)

        monkeypatch.setattr(module, name, call)

    counted(reading.spec, "load")
    counted(autodiff, "evaluate")
    counted(sketch, "sketch")
    counted(fit_width, "fitted")
    counted(picture, "compose")
    counted(layout, "place")
    return found


def test_nothing_is_made_before_it_is_asked_for(made: Counter[str]) -> None:
    one = run()
    assert made == {}
    assert one.evaluation.values["d"] == 8
    assert made == {"load": 1, "evaluate": 1}
    assert len(one.diagram().edges) > 0
    assert made == {"load": 1, "evaluate": 1, "sketch": 1}
    assert set(one.fit().placement.centres) >= {"a", "b", "c", "d"}
    assert (made["fitted"], made["compose"]) == (1, 0)
    assert one.scene().width > 0
    assert (made["fitted"], made["compose"]) == (1, 1)


def test_each_step_is_made_once_for_all_formats(made: Counter[str]) -> None:
    one = run()
    for _ in range(2):
        for format_ in FORMATS.names():
            assert one.encode(format_)
        assert (one.problems, one.unmet, one.demand()) == ((), (), None)
        assert one.describe() != one.describe(long=True)
        assert one.number("d") == "8"
    assert made == {"load": 1, "evaluate": 1, "sketch": 1, "fitted": 1, "compose": 1, "place": made["place"]}


def test_a_step_is_the_same_value_each_time() -> None:
    one = run()
    for step in (one.diagram, one.fit, one.scene):
        assert step() is step() is step("plain")
        assert step(dark=True) is step(dark=True)
    assert one.evaluation is one.evaluation


def test_a_pair_and_themes_in_other_colours_have_one_placement(made: Counter[str]) -> None:
    one = run()
    fits = [one.fit(theme) for theme in COLOURED]
    fits += [one.fit(theme, dark=True) for theme in ("plain", "mono")]
    assert all(fit is fits[0] for fit in fits)
    assert (made["fitted"], made["sketch"]) == (1, 5)
    light, dark = one.scene(), one.scene(dark=True)
    assert [node.box for node in light.nodes] == [node.box for node in dark.nodes]
    assert light.background != dark.background
    assert dark == run().scene(dark=True)


def test_a_theme_with_other_sizes_is_placed_anew(made: Counter[str]) -> None:
    one = run()
    assert one.fit("serif") is not one.fit()
    assert made["fitted"] == 2
    assert one.scene("serif") == run(view=in_theme("serif")).scene()


@pytest.mark.parametrize("width", [None, 80 * 72 / 25.4])
@pytest.mark.parametrize("theme", COLOURED)
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_what_shares_a_placement_is_as_if_it_were_alone(path: Path, theme: str, width: float | None) -> None:
    def narrow(view: View) -> View:
        return replace(view, theme="plain", width=width)

    first = Run(read_file(path), view=narrow)
    alone = Run(read_file(path), view=lambda view: replace(narrow(view), theme=theme))
    answer(first, "plain")
    assert answer(first, theme) == answer(alone, theme)


def answer(one: Run, theme: str) -> object:
    """The scene, or why there is none."""
    try:
        return one.scene(theme)
    except SpecError as error:
        return error.problems


def test_a_diagram_is_arranged_as_it_was_placed() -> None:
    """Rows, what is cut between them, and nodes that grew: the parts are those of the placement."""
    one = run(CHAIN, view=lambda view: replace(view, width=400.0))
    fit = one.fit()
    assert max(fit.rows.values()) > 0
    whole = arranged(one.diagram(), fit)
    assert {node.id for node in whole.nodes} == set(fit.placement.centres)
    assert {edge.id for edge in whole.edges} == set(fit.placement.routes)
    assert len(whole.nodes) > len(one.diagram().nodes)
    assert {node.id for node in one.scene().nodes} == {node.id for node in whole.nodes}


def test_a_placement_tells_how_wide_it_is_where_a_width_is_asked_for() -> None:
    def placed(width: float | None) -> Fit:
        return run(view=lambda view: replace(view, width=width)).fit()

    assert placed(None).needed == 0
    assert placed(1000.0).needed == run().scene().width
    assert placed(None).placement == placed(1000.0).placement


def test_every_value_of_a_theme_is_a_colour_a_measure_or_known_to_move_nothing() -> None:
    measured = {name: resolve(THEMES.get(name), View()).measured for name in THEMES.names()}
    assert measured["plain"] == measured["dark"] == measured["mono"]
    assert len({measured[name] for name in ("plain", "serif", "high-contrast")}) == 3
    kept = {field.name for field in fields(Style)} - {*COLORS, *UNMEASURED}
    assert all(getattr(measured["serif"], name) == getattr(resolve(THEMES.get("serif"), View()), name) for name in kept)


def test_the_view_and_the_language_are_those_of_the_run() -> None:
    one = run(view=in_theme("mono"), lang="ja")
    assert one.as_written.view.theme == "plain"
    assert one.spec.view.theme == "mono"
    assert one.scene().lang == "ja"
    assert one.scene().title == one.describe() != run().describe()


@pytest.mark.parametrize("step", ["diagram", "fit", "scene"])
def test_problems_of_a_figure_have_their_place_however_often_they_are_met(step: str) -> None:
    one = run(LONG, view=lambda view: replace(view, theme="dark"))
    for _ in range(2):
        with pytest.raises(SpecError) as raised:
            getattr(one, step)(dark=True)
        assert [(p.code, p.where) for p in raised.value.problems] == [("dark-pair", Location("fig/a.yaml", 1, 1))]


def test_a_step_that_fails_fails_alike_again() -> None:
    """Also where what was tried has taken steps of the work."""
    one, said = run(LONG, limits=Limits(work=3_000)), set()
    for _ in range(3):
        with pytest.raises(SpecError) as raised:
            one.fit()
        said |= {(p.text, p.where) for p in raised.value.problems}
    ((text, where),) = said
    assert text.startswith("the figure takes more than 3,000 steps to lay out")
    assert where == Location("fig/a.yaml", 1, 1)


def test_figures_may_share_the_work() -> None:
    assert run(limits=Limits(work=50_000)).scene() == run(limits=Limits(work=50_000), parts=10).scene()
    with pytest.raises(SpecError, match=r"takes more than 50 steps"):
        run(limits=Limits(work=50_000), parts=1_000).scene()


@pytest.mark.parametrize(
    ("ask", "text", "hint"),
    [
        (lambda one: one.scene("drak"), "unknown theme 'drak'", "did you mean 'dark'?"),
        (
            lambda one: one.diagram(f"{'x' * 20}"),
            f"unknown theme '{'x' * 20}'",
            f"known here: {', '.join(THEMES.names())}",
        ),
        (lambda one: one.encode("sgv"), "unknown format 'sgv'", "did you mean 'svg'?"),
    ],
)
def test_a_theme_or_a_format_that_there_is_not(
    ask: Callable[[Run], object], text: str, hint: str, made: Counter[str]
) -> None:
    with pytest.raises(UsageError) as raised:
        ask(run())
    assert [(p.text, p.hint) for p in raised.value.problems] == [(text, hint)]
    assert made["sketch"] == 0


def test_wrong_numbers_and_values_have_their_place() -> None:
    with pytest.raises(SpecError) as raised:
        _ = run("inputs: {x: 0}\nnodes: {y: ln(x)}\n").evaluation
    (problem,) = raised.value.problems
    assert (problem.where.path, problem.where.line) == ("fig/a.yaml", 2) if problem.where else False
    one = run(f"{TEXT}expect: {{values: {{d: 9}}}}\n")
    assert one.evaluation.values["d"] == 8
    with pytest.raises(SpecError) as raised:
        one.demand()
    assert list(raised.value.problems) == list(one.unmet)
    assert [(p.code, p.where.line if p.where else 0) for p in one.unmet] == [("expect", 3)]


def test_all_figures_of_a_pair_are_drawn_before_one_is_written(made: Counter[str]) -> None:
    one = run()
    one.draw([True, False, True])
    assert made["compose"] == 2
    one.encode("svg")
    one.encode("svg", dark=True)
    assert made["compose"] == 2


LIGHT = """
import sys
from graphdraw.pipeline.run import Run
from graphdraw.spec import Source
run = Run(Source("a.yaml", b"inputs: {a: 2, b: 3}\\nnodes: {c: a*b}\\nexpect: {values: {c: 6}}\\n"))
%s
print(*sys.modules)
"""


def modules(steps: str) -> set[str]:
    """What is in memory after some steps in a fresh process."""
    root = str(Path(graphdraw.__file__).parents[1])
    ended = subprocess.run(
        [sys.executable, "-c", LIGHT % steps], capture_output=True, check=True, env={"PYTHONPATH": root}
    )
    return set(ended.stdout.decode().split())


HEAVY = {"matplotlib", "numpy", "graphdraw.pipeline.picture", "graphdraw.draw.diagram.sketch", "graphdraw.layout"}


@pytest.mark.parametrize("steps", ["run.problems", "run.unmet, run.demand()", "run.describe(long=True)", "run.checks"])
def test_nothing_heavy_is_imported_without_a_picture(steps: str) -> None:
    assert modules(steps) & HEAVY == set()


def test_gradients_are_compared_where_that_is_asked_for_alone() -> None:
    assert "graphdraw.autodiff.check" not in modules("run.problems, run.unmet")
    assert "graphdraw.autodiff.check" in modules("run.checks")


def test_a_picture_imports_what_it_needs() -> None:
    assert modules("run.diagram()") >= HEAVY


def test_a_figure_reads_its_file_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT, encoding="utf-8")
    read, opened = files.read, []
    monkeypatch.setattr(files, "read", lambda name, *rest: opened.append(name) or read(name, *rest))
    figure = graphdraw.Figure(path)
    for _ in range(2):
        assert figure.render("svg") != figure.render("svg", dark=True)
        assert figure.describe()
    assert [Path(name).name for name in opened].count("a.yaml") == 1
