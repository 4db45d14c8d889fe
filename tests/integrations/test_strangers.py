"""Every Python that is started in the folder of a book imports graphdraw and its libraries, and nothing of the book."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.hostile import SPEC, Strangers

ROOT = Path(__file__).parents[2]
FILES = ROOT / "graphdraw" / "integrations" / "files"
STARTS = [ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml", *sorted(FILES.iterdir())]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs are called through shell scripts")

FIGURE = f"``` {{.graphdraw}}\n{SPEC}```\n"

NODE = """\
import plugin from './graphdraw.mjs';
const told = [];
const vfile = { path: 'page.md', message: (text) => { told.push(text); return {}; } };
const data = { body: %s, options: {}, node: { position: { start: { line: 1 } } } };
const [container] = plugin.directives[0].run(data, vfile, {});
console.log(JSON.stringify({ told, type: container.children[0].type }));
"""


@pytest.fixture
def strangers(tmp_path: Path) -> Strangers:
    return Strangers(tmp_path / "book")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Where `python3` is the only program that has graphdraw, and `python` one that does not know `-P`."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    old = 'if [ "$1" = -P ]; then echo "Unknown option: -P" >&2; exit 2; fi\n'
    for name, before in {"python3": old, "python": ""}.items():
        (bin_ / name).write_text(f'#!/bin/sh\n{before}exec "{sys.executable}" "$@"\n', encoding="utf-8")
        (bin_ / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name not in ("GRAPHDRAW", "PYTHONSAFEPATH")}
    return {**kept, "PATH": f"{bin_}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)}


def run(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_strangers_run_where_nobody_takes_care(strangers: Strangers, environment: dict[str, str]) -> None:
    run([sys.executable, "-m", "graphdraw", "--version"], strangers.folder, environment)
    assert strangers.ran == ["graphdraw"]
    run([sys.executable, "-P", "-m", "graphdraw", "--version"], strangers.folder, {**environment, "PYTHONPATH": "."})
    assert len(strangers.ran) > 1


def test_the_filter_of_pandoc(strangers: Strangers, environment: dict[str, str]) -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    strangers.write("page.md", FIGURE)
    command = [pypandoc.get_pandoc_path(), "page.md", "--lua-filter", str(FILES / "graphdraw.lua"), "-t", "html"]
    done = run(command, strangers.folder, environment)
    assert (done.returncode, done.stderr) == (0, "Unknown option: -P\n")
    assert "<img" in done.stdout
    assert strangers.ran == []


def test_the_plugin_of_mystmd(strangers: Strangers, environment: dict[str, str]) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    strangers.write("graphdraw.mjs", (FILES / "graphdraw.mjs").read_text(encoding="utf-8"))
    strangers.write("script.mjs", NODE % json.dumps(SPEC))
    strangers.write("page.md", FIGURE)
    done = run([node, "script.mjs"], strangers.folder, environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, '{"told":[],"type":"image"}\n', "")
    assert strangers.ran == []


def test_the_steps_of_the_action(strangers: Strangers, environment: dict[str, str], tmp_path: Path) -> None:
    steps = [step for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"] if "run" in step]
    shutil.copy(tmp_path / "bin" / "python", tmp_path / "bin" / "python3")
    strangers.write("a.yaml", SPEC)
    # an install that is refused: pip has been imported by then, and nothing is fetched
    given = {"PATHS": "a.yaml", "OUTPUT": "figures", "FORMATS": "svg", "SOURCE": "no such folder/", "VERSION": ""}
    for name in ("graphdraw.yaml", "pip.conf", "sitecustomize.py"):
        strangers.write(name, "" if name != "sitecustomize.py" else (strangers.folder / "click.py").read_text())
    strangers.write("matplotlibrc", "backend: module://click\ntext.usetex: True\n")
    codes = []
    for step in steps:
        # a job that has its own folder on the path, as an empty part of it says, too
        said = {name: text for name, text in step["env"].items() if "${{" not in text}
        command = ["bash", "-eo", "pipefail", "-c", step["run"]]
        job = {**environment, **given, "PYTHONPATH": f".{os.pathsep}", **said}
        codes.append(run(command, strangers.folder, job).returncode)
    assert codes == [1, 0, 0]
    assert (strangers.folder / "figures" / "a.svg").exists()
    assert strangers.ran == []


@pytest.mark.parametrize("path", STARTS, ids=lambda path: path.name)
def test_no_file_starts_a_module_of_python_without_the_option(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    words = re.findall(r"\S+\s+['\"]?-m\b", text)
    assert [found for found in words if "-P" not in found] == []
