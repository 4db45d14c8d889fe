"""A machine without programs and without fonts but matplotlib's own: what a test needs beyond, it has to skip for.

python -m pytest -p tests.bare
"""

from __future__ import annotations

import os
from importlib.machinery import ModuleSpec
from pathlib import Path

from matplotlib import font_manager, get_data_path

from graphdraw.draw.text import extras

os.environ["PATH"] = str(Path(__file__) / "nowhere")

font_manager.fontManager.ttflist[:] = [
    entry for entry in font_manager.fontManager.ttflist if Path(entry.fname).is_relative_to(get_data_path())
]
font_manager.findSystemFonts = lambda *_, **__: []


def _not_installed(_: str) -> ModuleSpec | None:
    return None


extras.find_spec = _not_installed
