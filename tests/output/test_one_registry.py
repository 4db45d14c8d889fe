"""A format that is registered is found wherever formats are named, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

REGISTERS = """
import json, sys
from graphdraw.output import formats

toy = formats.Format(
    "toy", "a toy", "image/x-toy", binary=False, picture=True, options=("--toy",),
    load=lambda: lambda scene, encoding: f"toy {scene.width:.0f}".encode(),
)
formats.FORMATS.register(toy.name, toy)

import graphdraw
from click.testing import CliRunner
from graphdraw.build.drawing import preload
from graphdraw.cli.commands import build, embed, render, themes
from graphdraw.integrations.sphinx import pictures
from tests import reference

def run(command, *arguments):
    found = CliRunner().invoke(command, arguments)
    return found.exit_code, found.output

found = {
    "api": graphdraw.render("a.yaml", "toy").decode()[:4],
    "mime": graphdraw.formats()["toy"],
    "save": graphdraw.Figure("a.yaml").save("saved.toy") and open("saved.toy").read()[:4],
    "sphinx": pictures.wanted_format(["image/x-toy"]),
    "kept": bool(pictures._OURS.fullmatch("a-0123456789ab.toy")),
    "docs": "| `toy` | a toy | `image/x-toy` | `--toy` |" in reference.formats(),
    "render": run(render.command, "a.yaml", "-q", "-f", "toy"),
    "suffix": run(render.command, "a.yaml", "-q", "-o", "b.toy"),
    "build": run(build.command, "a.yaml", "-q", "-o", "out", "-f", "toy")[0],
    "hint": run(render.command, "b.yaml", "-q")[1].splitlines()[-1:],
    "sheet": run(themes.command, "a.yaml", "-q", "--sheet", "sheet.toy"),
    "helps": [
        "toy" in run(command.command, "--help")[1].replace("\\n", "") for command in (render, build, embed, themes)
    ],
}
json.dump(found, open("found.json", "w"))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict:
    pytest.importorskip("sphinx", reason="Sphinx is not installed")
    folder = tmp_path_factory.mktemp("toy")
    (folder / "a.yaml").write_text("inputs: {x: 2}\nnodes: {y: exp(x)}\n")
    (folder / "b.yaml").write_text("inputs: {x: 2}\nnodes: {y: exp(x)}\nview: {format: toy}\n")
    (folder / "registers.py").write_text(REGISTERS)
    root = Path(__file__).parents[2]
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(root)!r}); exec(open('registers.py').read())",
    ]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return {**json.loads((folder / "found.json").read_text()), "files": sorted(p.name for p in folder.rglob("*.toy"))}


@pytest.mark.parametrize(
    ("place", "what"),
    [
        ("api", "toy "),
        ("mime", "image/x-toy"),
        ("sphinx", "toy"),
        ("kept", True),
        ("docs", True),
        ("render", [0, ""]),
        ("suffix", [0, ""]),
        ("build", 0),
        ("hint", ["hint: it is an option of the command: graphdraw render -f toy"]),
        ("sheet", [0, ""]),
        ("helps", [True] * 4),
        ("files", ["a.toy", "a.toy", "b.toy", "saved.toy", "sheet.toy"]),
    ],
)
def test_a_registered_format_is_found_everywhere(place: str, what: object, found: dict) -> None:
    assert found[place] == what
