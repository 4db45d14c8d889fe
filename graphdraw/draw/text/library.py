"""Importing matplotlib silently, and with the list of fonts that an earlier process has made.

If matplotlib finds no folder that it can write, as in a container or with a read-only home, it prints two lines on
standard error, uses a temporary folder, and makes a new list of all fonts in each process. This module silences it and
keeps the list in a cache of graphdraw's own.
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
"""The settings file that matplotlib reads when it is imported, in the current folder before any other."""

_MOST_SETTINGS = 1_000_000
"""The most bytes of a settings file; matplotlib's own has 42,000."""

_FONT = "DejaVu Sans"
"""The font of matplotlib that is used if no other is found."""

_ERROR = 40
"""`logging.ERROR`, without importing `logging`."""

_temporary_folders: dict[str, str | None] = {}
"""Temporary folders that matplotlib has put into MPLCONFIGDIR; for each, the value that the user had there."""


def config_folder() -> str | None:
    """The user's value of MPLCONFIGDIR, even if matplotlib has put a temporary folder there."""
    named = os.environ.get("MPLCONFIGDIR")
    return _temporary_folders.get(named, named) if named else named


@lru_cache(maxsize=1)
def load() -> Path:
    """Import the parts of matplotlib that fonts need; returns the path of the file with the list of fonts.

    Ctrl-C waits until the end, since a compiled module cannot be imported again after an interruption. Raises
    UsageError if no folder can be written, or if matplotlib cannot read its settings or its own fonts.
    """
    with interrupts_wait(), _silent():
        before = os.environ.get("MPLCONFIGDIR")
        if "matplotlib" not in sys.modules:
            _import()
        folder = _cache_folder()
        is_permanent = os.environ.get("MPLCONFIGDIR") == before
        if not is_permanent:
            _temporary_folders[os.environ["MPLCONFIGDIR"]] = before
        kept = [] if is_permanent or "matplotlib.font_manager" in sys.modules else caches.kept(_LISTS)
        for path in kept:  # also lists of other versions of matplotlib
            with suppress(OSError):  # removed meanwhile
                caches.copy(path, folder)
        import matplotlib.backends._backend_agg  # noqa: F401 (start-up time: compiled, and may be needed)
        from matplotlib.font_manager import FontManager  # start-up time: where a picture is drawn

        list_file = folder / _LISTS.replace("*", f"v{FontManager.__version__}")
        is_complete, is_new = _completed(list_file)

    if is_permanent or not files.is_file(list_file):
        return list_file
    if is_new or (is_complete and list_file.name not in [path.name for path in kept]):
        with suppress(OSError):  # too large for a cache file
            caches.keep(list_file.name, caches.read(list_file))
    return next(iter(caches.kept(list_file.name)), list_file)


def _completed(list_file: Path) -> tuple[bool, bool]:
    """Make a new list of fonts if the list lacks fonts of matplotlib's own; `list_file` is the file of the list.

    Returns whether the list is complete now, and whether a new one was stored. An incomplete list may come from a
    process that could not open the fonts, for example for lack of memory. Fonts that the session has added are kept.
    Raises UsageError if even the new list lacks `_FONT`; it is not stored then.
    """
    from matplotlib import font_manager, get_data_path  # start-up time: where a picture is drawn

    listed, own = font_manager.fontManager, Path(get_data_path(), "fonts", "ttf")
    if not _is_incomplete(listed, own):
        return True, False
    new = font_manager.FontManager()
    if all(entry.name != _FONT for entry in new.ttflist):
        raise UsageError(f"{own}: matplotlib cannot read its own fonts: no '{_FONT}'", "install matplotlib again")
    known = {entry.fname for entry in (*listed.ttflist, *listed.afmlist)}
    listed.ttflist.extend(entry for entry in new.ttflist if entry.fname not in known)
    listed.afmlist.extend(entry for entry in new.afmlist if entry.fname not in known)
    if is_complete := not _is_incomplete(new, own):
        font_manager.json_dump(new, list_file)
    return is_complete, is_complete


def _is_incomplete(listed: FontManager, own: Path) -> bool:
    """Whether a list of fonts lacks a font file in matplotlib's folder `own`.

    Files are compared by name, since a system may keep them in another folder.
    """
    try:
        needed = {name for name in os.listdir(own) if name.endswith(".ttf")}  # noqa: PTH208 (text)
    except OSError:
        needed = set()
    names = {os.path.basename(entry.fname) for entry in listed.ttflist}  # noqa: PTH119 (text)
    return not needed <= names or all(entry.name != _FONT for entry in listed.ttflist)


def _import() -> None:
    """Import matplotlib; raises UsageError if it cannot read its settings, or would wait for them for ever.

    matplotlib opens any file with the name of its settings in the current folder, which may come from a stranger and be
    a pipe or a device.
    """
    try:
        if files.is_there(Path(_SETTINGS)) and not files.is_folder(Path(_SETTINGS)):
            files.read(_SETTINGS, _MOST_SETTINGS)
    except OSError as error:
        raise _unreadable(_SETTINGS, reason(error)) from error
    import locale  # start-up time: only for its error

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
    """The cache folder of matplotlib; raises UsageError if it finds none."""
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
def _silent() -> Iterator[None]:
    """A block without matplotlib's warnings about its folders and about the time that a list of fonts takes."""
    import logging  # start-up time: a build with nothing to do does not need it

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
