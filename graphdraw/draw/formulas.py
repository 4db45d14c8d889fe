"""matplotlib's parser of mathtext, apart from the one of the session, which another thread may be using."""

from __future__ import annotations

from functools import lru_cache
from threading import get_ident

from matplotlib.mathtext import MathTextParser


class _Parser(MathTextParser):  # type: ignore[type-arg]
    """All parsers of a class share one grammar and where it stands; this class has a grammar of its own."""

    _parser = None


def parser() -> MathTextParser:  # type: ignore[type-arg]
    """The parser of this thread: what it has parsed holds fonts of the thread."""
    return _of_thread(get_ident())


@lru_cache(maxsize=64)
def _of_thread(_: int) -> MathTextParser:  # type: ignore[type-arg]
    return _Parser("path")
