"""How a build can end before its time: killed, interrupted, without a worker. Nothing is lost, and nothing runs on."""

import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from graphdraw.build.records import known, manifest
from graphdraw.disk import caches
from tests.build import builds
from tests.build.builds import drawn, strays
from tests.build.conftest import Book
from tests.build.foreign import change

KILLS = int(os.environ.get("GRAPHDRAW_KILLS", "2"))
"""How many builds are killed with each number of processes."""

MORE = 20
"""How many more there are at most where every build was killed before or after it drew: a machine may be busy."""

FIGURES = 12

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")


def write(book: Book, turn: int) -> None:
    """Specs whose figures differ in every turn."""
    for i in range(FIGURES):
        book.write(f"specs/n{i}.yaml", f"inputs: {{x: {i}}}\nnodes: {{y: x * x + {i + turn}}}\n")


def length(book: Book, processes: str) -> float:
    """Seconds of a whole build."""
    started = time.monotonic()
    code, _ = builds.finished(builds.start(book.folder, "-j", processes, "--force"))
    assert code == 0
    return time.monotonic() - started


@pytest.mark.parametrize("processes", ["1", "2"])
def test_builds_killed_at_any_moment(book: Book, processes: str) -> None:
    chance = random.Random(processes)
    write(book, 0)
    assert book.build().exit_code == 0
    seconds, old, cut_short, turn = length(book, processes), drawn(book), 0, 0
    while turn < KILLS or (not cut_short and turn < KILLS + MORE):
        turn += 1
        write(book, turn)
        process = builds.start(book.folder, "-j", processes)
        time.sleep(chance.uniform(0.2, 1.0) * seconds)
        process.kill()
        builds.finished(process)
        assert builds.all_end(process.pid)
        found = drawn(book)
        assert book.build().exit_code == 0
        new = drawn(book)
        assert set(found) == set(new)
        for name, content in found.items():
            assert content in (old[name], new[name]), f"{name} after {turn} kills"
        cut_short += found != new
        assert strays(book) == []
        assert book.counts() == f"0 figures drawn, {FIGURES + 3} unchanged, 0 failed"
        old = new
    assert cut_short > 0


def test_what_killed_builds_have_drawn_is_known_or_drawn_again(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache of digests is whole after every kill: no picture is ours that was not drawn, and no build fails."""
    chance, both = random.Random(1), ("-f", "svg,json")
    real = caches.folder().parent
    for name in ("graphdraw", "matplotlib"):  # lists of fonts take seconds to make
        if (real / name).is_dir():
            shutil.copytree(real / name, tmp_path / "cache" / name, ignore=shutil.ignore_patterns("*-1"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # where notes are kept, too, if there is no home
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert known.pictures() == frozenset()
    seconds = length(book, "1")
    for turn in range(1, KILLS // 2 + 1):
        write(book, turn)
        process = builds.start(book.folder, *both, "-j", "2")
        time.sleep(chance.uniform(0.3, 1.0) * seconds)
        process.kill()
        builds.finished(process)
        assert builds.all_end(process.pid)
        change(book, lambda _: None)
        code, _ = builds.finished(builds.start(book.folder, *both))
        assert code == 0
        assert known.pictures() - {""} >= {
            record.output.digest for record in manifest.read(book.folder / "out").values()
        }
        assert all(len(line) in (0, 64) for line in known.pictures())
    change(book, lambda _: None)
    assert not manifest.load(book.folder / "out").is_known
    assert book.counts(*both) == f"0 figures drawn, {FIGURES + 3} unchanged, 0 failed"


@pytest.mark.parametrize("processes", ["1", "2"])
def test_interrupted_builds(book: Book, processes: str) -> None:
    """As a terminal does it: the signal goes to all processes."""
    write(book, 0)
    seconds, codes = length(book, processes), set()
    for turn, share in enumerate((0.4, 0.6, 0.8), start=1):
        write(book, turn)
        process = builds.start(book.folder, "-j", processes)
        time.sleep(share * seconds)
        os.killpg(process.pid, signal.SIGINT)
        code, lines = builds.finished(process)
        codes.add(code)
        assert "Traceback" not in "\n".join(lines)
        assert builds.all_end(process.pid)
        assert strays(book) == []
        told = sum(" -> " in line for line in lines)
        stale, current = map(int, re.findall(r"\d+", book.counts("--dry-run")))
        assert stale + current == FIGURES + 3
        assert current >= told
        assert book.build().exit_code == 0
    assert codes - {0}
    assert codes <= {0, 130, -signal.SIGINT}  # a shell calls the last one 130 too


def test_an_interrupt_while_the_manifest_is_written(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    write_it = manifest.write

    def interrupted(*arguments: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        write_it(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(manifest, "write", interrupted)
        assert book.build().exit_code == 130
    assert book.counts() == "0 figures drawn, 3 unchanged, 0 failed"


def test_two_builds_at_once(book: Book) -> None:
    write(book, 0)
    both = [builds.start(book.folder), builds.start(book.folder)]
    assert [builds.finished(process)[0] for process in both] == [0, 0]
    assert book.build().exit_code == 0
    assert strays(book) == []
    assert book.counts() == f"0 figures drawn, {FIGURES + 3} unchanged, 0 failed"


def test_two_builds_at_once_know_all_that_they_have_drawn(book: Book) -> None:
    """Both note it in one cache."""
    for i in range(FIGURES):
        book.write(f"others/m{i}.yaml", f"inputs: {{x: {i}}}\nnodes: {{y: x - {i} - {os.getpid()}}}\n")
    write(book, os.getpid())
    both = [builds.start(book.folder, "-f", "json"), builds.start(book.folder, "others", "-f", "json")]
    assert [builds.finished(process)[0] for process in both] == [0, 0]
    assert book.build("others", "-f", "json").exit_code == 0
    change(book, lambda _: None)
    assert book.counts("others", "-f", "json") == f"0 figures drawn, {2 * FIGURES + 3} unchanged, 0 failed"


def test_two_builds_of_different_specs_in_one_folder(book: Book) -> None:
    write(book, 0)
    for i in range(FIGURES):
        book.write(f"others/m{i}.yaml", f"inputs: {{x: {i}}}\nnodes: {{y: x - {i}}}\n")
    both = [builds.start(book.folder), builds.start(book.folder, "others")]
    assert [builds.finished(process)[0] for process in both] == [0, 0]
    assert book.build("others").exit_code == 0
    assert strays(book) == []
    assert book.counts("others") == f"0 figures drawn, {2 * FIGURES + 3} unchanged, 0 failed"


DYING = """
import multiprocessing, os, signal, sys

def watch(event, arguments):
    if event == "open" and str(arguments[0]).endswith("n7.yaml") and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
"""
"""A worker that ends when it reads one of the specs, as if the system had killed it for its memory."""


def test_a_worker_that_is_killed(book: Book) -> None:
    write(book, 0)
    book.write("site/sitecustomize.py", DYING)
    process = builds.start(book.folder, "-j", "2", site=book.folder / "site")
    code, lines = builds.finished(process)
    assert code == 3
    assert builds.all_end(process.pid)
    assert "Traceback" not in "\n".join(lines)
    failed = [line for line in lines if "ended without an answer" in line]
    assert any(line.startswith("specs/n7.yaml:1:1: error: ") for line in failed)
    told = sum(" -> " in line for line in lines)
    assert told + len(failed) == FIGURES + 3
    assert lines[-1] == f"{told} figure{'s' * (told != 1)} drawn, 0 unchanged, {len(failed)} failed"
    assert book.counts() == f"{len(failed)} figures drawn, {told} unchanged, 0 failed"
    assert strays(book) == []
