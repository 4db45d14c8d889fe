"""Fonts that pip brings: `pip install 'graphdraw[ja]'` installs a package that has a font file, and only that is used.

The package is never imported: importing it would change matplotlib's settings for the whole session.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE, FILE = "matplotlib_fontja", "fonts/ipaexg.ttf"
FAMILY = "IPAexGothic"
"""What the extra `ja` brings: IPAex Gothic, under the IPA Font License."""


@lru_cache(maxsize=1)
def font_of_extra() -> str | None:
    """The path of the font file that the extra `ja` has installed, None where it is not installed."""
    try:
        spec = find_spec(PACKAGE)
    except (ImportError, ValueError):
        return None
    for folder in (spec.submodule_search_locations if spec else None) or ():
        if Path(folder, FILE).is_file():
            return str(Path(folder, FILE))
    return None
