"""Japanese by pip alone: draws a spec with Japanese labels as on a machine that has no fonts but those of its packages.

    python tests/japanese.py

is run with an environment in which nothing is installed but `graphdraw[ja]`; exits with 1 if the figure is not drawn
with the font of the extra. (`.ci/run` makes that environment; the suite has all extras at once.)
"""

from __future__ import annotations

import sys
from pathlib import Path

from matplotlib import font_manager, get_data_path

import graphdraw
from graphdraw.draw.text import installed
from graphdraw.draw.text.extras import FAMILY, font_of_extra

SPEC = "lang: ja\ninputs:\n  x: {value: 30, label: おかし, unit: 円}\nnodes:\n  y: {expr: x * 5, label: 合計}\n"


def main() -> int:
    """Draw the spec in all formats; the exit code is 1 if a font from elsewhere was there or none was."""
    here = Path(get_data_path())
    known = font_manager.fontManager.ttflist
    known[:] = [font for font in known if Path(font.fname).is_relative_to(here)]
    installed.findSystemFonts = list  # none
    extra = font_of_extra()
    if extra is None:
        print("the extra is not installed", file=sys.stderr)
        return 1
    for name in ("svg", "pdf", "png"):
        graphdraw.render(SPEC, name)
    used = Path(installed.font_file(FAMILY))
    print(f"drawn with {used}")
    return 0 if used.samefile(extra) else 1


if __name__ == "__main__":
    sys.exit(main())
