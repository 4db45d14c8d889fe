"""Make and Ninja with the recipes of the documentation, word for word: what is drawn, what is not, odd names."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphdraw.cli.app import group

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "make-and-ninja.md"
RECIPES = re.findall(r"```(make|ninja)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
IDS = ["make render", "make build", "ninja render", "ninja build"]

BASE = "inputs: {x: 3}\nnodes: {y: x * 5}\n"
CHILD = "extends: _base.yaml\ninputs: {x: 4}\n"
ALONE = "inputs: {x: 1}\nnodes: {y: x + 1}\n"

ODD = ["a b", "c#d", "e$f", "日本", "g:h", "back\\slash", "u(v)", "k[l]"]
"""Names that both read as they are meant."""


PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
"""Where pip puts programs, and where all others are."""


def found(program: str) -> str:
    """The path of a program; the test is skipped without it."""
    return shutil.which(program, path=PATH) or pytest.skip(f"{program} is not installed")


class Made:
    """A folder with two specs, and one of the programs with its recipe."""

    def __init__(self, folder: Path, program: str) -> None:
        self.folder = folder
        self.program = program

    @classmethod
    def begun(cls, folder: Path, program: str, recipe: str) -> "Made":
        """Everything written, and nothing made."""
        made = cls(folder, program)
        made.write("Makefile" if program == "make" else "build.ninja", recipe)
        made.write("specs/_base.yaml", BASE)
        made.write("specs/a.yaml", ALONE)
        made.write("specs/b.yaml", CHILD)
        script = made.write("bin/graphdraw", f'#!/bin/sh\nexec "{sys.executable}" -m graphdraw "$@"\n')
        script.chmod(0o755)
        return made

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        path = f"{self.folder / 'bin'}{os.pathsep}{PATH}"
        environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
        command = [found(self.program), *arguments]
        time.sleep(0.02)  # for what was just saved to be older than what is made now
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    def made(self) -> set[str]:
        """The figures that a run has changed; it must succeed."""
        before = self.figures()
        result = self.run()
        assert result.returncode == 0, result.stdout + result.stderr
        after = self.figures()
        return {name for name, content in after.items() if before.get(name) != content}

    def figures(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.folder / "figures").glob("*.svg"))}

    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        result = self.run()
        said = result.stdout + result.stderr
        assert result.returncode == 0, said
        return "graphdraw" not in said and ("no work to do" in said or "Nothing to be done" in said)


@pytest.fixture(params=RECIPES, ids=IDS, scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Made:
    """What a first run has made; tests go on in copies of it."""
    made = Made.begun(tmp_path_factory.mktemp("first"), *request.param)
    assert made.made() == {"a.svg", "b.svg"}
    assert made.is_idle()
    return made


@pytest.fixture
def made(first: Made, tmp_path: Path) -> Made:
    """The folder with its dates, in another place."""
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    return Made(tmp_path, first.program)


def test_the_second_run_has_nothing_to_do_and_a_change_draws_its_own_figure(made: Made) -> None:
    assert made.is_idle()
    made.write("specs/a.yaml", ALONE.replace("1", "2"))
    assert made.made() == {"a.svg"}
    assert made.is_idle()


def test_a_change_of_an_included_file_draws_what_includes_it(made: Made) -> None:
    made.write("specs/_base.yaml", BASE.replace("5", "6"))
    assert made.made() == {"b.svg"}
    assert made.is_idle()


def test_a_new_date_alone_changes_nothing_and_is_seen_once(made: Made) -> None:
    (made.folder / "specs" / "_base.yaml").touch()
    assert made.made() == set()
    assert made.is_idle()


def test_an_included_file_that_is_not_needed_any_more(made: Made) -> None:
    made.write("specs/b.yaml", ALONE.replace("1", "7"))
    (made.folder / "specs" / "_base.yaml").unlink()
    assert made.made() == {"b.svg"}
    assert made.is_idle()


def test_an_included_file_that_is_missing_is_told_by_us(made: Made) -> None:
    (made.folder / "specs" / "_base.yaml").unlink()
    result = made.run()
    assert result.returncode != 0
    assert re.search(r"b\.yaml:1:10: error: .*_base\.yaml", result.stdout + result.stderr)
    made.write("specs/_base.yaml", BASE.replace("5", "8"))
    assert made.made() == {"b.svg"}


def test_a_mistake_is_told_until_it_is_mended(made: Made) -> None:
    made.write("specs/_base.yaml", BASE.replace("x * 5", "z * 5"))
    for _ in range(2):
        result = made.run()
        assert result.returncode != 0
        assert "unknown name 'z'" in result.stdout + result.stderr
    made.write("specs/_base.yaml", BASE.replace("5", "8"))
    assert made.made() == {"b.svg"}
    assert made.is_idle()


def paths(name: str) -> tuple[str, str]:
    return f"specs/{name}.yaml", f"figures/{name}.svg"


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("program", ["make", "ninja"])
def test_odd_names(tmp_path: Path, program: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The depfile read back, of `build` and of `render`: the figure is current until what it extends changes."""
    made = Made.begun(tmp_path, program, "")
    source, figure = paths(name)
    made.write(f"specs/_{name}.yaml", BASE)
    made.write(source, f"extends: '_{name}.yaml'\n")
    (tmp_path / "figures").mkdir()
    monkeypatch.chdir(tmp_path)
    for command in (["render", source, "-o", figure], ["build", source, "-o", "figures"]):
        assert CliRunner().invoke(group, [*command, "--depfile", "figures.d"]).exit_code == 0
        ask_about(made, figure)
        assert is_current(made, figure)
        (tmp_path / f"specs/_{name}.yaml").touch()
        assert not is_current(made, figure)


def ask_about(made: Made, figure: str) -> None:
    """A recipe that does nothing for a figure, with the dependencies that `figures.d` tells."""
    if made.program == "make":
        made.write("Makefile", "include figures.d\nfigures/%.svg:\n\t@true\n")
    else:
        stated = figure.replace("$", "$$").replace(" ", "$ ").replace(":", "$:")
        rule = "rule figure\n  command = true\n  depfile = figures.d\n"
        made.write("build.ninja", f"{rule}build {stated}: figure\n")
        made.run()  # what Ninja has never run is not current


def is_current(made: Made, figure: str) -> bool:
    """What the program says without running anything."""
    if made.program == "make":
        return made.run("-q", figure).returncode == 0
    return "no work to do" in made.run("-n").stdout
