"""`graphdraw check`: published numbers, numerical gradients, and all forms of problems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphdraw.ops import OPERATIONS

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))

EXPECTING = """\
inputs: {x: 3, y: 4}
nodes:
  z: x * x * y
expect:
  values: {z: 36, z.1: 9.0}
  gradients: {x: 24, "x -> z.1[0]": 12, "x -> z.1": 12}
  local: {"y -> z": 9}
"""


@pytest.fixture
def write(folder):
    def call(text, name="a.yaml"):
        (folder / name).write_text(text, encoding="utf-8")
        return name

    return call


def test_all_is_well(run, write):
    result = run("check", write(EXPECTING), "snack.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 specs: no problems, 6 expected numbers met\n"


def test_quiet_says_nothing_when_all_is_well(run, write):
    result = run("check", "-q", write(EXPECTING))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_number_that_is_not_met(run, write):
    result = run("check", write(EXPECTING.replace("z: 36", "z: 35.4")))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "a.yaml:5:12: error: the value of 'z' is expected to be 35.4, computed is 36 [expect]\n"
        "    values: {z: 35.4, z.1: 9.0}\n"
        "             ^\n"
        "1 spec: 1 error, 5 of 6 expected numbers met\n"
    )


def test_a_gradient_that_does_not_exist(run, write):
    text = "inputs: {x: {value: 3, grad: false}, y: 4}\nnodes: {z: x * y}\nexpect: {gradients: {x: 4}}\n"
    result = run("check", "--error-format", "concise", write(text))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        "a.yaml:3:22: error: the gradient of 'x' is expected to be 4, there is none [expect]"
    )


def test_a_miss_at_a_kink_says_so(run, write):
    text = "inputs: {x: 0}\nnodes: {y: relu(x)}\nexpect: {gradients: {x: 1}}\n"
    result = run("check", write(text))
    assert result.exit_code == 1
    problem = result.stderr[result.stderr.index("error: the gradient of 'x'") :]
    assert "hint: 'y' stands exactly on a kink" in problem


def test_every_file_is_checked_whatever_is_wrong_with_others(run, write):
    result = run("check", "missing.yaml", "typo.yaml", write(EXPECTING), "--error-format", "concise")
    assert result.exit_code == 2
    first, second, last = result.stderr.splitlines()
    assert first.startswith("error: missing.yaml: no such file")
    assert second == "typo.yaml:5:18: error: unknown name 'numbr' [unknown-name]"
    assert last == "3 specs: 2 errors, 6 expected numbers met"


def test_json_is_one_document_for_all_files(run):
    result = run("check", "typo.yaml", "snack.yaml", "--error-format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    (problem,) = json.loads(result.stdout)
    assert (problem["path"], problem["line"], problem["column"], problem["code"]) == (
        "typo.yaml",
        5,
        18,
        "unknown-name",
    )


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_documents_are_written_without_problems_too(run, form):
    result = run("check", "snack.yaml", "--error-format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert (found if form == "json" else found["runs"][0]["results"]) == []


def test_github_annotations(run):
    result = run("check", "typo.yaml", "-q", "--error-format", "github")
    assert result.stderr == (
        "::error file=typo.yaml,line=5,col=18,endColumn=23,title=unknown-name"
        "::unknown name 'numbr' (did you mean 'number'?)\n"
    )


def test_gradients_are_compared_with_numerical_ones(run):
    result = run("check", "--gradients", "snack.yaml")
    assert result.exit_code == 0
    head, *rows = result.stdout.splitlines()
    assert head == "snack.yaml"
    assert rows == [
        "gradient  computed  numerical  difference  verdict",
        "snack          6.0        6.0     0.0e+00  agrees",
        "subtotal       1.2        1.2     0.0e+00  agrees",
        "total            1        1.0     0.0e+00  agrees",
    ]
    assert result.stderr == "1 spec: no problems\n"


CANCELLING = "inputs: {x: 1}\nnodes:\n  y: sin(x)**2 + cos(x)**2\n"


def test_what_cannot_be_decided_is_a_note_and_no_failure(run, write):
    result = run("check", "--gradients", write(CANCELLING), "--error-format", "concise")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[2].split()[::4] == ["x", "undecided"]
    assert result.stderr == (
        "a.yaml:1:10: note: it cannot be decided whether the gradient of 'x' is right: "
        "its parts cancel, and what float64 may be off in them is 2e-14 [gradient-undecided]\n"
        "1 spec: no problems\n"
    )
    assert run("check", "--gradients", "--quiet", "a.yaml").stderr == ""
    (note,) = json.loads(run("check", "--gradients", "--error-format", "json", "a.yaml").stdout)
    assert (note["severity"], note["code"], note["line"]) == ("note", "gradient-undecided", 1)


def test_the_page_shows_what_is_printed(run, write):
    page = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
    text, shown = page.partition("## Gradients compared")[2].split("```")[1:4:2]
    command, _, output = shown.removeprefix("console\n$ graphdraw ").partition("\n")
    write(text.removeprefix("yaml\n"), "circle.yaml")
    result = run(*command.split())
    assert result.stdout + result.stderr == output


def test_a_wrong_gradient_is_an_error(run, write, monkeypatch):
    """A rule for relu that takes 1 at 0, as some books do."""
    relu = OPERATIONS.get("relu")
    wrong = relu._replace(rule=relu.rule._replace(derivatives=("1",)))
    monkeypatch.setitem(OPERATIONS._entries, "relu", wrong)
    text = "inputs: {x: 0}\nnodes:\n  y: relu(x)\n"
    result = run("check", "--gradients", "--error-format", "concise", write(text))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[2].split() == ["x", "1", "0.0", "1.0e+00", "differs"]
    assert "a.yaml:1:10: error: the gradient of 'x' is 1, its numerical value is 0.0 [gradient]\n" in result.stderr
    assert "1 spec: 1 error, 1 warning\n" in result.stderr
    hint = "hint: this is a bug of graphdraw: the numerical value follows the conventions at kinks, too\n"
    assert hint in run("check", "--gradients", "a.yaml").stderr


def test_a_document_has_the_standard_output_for_itself(run):
    assert json.loads(run("check", "--gradients", "--error-format", "json", "snack.yaml").stdout) == []


def test_a_limit_can_be_lowered_and_raised(run):
    assert run("check", "snack.yaml", "--limit", "nodes=4").exit_code == 1
    assert run("check", "snack.yaml", "--limit", "nodes=5").exit_code == 0


def test_an_unknown_limit_is_wrong_usage(run):
    result = run("check", "snack.yaml", "--limit", "node=5")
    assert result.exit_code == 2
    assert "there is no limit 'node'" in result.stderr
    assert "did you mean 'nodes'?" in result.stderr


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_example_is_right_and_its_gradients_are(run, path):
    result = run("check", "--gradients", path)
    assert result.exit_code == 0, result.stderr
    assert "error" not in result.stderr


def test_gradients_that_are_not_compared_are_told(run, write, monkeypatch):
    monkeypatch.setattr("graphdraw.autodiff.composed.MOST_WORK", 1)
    text = "inputs: {a: 1, b: 2}\nnodes: {c: a + b, d: a * b, e: c * d}\n"
    result = run("check", "--gradients", write(text), "--error-format", "concise")
    assert result.exit_code == 0
    assert [row.split()[-1] for row in result.stdout.splitlines()[2:]] == ["undecided"] * 3 + ["agrees"] * 2
    assert result.stdout.splitlines()[2].split() == ["a", "8", "-", "-", "undecided"]
    assert (
        "note: it cannot be decided whether the gradients of 'a' and 2 others are right: "
        "it would be too much work [gradient-undecided]\n"
    ) in result.stderr


@pytest.fixture
def mixed(folder):
    """A folder with two specs, of which one has a mistake, and YAML of all kinds that is no spec."""
    for name, text in {
        "_base.yaml": "inputs: {x: 1}\nnodes: {y: x}\n",
        "deep/child.yml": "extends: ../_base.yaml\n",
        "compose.yaml": "services: {web: {image: nginx}}\n",
        "extending.yaml": "extends: default\nrules: {}\n",
        "many.yaml": "a: 1\n---\nb: 2\n",
        ".hidden/tool.yaml": "nodes: 3\n",
        "graphdraw.yaml": "sources: [.]\noutput: figures\n",
        "action.yml": "inputs: {}\nruns: {}\n",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_of_a_folder_the_specs_are_checked(run, mixed):
    (mixed / "extending.yaml").unlink()
    result = run("check", ".", "--error-format", "concise")
    assert result.exit_code == 1
    assert result.stderr == (
        "typo.yaml:5:18: error: unknown name 'numbr' [unknown-name]\n"
        "3 specs: 1 error; passed over, since there is no 'nodes:' in action.yml\n"
    )


def test_others_among_the_files_are_passed_over(run, mixed):
    (mixed / "default").write_text("rules: {}\n")
    files = [str(path.relative_to(mixed)) for path in sorted(mixed.rglob("*.y*ml"))]
    result = run("check", "--skip-others", "--error-format", "concise", *files)
    assert result.exit_code == 1
    assert result.stderr == run("check", ".", "--error-format", "concise").stderr
    assert result.stderr.endswith("3 specs: 1 error; passed over, since there is no 'nodes:' in action.yml\n")
    assert run("check", "--skip-others", "--quiet", "compose.yaml").exit_code == 0
    assert run("check", "compose.yaml").exit_code == 1
    assert run("check", "--skip-others", "nowhere.yaml").exit_code == 2
    assert run("check", "--skip-others", str(mixed / "snack.yaml")).stderr == "1 spec: no problems\n"
