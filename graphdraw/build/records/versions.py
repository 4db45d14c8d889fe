"""The versions that a figure depends on, found without importing anything large."""

from __future__ import annotations

import importlib.util
import re
from functools import lru_cache
from pathlib import Path

from graphdraw._version import __version__
from graphdraw.disk import files

_VERSION = re.compile(r"^(?:__version__ = )?version = ['\"]([^'\"]+)['\"]", re.MULTILINE)


@lru_cache(maxsize=1)
def versions() -> tuple[str, str]:
    """The versions of graphdraw and of matplotlib."""
    return __version__, _matplotlib_version()


def _matplotlib_version() -> str:
    """Read from `matplotlib/_version.py`: importing matplotlib or its metadata takes longer than a whole build."""
    spec = importlib.util.find_spec("matplotlib")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        file = Path(folder, "_version.py")
        if file.is_file():
            found = _VERSION.search(files.read(file, files.SMALL).decode())
            if found:
                return found.group(1)
    from importlib.metadata import version  # start-up time: only where the file has another form

    return version("matplotlib")
