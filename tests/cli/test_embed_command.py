"""`graphdraw embed`: figures, and what a page says of them, for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import graphdraw
from graphdraw.draw.style.themes import THEMES
from graphdraw.pipeline.names import FORMATS


@pytest.fixture
def embed(run):
    """Call it; returns the report and the exit code."""

    def call(*arguments, **how):
        result = run("embed", *arguments, **how)
        assert result.stderr == ""
        return json.loads(result.stdout), result.exit_code

    return call


def test_without_an_output_nothing_is_drawn(embed, folder):
    before = sorted(folder.iterdir())
    report, code = embed("snack.yaml")
    assert code == 0
    assert sorted(folder.iterdir()) == before
    assert report == {
        "graphdraw": 1,
        "title": None,
        "alt": graphdraw.describe("snack.yaml"),
        "description": graphdraw.describe("snack.yaml", long=True),
        "values": {"snack": "30", "number": "5", "tax": "1.2", "subtotal": "150", "total": "180"},
        "gradients": {
            "snack -> subtotal": "6",
            "snack -> subtotal[0]": "6",
            "subtotal -> total": "1.2",
            "subtotal -> total[0]": "1.2",
            "snack": "6",
            "subtotal": "1.2",
            "total": "1",
        },
        "dependencies": [str(folder.resolve() / "snack.yaml")],
        "figures": {},
        "problems": [],
    }


def test_numbers_are_those_of_the_library(embed):
    report, _ = embed("snack.yaml", "--set", "view.numbers.decimals=2")
    figure = graphdraw.Figure("snack.yaml", settings=["view.numbers.decimals=2"])
    assert report["values"] == {name: figure.number(name) for name in report["values"]}
    assert report["gradients"] == {name: figure.number(name, gradient=True) for name in report["gradients"]}


def test_figures_are_those_of_render(embed, folder, run):
    report, code = embed("snack.yaml", "-o", "out/a.b", "-f", "svg,pdf,png", "--theme", "serif")
    assert code == 0
    assert report["figures"] == {form: str(Path(f"out/a.b.{form}")) for form in ("svg", "pdf", "png")}
    run("render", "snack.yaml", "-o", "same.svg", "--theme", "serif")
    assert (folder / "out" / "a.b.svg").read_bytes() == (folder / "same.svg").read_bytes()


def test_standard_input_and_flags_and_all_that_it_extends(embed, folder):
    report, _ = embed("-", "--set", "snack=20", stdin="extends: snack.yaml\ntitle: Cheaper\n")
    assert report["title"] == "Cheaper"
    assert report["values"]["total"] == "120"
    assert report["dependencies"] == [str(folder.resolve() / "snack.yaml")]
    assert "120" not in embed("snack.yaml", "--set", "snack=20", "--blank")[0]["alt"]


def test_words_are_in_the_language_of_the_page(embed, folder):
    report, _ = embed("snack.yaml", "--lang", "ja", "-o", "out")
    assert report["alt"] == graphdraw.Figure(folder / "snack.yaml", lang="ja").describe()
    assert report["description"].startswith("入力：")
    drawn = (folder / "out.svg").read_bytes()
    assert drawn == graphdraw.Figure(folder / "snack.yaml", lang="ja").render()
    assert b'xml:lang="ja"' in drawn


def test_a_mistake_is_told_in_the_report_and_the_old_figure_stays(embed, folder):
    (folder / "typo.svg").write_text("old")
    report, code = embed("typo.yaml", "-o", "typo")
    assert code == 1
    assert sorted(report) == ["graphdraw", "problems"]
    [problem] = report["problems"]
    assert (problem["path"], problem["line"], problem["code"]) == ("typo.yaml", 5, "unknown-name")
    assert (folder / "typo.svg").read_text() == "old"


def test_an_expected_number_that_is_not_met_is_a_mistake(embed):
    stdin = "inputs: {x: 2}\nnodes: {y: x * x}\nexpect: {values: {y: 5}}\n"
    report, code = embed("-", stdin=stdin)
    assert (code, [problem["code"] for problem in report["problems"]]) == (1, ["expect"])


def test_warnings_come_with_the_figure(embed):
    report, code = embed("-", "-o", "x", stdin="inputs: {x: 0}\nnodes: {y: relu(x)}\n")
    assert (code, sorted(report["figures"])) == (0, ["svg"])
    assert [problem["severity"] for problem in report["problems"]] == ["warning"]


def test_a_file_that_is_not_there_is_told_in_the_report(embed):
    report, code = embed("snak.yaml")
    assert code == 2
    assert report["problems"][0]["text"] == "snak.yaml: no such file; did you mean 'snack.yaml'?"


def test_where_nothing_can_be_written_is_told_in_the_report(embed):
    report, code = embed("snack.yaml", "-o", "typo.yaml/x/y")
    assert (code, "folder cannot be made" in report["problems"][0]["text"]) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--them", "mono"], "no such option '--them'"),
        ([], "missing argument 'SPEC'"),
    ],
)
def test_wrong_usage_is_told_as_everywhere(run, arguments, text):
    result = run("embed", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {text} [usage]")


@pytest.mark.parametrize(
    ("arguments", "text", "hint"),
    [
        (["-f", "pdf"], "-f needs -o: where to write is missing", "-o STEM, without a suffix"),
        (["-o", "x", "-f", "pdx"], "unknown format 'pdx'", "did you mean 'pdf'?"),
        (["--theme", "cs231"], None, "did you mean 'cs231n'?"),
        (["--theme", "nice"], None, None),
        (["--view", "nix.yaml"], "nix.yaml: no such file", None),
        (["--set", "x"], "'--set x' is not NAME=VALUE", "for example --set tax=1.1 or --set view.numbers=python"),
    ],
)
def test_values_that_are_refused_are_told_in_the_report(embed, arguments, text, hint):
    report, code = embed("snack.yaml", *arguments)
    (problem,) = report["problems"]
    themes = ", ".join(map(repr, THEMES.names()))
    text = text or f"invalid value for '--theme': '{arguments[-1]}' is not one of {themes}"
    assert (code, problem["text"], problem["hint"], problem["severity"]) == (2, text, hint, "error")


def test_formats_are_those_of_the_registry(embed):
    listed = ",".join(FORMATS)
    assert list(embed("snack.yaml", "-o", "all", "-f", listed)[0]["figures"]) == list(FORMATS)
