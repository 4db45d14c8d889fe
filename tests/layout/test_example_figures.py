"""No shipped example has a fault, whichever way it runs, wherever its inputs stand and whatever its theme."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graphdraw.draw.diagram import coverage, sketch
from graphdraw.draw.fit.layout_problem import layout_problem
from graphdraw.draw.style.style import resolve
from graphdraw.draw.style.themes import THEMES
from graphdraw.output.settings import own_settings
from graphdraw.spec import read_file
from tests import scenes
from tests.quality.faults import faults
from tests.quality.figure import figure
from tests.quality.placing import placed

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))


def problem_of(path, **changes):
    loaded = scenes.load(read_file(path))
    view = replace(loaded.view, **changes)
    theme = THEMES.get(view.theme)
    with own_settings():
        style = resolve(theme, view)
        style = replace(style, fonts=coverage.families(loaded.texts, style.fonts, loaded.lang))
        return layout_problem(sketch.sketch(loaded.graph, scenes.evaluate(loaded), view, style))


@pytest.mark.parametrize("direction", ["right", "left", "down", "up"])
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_examples_have_no_fault(path, direction):
    for inputs in ("auto", "edge", "near"):
        problem = problem_of(path, direction=direction, inputs=inputs)
        assert not any(faults(figure(problem, placed(problem))).values())


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_examples_without_forks_have_no_fault(path):
    problem = problem_of(path, branches="hide")
    assert not any(faults(figure(problem, placed(problem))).values())


@pytest.mark.parametrize("theme", THEMES.names())
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_examples_have_no_fault_in_any_theme(path, theme):
    """Names in boxes, other fonts and longer numbers change the sizes of nodes and texts."""
    for direction in ("right", "down"):
        problem = problem_of(path, theme=theme, direction=direction)
        assert not any(faults(figure(problem, placed(problem))).values())
