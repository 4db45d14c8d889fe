"""`--set`, `--view` and `--root` on the commands that read specs, and which of them wins."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def book(folder):
    """A file with a view, and a spec that extends the one beside it."""
    (folder / "book.yaml").write_text("view: {margin: 20}\n", encoding="utf-8")
    (folder / "more.yaml").write_text("extends: snack.yaml\ninputs: {tax: 1.1}\n", encoding="utf-8")
    return folder


def total(run, *arguments):
    result = run("eval", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["values"]["total"]


def test_eval_follows_extends_and_set(run, book):
    assert total(run, book / "more.yaml") == 165.0
    assert total(run, "more.yaml", "--set", "tax=2", "--set", "snack=10") == 100


def test_standard_input_extends_files_of_the_current_folder(run, book):  # noqa: ARG001
    result = run("eval", "-", "--format", "json", stdin="extends: snack.yaml\ninputs: {tax: 3}\n")
    assert json.loads(result.stdout)["values"]["total"] == 450


def width(run, *arguments):
    result = run("render", "snack.yaml", "-f", "json", "-o", "-", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["width"]


def test_render_takes_view_under_set_under_flags(run, book):
    (book / "snack.yaml").write_text((book / "snack.yaml").read_text() + "view: {margin: 5, direction: down}\n")
    narrow, wide = width(run), width(run, "--view", "book.yaml")
    assert wide == pytest.approx(narrow + 30, abs=0.1)
    assert width(run, "--view", "book.yaml", "--set", "view.margin=5") < wide - 25
    across = width(run, "--set", "view.direction=right")
    assert width(run, "--set", "view.direction=down", "--direction", "right") == across > narrow


def test_a_project_file_is_under_the_spec(run, book):
    (book / "graphdraw.yaml").write_text("view: {margin: 40}\n")
    assert width(run) > width(run, "--set", "view.margin=5") + 60


def test_check_looks_at_what_is_set(run, book):  # noqa: ARG001
    assert run("check", "snack.yaml", "more.yaml", "--set", "view.numbers=python").exit_code == 0
    result = run("check", "snack.yaml", "--set", "taxx=2")
    assert result.exit_code == 2
    assert result.stderr == (
        "--set:1:1: error: unknown input 'taxx' [unknown-name]\n"
        "    taxx=2\n"
        "    ^^^^\n"
        "hint: did you mean 'tax'?\n"
        "1 spec: 1 error\n"
    )


def test_a_setting_that_fits_one_of_two_specs_still_draws_that_one(run, book):
    (book / "other.yaml").write_text("inputs: {x: 2}\nnodes: {y: x * x}\n")
    result = run("render", "snack.yaml", "other.yaml", "--set", "x=3")
    assert result.exit_code == 2
    assert (book / "other.svg").exists()
    assert not (book / "snack.svg").exists()


def test_a_view_file_that_is_not_there_is_wrong_usage(run, book):  # noqa: ARG001
    result = run("render", "snack.yaml", "--view", "boko.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: boko.yaml: no such file; did you mean 'book.yaml'")


def test_a_missing_base_is_a_problem_of_the_spec(run, folder):
    (folder / "a.yaml").write_text("extends: snak.yaml\n")
    result = run("check", "a.yaml", "-q")
    assert result.exit_code == 1
    assert result.stderr == (
        "a.yaml:1:10: error: no such file: 'snak.yaml' [no-such-file]\n"
        "    extends: snak.yaml\n"
        "             ^^^^^^^^^\n"
        "hint: did you mean 'snack.yaml'?\n"
    )


def test_the_root_can_be_named(run, book):
    (book / "figures").mkdir()
    (book / "figures" / "a.yaml").write_text("extends: ../snack.yaml\n")
    outside = run("eval", "figures/a.yaml")
    assert outside.exit_code == 1
    assert "'../snack.yaml' is outside the root folder [outside-root]" in outside.stderr
    assert total(run, "figures/a.yaml", "--root", ".") == 180.0
    wrong = run("eval", "figures/a.yaml", "--root", "nowhere")
    assert wrong.exit_code == 2
    assert wrong.stderr == "error: nowhere: the root is a folder, and there is none of that name [usage]\n"
