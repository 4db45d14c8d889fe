"""What goes wrong on disk: old figures stay whole, one line says what, the next build repairs."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.build.conftest import Book

ROOT = Path(__file__).parents[2]
KILLS = 5


def _process(book: Book, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "graphdraw", "build", "specs", "-o", "out", "-q", *more],
        cwd=book.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_builds_killed_at_any_moment_leave_whole_files(book: Book) -> None:
    chance = random.Random(1)
    for i in range(20):
        book.write(f"specs/n{i}.yaml", f"inputs: {{x: {i}}}\nnodes: {{y: x * x + {i}}}\n")
    assert book.build().exit_code == 0
    versions = [{name: content for name, (_, _, content) in book.state().items() if name.endswith(".svg")}]
    started = time.monotonic()
    assert _process(book, "--force").wait() == 0
    length = time.monotonic() - started
    for turn in range(KILLS):
        for i in range(20):
            book.write(f"specs/n{i}.yaml", f"inputs: {{x: {i}}}\nnodes: {{y: x * x + {i + turn + 1}}}\n")
        process = _process(book)
        time.sleep(chance.uniform(0.3, 1.0) * length)
        process.kill()
        process.wait()
        now = {name: content for name, (_, _, content) in book.state().items() if name.endswith(".svg")}
        assert book.build("--force").exit_code == 0
        new = {name: content for name, (_, _, content) in book.state().items() if name.endswith(".svg")}
        for name, content in now.items():
            assert content in (versions[-1][name], new[name]), name
        versions.append(new)
        assert not [name for name in book.state() if name.endswith(".tmp")]


def test_two_builds_at_once_leave_whole_files(book: Book) -> None:
    both = [_process(book), _process(book)]
    assert [process.wait() for process in both] == [0, 0]
    assert book.build().exit_code == 0
    assert book.counts() == "0 figures drawn, 3 unchanged, 0 failed"


def test_an_output_that_is_a_folder(book: Book) -> None:
    (book.folder / "out" / "a.svg").mkdir(parents=True)
    result = book.build()
    assert result.exit_code == 2
    assert "a.svg: cannot be written: it is a folder" in result.stderr
    assert result.stderr.splitlines()[-1] == "2 figures drawn, 0 unchanged, 1 failed"


def test_an_output_that_is_a_link_is_followed(book: Book) -> None:
    (book.folder / "out").mkdir()
    kept = book.write("kept.svg", "old")
    (book.folder / "out" / "a.svg").symlink_to(kept)
    assert book.build().exit_code == 0
    assert (book.folder / "out" / "a.svg").is_symlink()
    assert kept.read_bytes().startswith(b"<?xml")


def test_a_worker_that_dies_fails_its_jobs_and_the_next_build_repairs(book: Book) -> None:
    from concurrent.futures import ProcessPoolExecutor

    from graphdraw.build import Settings, discover, plan, run

    made = plan(discover([Path("specs")]).found, Path("out"), Settings())
    outcomes = []
    with ProcessPoolExecutor(1, initializer=os._exit, initargs=(1,)) as executor:
        run(made, None, outcomes.append, executor)
    assert {outcome.exit_code for outcome in outcomes} == {3}
    assert "ended without an answer" in outcomes[0].problems[0].text
    assert book.counts() == "3 figures drawn, 0 unchanged, 0 failed"
