"""What goes wrong on disk: old figures stay whole, one line for each figure says what, the next build repairs."""

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from graphdraw.build import FolderLook, Outputs, Settings, discover, plan, run
from graphdraw.errors import UsageError
from tests.build import builds
from tests.build.builds import FIGURES, change_all, drawn, refused, strays
from tests.build.conftest import Book

NO_SPACE = """
import errno, os

def fsync(descriptor):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

os.fsync = fsync
"""
"""A disk that is full when the bytes are to be on it."""


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of its own in the folder, where the system lets one be mounted."""
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=256k", "graphdraw-test", str(folder)]
    mounted = mount is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("disk", ["of its own", "that only says so"])
def test_a_full_disk(book: Book, disk: str) -> None:
    """Where nobody may mount one, both are the second."""
    with small_disk(book.folder / "out") if disk == "of its own" else contextlib.nullcontext(False) as mounted:
        assert book.build().exit_code == 0
        before = drawn(book)
        change_all(book)
        site = book.folder / "site"
        if mounted:
            with contextlib.suppress(OSError), (book.folder / "out" / "filler").open("wb", buffering=0) as filler:
                while filler.write(b"x" * 1024):
                    pass
        else:
            book.write("site/sitecustomize.py", NO_SPACE)
        code, lines = builds.finished(builds.start(book.folder, site=site))
        assert code == 2
        assert refused(lines, "no space left on device") >= set(FIGURES)
        assert len([line for line in lines if "error: " in line]) <= len(FIGURES) + 1  # the manifest
        assert drawn(book) == before
        assert strays(book) == []
        (book.folder / "out" / "filler").unlink(missing_ok=True)
        assert book.counts() == "3 figures drawn, 0 unchanged, 0 failed"
        assert set(drawn(book)) == set(before)
        assert not set(drawn(book).values()) & set(before.values())


@pytest.mark.skipif(sys.platform == "win32", reason="no bound on the size of files on this system")
@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_write_that_stops_half_way(book: Book, processes: str) -> None:
    import resource

    assert book.build().exit_code == 0
    before = drawn(book)
    change_all(book)

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    code, lines = builds.finished(builds.start(book.folder, "-j", processes, preexec_fn=bound))
    assert code == 2
    assert refused(lines, "file too large") >= set(FIGURES)
    assert drawn(book) == before
    assert strays(book) == []
    assert book.counts() == "3 figures drawn, 0 unchanged, 0 failed"


def test_an_output_that_is_a_folder(book: Book) -> None:
    (book.folder / "out" / "a.svg").mkdir(parents=True)
    result = book.build()
    assert result.exit_code == 2
    assert "a.svg: cannot be written: it is a folder" in result.stderr
    assert result.stderr.splitlines()[-1] == "2 figures drawn, 0 unchanged, 1 failed"


def test_an_output_that_is_a_link_within_the_folder_is_followed_and_keeps_its_mode(book: Book) -> None:
    kept = book.write("out/store/kept.svg", "old")
    kept.chmod(0o640)
    (book.folder / "out" / "a.svg").symlink_to(kept)
    assert book.build().exit_code == 0
    assert (book.folder / "out" / "a.svg").is_symlink()
    assert kept.read_bytes().startswith(b"<?xml")
    assert kept.stat().st_mode & 0o777 == 0o640
    assert book.counts() == "0 figures drawn, 3 unchanged, 0 failed"


def test_an_output_that_is_a_link_to_nothing_makes_the_file_it_names(book: Book) -> None:
    (book.folder / "out").mkdir()
    (book.folder / "out" / "a.svg").symlink_to("new.svg")
    assert book.build().exit_code == 0
    assert (book.folder / "out" / "a.svg").is_symlink()
    assert (book.folder / "out" / "new.svg").read_bytes().startswith(b"<?xml")
    assert book.counts() == "0 figures drawn, 3 unchanged, 0 failed"


def test_a_link_to_a_folder_that_is_missing(book: Book) -> None:
    (book.folder / "out").mkdir()
    (book.folder / "out" / "a.svg").symlink_to("no/new.svg")
    result = book.build()
    assert result.exit_code == 2
    assert "out/a.svg: cannot be written: no such file or directory" in result.stderr
    assert result.stderr.splitlines()[-1] == "2 figures drawn, 0 unchanged, 1 failed"


def test_an_output_folder_that_is_a_file(book: Book) -> None:
    book.write("out", "a file")
    result = book.build()
    assert result.exit_code == 2
    assert "out: this is a file" in result.stderr
    assert (book.folder / "out").read_text() == "a file"


def test_a_folder_below_the_output_that_is_a_file(book: Book) -> None:
    book.write("out/deep", "a file")
    result = book.build()
    assert result.exit_code == 2
    assert len([line for line in result.stderr.splitlines() if line.startswith("error: ")]) == 2
    assert result.stderr.splitlines()[-1] == "1 figure drawn, 0 unchanged, 2 failed"
    assert (book.folder / "out" / "deep").read_text() == "a file"


def test_processes_that_cannot_be_started(book: Book, tmp_path: Path) -> None:
    """Their socket lies among the temporary files, and its name has at most about 100 bytes."""
    if sys.platform == "win32":
        pytest.skip("no sockets with names")
    assert book.build().exit_code == 0
    before = drawn(book)
    change_all(book)
    long = tmp_path / ("x" * 120)
    long.mkdir()
    environment = {**os.environ, "TMPDIR": str(long), "PYTHONPATH": str(builds.ROOT)}
    command = [sys.executable, "-P", "-m", "graphdraw", "build", "specs", "-o", "out", "-j", "2"]
    done = subprocess.run(command, env=environment, cwd=book.folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        [
            "error: no process can be started that draws: AF_UNIX path too long [usage]",
            "hint: -j 1 draws in this process",
        ],
    )
    assert drawn(book) == before
    assert book.counts("-j", "1") == "3 figures drawn, 0 unchanged, 0 failed"


class Refusing(Executor):
    """Takes no jobs."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ARG002
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/pymp-x")


@pytest.mark.usefixtures("book")
def test_jobs_that_no_executor_takes() -> None:
    found, out = discover([Path("specs")]).found, Path("out")
    with pytest.raises(UsageError) as refused:
        run(plan(found, Outputs(out), Settings(), FolderLook(out)), None, lambda _: None, Refusing())
    assert str(refused.value) == "/tmp/pymp-x: no process can be started that draws: no space left on device"
