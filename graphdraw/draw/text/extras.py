"""The font of the extra `ja`: `pip install 'graphdraw[ja]'` installs a package, of which only the font file is used.

The package is never imported, since that would change matplotlib's settings for the whole session.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE, FILE = "matplotlib_fontja", "fonts/ipaexg.ttf"
FAMILY = "IPAexGothic"
"""The family of that font, IPAex Gothic; it has the IPA Font License."""


@lru_cache(maxsize=1)
def font_of_extra() -> str | None:
    """The path of the font file that the extra `ja` has installed; None if it is not installed."""
    try:
        spec = find_spec(PACKAGE)
    except (ImportError, ValueError):
        return None
    for folder in (spec.submodule_search_locations if spec else None) or ():
        if Path(folder, FILE).is_file():
            return str(Path(folder, FILE))
    return None
