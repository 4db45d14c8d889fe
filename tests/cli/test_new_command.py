"""`graphdraw new`: the examples, listed and written."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from graphdraw.cli import examples

SPECS = Path(__file__).parents[2] / "specs"


def test_alone_it_lists_every_example_with_what_it_shows(run):
    result = run("new")
    assert (result.exit_code, result.stderr) == (0, "")
    head, *rows = result.stdout.splitlines()
    assert head.split() == ["name", "shows"]
    assert [row.split()[0] for row in rows] == sorted(path.stem for path in SPECS.glob("*.yaml"))


@pytest.mark.parametrize("name", examples.names())
def test_every_example_is_told_in_one_short_sentence(name, run):
    summary = examples.summary(name)
    assert re.fullmatch(r"[^\n]{10,110}\.", summary)
    assert re.search(rf"^{name} +{re.escape(summary)}$", run("new").stdout, re.MULTILINE)


def test_a_sentence_goes_over_lines_and_points():
    assert examples.summary("hidden-layer").endswith("a block is used twice and drawn node by node.")
    assert examples.summary("rnn-unrolled").endswith("each step fed by the one before.")
    assert examples.summary("baydin").endswith("by Baydin et al. (2018), tables 2 and 3: ln x1 + x1 x2 − sin x2.")


def test_it_writes_the_first_example(run, folder):
    result = run("new", "mine.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "mine.yaml: draw it with 'graphdraw render mine.yaml'\n"
    assert (folder / "mine.yaml").read_bytes() == (SPECS / "snack.yaml").read_bytes()


@pytest.mark.parametrize("name", ["colah", "colah.yaml"])
def test_it_writes_an_example_by_name(run, folder, name):
    assert run("new", "mine.yaml", "--from", name).exit_code == 0
    assert (folder / "mine.yaml").read_bytes() == (SPECS / "colah.yaml").read_bytes()


def test_it_never_overwrites(run, folder):
    before = (folder / "snack.yaml").read_bytes()
    result = run("new", "snack.yaml")
    assert result.exit_code == 2
    assert result.stderr == "error: snack.yaml: already exists, left as it is [usage]\nhint: name another file\n"
    assert (folder / "snack.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "text", "hint"),
    [
        (["x.yaml", "--from", "colha"], "no example is called 'colha'", "did you mean 'colah'?"),
        (["x.yaml", "--from", "zzzzzz"], "no example is called 'zzzzzz'", "'graphdraw new' lists the examples"),
        (["x.svg"], "'x.svg' is the name of a picture, not of a spec", "name a .yaml file"),
        (["x.PDF", "--from", "colah"], "'x.PDF' is the name of a picture, not of a spec", "name a .yaml file"),
        (["x.json"], "'x.json' is the name of a picture, not of a spec", "name a .yaml file"),
        (
            ["-", "--from", "snack-tax"],
            "'snack-tax' extends 'snack.yaml', which is written beside it: it needs a name",
            "for example: graphdraw new snack-tax.yaml --from snack-tax",
        ),
        (["--from", "colah"], "where to write is missing", "for example: graphdraw new colah.yaml --from colah"),
    ],
)
def test_mistakes(run, arguments, text, hint):
    result = run("new", *arguments)
    assert (result.exit_code, result.stderr) == (2, f"error: {text} [usage]\nhint: {hint}\n")


@pytest.mark.parametrize("name", ["no/mine.yaml", "snack.yaml/mine.yaml"])
def test_a_folder_that_is_none_is_one_line(run, name):
    result = run("new", name)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {name.replace('/', os.sep)}: cannot be written: no")
    assert len(result.stderr.splitlines()) == 1


def test_what_an_example_extends_is_written_beside_it(run, folder):
    (folder / "figures").mkdir()
    result = run("new", "figures/mine.yaml", "--from", "snack-tax")
    assert result.stderr.splitlines()[0] == f"{Path('figures/snack.yaml')}: the spec that it extends"
    assert run("check", "figures/mine.yaml").exit_code == 0
    again = run("new", "figures/other.yaml", "--from", "snack-tax")
    assert len(again.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["snack", "colah"])
def test_standard_output(run, folder, name):
    before = sorted(folder.iterdir())
    result = run("new", "-", "--from", name)
    assert (result.exit_code, result.stdout_bytes) == (0, (SPECS / f"{name}.yaml").read_bytes())
    assert (result.stderr, sorted(folder.iterdir())) == ("", before)
