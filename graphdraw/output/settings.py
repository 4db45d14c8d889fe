"""Using matplotlib with graphdraw's own settings: the session's settings change no figure, and no figure changes them.

A `matplotlibrc` in the current folder, a style or a notebook may have changed any setting. Inside of `own_settings`,
every setting that text, paths and files depend on has matplotlib's default or our value. The session's settings are
not written to, since other threads may read and change them at any time; instead, reading a setting gives our value in
this thread only. Threads that draw take turns, since matplotlib is not safe for several threads.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from threading import RLock
from typing import Any

from graphdraw.draw.text import library

FAMILIES = ("agg.", "font.", "mathtext.", "path.", "pdf.", "svg.", "text.")
"""Prefixes of the settings that a figure can depend on; the others are about axes, line colours and windows."""

OURS = {
    "text.usetex": False,
    "pdf.fonttype": 42,
    "ps.fonttype": 3,  # this setting also decides the size of the parts into which fonts in a PDF are split
    "pdf.use14corefonts": False,
    "path.simplify": False,
}

_TALKATIVE = ("fontTools", "matplotlib")
"""Prefixes of the loggers that log every font they subset or look for."""

_LATER = ("matplotlib.mathtext", "matplotlib.font_manager", "fontTools.subset")
"""Loggers of these libraries that may be created inside of a block, after it was entered."""

_in_force: ContextVar[Mapping[Any, Any] | None] = ContextVar("_in_force", default=None)
"""The settings that replace the session's in this thread; None outside of `own_settings`."""


@contextmanager
def own_settings(more: Mapping[str, Any] | None = None) -> Iterator[None]:
    """A block in which this thread, and no other, sees our settings of matplotlib, changed by `more`.

    Any code that imports or uses matplotlib has to run inside of such a block.
    """
    library.load()
    token = _in_force.set({**(_in_force.get() or _wanted()), **(more or {})})
    _overlay.enter()
    try:
        yield
    finally:
        _overlay.leave()
        _in_force.reset(token)


class _Overlay:
    """Makes reading a setting and logging depend on the thread, while any thread is in a block; blocks may nest."""

    def __init__(self) -> None:
        self._turn, self._blocks, self._loggers = RLock(), 0, set[logging.Logger]()

    def enter(self) -> None:
        """Wait until no other thread is in a block, then patch `RcParams` and the loggers."""
        from matplotlib import RcParams  # start-up time: `library.load` has imported it

        self._turn.acquire()
        self._blocks += 1
        if self._blocks == 1:
            self._read = RcParams.__getitem__
            RcParams.__getitem__ = _overlaid(self._read)  # type: ignore[method-assign]
        for logger in _loggers() - self._loggers:
            logger.addFilter(_is_heard)
            self._loggers.add(logger)

    def leave(self) -> None:
        """Undo `enter`; with the last block, everything is as before."""
        from matplotlib import RcParams  # start-up time: `library.load` has imported it

        self._blocks -= 1
        if not self._blocks:
            RcParams.__getitem__ = self._read  # type: ignore[method-assign]
            while self._loggers:
                self._loggers.pop().removeFilter(_is_heard)
        self._turn.release()


_overlay = _Overlay()
"""The only overlay: matplotlib's settings and loggers exist once in a process, too."""


def _overlaid(read: Any) -> Any:
    """A method that reads a setting: ours if this thread is in a block and has one, else that of `read`."""
    import matplotlib as mpl  # start-up time: `library.load` has imported it

    session = mpl.rcParams

    def get(self: Any, key: str) -> Any:
        ours = _in_force.get()
        return ours[key] if ours is not None and self is session and key in ours else read(self, key)

    return get


def _loggers() -> set[logging.Logger]:
    """The loggers to silence: those of the talkative libraries that exist, and those of `_LATER`."""
    later = {logging.getLogger(name) for name in _LATER}
    known = logging.root.manager.loggerDict.copy()
    return later | {
        found for name, found in known.items() if isinstance(found, logging.Logger) and name.startswith(_TALKATIVE)
    }


def _is_heard(record: logging.LogRecord) -> bool:
    """A filter of loggers: inside of a block, only errors pass."""
    return _in_force.get() is None or record.levelno >= logging.ERROR


@lru_cache(maxsize=1)
def _wanted() -> dict[Any, Any]:
    """Our settings: matplotlib's defaults of `FAMILIES`, and `OURS`."""
    import matplotlib as mpl  # start-up time: `library.load` has imported it

    defaults = dict.items(mpl.rcParamsDefault)  # `RcParams.items` changes the warning filters for a moment
    return {key: value for key, value in defaults if key.startswith(FAMILIES)} | OURS
