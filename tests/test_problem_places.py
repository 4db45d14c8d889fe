"""Every problem that leaves the pipeline has a file, in whatever form it is told: all that are made without one."""

from __future__ import annotations

import ast
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphdraw
from graphdraw import Figure, SpecError
from graphdraw.cli.app import group
from graphdraw.cli.formats import DOCUMENTS, LINES
from graphdraw.draw.diagram import coverage
from graphdraw.draw.text import math
from graphdraw.limits import Limits
from graphdraw.pipeline import reading
from graphdraw.spec import Source
from tests import scenes

PACKAGE = Path(graphdraw.__file__).parent
ONE = "inputs: {x: 2}\nnodes: {y: x*2}\n"
TWO = "inputs: {x: 2}\nnodes: {y: x*2, z: x*3}\n"
LONG = "inputs: {x: 2}\nnodes:\n  a0: x*2\n" + "".join(f"  a{i}: a{i - 1}*x\n" for i in range(1, 30))
MANY = "inputs: {x: 2}\nnodes:\n  a0: x*x\n" + "".join(f"  a{i}: a{i - 1}*a{i - 1}\n" for i in range(1, 9))

WITHOUT_PLACE = {
    ("draw/diagram/coverage.py", "bad-math"),
    ("draw/diagram/coverage.py", "missing-glyphs"),
    ("draw/diagram/least_sizes.py", "small-text"),
    ("autodiff/seeds.py", "forward-only"),
    ("autodiff/seeds.py", "no-seed"),
    ("autodiff/seeds.py", "no-gradient"),
    ("layout/place.py", "too-many-arrows"),
    ("work.py", "too-much-work"),
    ("output/limits.py", "too-large"),
    ("draw/diagram/least_sizes.py", "too-wide"),
    ("pipeline/picture.py", "dark-pair"),
    ("pipeline/reading.py", "unknown-font"),
}
"""Where a problem is made whose place is unknown there, or may be: each of them is met in a test below."""

ALWAYS_PLACED = {
    ("draw/text/math.py", "bad-math"),
    ("cli/commands/check.py", "gradient"),
    ("cli/commands/check.py", "gradient-undecided"),
    ("expect.py", "expect"),
    ("pipeline/run.py", "no-outline"),
    ("draw/content/unnamed.py", "unnamed-gradient"),
}
"""Where the place is a name in the code, and that of a text, a node or a published number."""

OUTSIDE_THE_PIPELINE = {
    "errors.py",
    "cli/exit_codes.py",
    "cli/links.py",
    "cli/telling.py",
    "build/drawing/figure.py",
    "integrations/superfences.py",
}
"""Modules that speak of wrong usage, of outputs, of figures without a spec, or put a place in themselves."""


def made_without_place():
    """Calls of `Problem` whose place is None, or a name that may be."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith("spec/") or name in OUTSIDE_THE_PIPELINE:
            continue  # what reads a spec notes problems by `Problems.add`, which demands a place
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and len(node.args) > 2:
                where, _, code = node.args[:3]
                known = isinstance(where, ast.Call) or (isinstance(where, ast.Attribute) and _is_of_node(where))
                if not known and isinstance(code, ast.Constant):
                    yield name, code.value


def _is_of_node(where):
    """Whether a place is that of a node or an expectation, which always have one."""
    return getattr(where.value, "id", "") in ("node", "expectation", "consumer")


def test_the_list_is_that_of_the_code():
    found = set(made_without_place()) - ALWAYS_PLACED
    assert found - WITHOUT_PLACE == set()


def loaded(text):
    return scenes.load(Source("fig/a.yaml", text.encode()))


def draws(text, **view):
    spec = loaded(text)
    if view:
        spec = scenes.with_view(spec, replace(spec.view, **view))
    return spec, scenes.evaluate(spec)


def problems_of(action):
    with pytest.raises(SpecError) as refused:
        action()
    return refused.value.problems


def too_wide():
    return problems_of(lambda: scenes.draw(*draws(LONG, width=3.0)))


def dark_pair():
    return problems_of(lambda: scenes.draw(*draws(ONE, theme="dark"), dark=True))


def small_text():
    return problems_of(lambda: scenes.draw(*draws(ONE, font_size=3.0)))


def too_large_pdf():
    scene = scenes.draw(*draws(ONE))
    return problems_of(lambda: scenes.encode(scene._replace(width=1e6), "pdf"))


def too_large_png():
    scene = scenes.draw(*draws(ONE))
    return problems_of(lambda: scenes.encode(scene._replace(height=1e6), "png"))


def forward_only():
    return draws(TWO)[1].problems


def forward_only_with_the_rest():
    spec, evaluation = draws(TWO)
    return scenes.problems(spec, evaluation)


def no_seed():
    return problems_of(lambda: scenes.evaluate(loaded(f"{TWO}backward: true\n")))


def no_gradient():
    return draws("inputs: {x: {value: 2, grad: false}}\nnodes: {y: x*2}\nbackward: true\n")[1].problems


def missing_glyphs(monkeypatch):
    monkeypatch.setattr(coverage, "_sources", lambda *_: [])
    monkeypatch.setattr(coverage, "missing_characters", lambda text, _: "\N{SNOWMAN}" if text == "4" else "")
    return problems_of(lambda: scenes.draw(*draws(ONE)))


def bad_math(monkeypatch):
    monkeypatch.setattr(coverage, "missing_characters", lambda text, _: "日" if "x" in text else "")
    monkeypatch.setattr(coverage, "_missing", lambda *_: "")
    return problems_of(lambda: scenes.draw(*draws(ONE)))


def too_many_arrows(monkeypatch):
    monkeypatch.setattr(sys.modules["graphdraw.layout.place"], "MOST_EDGES", 3)
    return problems_of(lambda: scenes.draw(*draws(MANY)))


def too_much_work():
    spec, evaluation = draws(MANY)
    return problems_of(lambda: scenes.draw(replace(spec, limits=Limits(work=3)), evaluation))


def unknown_font(monkeypatch):
    monkeypatch.setattr(reading, "unknown_font", lambda _: graphdraw.Problem(None, "no font", "unknown-font"))
    spec_place = "graphdraw.spec.loading.Spec.place"
    monkeypatch.setattr(spec_place, lambda *_: None)
    return problems_of(lambda: loaded(f"{ONE}view: {{font: Nothing Sans}}\n"))


SITUATIONS = {
    "too-wide": too_wide,
    "dark-pair": dark_pair,
    "small-text": small_text,
    "too-large": too_large_pdf,
    "too-large png": too_large_png,
    "forward-only": forward_only,
    "forward-only with the rest": forward_only_with_the_rest,
    "no-seed": no_seed,
    "no-gradient": no_gradient,
    "missing-glyphs": missing_glyphs,
    "bad-math": bad_math,
    "too-many-arrows": too_many_arrows,
    "too-much-work": too_much_work,
    "unknown-font": unknown_font,
}


def test_every_one_is_met():
    assert {code for _, code in WITHOUT_PLACE} == {name.partition(" ")[0] for name in SITUATIONS}


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_problem_of_a_whole_figure_has_its_file(name, request):
    situation = SITUATIONS[name]
    wants = situation.__code__.co_argcount
    problems = situation(request.getfixturevalue("monkeypatch")) if wants else situation()
    assert name.partition(" ")[0] in {problem.code for problem in problems}
    assert {problem.where and problem.where.path for problem in problems} == {"fig/a.yaml"}
    assert all(problem.headline.startswith("fig/a.yaml:") for problem in problems)


def test_a_figure_of_the_library_has_them_too():
    (note,) = Figure(TWO, name="page.md").problems
    assert (note.where.path, note.where.line, note.where.excerpt) == ("page.md", 1, None)


def named(form, text):
    """The files that a report of one run names, in its form."""
    if form == "json":
        return [problem["path"] for problem in json.loads(text)]
    if form == "sarif":
        (run,) = json.loads(text)["runs"]
        places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
        return [place["artifactLocation"]["uri"] for place in places]
    lines = [line for line in text.splitlines() if "drawn forward only" in line or "does not fit" in line]
    if form == "github":
        return [line.partition("file=")[2].partition(",")[0] for line in lines]
    return [line.partition(":")[0] for line in lines]


@pytest.fixture
def three(tmp_path, monkeypatch):
    """A current folder with three specs that have two outputs."""
    monkeypatch.chdir(tmp_path)
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_text(TWO, encoding="utf-8")
    return ["a.yaml", "b.yaml", "c.yaml"]


@pytest.mark.parametrize("form", [*LINES, *DOCUMENTS])
def test_of_several_specs_each_problem_names_its_own(form, three):
    result = CliRunner().invoke(group, ["render", *three, "--width", "2mm", "--error-format", form])
    assert result.exit_code == 1
    assert named(form, result.stderr) == [name for name in three for _ in ("forward-only", "too-wide")]


@pytest.mark.parametrize("form", [*LINES, *DOCUMENTS])
def test_a_build_names_the_spec_of_each_note(form, three):
    result = CliRunner().invoke(group, ["build", ".", "-o", "out", "-j", "1", "--error-format", form])
    assert result.exit_code == 0
    assert sorted(named(form, result.stderr)) == three


@pytest.mark.parametrize("command", [["render"], ["check"], ["themes", "--sheet", "all.svg"]])
def test_a_slip_in_an_option_is_told_of_each_spec(command, three):
    result = CliRunner().invoke(group, [*command, *three, "--set", "q=1"])
    heads = [line for line in result.stderr.splitlines() if "error:" in line and "--set" in line]
    assert heads == [f"--set:1:1: error: unknown input 'q' in {name} [unknown-name]" for name in three]


def test_of_one_spec_an_option_is_told_without_it(three):
    result = CliRunner().invoke(group, ["check", three[0], "--set", "q=1"])
    assert result.stderr.splitlines()[0] == "--set:1:1: error: unknown input 'q' [unknown-name]"


def test_a_sheet_that_is_too_large_is_named(three, monkeypatch):
    monkeypatch.setattr("graphdraw.output.limits.MAX_INCHES", 1)
    result = CliRunner().invoke(group, ["themes", three[0], "--sheet", "all.pdf", "--theme", "plain"])
    assert "all.pdf:1:1: error: the figure is" in result.stderr


def test_math_that_cannot_be_set_has_a_place():
    spec = loaded("inputs: {x: {value: 2, label: '$x_1$'}}\nnodes: {y: x*2}\n")
    assert all(where.path == "fig/a.yaml" for _, where in spec.texts)
    assert math.check_math("$\\nothing$", spec.texts[0][1], "cm").where is not None
