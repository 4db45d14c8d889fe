"""Adding one thing is editing one place: tried in a copy of the checkout, with what else the tests then ask for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.additions import ADDITIONS, MOST_FILES, Addition

ROOT = Path(__file__).parents[1]
COPIED = (
    "graphdraw",
    "tests",
    "docs",
    "specs",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "pyproject.toml",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "data", "images", "static", "*.png")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The checkout without pictures and recorded figures."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda addition: addition.kind)
def test_one_thing_is_added_in_one_place(copy: Path, addition: Addition) -> None:
    assert len({edit.file for edit in addition.edits}) <= MOST_FILES
    addition.apply(copy)
    used = run(copy, "-c", addition.used)
    assert used.returncode == 0, used.stderr
    tests = run(copy, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-vv", *addition.missing)
    failed = set(re.findall(r"^FAILED ([^ \[]+)", tests.stdout, re.MULTILINE))
    assert failed == set(addition.missing), tests.stdout
    for name, missing in addition.missing.items():
        report = tests.stdout[tests.stdout.index(f"_ {name.rpartition(':')[2]}") :]
        assert [text for text in missing if text not in report] == [], name
