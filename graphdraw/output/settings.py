"""matplotlib under settings of our own: no setting of the session changes a figure, no figure changes the session.

A `matplotlibrc` in the current folder, a style or a notebook may have changed anything; here every setting that text,
paths and files depend on is matplotlib's own default or ours, until the block ends.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import matplotlib as mpl

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
"""Loggers that tell of every font they subset or look for."""


@contextmanager
def own_settings() -> Iterator[None]:
    """Everything inside the block sees our settings; afterwards all is as it was, also after an exception."""
    # only what differs: matplotlib checks every value that is set
    changes = {key: value for key, value in _wanted().items() if mpl.rcParams[key] != value}
    levels = [(logging.getLogger(name), logging.getLogger(name).level) for name in _TALKATIVE]
    with mpl.rc_context(changes):
        try:
            for logger, _ in levels:
                logger.setLevel(logging.ERROR)
            yield
        finally:
            for logger, level in levels:
                logger.setLevel(level)


@lru_cache(maxsize=1)
def _wanted() -> dict[Any, Any]:
    return {key: value for key, value in mpl.rcParamsDefault.items() if key.startswith(FAMILIES)} | OURS
