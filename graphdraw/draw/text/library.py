"""matplotlib, imported without a word and with the list of fonts that an earlier process has made.

Where it finds no folder that it can write, in a container or with a read-only home, matplotlib says so in two lines on
standard error, works in a folder that it removes at the end, and looks through all fonts of the machine each time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graphdraw.disk import caches, files
from graphdraw.errors import UsageError, reason
from graphdraw.interrupts import interrupts_wait

if TYPE_CHECKING:  # start-up time
    from logging import LogRecord

    from matplotlib.font_manager import FontManager

_LISTS = "fontlist-*.json"

_SETTINGS = "matplotlibrc"
"""What matplotlib reads as it is imported, in the current folder before any other."""

_MOST_SETTINGS = 1_000_000
"""Bytes of it; matplotlib's own has 42,000."""

_FONT = "DejaVu Sans"
"""The one of matplotlib's own fonts that everything falls back to."""

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
    nothing can be written at all, and where matplotlib cannot read its own settings or has none of its own fonts.
    """
    with interrupts_wait(), _without_a_word():
        before = os.environ.get("MPLCONFIGDIR")
        if "matplotlib" not in sys.modules:
            _import()
        folder = _cache_folder()
        lasts = os.environ.get("MPLCONFIGDIR") == before
        if not lasts:
            _for_now[os.environ["MPLCONFIGDIR"]] = before
        kept = [] if lasts or "matplotlib.font_manager" in sys.modules else caches.kept(_LISTS)
        for path in kept:  # of other versions, too
            with suppress(OSError):  # gone meanwhile
                caches.copy(path, folder)
        import matplotlib.backends._backend_agg  # noqa: F401 (start-up time: compiled, and may be needed)
        from matplotlib.font_manager import FontManager  # start-up time: where a picture is drawn

        made = folder / _LISTS.replace("*", f"v{FontManager.__version__}")
        is_whole, is_new = _mended(made)

    if lasts or not files.is_file(made):
        return made
    if is_new or (is_whole and made.name not in [path.name for path in kept]):
        with suppress(OSError):  # it is larger than what is kept
            caches.keep(made.name, caches.read(made))
    return next(iter(caches.kept(made.name)), made)


def _mended(made: Path) -> tuple[bool, bool]:
    """Make the list of fonts anew if it lacks some of matplotlib's own: whether it is whole now, and a new one.

    A process that could not open them, such as one without memory, has stored such a list. What a session has added
    stays. Raises UsageError where even the new list lacks the font that everything falls back to; it is not stored.
    """
    from matplotlib import font_manager, get_data_path  # start-up time: where a picture is drawn

    listed, own = font_manager.fontManager, Path(get_data_path(), "fonts", "ttf")
    if not _lacks(listed, own):
        return True, False
    new = font_manager.FontManager()
    if all(entry.name != _FONT for entry in new.ttflist):
        raise UsageError(f"{own}: matplotlib cannot read its own fonts: no '{_FONT}'", "install matplotlib again")
    known = {entry.fname for entry in (*listed.ttflist, *listed.afmlist)}
    listed.ttflist.extend(entry for entry in new.ttflist if entry.fname not in known)
    listed.afmlist.extend(entry for entry in new.afmlist if entry.fname not in known)
    if is_whole := not _lacks(new, own):
        font_manager.json_dump(new, made)
    return is_whole, is_whole


def _lacks(listed: FontManager, own: Path) -> bool:
    """Whether a list of fonts lacks a file of matplotlib's own, by name: systems may keep them elsewhere."""
    try:
        needed = {name for name in os.listdir(own) if name.endswith(".ttf")}  # noqa: PTH208 (text)
    except OSError:
        needed = set()
    names = {os.path.basename(entry.fname) for entry in listed.ttflist}  # noqa: PTH119 (text)
    return not needed <= names or all(entry.name != _FONT for entry in listed.ttflist)


def _import() -> None:
    """Import matplotlib; raises UsageError where it would wait for its settings, or break off over them.

    It opens whatever is called so in the current folder, which may be a stranger's: a pipe, a device.
    """
    try:
        if files.is_there(Path(_SETTINGS)) and not files.is_folder(Path(_SETTINGS)):
            files.read(_SETTINGS, _MOST_SETTINGS)
    except OSError as error:
        raise _unreadable(_SETTINGS, reason(error)) from error
    import locale  # start-up time: for its error

    try:
        import matplotlib as mpl  # noqa: F401 (start-up time: where a picture is drawn)
    except UnicodeDecodeError as error:
        raise _unreadable(_SETTINGS, "they are not UTF-8") from error
    except locale.Error as error:
        raise _unreadable(_SETTINGS, f"they ask for the numbers of a language: {error}") from error
    except OSError as error:
        if error.filename is not None:
            raise _unreadable(error.filename, reason(error)) from error
        raise _no_folder() from error


def _cache_folder() -> Path:
    try:
        import matplotlib as mpl  # start-up time: where a picture is drawn

        return Path(mpl.get_cachedir())
    except OSError as error:
        raise _no_folder() from error


def _unreadable(name: str, why: str) -> UsageError:
    text = f"{name}: matplotlib cannot read its settings: {why}"
    return UsageError(text, "remove the file, or run graphdraw in another folder")


def _no_folder() -> UsageError:
    return UsageError("matplotlib finds no folder that it can write", "name one in MPLCONFIGDIR")


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
