"""Writing whole files: the old one until the new one is complete."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graphdraw.disk.files import FileTooLargeError, NoFileError, create, holds, make_folder, read, start, write
from graphdraw.disk.projects import Projects
from graphdraw.errors import UsageError

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
from graphdraw.disk.files import create, write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
for door in (write, create):
    try:
        door(Path(sys.argv[1] + door.__name__), b"x" * 5000)
    except UsageError as error:
        print(error)
"""


@as_user
def test_a_write_that_stops_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "a-write"
    target.write_bytes(b"old")
    run = subprocess.run([sys.executable, "-c", FULL_DISK, tmp_path / "a-"], capture_output=True, text=True, check=True)
    told = [f"{tmp_path / name}: cannot be written: file too large" for name in ("a-write", "a-create")]
    assert run.stdout.splitlines() == told
    assert target.read_bytes() == b"old"
    assert left_behind(tmp_path) == ["a-write"]


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
            with pytest.raises(
                FileTooLargeError, match=f"the file has {size:,} bytes; {size - 1:,} are the most"
            ) as told:
                read(file, size - 1)
            assert told.value.size == size


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="Linux")
def test_a_file_that_does_not_know_its_size_is_read_no_further_than_it_may():
    assert len(read("/proc/self/maps")) > 100
    with pytest.raises(FileTooLargeError):
        read("/proc/self/maps", 100)


def test_a_path_may_have_thousands_of_parts(tmp_path, monkeypatch):
    """To make its folders, and to look for the project file above it."""
    monkeypatch.chdir(tmp_path)
    deep = Path(*["x"] * 1500)
    with pytest.raises(UsageError, match="the folder cannot be made: more than 250 folders in each other"):
        make_folder(deep)
    assert Projects().nearest(str(deep)) == Projects().nearest(str(tmp_path))
    assert Projects().nearest("../x/" * 3000) is None or os.name == "nt"
    assert left_behind(tmp_path) == []


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


def test_a_new_file_takes_no_place(tmp_path):
    create(tmp_path / "a", b"new")
    (tmp_path / "link").symlink_to("gone")
    for name in ("a", "link"):
        with pytest.raises(UsageError, match="already exists, left as it is"):
            create(tmp_path / name, b"other")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert left_behind(tmp_path) == ["a", "link"]


def test_a_file_is_held_against_bytes_by_its_size_first(tmp_path, monkeypatch):
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert [holds(file, data) for data in (b"12345", b"12346")] == [True, False]
    assert not holds(tmp_path, b"")
    assert not holds(tmp_path / "gone", b"")
    monkeypatch.setattr(os, "read", None)
    assert not holds(file, b"123456")


def test_the_start_of_a_file(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert [start(file, most) for most in (1, 5, 99)] == [b"1", b"12345", b"12345"]
    with pytest.raises(NoFileError):
        start(tmp_path, 1)


@pytest.fixture
def outside(tmp_path):
    """A folder with a file, beside `out`, where links lead to it; the file is never changed."""
    folder = tmp_path.resolve() / "elsewhere"
    folder.mkdir()
    (folder / "x.svg").write_bytes(b"theirs")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.svg").symlink_to(folder / "x.svg")
    (tmp_path / "out" / "new.svg").symlink_to("../elsewhere/new.svg")
    (tmp_path / "out" / "deep").symlink_to(folder)
    yield folder
    assert left_behind(folder) == ["x.svg"]
    assert (folder / "x.svg").read_bytes() == b"theirs"


@pytest.mark.parametrize(
    ("name", "said"),
    [("x.svg", "{}/x.svg"), ("new.svg", "../elsewhere/new.svg"), ("deep/x.svg", "{}"), ("deep/new.svg", "{}")],
)
def test_a_link_out_of_the_folder_of_the_output_is_not_followed(tmp_path, outside, name, said):
    """The message has what the link says, and not what that leads to."""
    path = tmp_path / "out" / name
    with pytest.raises(UsageError) as refused:
        write(path, b"new", tmp_path / "out")
    target = said.format(outside)
    assert str(refused.value) == f"{path}: cannot be written: a link leads out of its folder, to '{target}'"
    assert refused.value.problem.hint == "remove the link, or name the place itself"


def test_nor_is_a_folder_made_there(tmp_path, outside):
    with pytest.raises(
        UsageError, match=r"the folder cannot be made: a link leads out of its folder, to '.*elsewhere'"
    ):
        make_folder(tmp_path / "out" / "deep" / "a", tmp_path / "out")
    make_folder(tmp_path / "out" / "own" / "a", tmp_path / "out")
    assert outside.is_dir()


def test_a_folder_that_is_named_may_be_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write(tmp_path / "out" / "a.svg", b"new")
    write(tmp_path / "out" / "b.svg", b"new", tmp_path / "out")
    assert left_behind(tmp_path / "real") == ["a.svg", "b.svg"]


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="POSIX")
def test_what_a_program_has_open_can_be_written_to(tmp_path):
    code = "from pathlib import Path; from graphdraw.disk.files import write; write(Path('/dev/stdout'), b'through')"
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
    assert (tmp_path / "out").read_bytes() == b"through"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"through"


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_names_that_no_system_has(tmp_path, name):
    for door in (create, write):
        with pytest.raises(UsageError, match="cannot be written: no file has such a name"):
            door(tmp_path / name, b"new")
    with pytest.raises(UsageError, match="the folder cannot be made: no file has such a name"):
        make_folder(tmp_path / name)
