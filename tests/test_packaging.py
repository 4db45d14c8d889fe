"""What is published: a wheel and an sdist that contain what they need, and work without the checkout."""

from __future__ import annotations

import email
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from graphdraw import __version__

ROOT = Path(__file__).parents[1]
SPECS = sorted((ROOT / "specs").glob("*.yaml"), key=lambda path: path.stem)
FILES = ROOT / "graphdraw" / "integrations" / "files"

pytest.importorskip("build", reason="python -m build is not installed")
pytest.importorskip("hatchling", reason="hatchling is not installed")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The folder with the two archives, built with what is installed: no network."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT]
    run = subprocess.run(build, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(published):
    return published / f"graphdraw-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The unpacked wheel, as pip would lay it down; nothing of the checkout is beside it."""
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_installed(installed, folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-m", "graphdraw", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_has_the_package_the_examples_and_the_licence_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    modules = [path.relative_to(ROOT).as_posix() for path in (ROOT / "graphdraw").rglob("*.py")]
    specs = [f"graphdraw/specs/{path.name}" for path in SPECS]
    plugins = [path.relative_to(ROOT).as_posix() for path in FILES.iterdir()]
    data = ("py.typed", "spec/graph/blocks.yaml", "integrations/sphinx/static/graphdraw.css")
    own = {*modules, *specs, *plugins, *(f"graphdraw/{name}" for name in data)}
    assert {name for name in names if name.startswith("graphdraw/")} == own
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {"graphdraw", f"graphdraw-{__version__}.dist-info"}


def test_the_metadata_names_the_script_the_licence_and_the_libraries(wheel):
    with zipfile.ZipFile(wheel) as archive:
        info = f"graphdraw-{__version__}.dist-info"
        metadata = email.message_from_bytes(archive.read(f"{info}/METADATA"))
        scripts = archive.read(f"{info}/entry_points.txt").decode()
    assert metadata["Name"] == "graphdraw"
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["Description-Content-Type"] == "text/markdown"
    needed = [need for need in metadata.get_all("Requires-Dist") if "extra" not in need]
    assert sorted(need.split(">")[0].lower() for need in needed) == ["click", "matplotlib", "numpy", "pyyaml"]
    assert "matplotlib-fontja>=1.1; extra == 'ja'" in metadata.get_all("Requires-Dist")
    assert "graphdraw = graphdraw.__main__:main" in scripts


def test_the_sdist_can_be_tested(published):
    with tarfile.open(published / f"graphdraw-{__version__}.tar.gz") as archive:
        names = archive.getnames()
    top = f"graphdraw-{__version__}"
    for name in (
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        ".ci/run",
        ".pre-commit-hooks.yaml",
        "action.yml",
        "tests/conftest.py",
        "specs/snack.yaml",
    ):
        assert f"{top}/{name}" in names
    assert not [name for name in names if "__pycache__" in name or ".venv" in name]


def test_an_installed_wheel_lists_and_writes_its_examples(installed, tmp_path):
    listed = run_installed(installed, tmp_path, "new")
    assert listed.returncode == 0, listed.stderr
    assert [line.split()[0] for line in listed.stdout.splitlines()[1:]] == [path.stem for path in SPECS]
    assert run_installed(installed, tmp_path, "new", "mine.yaml").returncode == 0
    assert (tmp_path / "mine.yaml").read_bytes() == (ROOT / "specs" / "snack.yaml").read_bytes()


def test_an_installed_wheel_is_the_one_that_runs(installed, tmp_path):
    code = "import graphdraw; print(graphdraw.__file__)"
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert Path(run.stdout.strip()).is_relative_to(installed)


def test_an_installed_wheel_writes_the_plugins_of_hosts(installed, tmp_path):
    assert run_installed(installed, tmp_path, "integration", "quarto").returncode == 0
    written = tmp_path / "_extensions" / "graphdraw" / "graphdraw.lua"
    assert written.read_bytes() == (FILES / "graphdraw.lua").read_bytes()
