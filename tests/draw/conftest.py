"""A machine without fonts: only those that are part of matplotlib, and nothing more on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.font_manager import fontManager

from graphdraw.draw.text import extras, fonts, installed, text, typeset

OWN = Path(mpl.get_data_path()).resolve()


def _forget() -> None:
    """As a new process begins."""
    for found in (
        *(installed.add_new, installed._added, installed._is_there, extras.font_of_extra),
        *(fonts._has, fonts._file, typeset.font_files, text.measure),
        *(font_manager._get_font, fontManager._findfont_cached),
    ):
        found.cache_clear()


@pytest.fixture
def new_process() -> Iterator[Callable[[], None]]:
    """What forgets all that is known about fonts; afterwards all is as it was."""
    before = list(fontManager.ttflist)
    _forget()
    yield _forget
    fontManager.ttflist[:] = before
    _forget()


@pytest.fixture
def bare(new_process: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> list[str]:  # noqa: ARG001
    """Hides all fonts but matplotlib's, the extra's too; paths put into the list are fonts that were installed."""
    system: list[str] = []
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    monkeypatch.setattr(installed, "findSystemFonts", lambda: system)
    fontManager.ttflist[:] = [e for e in fontManager.ttflist if OWN in Path(e.fname).resolve().parents]
    return system
