"""Processes that draw: they do not outlive the build, and Ctrl-C, which reaches them too, is the build's to answer."""

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
"""The variable that says to Python what `-P` says (3.11): the current folder is no place for modules."""

_told_to_stop: Event | None = None
"""In a worker: set when the build is interrupted."""


@contextmanager
def pool(processes: int) -> Iterator[Executor]:
    """An executor with so many processes; where the block raises, they end after the figures that they are drawing.

    Jobs are to be given to it under `interrupts_wait`, since the first ones start the processes.
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
        made = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(stop,))
    with made as executor:
        try:
            yield executor
        except BaseException:  # Ctrl-C above all
            stop.set()
            raise


@contextmanager
def starting() -> Iterator[None]:
    """Around what starts the processes that draw; raises UsageError where the system lets none be started.

    It may lack memory, room for temporary files, or the semaphores that the processes wait for each other with.
    """
    try:
        yield
    except (OSError, ImportError) as error:  # the latter where Python has no semaphores
        said = reason(error) if isinstance(error, OSError) else str(error)
        place = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
        text = f"{place}no process can be started that draws: {said}"
        raise UsageError(text, "-j 1 draws in this process") from error


@contextmanager
def _safe_path() -> Iterator[None]:
    """Keep the Pythons that are started here from importing what lies in the current folder.

    multiprocessing starts its own with `python -c`, which looks there first, so that a `multiprocessing.py` beside the
    specs would run.
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
    return _told_to_stop is not None and _told_to_stop.is_set()


def _begin(stop: Event) -> None:
    global _told_to_stop  # a worker has nothing else to keep it in
    _told_to_stop = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where there are no masks
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Of a parent that was killed a worker hears nothing: it would wait for its next job for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
