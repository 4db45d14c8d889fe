"""What is imported: a command that draws nothing does not pay for drawing."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROBE = """
import sys
from graphdraw.cli.app import group
try:
    group.main(sys.argv[1:], prog_name="graphdraw")
except SystemExit as ended:
    assert not ended.code, ended.code
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules} | set(sys.modules)), file=sys.stderr)
"""

NOTHING_DRAWN = [
    ["--help"],
    ["--version"],
    ["render", "--help"],
    ["new"],
    ["check", "-q", "snack.yaml"],
    ["check", "-q", "--gradients", "snack.yaml"],
    ["eval", "snack.yaml"],
    ["eval", "snack.yaml", "--format", "json"],
    ["themes"],
    ["ops"],
    ["ops", "mul"],
    ["ops", "mul", "--format", "latex"],
    ["schema"],
]


@pytest.fixture
def modules(tmp_path):
    """The modules in memory after a command in a fresh process."""
    (tmp_path / "snack.yaml").write_bytes((ROOT / "specs" / "snack.yaml").read_bytes())

    def call(*arguments):
        command = [sys.executable, "-c", PROBE, *arguments]
        run = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
        return set(run.stderr.decode().split())

    return call


@pytest.mark.parametrize("arguments", NOTHING_DRAWN, ids=" ".join)
def test_neither_matplotlib_nor_numpy_is_imported(modules, arguments):
    found = modules(*arguments)
    assert "click" in found
    assert found & {"matplotlib", "numpy", "PIL"} == set()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
def test_help_reads_neither_yaml_nor_a_stage(modules, arguments):
    found = modules(*arguments)
    assert found & {"yaml", "graphdraw.pipeline", "graphdraw.ops", "graphdraw.spec", "json"} == set()


def test_the_probe_would_see_matplotlib(modules):
    assert "matplotlib" in modules("render", "-q", "snack.yaml")


SLOW = {
    "matplotlib.backend_bases",
    "matplotlib.figure",
    "matplotlib.mathtext",
    "matplotlib.pyplot",
    "matplotlib.textpath",
    "fontTools",
    "hashlib",
    "urllib.request",
}


@cache
def brought_by(library):
    """What a library imports by itself: the oldest NumPy that is allowed brings `hashlib`."""
    probe = f"import {library}, sys; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True).stdout.decode().split())


@pytest.mark.parametrize("format_", ["svg", "png", "json"])
def test_a_figure_without_math_imports_little_of_matplotlib(modules, format_):
    found = modules("render", "-q", "snack.yaml", "-f", format_)
    assert "matplotlib.ft2font" in found
    assert found & SLOW - brought_by("numpy") == set()


def test_math_is_imported_where_there_is_some(modules, tmp_path):
    (tmp_path / "math.yaml").write_text("inputs: {x: 2}\nnodes: {y: x * 3}\n", encoding="utf-8")
    assert "matplotlib.mathtext" in modules("render", "-q", "math.yaml")
