"""matplotlib, imported without a word and with the list of fonts that an earlier process has made.

Where it finds no folder that it can write, in a container or with a read-only home, matplotlib says so in two lines on
standard error, works in a folder that it removes at the end, and looks through all fonts of the machine each time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graphdraw import caches
from graphdraw.errors import UsageError
from graphdraw.interrupts import interrupts_wait

if TYPE_CHECKING:  # start-up time
    from logging import LogRecord

_LISTS = "fontlist-*.json"

_ERROR = 40
"""As in `logging`."""

_for_now: dict[str, str | None] = {}
"""What matplotlib has written into MPLCONFIGDIR for as long as this process lives, and what stood there before."""


def asked_for() -> str | None:
    """The folder that MPLCONFIGDIR names, unless matplotlib itself has named one."""
    named = os.environ.get("MPLCONFIGDIR")
    return _for_now.get(named, named) if named else named


@lru_cache(maxsize=1)
def load() -> Path:
    """Import matplotlib as far as fonts need it; the file in which the list of fonts is kept.

    Ctrl-C waits for the end: a compiled module that was cut in two cannot be imported again. Raises UsageError where
    nothing can be written at all.
    """
    with interrupts_wait(), _without_a_word():
        before = os.environ.get("MPLCONFIGDIR")
        folder = _cache_folder()
        lasts = os.environ.get("MPLCONFIGDIR") == before
        if not lasts:
            _for_now[os.environ["MPLCONFIGDIR"]] = before
        kept = [] if lasts or "matplotlib.font_manager" in sys.modules else caches.kept(_LISTS)
        for path in kept:  # of other versions, too
            caches.copy(path, folder)
        import matplotlib.backends._backend_agg  # noqa: F401 (start-up time: compiled, and may be needed)
        from matplotlib.font_manager import FontManager  # start-up time: where a picture is drawn

    made = folder / _LISTS.replace("*", f"v{FontManager.__version__}")
    if lasts or not made.is_file():
        return made
    if made.name not in [path.name for path in kept]:
        caches.keep(made.name, caches.read(made))
    return next(iter(caches.kept(made.name)), made)


def _cache_folder() -> Path:
    try:
        import matplotlib as mpl  # start-up time: where a picture is drawn

        return Path(mpl.get_cachedir())
    except OSError as error:
        raise UsageError("matplotlib finds no folder that it can write", "name one in MPLCONFIGDIR") from error


@contextmanager
def _without_a_word() -> Iterator[None]:
    """Matplotlib's warnings about its folders, and one of a thread that says that a list of fonts takes long."""
    import logging  # start-up time: for whoever looks into the list alone

    loggers = [logging.getLogger(name) for name in ("matplotlib", "matplotlib.font_manager")]
    for logger in loggers:
        logger.addFilter(_is_error)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(_is_error)


def _is_error(record: LogRecord) -> bool:
    return record.levelno >= _ERROR
