"""`graphdraw themes`: the list, and the sheet of figures in all themes."""

from __future__ import annotations

import re

import pytest

from graphdraw.draw.style.themes import THEMES

FEW = ["--theme", "plain", "--theme", "dark"]


def test_every_theme_is_listed_with_what_it_is(run):
    result = run("themes")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()[1:]
    assert [re.split(r"  +", line) for line in lines] == [[theme.name, theme.doc] for theme in THEMES]


def test_a_sheet_shows_an_example_in_every_theme(run, folder):
    result = run("themes", "--sheet", "themes.svg")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "neuron -> themes.svg\n")
    svg = (folder / "themes.svg").read_text()
    titles = re.search(r"<title[^>]*>neuron: (.*)</title>", svg)
    assert titles is not None
    assert titles[1] == ", ".join(THEMES.names())
    for theme in THEMES:
        assert f'fill="{theme.ground}"' in svg
        assert f'stroke="{theme.forward}"' in svg


@pytest.mark.parametrize(("name", "start"), [("a.svg", b"<?xml"), ("a.pdf", b"%PDF"), ("a.PNG", b"\x89PNG")])
def test_the_suffix_decides_the_format(run, folder, name, start):
    assert run("themes", "--sheet", name, "snack.yaml", *FEW).exit_code == 0
    assert (folder / name).read_bytes().startswith(start)


def test_the_themes_of_a_sheet_share_the_work(run, folder):
    result = run("themes", "--sheet", "a.svg", "snack.yaml", *FEW, "--limit", "work=80")
    assert result.exit_code == 1
    assert "error: the figure takes more than 10 steps to lay out, most of them for its " in result.stderr
    assert "[too-much-work]" in result.stderr
    assert "or --limit work=N allows more" in result.stderr
    assert not (folder / "a.svg").exists()


def test_several_specs_and_settings(run, folder):
    (folder / "more.yaml").write_text("inputs: {a: 2}\nnodes: {b: a * 3}\n")
    result = run("themes", "--sheet", "a.svg", "snack.yaml", "more.yaml", "--set", "view.numbers=python", *FEW)
    assert result.stderr == "snack.yaml, more.yaml -> a.svg\n"
    svg = (folder / "a.svg").read_text()
    assert "snack.yaml: plain, dark; more.yaml: plain, dark</title>" in svg


def test_the_same_sheet_is_the_same_bytes(run, folder):
    for name in ("a.svg", "b.svg"):
        run("themes", "--sheet", name, "snack.yaml", *FEW)
    assert (folder / "a.svg").read_bytes() == (folder / "b.svg").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["snack.yaml"], "error: where to draw the specs is missing [usage]\nhint: for example --sheet themes.svg"),
        (
            ["--sheet", "a.json"],
            "error: a.json: a sheet is .svg, .pdf or .png [usage]\nhint: for example --sheet a.svg",
        ),
        (["--sheet", "snack.yaml"], "error: snack.yaml: a sheet is .svg, .pdf or .png [usage]"),
        (["--sheet", "a.svg", "missing.yaml"], "missing.yaml"),
        (["--theme", "darc"], "'darc' is not one of"),
    ],
)
def test_what_is_refused(run, folder, arguments, message):
    result = run("themes", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (folder / "a.svg").exists()


def test_a_spec_with_mistakes_is_told_and_no_sheet_is_written(run, folder):
    (folder / "bad.yaml").write_text("inputs: {a: 2}\nnodes: {b: a * c}\n")
    result = run("themes", "--sheet", "a.svg", "snack.yaml", "bad.yaml", *FEW)
    assert result.exit_code == 1
    assert "bad.yaml:2:16: error: unknown name 'c'" in result.stderr
    assert not (folder / "a.svg").exists()
