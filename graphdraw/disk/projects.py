"""Finding the project file that applies to the specs of a folder, without parsing it.

A new project file, or a nearer one, changes every figure below it. So the record of a figure also names the project
file that was the nearest, which says that there was no nearer one.
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
    """Finds the nearest project file of folders; each folder is examined once."""

    def __init__(self) -> None:
        self._nearest: dict[str, str | None] = {}

    def nearest(self, folder: str) -> str | None:
        """The path of the project file in a folder or in the nearest one above it, or None if there is none."""
        if folder not in self._nearest:
            self._nearest[folder] = self._above(os.path.realpath(folder))
        return self._nearest[folder]

    def _above(self, place: str) -> str | None:
        """`nearest` for a path without links. A loop, not recursion, since a path may have thousands of parts."""
        visited, found = list[str](), None
        while found is None and place not in self._nearest:
            visited.append(place)
            found, parent = _project_file_in(place), os.path.dirname(place)  # noqa: PTH120 (see `Found`)
            if parent == place:
                break
            place = parent
        found = found or self._nearest.get(place)
        self._nearest |= dict.fromkeys(visited, found)
        return found


def leads_out(path: str) -> bool:
    """Whether the project file at a path is a link that must not be followed.

    The link may lead to a file in its own folder, or in the folder of a project file above it; anything else is out.
    """
    if not os.path.islink(path):  # noqa: PTH114 (see `Found`)
        return False
    parent, name = os.path.split(path)
    place = Path(os.path.realpath(parent))
    above = (folder for folder in place.parents if any(map(_is_own, (folder / YAML_NAME, folder / TOML_NAME))))
    return all(inside(name, place, root) is None for root in (place, *above))


def _is_own(path: Path) -> bool:
    """Whether there is a project file at a path that is not a link."""
    return not files.is_link(path) and files.is_file(path) and (path.name == YAML_NAME or _has_table(os.fspath(path)))


def _project_file_in(place: str) -> str | None:
    """The path of the project file in a folder, or None."""
    for name in (YAML_NAME, TOML_NAME):
        path = os.path.join(place, name)  # noqa: PTH118 (see `Found`)
        if leads_out(path):
            if name == YAML_NAME:
                return path  # reading it reports the link
        elif os.path.isfile(path) and (name == YAML_NAME or _has_table(path)):  # noqa: PTH113 (see `Found`)
            return path
    return None


def _has_table(path: str) -> bool:
    """Whether a `pyproject.toml` has a table `tool.graphdraw`."""
    try:
        data = files.read(path, Limits().file_size)
    except files.FileTooLargeError:
        return True  # reading it reports the size
    except OSError:
        return False
    return b"graphdraw" in data and re.search(_TABLE, data) is not None
