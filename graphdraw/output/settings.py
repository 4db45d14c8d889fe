"""matplotlib under settings of our own: no setting of the session changes a figure, no figure changes the session.

A `matplotlibrc` in the current folder, a style or a notebook may have changed anything; here every setting that text,
paths and files depend on is matplotlib's own default or ours, until the block ends. Nothing is written into the
session's settings, which other threads read, change and put back at any time: they are laid over for this thread alone.
Our own threads take turns, since matplotlib's parts are not made for two; together they would not be faster.
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
"""What a figure of ours can depend on; the rest is about axes, colours of lines and windows."""

OURS = {
    "text.usetex": False,
    "pdf.fonttype": 42,
    "ps.fonttype": 3,  # matplotlib also cuts fonts in a PDF into parts of the size that this one asks for
    "pdf.use14corefonts": False,
    "path.simplify": False,
}

_TALKATIVE = ("fontTools", "matplotlib")
"""Libraries that log every font they subset or look for."""

_LATER = ("matplotlib.mathtext", "matplotlib.font_manager", "fontTools.subset")
"""Their loggers that may be made in a block, after it was entered."""

_seen: ContextVar[Mapping[Any, Any] | None] = ContextVar("_seen", default=None)
"""The settings that are laid over in this thread."""


@contextmanager
def own_settings(more: Mapping[str, Any] | None = None) -> Iterator[None]:
    """Everything this thread does in the block sees our settings, with `more` over them; no other thread does.

    Whatever needs matplotlib is imported in such a block.
    """
    library.load()
    token = _seen.set({**(_seen.get() or _wanted()), **(more or {})})
    _overlay.enter()
    try:
        yield
    finally:
        _overlay.leave()
        _seen.reset(token)


class _Overlay:
    """What reading a setting and logging go through while a thread is in a block; it may enter others in it."""

    def __init__(self) -> None:
        self._turn, self._blocks, self._loggers = RLock(), 0, set[logging.Logger]()

    def enter(self) -> None:
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
        from matplotlib import RcParams  # start-up time: `library.load` has imported it

        self._blocks -= 1
        if not self._blocks:
            RcParams.__getitem__ = self._read  # type: ignore[method-assign]
            while self._loggers:
                self._loggers.pop().removeFilter(_is_heard)
        self._turn.release()


_overlay = _Overlay()
"""One for the process, as matplotlib's settings and loggers are."""


def _overlaid(read: Any) -> Any:
    import matplotlib as mpl  # start-up time: `library.load` has imported it

    session = mpl.rcParams

    def get(self: Any, key: str) -> Any:
        ours = _seen.get()
        return ours[key] if ours is not None and self is session and key in ours else read(self, key)

    return get


def _loggers() -> set[logging.Logger]:
    later = {logging.getLogger(name) for name in _LATER}
    known = logging.root.manager.loggerDict.copy()
    return later | {
        found for name, found in known.items() if isinstance(found, logging.Logger) and name.startswith(_TALKATIVE)
    }


def _is_heard(record: logging.LogRecord) -> bool:
    return _seen.get() is None or record.levelno >= logging.ERROR


@lru_cache(maxsize=1)
def _wanted() -> dict[Any, Any]:
    import matplotlib as mpl  # start-up time: `library.load` has imported it

    defaults = dict.items(mpl.rcParamsDefault)  # its own `items` changes the filters of warnings for a moment
    return {key: value for key, value in defaults if key.startswith(FAMILIES)} | OURS
