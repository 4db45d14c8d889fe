"""A small book in a folder of its own."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphdraw.cli.app import group

A = "inputs: {x: 1}\nnodes: {y: x + 1}\n"
B = "inputs: {x: 2}\nnodes: {y: x * x}\n"
BASE = "inputs: {x: 3}\nnodes: {y: x * 5}\n"
CHILD = "extends: ../_base.yaml\ninputs: {x: 4}\n"


class Book:
    """A folder with specs, and `graphdraw build` on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("graphdraw.yaml", "sources: specs\n")
        self.write("specs/a.yaml", A)
        self.write("specs/deep/b.yml", B)
        self.write("specs/_base.yaml", BASE)
        self.write("specs/deep/child.yaml", CHILD)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(group, list(arguments))

    def build(self, *more: str) -> Result:
        return self.run("build", "specs", "-o", "out", *more)

    def counts(self, *more: str) -> str:
        """The end line of a build."""
        return self.build(*more).stderr.splitlines()[-1]

    def state(self) -> dict[str, tuple[int, int, bytes]]:
        """Date, inode and bytes of everything in the output folder."""
        found = {}
        for path in sorted((self.folder / "out").rglob("*")):
            state = path.stat()
            content = path.read_bytes() if path.is_file() else b""
            found[path.relative_to(self.folder).as_posix()] = (state.st_mtime_ns, state.st_ino, content)
        return found


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    folder = tmp_path / "book"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Book(folder)


@pytest.fixture
def moved(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """The book, built, and then copied elsewhere without dates, as a clone of a repository is."""
    assert book.build().exit_code == 0
    elsewhere = tmp_path / "elsewhere" / "book"
    shutil.copytree(book.folder, elsewhere, copy_function=shutil.copyfile)
    monkeypatch.chdir(elsewhere)
    copy = Book.__new__(Book)
    copy.folder = elsewhere
    return copy
