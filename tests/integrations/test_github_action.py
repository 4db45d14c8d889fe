"""The GitHub Action: its shell steps are run as GitHub runs them, with inputs as environment variables."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from graphdraw import Figure

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs" / "guides" / "continuous-integration.md").read_text(encoding="utf-8")
STEPS = [step for step in ACTION["runs"]["steps"] if "run" in step]
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
SPEC = "inputs: {x: 1}\nnodes: {y: x * 2}\n"
TYPO = "inputs: {x: 1}\nnodes:\n  y: xx * 2\n"

PYTHON = """\
#!/bin/sh
printf '%s\\n' "$*" >> "{noted}"
if [ "$3" != pip ]; then {then}; fi
"""


class Runner:
    """A machine of GitHub: a folder with files, and a `python` that notes what it is asked for and installs nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "book"
        self.noted = folder / "noted"
        self.python = folder / "bin" / "python"
        self.folder.mkdir()
        self.python.parent.mkdir()
        self.then(f'exec "{sys.executable}" "$@"')
        self.path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"

    def then(self, command: str) -> None:
        """What `python` does, after it has noted its arguments."""
        self.python.write_text(PYTHON.format(noted=self.noted, then=command), encoding="utf-8")
        self.python.chmod(0o755)

    def write(self, name: str, text: str = SPEC) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, **given: str) -> tuple[int, str]:
        """The exit code of the step that failed, or 0, and all that was said."""
        values = {f"inputs.{name}": str(about["default"]) for name, about in ACTION["inputs"].items()}
        values |= {f"inputs.{name.replace('_', '-')}": value for name, value in given.items()}
        values["github.action_path"] = str(ROOT)
        said = ""
        for step in STEPS:
            if "if" in step and not holds(step["if"], values):
                continue
            variables = {name: EXPRESSION.sub(lambda m: values[m[1]], text) for name, text in step["env"].items()}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.folder,
                env={**os.environ, "PATH": self.path, "PYTHONPATH": str(ROOT), **variables},
                capture_output=True,
                text=True,
                check=False,
            )
            said += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, said
        return 0, said

    def files(self) -> list[str]:
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file())


def holds(condition: str, values: dict[str, str]) -> bool:
    """The one form of condition that the action uses."""
    name, value = re.fullmatch(r"\$\{\{ (\S+) != '(\w+)' \}\}", condition).groups()
    return values[name] != value


@pytest.fixture(name="runner")
def fixture_runner(tmp_path):
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    return Runner(tmp_path)


def test_figures_are_checked_and_drawn(runner):
    runner.write("specs/a.yaml")
    runner.write("a folder/b c.yaml")
    code, said = runner.run(paths="specs\n\na folder\n", formats="svg,json")
    assert code == 0, said
    assert "2 specs: no problems" in said
    assert {"figures/a.svg", "figures/a.json", "figures/b c.svg"} <= set(runner.files())
    assert (runner.folder / "figures" / "a.svg").read_bytes() == Figure(SPEC).render()


def test_a_mistake_is_shown_beside_its_line_and_nothing_is_drawn(runner):
    runner.write("a.yaml")
    runner.write("b.yaml", TYPO)
    code, said = runner.run()
    assert code == 1
    assert "::error file=b.yaml,line=3,col=6" in said
    assert runner.files() == ["a.yaml", "b.yaml"]


def test_only_a_check(runner):
    runner.write("a.yaml")
    code, said = runner.run(check_only="true")
    assert code == 0, said
    assert runner.files() == ["a.yaml"]


def test_the_project_file_says_where_figures_go(runner):
    runner.write("a.yaml")
    runner.write("graphdraw.yaml", "sources: [.]\noutput: pictures\n")
    code, said = runner.run(output="")
    assert code == 0, said
    assert "pictures/a.svg" in runner.files()


@pytest.mark.parametrize(("version", "wanted"), [("0.2.0", "graphdraw==0.2.0"), ("", str(ROOT))])
def test_what_is_installed(runner, version, wanted):
    runner.then("exit 1")
    assert runner.run(version=version)[0] == 1
    assert runner.noted.read_text().splitlines()[0].split()[-1] == wanted


def test_no_input_is_run(runner):
    hostile = "\"; touch ran; $(touch ran) `touch ran` ' | touch ran & *"
    runner.then("true")
    code, said = runner.run(paths=f"{hostile}\n--help", output=hostile, formats=hostile, version=hostile)
    assert code == 0, said
    assert runner.noted.read_text().splitlines()[1:] == [
        f"-P -m graphdraw check --error-format=github -- {hostile} --help",
        f"-P -m graphdraw build --error-format=github -f {hostile} -o {hostile} -- {hostile} --help",
    ]
    assert runner.files() == []


def test_a_file_that_begins_with_a_hyphen_is_a_file(runner):
    runner.write("-q.yaml")
    code, said = runner.run(paths="-q.yaml", check_only="true")
    assert code == 0, said
    assert "1 spec: no problems" in said


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step["name"])
def test_scripts_hold_no_inputs(step):
    assert "${{" not in step["run"]
    assert step["shell"] == "bash"


def test_the_guide_has_every_input_with_its_default():
    for name, about in ACTION["inputs"].items():
        row = re.search(rf"^\| `{name}` \| (.*) \| (.*) \|$", GUIDE, re.MULTILINE)
        assert row, name
        assert row[2] == (f"`{about['default']}`" if about["default"] else "that of the action")
