"""LaTeX with the recipes of the guide, word for word."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphdraw import Figure

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "latex.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^```(latex|perl|make)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
APPLE = "inputs: {apple: 100, count: 2}\nnodes: {price: apple * count}\n"
TYPO = APPLE.replace("* count", "* cuont")
BOOK = "\\documentclass{article}\\usepackage{graphicx}\\begin{document}\\includegraphics{NAME}\\end{document}\n"


@pytest.fixture(name="run")
def fixture_run(tmp_path):
    """Run a program in a folder that has `graphdraw` on its path; the result has `returncode` and `stdout`."""
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "graphdraw"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m graphdraw "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "max_print_line": "1000",
    }

    def call(program, *arguments):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
        how = {
            "cwd": tmp_path,
            "env": environment,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.STDOUT,
            "text": True,
        }
        return subprocess.run([program, *arguments], check=False, stdin=subprocess.DEVNULL, errors="replace", **how)

    return call


def words(path):
    return pypdf.PdfReader(path).pages[0].extract_text()


def test_the_command_of_the_rule_alone(run, tmp_path):
    (tmp_path / "apple.yaml").write_text(APPLE, encoding="utf-8")
    command = re.search(r"\{\.pdf\}\{%\n(.*?)\}\n", RECIPES["latex"], re.DOTALL)[1]
    for name, value in {r"\SourceFile": "apple.yaml", r"\OutputFile": "out.pdf", r"\space": ""}.items():
        command = command.replace(name, value)
    done = run("sh", "-c", command.strip())
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "out.pdf").read_bytes() == Figure(APPLE).render("pdf")
    (tmp_path / "apple.yaml").write_text(TYPO, encoding="utf-8")
    assert "apple.yaml:2:24: error: unknown name 'cuont'" in run("sh", "-c", command.strip()).stdout
    assert not (tmp_path / "out.pdf").exists()


def test_latex_draws_what_it_includes(run, tmp_path):
    (tmp_path / "book.tex").write_text(RECIPES["latex"], encoding="utf-8")
    (tmp_path / "apple.yaml").write_text(APPLE, encoding="utf-8")
    latex = ("pdflatex", "-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "book.tex")
    done = run(*latex)
    assert done.returncode == 0, done.stdout
    assert "200" in words(tmp_path / "book.pdf")
    (tmp_path / "apple.yaml").write_text(TYPO, encoding="utf-8")
    os.utime(tmp_path / "apple.yaml", (4_000_000_000, 4_000_000_000))  # LaTeX compares dates in whole seconds
    done = run(*latex)
    assert done.returncode != 0
    assert "apple.yaml:2:24: error: unknown name 'cuont' [unknown-name]" in done.stdout
    assert "File `apple-yaml-converted-to.pdf' not found" in done.stdout


def test_latexmk_draws_again_what_has_changed(run, tmp_path):
    (tmp_path / ".latexmkrc").write_text(RECIPES["perl"], encoding="utf-8")
    (tmp_path / "book.tex").write_text(BOOK.replace("NAME", "apple"), encoding="utf-8")
    for number in ("100", "300"):
        (tmp_path / "apple.yaml").write_text(APPLE.replace("100", number), encoding="utf-8")
        done = run("latexmk", "-interaction=nonstopmode", "book.tex")
        assert done.returncode == 0, done.stdout
        assert str(int(number) * 2) in words(tmp_path / "book.pdf")
    (tmp_path / "apple.yaml").write_text(TYPO, encoding="utf-8")
    done = run("latexmk", "-interaction=nonstopmode", "book.tex")
    assert done.returncode != 0
    assert "error: unknown name 'cuont'" in done.stdout


def test_make_draws_again_what_has_changed(run, tmp_path):
    (tmp_path / "Makefile").write_text(RECIPES["make"], encoding="utf-8")
    (tmp_path / "book.tex").write_text(BOOK.replace("NAME", "figures/apple"), encoding="utf-8")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "_base.yaml").write_text(APPLE, encoding="utf-8")
    (tmp_path / "specs" / "apple.yaml").write_text("extends: _base.yaml\n", encoding="utf-8")
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed")
    for number, time in (("100", None), ("300", 4_000_000_000)):
        (tmp_path / "specs" / "_base.yaml").write_text(APPLE.replace("100", number), encoding="utf-8")
        if time:
            os.utime(tmp_path / "specs" / "_base.yaml", (time, time))
        done = run("make")
        assert done.returncode == 0, done.stdout
        assert str(int(number) * 2) in words(tmp_path / "book.pdf")
