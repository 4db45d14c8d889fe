"""Pictures as files, named by what they are made of, and the record of which page shows which.

They stand in `<doctreedir>/graphdraw`, which all builders of a book share: `snack-1a2b3c4d5e6f.svg`. A file of that
name is current if this user has drawn it, because its name is a digest of everything that it was made from; only fonts
are not in it, and a new environment (`sphinx-build -E`) draws all anew. The folder may have come with the book: where
it is a link that leads out nothing is written or removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Collection, Set
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import get_image_filename_for_language

from graphdraw import Figure, UsageError, __version__, formats
from graphdraw.disk import files, strays
from graphdraw.disk.books import book_root, demand_inside, leads_inside
from graphdraw.integrations.sphinx import ours
from graphdraw.integrations.sphinx.roles import NumberRole
from graphdraw.integrations.sphinx.telling import place_of_file

FORMATS = {mime: name for name, mime in formats().items()}
"""What a builder calls the formats that can be drawn."""

_DIGITS = 12
_SUFFIXES = "|".join(formats())
COPY = rf"[a-z0-9-]+-[0-9a-f]{{{_DIGITS}}}[0-9]*\.({_SUFFIXES})"
"""The name of a picture where Sphinx has copied it; it adds a number where another file has the name."""

_OURS = re.compile(rf"([a-z0-9-]+-[0-9a-f]{{{_DIGITS}}})\.({_SUFFIXES})")

_BEFORE = time.time()
"""The date of all pictures: before any page was read, so that no page seems older than its picture."""


@cache
def made_with() -> str:
    """The versions of what draws."""
    return f"graphdraw {__version__}, matplotlib {metadata.version('matplotlib')}"


class Order(NamedTuple):
    """What a `Figure` is made of: a path or a text, what is laid over it, and what it is called; all can be pickled.

    The view is a path or a text, too.

    `lang` is the language of the book, which the figure is told in.
    """

    source: str
    name: str
    folder: str
    root: str | None = None
    theme: str | None = None
    settings: tuple[str, ...] = ()
    view: str | None = None
    lang: str | None = None

    def figure(self) -> Figure:
        """The figure; raises GraphdrawError with all problems."""
        options: dict[str, Any] = {"theme": self.theme, "settings": self.settings, "view": self.view}
        options["lang"] = self.lang
        return Figure(self.source, name=self.name, folder=self.folder, root=self.root, **options)


class Recipe(NamedTuple):
    """How a picture is drawn again, in another format: the figure, and whether this is the dark one of a pair."""

    order: Order
    dark: bool = False

    def stem(self, figure: Figure, readable: str) -> str:
        """The name of its files without the suffix: a word for people, and a digest of what it is made of."""
        order = self.order
        digest = hashlib.sha256(made_with().encode())
        view = order.view if order.view and "\n" in order.view else None  # of a file, what it says is told below
        for part in (order.theme, order.settings, view, self.dark, order.lang):
            digest.update(f"\0{part!r}".encode("utf-8", "surrogatepass"))
        if "\n" in order.source:
            digest.update(b"\0" + order.source.encode("utf-8", "surrogatepass"))
        for path in figure.dependencies:
            data = files.read(path)
            digest.update(f"\0{len(data)}\0".encode() + data)
        return f"{nodes.make_id(readable) or 'figure'}-{digest.hexdigest()[:_DIGITS]}"


def wanted_format(supported: list[str]) -> str | None:
    """The first of a builder's types of images that can be drawn; None for a builder without images."""
    return next((FORMATS[kind] for kind in supported if kind in FORMATS), None)


def _date(path: Path) -> int | None:
    """When a file was written; None where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


class GraphdrawDomain(Domain):
    """The roles, and what the environment keeps: for each page that uses the extension its pictures, by stem.

    `missing` has for each page the translations of its specs that are not there, since they may come.
    """

    name = "graphdraw"
    label = "graphdraw"
    roles: ClassVar = {"value": NumberRole(), "grad": NumberRole(gradient=True)}
    initial_data: ClassVar = {"pages": {}, "missing": {}, "made_with": made_with()}
    data_version = 2

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.written: set[str] = set()
        """The pages that this build has written."""
        self.drawn: set[Path] = set()
        """The pictures that this process has drawn: where there is no cache it would draw them for each builder."""

    @property
    def folder(self) -> Path:
        """Where the pictures are."""
        return Path(self.env.doctreedir) / "graphdraw"

    def kept(self) -> list[Path]:
        """All that is in the folder, sorted; nothing where the folder leads out, or cannot be read."""
        with contextlib.suppress(OSError):
            return sorted(self.folder.iterdir()) if self._stays() else []
        return []

    def _stays(self) -> bool:
        """Whether the folder of the pictures is one among the doctrees, and no link to another place."""
        doctrees = Path(self.env.doctreedir).resolve()
        return leads_inside(doctrees / self.folder.name, doctrees)

    def recipes(self) -> dict[str, Recipe]:
        """All pictures of the book by stem."""
        return {stem: recipe for page in self.data["pages"].values() for stem, recipe in page.items()}

    def recipe(self, stem: str, page: str) -> Recipe | None:
        """The picture of a stem, looked up first where it most likely is (some builders put many pages into one)."""
        return self.data["pages"].get(page, {}).get(stem) or self.recipes().get(stem)

    def note_page(self, page: str) -> dict[str, Recipe]:
        """The pictures of a page, which is from now on one that uses the extension."""
        pages: dict[str, dict[str, Recipe]] = self.data["pages"]
        return pages.setdefault(page, {})

    def translated(self, name: str) -> str:
        """The path of a file that a page names: that of its translation, if the book has one in its language.

        It is called as `figure_language_filename` says, as translated pictures are: `snack.ja.yaml` for `snack.yaml`.
        Raises UsageError for a file outside the root of the book, links followed.
        """
        root, path = book_root(self.env.srcdir), place_of_file(name, self.env)
        demand_inside(path, root, name)
        other = place_of_file(get_image_filename_for_language(name, self.env), self.env)
        if not leads_inside(other, root):
            return path
        if files.is_file(Path(other)):
            return other
        self.data["missing"].setdefault(self.env.docname, set()).add(other)
        return path

    def pages_with_news(self) -> set[str]:
        """The pages for which a translation has come."""
        return {page for page, paths in self.data["missing"].items() if any(map(os.path.isfile, paths))}

    def file(self, stem: str, kind: str) -> Path:
        """Where a picture is, or will be."""
        return self.folder / f"{stem}.{kind}"

    def draw(self, stem: str, kind: str, recipe: Recipe, figure: Figure | None = None) -> Path:
        """The file of a picture, drawn if this user has not yet; raises GraphdrawError if it cannot be.

        Processes may draw the same one at the same time: a file takes its place when it is complete. One that was there
        with the same bytes keeps its date.
        """
        path = self.file(stem, kind)
        if not self._stays():
            raise UsageError("the folder 'graphdraw' of the doctrees is a link that leads out", "remove the link")
        if ours.is_drawn(path) or (path in self.drawn and files.is_file(path)):
            return path
        files.make_folder(self.folder)
        if files.is_link(path):
            with contextlib.suppress(OSError):  # what stays is told when the picture is written
                path.unlink()
        before = _date(path)
        (figure or recipe.order.figure()).save(path, dark=recipe.dark)
        if _date(path) != before:
            os.utime(path, (_BEFORE, _BEFORE))
        ours.note(path)
        self.drawn.add(path)
        return path

    def keep_only(self, stems: Collection[str]) -> None:
        """Remove every picture of ours but these, and what a killed process has left."""
        strays.remove(self.folder, Path(self.env.doctreedir))
        for path in self.kept():
            named = _OURS.fullmatch(path.name)
            if named and named[1] not in stems and ours.is_ours(path):
                with contextlib.suppress(OSError):
                    path.unlink()

    def clear_doc(self, docname: str) -> None:
        """Forget the pictures of a page (Sphinx's word for what it calls before it reads one again)."""
        self.data["pages"].pop(docname, None)
        self.data["missing"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that another process has read."""
        for key in ("pages", "missing"):
            self.data[key].update((page, otherdata[key][page]) for page in docnames if page in otherdata[key])

    def resolve_any_xref(self, *_place: Any) -> list[tuple[str, nodes.Element]]:
        """Nothing here can be referred to by `any`."""
        return []
