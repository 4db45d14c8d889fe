"""Processes that the system ends where they need more time or memory than was promised, and what they needed."""

from __future__ import annotations

import math
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SECONDS, MEMORY = 15.0, 1 << 30
"""What SECURITY.md promises: seconds of computing, and bytes of address space."""

REFERENCE = 0.54
"""Seconds of computing that `WORK` takes on the machine where the promise of 15 s was measured, alone on it."""

TURNS = 3
"""How often the work of the reference is timed; the median counts."""

WAITING = 20.0
"""Seconds after which a process of which nothing computes waits for what never comes."""

TICK = 0.05

WORK = """
import io, time
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
start, seen, total = time.process_time(), {}, 0
for i in range(1_000_000):
    seen[i % 1009] = seen.get(i % 1009, 0) + (i * i) % 7
    total += len(str(i))
figure = Figure(figsize=(6, 4), dpi=100)
FigureCanvasAgg(figure)
for i in range(40):
    figure.text(0.1 + 0.02 * i, 0.02 * i, f"$x_{{{i}}} + \\\\frac{{{i}}}{{7}}$")
    figure.savefig(io.BytesIO(), format="png") if i % 20 == 0 else None
print(time.process_time() - start)
"""
"""Plain Python, formulas and pixels in about the shares that graphdraw has of them."""

_CHILD = """
import resource, sys
seconds, memory = int(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
sys.argv = ["graphdraw", *sys.argv[3:]]
from graphdraw.__main__ import main
main()
"""


class Bounds(NamedTuple):
    """Seconds of computing, on the machine of `REFERENCE`, and bytes of address space."""

    seconds: float = SECONDS
    memory: int = MEMORY


class Outcome(NamedTuple):
    """How a process ended: its exit code, negative for a signal; seconds of computing; most memory in MB; its texts.

    The memory is what was used of it, while the bound is on address space, of which there is always more.
    """

    code: int
    seconds: float
    megabytes: float
    said: str
    hung: bool = False

    @property
    def ending(self) -> str:
        """The end in a word or two."""
        if self.hung:
            return "waits for ever"
        return f"exit {self.code}" if self.code >= 0 else signal.Signals(-self.code).name


def environment() -> dict[str, str]:
    """What a bounded process starts with: one thread for numbers, since each reserves address space of its own."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GRAPHDRAW")}
    return {**kept, **threads, "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"}


def reference() -> float:
    """How many times slower than the machine of `REFERENCE` this one is now."""
    command = [sys.executable, "-c", WORK]
    timed = [subprocess.run(command, env=environment(), capture_output=True, check=True) for _ in range(TURNS)]
    return statistics.median(float(one.stdout) for one in timed) / REFERENCE


def graphdraw(
    arguments: Sequence[str], folder: Path, bounds: Bounds, scale: float = 1.0, asked: dict[str, str] | None = None
) -> Outcome:
    """Run the command line in a folder within bounds; `asked` are more variables of its environment."""
    most = math.ceil(bounds.seconds * scale)
    command = [sys.executable, "-c", _CHILD, str(most), str(bounds.memory), *arguments]
    return run(command, folder, asked or {})


def run(command: Sequence[str], folder: Path, asked: dict[str, str]) -> Outcome:
    """Run a program to its end, which is made where it only waits, and ask what it needed."""
    variables = environment() | asked
    with tempfile.TemporaryFile() as said:
        started = subprocess.Popen(
            command,
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        status, used, hung, peak = _ended(started.pid)
        started.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read(1 << 20).decode("utf-8", "replace")
    return Outcome(started.returncode, used.ru_utime + used.ru_stime, peak / 1024, text, hung)


def _ended(pid: int) -> tuple[int, resource.struct_rusage, bool, int]:
    """Wait for the first process of a group; its status, what it used, and whether it was ended since all only wait.

    The last is the most memory that it had, in kB. Linux counts to a process what the one had that it was split from,
    until its program began: where that was more, the most that was seen from time to time is taken.
    """
    asleep, before, seen = 0.0, -1, 0
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while True:
        ended, status, used = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, used, False, used.ru_maxrss if used.ru_maxrss > ours else seen
        seen = max(seen, _most_memory(pid))
        computed, runs = _computed(pid)
        asleep = 0.0 if runs or computed != before else asleep + TICK
        before = computed
        if asleep > WAITING:
            os.killpg(pid, signal.SIGKILL)
            _, status, used = os.wait4(pid, 0)
            return status, used, True, seen
        time.sleep(TICK)


def _most_memory(pid: int) -> int:
    """The most memory that the program of a process has had so far, in kB; 0 where that cannot be told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) if "VmHWM:" in status else 0


def _computed(group: int) -> tuple[int, bool]:
    """Ticks of computing of the processes of a group so far, and whether one of them runs or is about to."""
    total, runs = 0, False
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[2]) == group:
            total += int(fields[11]) + int(fields[12])
            runs |= fields[0] in "RD"
    return total, runs


def forked(work: Callable[[], object], bounds: Bounds, scale: float = 1.0) -> Outcome:
    """Do something in a copy of this process within bounds, for which nothing has to be imported again.

    The exit code is 0 where it returns, 3 for an exception, of which the text is told.
    """
    most = math.ceil(bounds.seconds * scale)
    with tempfile.TemporaryFile() as told:
        pid = os.fork()
        if pid == 0:
            code = 3
            try:
                os.setsid()
                resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
                resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
                text = str(work())
                code = 0
            except BaseException as error:
                text = f"{type(error).__name__}: {error}"[:4_000]
            finally:
                os.write(told.fileno(), text.encode("utf-8", "replace"))
                os._exit(code)
        status, used, hung, _ = _ended(pid)
        told.seek(0)
        said = told.read().decode("utf-8", "replace")
    ended = os.waitstatus_to_exitcode(status)
    return Outcome(ended, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said, hung)
