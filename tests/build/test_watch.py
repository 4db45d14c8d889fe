"""`--watch` on a real folder: what is saved is drawn, an error is shown and the last good figure kept."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from graphdraw.build.watch import files_of, folders_of, rebuilds
from tests.build.conftest import BASE, A, Book

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds that a busy machine may take to notice."""


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


@pytest.fixture
def watching(book: Book) -> Iterator[subprocess.Popen[bytes]]:
    with (book.folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "graphdraw", "build", "specs", "-o", "out", "--watch"],
            cwd=book.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=log,
        )
        yield process
        process.kill()
        process.wait()


def test_what_is_saved_is_drawn(book: Book, watching: subprocess.Popen[bytes]) -> None:
    figure, log = book.folder / "out" / "a.svg", book.folder / "log"
    _wait(lambda: "3 figures drawn" in log.read_text())
    time.sleep(0.5)  # the first build has ended; the folders are watched a moment later
    first = figure.read_bytes()
    book.write("specs/a.yaml", A.replace("x + 1", "x + 2"))
    _wait(lambda: figure.read_bytes() != first)
    second = figure.read_bytes()
    book.write("specs/a.yaml", A.replace("x + 1", "x + zz"))
    _wait(lambda: "unknown name 'zz'" in log.read_text())
    assert figure.read_bytes() == second
    child = book.folder / "out" / "deep" / "child.svg"
    before = child.read_bytes()
    book.write("specs/_base.yaml", BASE.replace("5", "6"))
    _wait(lambda: child.read_bytes() != before)
    if hasattr(signal, "SIGINT") and os.name == "posix":
        watching.send_signal(signal.SIGINT)
        assert watching.wait(PATIENCE) == 130


def test_what_was_read_is_watched_whatever_its_name(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `watchfiles` would tell of is asked of its filter, and every change is one more build."""
    book.write("shared/style.json", '{"view": {"direction": "down"}}\n')
    book.write("specs/a.yaml", "extends: ../shared/style.json\n" + A)
    assert book.build().exit_code == 0
    asked: list[tuple[set[Path], list[bool]]] = []
    names = ["shared/style.json", "shared/other.json", "specs/new.yaml", "specs/pyproject.toml", "out/a.svg"]

    def told(*folders: Path, watch_filter: Callable[[int, str], bool], **_: object) -> Iterator[set[str]]:
        asked.append((set(folders), [watch_filter(1, str(book.folder / name)) for name in names]))
        yield set()

    monkeypatch.setitem(sys.modules, "watchfiles", SimpleNamespace(watch=told))
    builds = rebuilds(lambda: folders_of((Path("specs"),), Path("out")), lambda: files_of(Path("out")))
    assert [next(builds), next(builds)] == [None, None]
    folders, watched = asked[0]
    assert {Path("shared").resolve(), Path("specs").resolve(), Path().resolve()} <= folders
    assert watched == [True, False, True, True, False]


@pytest.mark.skipif(os.name != "posix", reason="links and names of POSIX")
def test_a_name_that_is_no_text_a_new_folder_and_a_link(book: Book) -> None:
    """The first ends nothing, the second is watched, and the third is not followed."""
    pytest.importorskip("watchfiles")
    outside = book.folder.parent / "outside"
    outside.mkdir()
    (book.folder / "specs" / "lnk").symlink_to(outside)
    odd = Path(os.fsdecode(os.fsencode(book.folder / "specs") + b"/\xff.yaml"))
    try:
        odd.touch()
    except OSError:
        pytest.skip("no such names on this file system")
    odd.unlink()
    builds = rebuilds(lambda: folders_of((Path("specs"),), Path("out")), lambda: files_of(Path("out")))
    next(builds)
    watched = folders_of((Path("specs"),), Path("out"))
    assert watched == {Path("specs").resolve(), Path("specs/deep").resolve()}

    def met(change: Callable[[], object]) -> None:
        """Whether a build follows a change that is made soon after the look for it has begun."""
        timer = threading.Timer(0.5, change)
        timer.start()
        next(builds)
        timer.join()

    met(lambda: odd.write_text(A))
    odd.unlink()
    (outside / "a.yaml").write_text(A)
    met(lambda: (book.folder / "specs" / "new").mkdir())
    met(lambda: book.write("specs/new/c.yaml", A))


def test_what_cannot_be_watched_is_one_line(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*_: Path, **__: object) -> Iterator[set[str]]:
        raise OSError("OS file watch limit reached.")
        yield set()

    monkeypatch.setitem(sys.modules, "watchfiles", SimpleNamespace(watch=told))
    result = book.build("--watch")
    assert result.exit_code == 2
    assert "error: the folders cannot be watched: OS file watch limit reached. [usage]" in result.stderr


def test_without_the_package_it_says_what_to_install(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = book.build("--watch")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: --watch needs the package watchfiles [usage]\nhint: pip install 'graphdraw[watch]'\n"
    )
