"""Builds as processes of their own, to be killed, interrupted and kept from what they want to do."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.build.conftest import BASE, A, B, Book

ROOT = Path(__file__).parents[2]

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def start(folder: Path, *more: str, site: Path | None = None, **how: Any) -> subprocess.Popen[str]:
    """`graphdraw build specs -o out` in a folder, in a process group of its own; `site` has a sitecustomize.py."""
    path = os.pathsep.join(str(part) for part in (site, ROOT) if part)
    return subprocess.Popen(
        [sys.executable, "-m", "graphdraw", "build", "specs", "-o", "out", *more],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=os.name == "posix",
        **how,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """Exit code and lines of standard error, without the hints."""
    _, said = process.communicate(timeout=120)
    return process.returncode, [line for line in said.splitlines() if not line.startswith("hint: ")]


def survivors(group: int) -> list[str]:
    """What is still running of a process group, zombies apart."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, member_of = path.read_text().rpartition(") ")[2].split()[:3]
            if int(member_of) == group and state not in "ZX":
                found.append((path.parent / "cmdline").read_text().replace("\0", " "))
        except OSError:  # it has just ended
            continue
    return found


def all_end(group: int, seconds: float = 30) -> bool:
    """Whether everything of a process group ends by itself, soon."""
    until = time.monotonic() + seconds
    while survivors(group):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def as_a_user() -> dict[str, Any]:
    """What makes a process one for which permissions hold; for root they do not."""
    if os.name != "posix":
        pytest.skip("no POSIX permissions on this system")
    if os.geteuid() != 0:
        return {}
    return {"preexec_fn": _drop_privileges} if sys.platform == "linux" else {"user": 65534}


def _drop_privileges() -> None:
    """Of the process and all that it starts: passing over permissions, and reading everything."""
    system = ctypes.CDLL(None, use_errno=True)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if system.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
            os.setuid(65534)
            return


FIGURES = ("out/a.svg", "out/deep/b.svg", "out/deep/child.svg")
"""What the specs of a book are drawn to."""


def change_all(book: Book) -> None:
    """New values everywhere, so that every figure is drawn anew."""
    book.write("specs/a.yaml", A.replace("x: 1", "x: 7"))
    book.write("specs/deep/b.yml", B.replace("x: 2", "x: 8"))
    book.write("specs/_base.yaml", BASE.replace("x * 5", "x * 9"))


def drawn(book: Book) -> dict[str, bytes]:
    """The bytes of every figure."""
    return {name: content for name, (_, _, content) in book.state().items() if name.endswith(".svg")}


def strays(book: Book) -> list[str]:
    """Temporary files that a build has left."""
    return [name for name in book.state() if name.endswith(".tmp")]


def refused(lines: list[str], why: str) -> set[str]:
    """The files that a build could not write."""
    end = f": cannot be written: {why} [usage]"
    return {line.removeprefix("error: ").removesuffix(end) for line in lines if line.endswith(end)}
