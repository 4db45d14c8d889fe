"""Writing whole files: the old one until the new one is complete."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graphdraw.errors import UsageError
from graphdraw.files import NoFileError, TooLargeError, read, write

as_user = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX permissions")


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_bytes_and_the_mode_of_the_umask(tmp_path):
    old = os.umask(0o027)
    try:
        assert write(tmp_path / "a.svg", b"new")
    finally:
        os.umask(old)
    assert (tmp_path / "a.svg").read_bytes() == b"new"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "a.svg").stat().st_mode) == 0o640


def test_replacing_keeps_the_mode_and_leaves_nothing_else(tmp_path):
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")
    target.chmod(0o604)
    assert write(target, b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o604
    assert left_behind(tmp_path) == ["a.svg"]


def test_the_same_bytes_keep_the_date(tmp_path):
    target = tmp_path / "a.svg"
    target.write_bytes(b"same")
    os.utime(target, ns=(10**9, 10**9))
    assert not write(target, b"same")
    assert target.stat().st_mtime_ns == 10**9


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path):
    (tmp_path / "store").mkdir()
    real = tmp_path / "store" / "real.svg"
    real.write_bytes(b"old")
    link = tmp_path / "link.svg"
    link.symlink_to(real)
    write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert left_behind(tmp_path / "store") == ["real.svg"]


def test_a_link_to_nothing_makes_the_file_it_names(tmp_path):
    link = tmp_path / "link.svg"
    link.symlink_to(tmp_path / "real.svg")
    write(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.svg").read_bytes() == b"new"


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(UsageError) as refused:
        write(tmp_path / "a.svg", b"new")
    assert str(refused.value) == f"{tmp_path / 'a.svg'}: cannot be written: it is a folder"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(UsageError) as refused:
        write(tmp_path / "no" / "a.svg", b"new")
    assert str(refused.value) == f"{tmp_path / 'no' / 'a.svg'}: cannot be written: no such file or directory"


@as_user
def test_a_read_only_file_is_left_alone(tmp_path, monkeypatch):
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")
    target.chmod(0o444)
    if os.geteuid() == 0:  # for root everything is writable: answer as the system answers everyone else
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # noqa: ARG005
    with pytest.raises(UsageError) as refused:
        write(target, b"new")
    assert str(refused.value) == f"{target}: cannot be written: the file is read-only"
    assert target.read_bytes() == b"old"


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from graphdraw.errors import UsageError
from graphdraw.files import NoFileError, TooLargeError, read, write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write(Path(sys.argv[1]), b"x" * 5000)
except UsageError as error:
    print(error)
"""


@as_user
def test_a_write_that_stops_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")
    run = subprocess.run([sys.executable, "-c", FULL_DISK, target], capture_output=True, text=True, check=True)
    assert run.stdout == f"{target}: cannot be written: file too large\n"
    assert target.read_bytes() == b"old"
    assert left_behind(tmp_path) == ["a.svg"]


def test_an_interrupt_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")

    def interrupt(_descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(target, b"new")
    assert target.read_bytes() == b"old"
    assert left_behind(tmp_path) == ["a.svg"]


@as_user
def test_what_is_no_regular_file_is_written_to_directly(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen([sys.executable, "-c", f"print(open({str(pipe)!r}).read())"], stdout=subprocess.PIPE)
    assert write(pipe, b"through")
    assert reader.communicate()[0] == b"through\n"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_file_is_read_whole_and_up_to_a_size(tmp_path):
    file = tmp_path / "a"
    for size in (0, 1, 5, (1 << 20) + 3):
        file.write_bytes(b"x" * size)
        assert read(file) == read(file, size) == b"x" * size
        if size:
            with pytest.raises(TooLargeError, match=f"the file has {size:,} bytes; {size - 1:,} are the most") as told:
                read(file, size - 1)
            assert told.value.size == size


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="Linux")
def test_a_file_that_does_not_know_its_size_is_read_no_further_than_it_may():
    assert len(read("/proc/self/maps")) > 100
    with pytest.raises(TooLargeError):
        read("/proc/self/maps", 100)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_only_ordinary_files_are_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    before = len([*Path("/dev/fd").iterdir()])
    for path in (tmp_path, tmp_path / "pipe", "/dev/zero", "/dev/null"):
        with pytest.raises(NoFileError):
            read(path)
    for path in (tmp_path / "gone", tmp_path / ("x" * 300), "a\0b", "\ud800"):
        with pytest.raises(OSError):  # noqa: PT011 (the system says it)
            read(path)
    assert len([*Path("/dev/fd").iterdir()]) == before
