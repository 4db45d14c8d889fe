"""The command line, called in this process and as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphdraw.cli.app import group

ROOT = Path(__file__).parents[2]

SNACK = """\
inputs:
  snack: 30
  number: {value: 5, grad: false}
  tax: {value: 1.2, grad: false}
nodes:
  subtotal: snack * number
  total: subtotal * tax
"""

TYPO = """\
inputs:
  snack: 30
  number: 5
nodes:
  total: snack * numbr
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A current folder with `snack.yaml`, which is right, and `typo.yaml`, which is not."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "snack.yaml").write_text(SNACK, encoding="utf-8")
    (tmp_path / "typo.yaml").write_text(TYPO, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder):  # noqa: ARG001 (the command line runs there)
    """Call the command line; the result has `exit_code`, `stdout` and `stderr`."""

    def call(*arguments, stdin=None):
        return CliRunner().invoke(group, [str(a) for a in arguments], input=stdin, prog_name="graphdraw")

    return call


@pytest.fixture
def shell(folder):
    """Run `graphdraw` as a program of its own; the result has `returncode`, `stdout` and `stderr` as bytes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def call(*arguments, **how):
        how = {"cwd": folder, "env": environment, "capture_output": True, "check": False, **how}
        return subprocess.run([sys.executable, "-m", "graphdraw", *map(str, arguments)], **how)

    return call
