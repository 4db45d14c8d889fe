"""What is removed of temporary files: those of killed processes of graphdraw, and nothing that may be a user's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphdraw.disk import strays, temporary

OLD = time.time() - 2 * strays.ABANDONED

pytestmark = pytest.mark.skipif(os.name != "posix", reason="numbers of processes")


def gone() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def named(monkeypatch: pytest.MonkeyPatch, pid: int, machine: str | None = None) -> str:
    """The name that a process would give to a temporary file."""
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: pid)
        if machine is not None:
            patched.setattr(os, "uname", lambda: os.uname_result(("", machine, "", "", "")))
        return temporary.new_name()


def left(folder: Path, *names: str, old: bool = False) -> set[str]:
    """What is left of files of these names."""
    for name in names:
        (folder / name).write_bytes(b"x")
        if old:
            os.utime(folder / name, (OLD, OLD))
    strays.remove(folder, folder)
    return {name for name in names if (folder / name).is_file()}


def test_a_name_says_who_has_given_it(monkeypatch):
    name = temporary.new_name()
    assert re.fullmatch(r"\.graphdraw-[0-9a-f]{8}-[0-9]+-[0-9a-f]{16}-[0-9a-f]{8}\.tmp", name)
    assert temporary.maker(name) == (os.getpid(), True)
    assert temporary.maker(named(monkeypatch, 77, "elsewhere")) == (77, False)
    assert temporary.new_name() != name


def test_what_a_process_has_left_that_is_gone_is_removed(tmp_path, monkeypatch):
    assert left(tmp_path, named(monkeypatch, gone())) == set()


def test_what_a_running_process_writes_stays_for_an_hour(tmp_path):
    name = temporary.new_name()
    assert left(tmp_path, name) == {name}
    assert left(tmp_path, name, old=True) == set()


def test_what_another_machine_writes_stays_for_an_hour(tmp_path, monkeypatch):
    """Its processes have numbers of their own."""
    name = named(monkeypatch, gone(), "elsewhere")
    assert left(tmp_path, name) == {name}
    assert left(tmp_path, name, old=True) == set()


def test_no_other_name_is_one_of_ours(tmp_path, monkeypatch):
    name = named(monkeypatch, gone())
    changed = {
        name[:at] + other + name[at + 1 :] for at in range(11, len(name) - 4) for other in "0a-" if name[at] != other
    }
    others = {
        *changed,
        *(".graphdraw-1-x.tmp", ".graphdraw-999999999-0011223344556677.tmp", ".graphdraw-notes.tmp", ".graphdraw-.tmp"),
        *(f"{name}~", f" {name}", name.upper(), name.removesuffix(".tmp"), name[1:], name.replace("-", "_")),
        ".graphdraw-manifest.json",
    }
    assert left(tmp_path, *others, old=True) == others


def test_only_an_ordinary_file_is_removed(tmp_path, monkeypatch):
    number = gone()
    folder, link, pipe = (tmp_path / named(monkeypatch, number) for _ in range(3))
    folder.mkdir()
    (tmp_path / "theirs").write_bytes(b"x")
    link.symlink_to("theirs")
    os.mkfifo(pipe)
    strays.remove(tmp_path, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {folder.name, link.name, pipe.name, "theirs"}


def test_a_file_that_has_another_name_stays(tmp_path, monkeypatch):
    name = named(monkeypatch, gone())
    (tmp_path / "theirs").write_bytes(b"x")
    (tmp_path / name).hardlink_to(tmp_path / "theirs")
    strays.remove(tmp_path, tmp_path)
    assert (tmp_path / name).exists()


def test_a_file_of_another_user_stays(tmp_path, monkeypatch):
    name = named(monkeypatch, gone())
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    assert left(tmp_path, name, old=True) == {name}


def test_a_folder_to_which_a_link_leads_out_is_none_of_ours(tmp_path, monkeypatch):
    name = named(monkeypatch, gone())
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / name).write_bytes(b"x")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "deep").symlink_to(tmp_path / "theirs")
    strays.remove(tmp_path / "out" / "deep", tmp_path / "out")
    assert (tmp_path / "theirs" / name).exists()
