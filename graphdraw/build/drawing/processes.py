"""Worker processes: starting them, stopping them on Ctrl-C, and ending them when the build ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.synchronize import Event

from graphdraw.errors import UsageError, reason

PRELOAD = "graphdraw.build.drawing.preload"
SAFE_PATH = "PYTHONSAFEPATH"
"""The environment variable that acts like `python -P` (3.11): modules are not looked for in the current folder."""

_stop_event: Event | None = None
"""In a worker: the event that is set when the build is interrupted. None in the process of the build itself."""


@contextmanager
def pool(processes: int) -> Iterator[Executor]:
    """An executor with `processes` workers. If the block raises, each worker finishes its current figure and ends.

    Submit jobs inside of `interrupts_wait`, since the first jobs start the processes.
    """
    with _safe_path():
        yield from _pool(processes)


def _pool(processes: int) -> Iterator[Executor]:
    method = "spawn" if sys.platform == "win32" else "forkserver"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([PRELOAD])
    with starting():
        stop = context.Event()
        new_executor = ProcessPoolExecutor(processes, mp_context=context, initializer=_start_worker, initargs=(stop,))
    with new_executor as executor:
        try:
            yield executor
        except BaseException:  # also KeyboardInterrupt, from Ctrl-C
            stop.set()
            raise


@contextmanager
def starting() -> Iterator[None]:
    """A block that starts workers: raises UsageError if the system cannot start any.

    The system may lack memory, room for temporary files, or semaphores.
    """
    try:
        yield
    except (OSError, ImportError) as error:  # ImportError where Python was built without semaphores
        cause = reason(error) if isinstance(error, OSError) else str(error)
        place = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
        text = f"{place}no process can be started that draws: {cause}"
        raise UsageError(text, "-j 1 draws in this process") from error


@contextmanager
def _safe_path() -> Iterator[None]:
    """Keep workers from importing modules that lie in the current folder.

    multiprocessing starts a worker with `python -c`, which looks in the current folder first. A file
    `multiprocessing.py` beside the specs would be run.
    """
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


def stopped() -> bool:
    """Whether this process is a worker of a build that was interrupted."""
    return _stop_event is not None and _stop_event.is_set()


def _start_worker(stop: Event) -> None:
    """Set up a new worker: it keeps `stop`, ignores Ctrl-C, and ends with its parent process."""
    global _stop_event  # the executor passes nothing from the initializer to the jobs
    _stop_event = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems without signal masks
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    """Wait for the parent process to end, then exit. Without this, a worker whose parent was killed waits for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
