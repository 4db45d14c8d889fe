"""Which project file counts for the specs of a folder, found without reading what it says.

A project file that appears, or a nearer one, changes every figure below it: so what is remembered of a figure is not
only what it was made from, but also which project file was the nearest, and thereby that there was no nearer one.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from graphdraw.disk import files
from graphdraw.disk.roots import inside
from graphdraw.limits import Limits

YAML_NAME, TOML_NAME = "graphdraw.yaml", "pyproject.toml"

_TABLE = rb"(?m)^\s*\[\s*tool\s*\.\s*[\"']?graphdraw[\"']?\s*[.\]]"


class Projects:
    """The project files round some folders, each folder looked into once."""

    def __init__(self) -> None:
        self._nearest: dict[str, str | None] = {}

    def nearest(self, folder: str) -> str | None:
        """The path of the project file in a folder or above it; None where there is none."""
        if folder not in self._nearest:
            self._nearest[folder] = self._above(os.path.realpath(folder))
        return self._nearest[folder]

    def _above(self, place: str) -> str | None:
        """The same for a folder that no link leads to; a loop, since a path may have thousands of parts."""
        way, found = list[str](), None
        while found is None and place not in self._nearest:
            way.append(place)
            found, parent = _in(place), os.path.dirname(place)  # noqa: PTH120 (see `Found`)
            if parent == place:
                break
            place = parent
        found = found or self._nearest.get(place)
        self._nearest |= dict.fromkeys(way, found)
        return found


def leads_out(path: str) -> bool:
    """Whether what stands at the place of a project file is a link that is not followed: out of all projects round it.

    It may lead to a file in its folder, and to one in the folder of a project above it.
    """
    if not os.path.islink(path):  # noqa: PTH114 (see `Found`)
        return False
    parent, name = os.path.split(path)
    place = Path(os.path.realpath(parent))
    above = (folder for folder in place.parents if any(map(_is_own, (folder / YAML_NAME, folder / TOML_NAME))))
    return all(inside(name, place, root) is None for root in (place, *above))


def _is_own(path: Path) -> bool:
    """Whether there is a project file at a path, and no link to one."""
    return not files.is_link(path) and files.is_file(path) and (path.name == YAML_NAME or _has_table(os.fspath(path)))


def _in(place: str) -> str | None:
    for name in (YAML_NAME, TOML_NAME):
        path = os.path.join(place, name)  # noqa: PTH118 (see `Found`)
        if leads_out(path):
            if name == YAML_NAME:
                return path  # who reads it is told
        elif os.path.isfile(path) and (name == YAML_NAME or _has_table(path)):  # noqa: PTH113 (see `Found`)
            return path
    return None


def _has_table(path: str) -> bool:
    try:
        data = files.read(path, Limits().file_size)
    except files.TooLargeError:
        return True  # who reads it is told
    except OSError:
        return False
    return b"graphdraw" in data and re.search(_TABLE, data) is not None
