"""What hosts are told holds no command to the log of a run either: names of pages, of files, and what roles ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integrations.test_log_commands import commands

ROOT = Path(__file__).parents[2]
FILTER = ROOT / "graphdraw" / "integrations" / "files" / "graphdraw.lua"
BAD = "nodes: {y: z}\n"
NAMES = (
    "sub\n::error::pwned ##[add-mask]1",
    "::error::x",
    "  ::debug::x",
    "a #\u200b#[group]b",
    "##na\ufe0fme[x]",
    "\u202e\u2028c",
    "café 図 👩\u200d💻",
)

FEW = (NAMES[0], NAMES[3], NAMES[-1])
"""For hosts that take their time."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")


def harmless(log: str, names: int, words: str) -> bool:
    """Whether as many lines tell of the mistake, and no line is a command or holds what cannot be seen."""
    lines = log.splitlines()
    unseen = [line for line in lines if not line.isprintable() and "\u200d" not in line]
    return (commands(log), unseen, sum(words in line for line in lines)) == ([], [], names)


def test_sphinx(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="Sphinx is not installed")
    pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")
    from tests.integrations.books import Book

    files, roles = {}, []
    for number, name in enumerate(NAMES):
        quoted = "".join(f"\\u{ord(sign):04x}" if not sign.isprintable() else sign for sign in name)
        files |= {f"d/{name}/b.yaml": BAD, f"s{number}.yaml": f'extends: "d/{quoted}/b.yaml"\n'}
        roles += [f":graphdraw:value:`y@s{number}.yaml` :graphdraw:value:`{name.strip()}@snack.yaml`"]
    included = "part ##[add-mask]1\u202e.txt"
    page = f"Page\n====\n\n{'; '.join(roles)}\n\n.. include:: {included}\n".replace("\n::", " ##[x]::")
    files |= {"snack.yaml": "inputs: {x: 1}\nnodes: {y: x + 1}\n", included: f".. graphdraw::\n\n   {BAD}"}
    told = "\n".join(Book(tmp_path, {"index.rst": page, **files}).build().warnings)
    # one name is refused in a spec, and a page that is included has the mistake, too
    assert harmless(told, len(NAMES), "unknown name 'z'"), told
    assert told.count("[unknown-name]") + told.count("there is no ") >= 2 * len(NAMES)


def test_mkdocs(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="MkDocs is not installed")
    pytest.importorskip("pymdownx", reason="pymdown-extensions is not installed")
    guide = (ROOT / "docs" / "guides" / "mkdocs.md").read_text(encoding="utf-8")
    config = guide.partition("```yml\n")[2].partition("```")[0] + "theme: {name: null, custom_dir: theme}\nnav: []\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    for folder in ("theme", "docs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "theme" / "main.html").write_text("{{ page.content }}", encoding="utf-8")
    for name in NAMES:
        (tmp_path / "docs" / f"{name}.md").write_text('```graphdraw file="bad.yaml"\n```\n', encoding="utf-8")
    script = "import logging\nfrom mkdocs.commands.build import build\nfrom mkdocs.config import load_config\n"
    script += "logging.basicConfig(format='%(message)s')\nlogging.getLogger('mkdocs').setLevel('WARNING')\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", f"{script}build(load_config('mkdocs.yml'))"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert harmless(done.stderr, len(NAMES), "unknown name 'z'"), done.stderr
    assert sum(line.startswith("in the figure of docs/") for line in done.stderr.splitlines()) == len(NAMES)


def test_pandoc(tmp_path: Path) -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    program = tmp_path / "graphdraw"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m graphdraw "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "GRAPHDRAW": str(program), "PYTHONPATH": str(ROOT)}
    said = ""
    for name in FEW:
        path = tmp_path / f"{name}.md"
        path.write_text(f"``` {{.graphdraw captoin=x}}\n{BAD}```\n", encoding="utf-8")
        command = [pypandoc.get_pandoc_path(), path.name, "--lua-filter", str(FILTER), "-t", "html"]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        said += done.stderr
    assert harmless(said, len(FEW), "unknown name 'z'"), said
    assert said.count(".md:2: error: ") == len(FEW)
    assert "café 図" in said
