"""What a build believes of a manifest that somebody else may have written: which files it may open, whose figures.

Only those files are examined that a spec of the build could be made of, so that a manifest cannot be used to learn
about other files. A figure is "ours" if this user's graphdraw has drawn it, or if it is an SVG that `own_svg` has
checked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from graphdraw.build.records import known
from graphdraw.build.records.digest import digest
from graphdraw.build.records.manifest import Record
from graphdraw.disk import files
from graphdraw.disk.projects import Projects
from graphdraw.disk.roots import lies_in

LARGEST = 100_000_000
"""The most bytes of a file that is read to be compared."""


def may_adopt(records: Iterable[Record], pictures: OwnPictures, reach: Reach) -> bool:
    """Whether records of a stranger's manifest may be copied into one of ours.

    True if each of their figures is ours, and all files they name may belong to the book.
    """
    return all(reach.may_follow(record) and pictures.is_ours(record) for record in records)


def figure(folder: Path, path: str, size: int) -> bytes | None:
    """The bytes of the figure at `path` below the folder; `size` is its recorded size in bytes.

    None if it is missing or not an ordinary file, lies outside of the folder, or is more than twice as large, which
    other line ends cannot explain.
    """
    place = folder / path
    if files.leads_out(place, folder) is not None:
        return None
    try:
        return files.read(place, min(2 * size + 1, LARGEST))
    except OSError:
        return None


class OwnPictures:
    """Which figures of a folder are drawings of graphdraw; `found` are the digests of SVGs that were checked now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: frozenset[str] | None = None
        self.found: set[str] = set()

    def is_ours(self, record: Record) -> bool:
        """Whether the figure with the recorded digest is a drawing of graphdraw; False if the SVG has changed since."""
        path, size, _, _, recorded, _ = record.output
        if self._known is None:
            self._known = known.pictures()
        if recorded in self._known or recorded in self.found:
            return True
        if not path.endswith(".svg"):
            return False
        data = figure(self._folder, path, size)
        if data is None or digest(data) != recorded:
            return False
        from graphdraw.output.own_svg import is_own_svg  # start-up time: needed only for figures that are not known

        if is_own_svg(data):
            self.found.add(recorded)
            return True
        return False

    def remember(self) -> None:
        """Put the digests that were found into the user's cache, for the next build."""
        if self.found:
            known.remember_pictures(self.found, self._known)


class Reach:
    """Which files a build may examine because a manifest names them; `root`, `view` and `paths` are those of the build.

    As a part of a spec: a file below the spec's root folder, its project file, and the file of `--view`. As a spec that
    the build does not draw: a file in the book. The book is the folder of the nearest project file, and also the folder
    that holds both the output folder and the `paths` if all lie in the current folder (that folder itself without
    `paths`), else the folder above the output folder.
    """

    def __init__(self, folder: Path, root: Path | None, view: Path | None, paths: Sequence[Path] = ()) -> None:
        self._folder, self._paths = folder, paths
        self._root, self._view = (os.path.realpath(path) if path else None for path in (root, view))
        self._projects = Projects()
        self._bases: dict[str, tuple[str, str | None]] = {}
        self._parts: dict[tuple[str, str], bool] = {}
        self._book: list[str] | None = None

    def may_be_part(self, path: str, spec: str) -> bool:
        """Whether the file `path` may be one that `spec` is made of; both are paths relative to the output folder."""
        if path == spec:
            return True
        parent = spec.rpartition("/")[0]
        if (parent, path) not in self._parts:
            self._parts[parent, path] = self._may_be_part(path, parent)
        return self._parts[parent, path]

    def _may_be_part(self, path: str, parent: str) -> bool:
        """`may_be_part` for a spec in the folder `parent`."""
        if parent not in self._bases:
            place = self._place(parent)
            project = self._projects.nearest(place)
            base = self._root or (os.path.dirname(project) if project else place)  # noqa: PTH120 (see `Found`)
            self._bases[parent] = base, project and os.path.realpath(project)
        base, project = self._bases[parent]
        place = self._place(path)
        return place in (project, self._view) or _is_below(place, base)

    def may_follow(self, record: Record) -> bool:
        """Whether the inputs of a record may be a spec of this book and its parts."""
        spec = record.inputs[0].path
        return self.may_be_spec(spec) and all(self.may_be_part(seen.path, spec) for seen in record.inputs)

    def may_be_spec(self, path: str) -> bool:
        """Whether the file at a path relative to the output folder may be a spec of this book."""
        if self._book is None:
            output, here = self._place("."), os.path.realpath(os.curdir)
            above = os.path.dirname(output)  # noqa: PTH120 (see `Found`)
            if self._paths and _is_below(output, here):
                here = self._common(output, here) or above
            project = self._projects.nearest(output)
            books = [here if _is_below(output, here) else above, os.path.dirname(project) if project else output]  # noqa: PTH120
            self._book = [book if os.path.dirname(book) != book else output for book in books]  # noqa: PTH120
        place = self._place(path)
        return any(_is_below(place, book) for book in self._book)

    def _common(self, output: str, here: str) -> str | None:
        """The deepest folder that holds both the output folder `output` and all paths that are built, or None.

        None if a path lies outside of the current folder `here`, since files of others may lie beside the book, or if
        the folder is the output folder itself.
        """
        named = [os.path.realpath(path if files.is_folder(path) else path.parent) for path in self._paths]
        if not all(place == here or _is_below(place, here) for place in named):
            return None
        common = os.path.commonpath([output, *named])
        return None if common == output else common

    def _place(self, path: str) -> str:
        """A recorded path as an absolute one without links."""
        return os.path.realpath(os.path.join(self._folder, path))  # noqa: PTH118 (see `Found`)


def _is_below(place: str, folder: str) -> bool:
    """Whether a path lies below a folder and is not the folder itself; both have no links."""
    return place != folder and lies_in(place, folder)
