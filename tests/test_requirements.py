"""The lower bounds of what is needed at run time: read for `.ci/run` from the one place where they stand."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests import requirements

RUN = requirements.PROJECT.with_name(".ci") / "run"


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def test_the_project_says_the_lowest_version_of_everything_it_needs() -> None:
    assert requirements.needed() == [("click", "8.2"), ("matplotlib", "3.11"), ("numpy", "1.25"), ("PyYAML", "6.0")]


@pytest.mark.parametrize(("name", "lowest"), requirements.needed())
def test_what_is_installed_here_is_allowed(name: str, lowest: str) -> None:
    assert _numbers(version(name)) >= _numbers(lowest)


def test_the_run_asks_for_exactly_these_versions() -> None:
    """It types none of them: what it would install comes from here."""
    command = [sys.executable, "-m", "tests.requirements", "--lowest"]
    done = subprocess.run(command, cwd=requirements.PROJECT.parent, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["click==8.2", "matplotlib==3.11", "numpy==1.25", "PyYAML==6.0"]
    assert "tests.requirements --lowest" in RUN.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["numpy", "numpy<3", "numpy>=1.25,<3", "numpy~=1.25"])
def test_a_bound_that_could_not_be_run_is_an_error(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text(f'[project]\ndependencies = ["{text}"]\n', encoding="utf-8")
    monkeypatch.setattr(requirements, "PROJECT", project)
    with pytest.raises(ValueError, match="has no lower bound alone"):
        requirements.needed()
