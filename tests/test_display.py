"""What a figure gives a notebook, without one: only what is asked for, ids of its own, warnings told once."""

import re
from pathlib import Path

import pytest

from graphdraw import Figure
from graphdraw.display import PDF, PNG, SVG, TEXT, bundle

SNACK = Path(__file__).parents[1] / "specs" / "snack.yaml"


@pytest.mark.parametrize(
    ("include", "exclude", "types"),
    [
        (None, None, {SVG, PNG, PDF, TEXT}),
        ({SVG, TEXT, "text/html"}, None, {SVG, TEXT}),
        (None, [PDF, PNG], {SVG, TEXT}),
        ({SVG, PNG}, {PNG}, {SVG}),
        ({"text/html"}, None, set()),
    ],
)
def test_only_what_is_asked_for(include: set[str] | None, exclude: set[str] | None, types: set[str]) -> None:
    data, metadata = Figure(SNACK)._repr_mimebundle_(include=include, exclude=exclude)
    assert set(data) == types
    assert set(metadata) == types & {PNG}


def test_every_display_has_ids_of_its_own() -> None:
    text = "inputs: {apart: 1}\nnodes: {y: apart * 7}\n"
    shown = [bundle(figure, {SVG})[0][SVG] for figure in (Figure(text), Figure(text), Figure(text))]
    found = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in shown]
    assert len(set().union(*found)) == sum(map(len, found))
    name = re.match(r'<svg [^>]*aria-describedby="(gd[0-9a-f]{8})-desc"', shown[0])[1]
    assert Figure(text).render(ids=name).decode().endswith(shown[0])
    assert "<title" not in shown[0]


def test_a_dark_figure_is_another_one() -> None:
    text = "inputs: {night: 1}\nnodes: {y: night * 7}\n"
    light, dark = (bundle(Figure(text), {SVG}, dark=dark)[0][SVG] for dark in (False, True))
    assert re.search('<rect [^>]*fill="([^"]*)"', dark)[1] != re.search('<rect [^>]*fill="([^"]*)"', light)[1]
    assert light != dark


def test_warnings_are_told_once_for_each_figure(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        figure = Figure("inputs: {x: 0}\nnodes: {y: relu(x)}\n")
        bundle(figure, {TEXT})
        bundle(figure, {TEXT})
    assert capsys.readouterr().err.count("warning") == 2
