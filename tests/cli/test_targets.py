"""Where figures go, decided before anything is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphdraw.cli.targets import Target, targets
from graphdraw.errors import UsageError

FORMATS = ("svg", "pdf", "png", "json")


def plan(specs, output=None, formats=()):
    return [(t.spec, t.format, str(t.path) if t.path else None) for t in targets(specs, output, formats, FORMATS)]


@pytest.mark.parametrize(
    ("specs", "output", "formats", "expected"),
    [
        (["a.yaml"], None, [], [("a.yaml", "svg", "a.svg")]),
        (["d/a.b.yaml"], None, ["png"], [("d/a.b.yaml", "png", "d/a.b.png")]),
        (["a.yaml"], None, ["svg", "pdf"], [("a.yaml", "svg", "a.svg"), ("a.yaml", "pdf", "a.pdf")]),
        (["a.yaml"], None, ["svg", "svg"], [("a.yaml", "svg", "a.svg")]),
        (["a.yaml"], "x.PNG", [], [("a.yaml", "png", "x.PNG")]),
        (["a.yaml"], "x.tmp", ["pdf"], [("a.yaml", "pdf", "x.tmp")]),
        (["a.yaml"], "-", [], [("a.yaml", "svg", None)]),
        (["-"], None, ["png"], [("-", "png", None)]),
        (["-"], "x.pdf", [], [("-", "pdf", "x.pdf")]),
        (["-"], "out/", [], [("-", "svg", "out/stdin.svg")]),
        (["a.yaml", "d/b.yaml"], "out/", [], [("a.yaml", "svg", "out/a.svg"), ("d/b.yaml", "svg", "out/b.svg")]),
    ],
)
def test_every_figure_has_its_place(specs, output, formats, expected):
    assert plan(specs, output, formats) == expected


@pytest.mark.parametrize(
    ("specs", "output", "formats", "text", "hint"),
    [
        (
            ["a.yaml", "b.yaml"],
            "x.svg",
            [],
            "2 specs cannot go to one output 'x.svg'",
            "to write them into a folder, leave the suffix out: -o x/",
        ),
        (
            ["a.yaml"],
            "d/q.svg",
            ["svg", "pdf"],
            "2 formats cannot go to one output 'd/q.svg'",
            "to write them into a folder, leave the suffix out: -o d/q/",
        ),
        (
            ["a.yaml"],
            "x",
            ["svg", "png"],
            "2 formats cannot go to one output 'x'",
            "to write them into a folder: -o x/",
        ),
        (["a.yaml", "b.yaml"], "-", [], "2 specs cannot go to one output '-'", None),
        (["a.yaml"], "x.gif", [], "'x.gif' does not say which format to write", "suffixes: .svg, .pdf, .png, .json"),
        (
            ["a.yaml"],
            "x.svg",
            ["png"],
            "-f png does not fit the suffix of 'x.svg'",
            "leave -f out, or change the suffix",
        ),
        (["a.yaml"], None, ["pgn"], "unknown format 'pgn'", "did you mean 'png'?"),
        (["a.yaml"], None, ["gif"], "unknown format 'gif'", "known here: svg, pdf, png, json"),
        (["a.yaml"], None, [""], "unknown format ''", "known here: svg, pdf, png, json"),
        (["-", "a.yaml"], None, [], "standard input is drawn alone and in one format", "or give a folder: -o DIR/"),
    ],
)
def test_what_cannot_be_is_refused(specs, output, formats, text, hint):
    with pytest.raises(UsageError) as refused:
        plan(specs, output, formats)
    assert (str(refused.value), refused.value.problem.hint) == (text, hint)


@pytest.mark.parametrize("name", [".", "..", "/", "./", "a/.."])
def test_what_has_no_stem_is_no_mistake_yet(name):
    """Reading it says what it is."""
    for output in (None, "out/"):
        assert [t.spec for t in targets([name], output, ["svg", "pdf"], FORMATS)] == [name, name]


def test_a_target_says_what_to_write_where():
    assert targets(["a.yaml"], "-", [], FORMATS) == [Target("a.yaml", "svg", None)]
    assert targets(["a.yaml"], "b.pdf", [], FORMATS) == [Target("a.yaml", "pdf", Path("b.pdf"))]
