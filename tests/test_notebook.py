"""What a figure gives a notebook, without one: only what is asked for, ids of its own, warnings told once."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

import graphdraw
from graphdraw import Figure
from graphdraw.notebook import PDF, PNG, SVG, TEXT, bundle, display

SNACK = Path(__file__).parents[1] / "specs" / "snack.yaml"


@pytest.fixture(autouse=True)
def _default() -> Iterator[None]:
    yield
    display()


def _shown(include: set[str] | None = None, exclude: object = None) -> tuple[str, ...]:
    data, metadata = Figure(SNACK)._repr_mimebundle_(include=include, exclude=exclude)  # type: ignore[arg-type]
    assert set(metadata) == set(data) & {PNG}
    return tuple(data)


def test_svg_and_words_unless_something_else_was_asked_for() -> None:
    assert _shown() == (SVG, TEXT)


@pytest.mark.parametrize(
    ("formats", "types"),
    [
        (("svg", "pdf"), (SVG, PDF, TEXT)),
        (("png",), (PNG, TEXT)),
        (["pdf", "png", "svg"], (SVG, PNG, PDF, TEXT)),
        ("svg, png", (SVG, PNG, TEXT)),
        ("pdf", (PDF, TEXT)),
    ],
)
def test_what_was_asked_for(formats: str | Sequence[str], types: tuple[str, ...]) -> None:
    graphdraw.display(formats=formats)
    assert _shown() == types
    graphdraw.display()
    assert _shown() == (SVG, TEXT)


@pytest.mark.parametrize("formats", [(), [], "", " "])
def test_no_format_at_all_is_refused(formats: str | Sequence[str]) -> None:
    with pytest.raises(graphdraw.UsageError, match="no format is named, and no figure would be seen") as caught:
        graphdraw.display(formats=formats)
    assert caught.value.problem.hint == 'for example formats="svg"; the words come by themselves'
    assert _shown() == (SVG, TEXT)


@pytest.mark.parametrize(
    ("formats", "include", "exclude", "types"),
    [
        ("svg", {PNG, TEXT, "text/html"}, None, (PNG, TEXT)),
        ("svg", {PNG, PDF}, None, (PNG,)),
        ("svg", None, [SVG], (PNG, TEXT)),
        ("svg", {PDF}, None, (PDF,)),
        ("svg", {TEXT}, None, (TEXT,)),
        ("svg", {"text/html"}, None, ()),
        ("svg", None, {SVG, PNG, PDF, TEXT}, ()),
        ("pdf", {SVG, PNG, TEXT}, None, (SVG, TEXT)),
        ("svg,pdf", {PDF, PNG}, None, (PDF,)),
        ("svg,pdf", None, [PDF], (SVG, TEXT)),
    ],
)
def test_where_a_program_does_not_show_it_a_figure_is_what_can_be(
    formats: str, include: set[str] | None, exclude: object, types: tuple[str, ...]
) -> None:
    display(formats=formats)
    assert _shown(include, exclude) == types


class Shell:
    """What an IPython says that it shows."""

    def __init__(self, *types: str) -> None:
        self.display_formatter = SimpleNamespace(active_types=list(types))


@pytest.mark.parametrize(
    ("shown", "types"),
    [
        ((TEXT,), (TEXT,)),  # a terminal
        ((TEXT, PNG), (PNG, TEXT)),
        ((TEXT, "text/html", SVG, PNG, "image/jpeg", PDF), (SVG, TEXT)),  # a kernel
        ((), (SVG, TEXT)),
    ],
)
def test_ipython_tells_what_it_shows(
    shown: tuple[str, ...], types: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: Shell(*shown)))
    assert _shown() == types


@pytest.mark.parametrize(
    ("formats", "text", "hint"),
    [
        ("sgv", "a notebook shows no format 'sgv'", "did you mean 'svg'?"),
        (("svg", "json"), "a notebook shows no format 'json'", "known here: svg, png, pdf"),
        ("svg,", "a notebook shows no format ''", "known here: svg, png, pdf"),
    ],
)
def test_an_unknown_format_is_an_error_and_changes_nothing(formats: str | Sequence[str], text: str, hint: str) -> None:
    with pytest.raises(graphdraw.UsageError) as caught:
        graphdraw.display(formats=formats)
    assert (caught.value.problem.text, caught.value.problem.hint) == (text, hint)
    assert _shown() == (SVG, TEXT)


def test_a_figure_in_a_notebook_is_small() -> None:
    """Of all examples, in characters of the notebook file."""
    sizes = [sum(map(len, bundle(Figure(path))[0].values())) for path in sorted(SNACK.parent.glob("*.yaml"))]
    assert sum(sizes) / len(sizes) < 35_000
    assert max(sizes) < 110_000


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


def test_the_mistake_in_the_guide_is_what_is_said() -> None:
    guide = (SNACK.parents[1] / "docs" / "guides" / "jupyter.md").read_text("utf-8")
    [shown] = re.findall(r"^```\n(cell:3:.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    cell = "# %%graphdraw\ninputs: {snack: 30, number: 5}\nnodes: {y: snack * numbr}\n"
    with pytest.raises(graphdraw.SpecError) as refused:
        Figure(cell, name="cell")
    assert f"{refused.value}\n" == shown
