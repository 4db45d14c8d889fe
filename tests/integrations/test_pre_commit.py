"""pre-commit runs the hooks of `.pre-commit-hooks.yaml` on a small repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
SPEC = "inputs: {x: 1}\nnodes: {y: x * 2}\n"
TYPO = "inputs: {x: 1}\nnodes:\n  y: xx * 2\n"
FILES = {
    "a.yaml": SPEC,
    "deep/b.yml": SPEC,
    "compose.yml": "services: {web: {image: nginx}}\n",
    "_part.yaml": "inputs: {x: 1}\n",
    "page.md": "nodes: none\n",
    "graphdraw.yaml": "sources: [.]\noutput: figures\n",
}
AUTHOR = ("-c", "user.name=Test", "-c", "user.email=test@example.org")


def git(folder, *arguments):
    subprocess.run(["git", *AUTHOR, *arguments], cwd=folder, check=True, capture_output=True)


def repository(folder, files):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "All")
    return folder


def pre_commit(folder, *arguments):
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    programs = folder.parent / "bin"
    programs.mkdir(exist_ok=True)
    script = programs / "graphdraw"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m graphdraw "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PRE_COMMIT_HOME": str(folder.parent / "home"),
    }
    command = [sys.executable, "-m", "pre_commit", *arguments, "--color", "never"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(name="book")
def fixture_book(tmp_path):
    """A repository that has the hooks, run by the graphdraw that is tested."""
    local = [{**hook, "language": "system"} for hook in HOOKS.values()]
    config = yaml.safe_dump({"repos": [{"repo": "local", "hooks": local}]})
    return repository(tmp_path / "book", {**FILES, ".pre-commit-config.yaml": config})


def test_the_manifest_is_one():
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    from pre_commit.clientlib import load_manifest

    assert {hook["id"] for hook in load_manifest(MANIFEST)} == set(HOOKS)
    assert {hook["language"] for hook in HOOKS.values()} == {"python"}


def test_specs_are_checked_and_other_yaml_is_passed_over(book):
    code, said = pre_commit(book, "run", "--all-files", "graphdraw-check")
    assert code == 0, said
    (book / "deep" / "b.yml").write_text(TYPO, encoding="utf-8")
    git(book, "add", ".")
    code, said = pre_commit(book, "run", "graphdraw-check")
    assert code == 1
    assert "deep/b.yml:3:6: error: unknown name 'xx' [unknown-name]" in said
    assert "compose" not in said


def test_a_file_that_is_called_like_an_option_is_a_file(book):
    names = (
        "-o.yaml",
        "--view=a.yaml",
        "--gradients.yml",
        "--error-format=json.yaml",
        "--limit=nodes=1.yaml",
        "-q.yaml",
    )
    for name in names:
        (book / name).write_text(TYPO, encoding="utf-8")
    git(book, "add", ".")
    code, said = pre_commit(book, "run", "graphdraw-check")
    assert code == 1
    for name in names:
        assert f"{name}:3:6: error: unknown name 'xx' [unknown-name]" in said, name


def test_a_figure_that_is_not_current_fails(book):
    code, said = pre_commit(book, "run", "--all-files", "graphdraw-build")
    assert code == 1, said
    assert not (book / "figures").exists()
    draw = [sys.executable, "-m", "graphdraw", "build", "-q"]
    subprocess.run(draw, cwd=book, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    git(book, "add", ".")
    code, said = pre_commit(book, "run", "--all-files", "graphdraw-build")
    assert code == 0, said


def test_the_hook_is_installed_by_pip(tmp_path):
    """The real thing: pre-commit makes an environment and installs this project into it."""
    if not os.environ.get("GRAPHDRAW_HOSTS"):
        pytest.skip("GRAPHDRAW_HOSTS is not set: installing from the package index takes a while")
    names = ["graphdraw", "specs", "pyproject.toml", "README.md", "LICENSE", MANIFEST.name]
    (tmp_path / "source").mkdir()
    for name in names:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / "source" / name)
    source = repository(tmp_path / "source", {})
    book = repository(tmp_path / "book", {**FILES, "wrong.yaml": TYPO})
    code, said = pre_commit(book, "try-repo", str(source), "graphdraw-check", "--all-files")
    assert code == 1, said
    assert "wrong.yaml:3:6: error: unknown name 'xx' [unknown-name]" in said
    (book / "wrong.yaml").write_text(SPEC, encoding="utf-8")
    git(book, "add", ".")
    code, said = pre_commit(book, "try-repo", str(source), "graphdraw-check", "--all-files")
    assert code == 0, said
