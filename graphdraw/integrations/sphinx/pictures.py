"""The picture files of a book, named by a digest, and the domain that knows which page shows which picture.

Pictures are in `<doctreedir>/graphdraw`, which all builders of a book share: `snack-1a2b3c4d5e6f.svg`. The name has a
digest of all that the picture is made from but the fonts, so that a file of that name is current if this user has drawn
it; a new environment (`sphinx-build -E`) draws all pictures again. The folder may come from a stranger with the book:
if it is a link that leads out, nothing is written or removed there.
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
"""The formats by MIME type, which builders list."""

_DIGITS = 12
_SUFFIXES = "|".join(formats())
COPY = rf"[a-z0-9-]+-[0-9a-f]{{{_DIGITS}}}[0-9]*\.({_SUFFIXES})"
"""The pattern of the name of a copied picture: Sphinx adds a number if another file has the name."""

_OURS = re.compile(rf"([a-z0-9-]+-[0-9a-f]{{{_DIGITS}}})\.({_SUFFIXES})")

_BEFORE = time.time()
"""The date that all pictures get: it is before any page is read, so that no page seems older than its picture."""


@cache
def made_with() -> str:
    """The versions of graphdraw and matplotlib, in one text."""
    return f"graphdraw {__version__}, matplotlib {metadata.version('matplotlib')}"


class PictureOrder(NamedTuple):
    """The arguments of a `Figure`, which can be pickled.

    `source` and `view` are paths, or texts of YAML if they have a line break. `name` is the name of the spec in
    messages. `lang` is the language of the book, and so of the words of the figure.
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
        """Make the figure; raises GraphdrawError with all problems."""
        options: dict[str, Any] = {"theme": self.theme, "settings": self.settings, "view": self.view}
        options["lang"] = self.lang
        return Figure(self.source, name=self.name, folder=self.folder, root=self.root, **options)


class Recipe(NamedTuple):
    """All that is needed to draw a picture again in any format; `dark` says that it is the dark one of a pair."""

    order: PictureOrder
    dark: bool = False

    def stem(self, figure: Figure, readable: str) -> str:
        """The name of the files of the picture without suffix: `readable`, and a digest of all it is made from."""
        order = self.order
        digest = hashlib.sha256(made_with().encode())
        view = order.view if order.view and "\n" in order.view else None  # a file is among the dependencies
        for part in (order.theme, order.settings, view, self.dark, order.lang):
            digest.update(f"\0{part!r}".encode("utf-8", "surrogatepass"))
        if "\n" in order.source:
            digest.update(b"\0" + order.source.encode("utf-8", "surrogatepass"))
        for path in figure.dependencies:
            data = files.read(path)
            digest.update(f"\0{len(data)}\0".encode() + data)
        return f"{nodes.make_id(readable) or 'figure'}-{digest.hexdigest()[:_DIGITS]}"


def wanted_format(supported: list[str]) -> str | None:
    """The first format that can be drawn among a builder's MIME types of images; None if there is none."""
    return next((FORMATS[kind] for kind in supported if kind in FORMATS), None)


def _date(path: Path) -> int | None:
    """The date of a file in nanoseconds; None if there is no file."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


class GraphdrawDomain(Domain):
    """The roles of the extension, and its data in the environment of Sphinx.

    `data["pages"]` has, for each page that uses the extension, the recipes of its pictures by stem. `data["missing"]`
    has, for each page, the paths at which translations of its specs may appear.
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
        """The pictures that this process has drawn, so that it need not draw them again if there is no cache."""

    @property
    def folder(self) -> Path:
        """The folder of the pictures."""
        return Path(self.env.doctreedir) / "graphdraw"

    def kept(self) -> list[Path]:
        """The paths of all files in the folder, sorted; empty if the folder leads out or cannot be read."""
        with contextlib.suppress(OSError):
            return sorted(self.folder.iterdir()) if self._is_inside() else []
        return []

    def _is_inside(self) -> bool:
        """Whether the folder of the pictures lies in the doctree folder and is not a link out of it."""
        doctrees = Path(self.env.doctreedir).resolve()
        return leads_inside(doctrees / self.folder.name, doctrees)

    def recipes(self) -> dict[str, Recipe]:
        """The recipes of all pictures of the book, by stem."""
        return {stem: recipe for page in self.data["pages"].values() for stem, recipe in page.items()}

    def recipe(self, stem: str, page: str) -> Recipe | None:
        """The recipe of a stem: from the page, else from any page, since some builders put many pages into one."""
        return self.data["pages"].get(page, {}).get(stem) or self.recipes().get(stem)

    def note_page(self, page: str) -> dict[str, Recipe]:
        """The recipes of a page by stem, to be added to; notes that the page uses the extension."""
        pages: dict[str, dict[str, Recipe]] = self.data["pages"]
        return pages.setdefault(page, {})

    def translated(self, name: str) -> str:
        """The path of a file that a page names, or of its translation, if there is one in the language of the book.

        Translations are named by `figure_language_filename`, like translated pictures: `snack.ja.yaml` for
        `snack.yaml`. Raises UsageError for a file outside of the root of the book, links followed.
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
        """The pages for which a translation has appeared."""
        return {page for page, paths in self.data["missing"].items() if any(map(os.path.isfile, paths))}

    def file(self, stem: str, kind: str) -> Path:
        """The path of the picture with this stem and format, whether or not it is drawn."""
        return self.folder / f"{stem}.{kind}"

    def draw(self, stem: str, kind: str, recipe: Recipe, figure: Figure | None = None) -> Path:
        """The path of a picture, which is drawn now unless this user has drawn it before; raises GraphdrawError.

        Several processes may draw the same picture at once, since a file replaces the old one only when it is complete.
        A file that already has the same bytes keeps its date.
        """
        path = self.file(stem, kind)
        if not self._is_inside():
            raise UsageError("the folder 'graphdraw' of the doctrees is a link that leads out", "remove the link")
        if ours.is_drawn(path) or (path in self.drawn and files.is_file(path)):
            return path
        files.make_folder(self.folder)
        if files.is_link(path):
            with contextlib.suppress(OSError):  # a link that cannot be removed is reported by `save`
                path.unlink()
        before = _date(path)
        (figure or recipe.order.figure()).save(path, dark=recipe.dark)
        if _date(path) != before:
            os.utime(path, (_BEFORE, _BEFORE))
        ours.note(path)
        self.drawn.add(path)
        return path

    def keep_only(self, stems: Collection[str]) -> None:
        """Remove all pictures of ours but those with these stems, and temporary files of killed processes."""
        strays.remove(self.folder, Path(self.env.doctreedir))
        for path in self.kept():
            named = _OURS.fullmatch(path.name)
            if named and named[1] not in stems and ours.is_ours(path):
                with contextlib.suppress(OSError):
                    path.unlink()

    def clear_doc(self, docname: str) -> None:
        """Forget the pictures of a page; Sphinx calls this before it reads the page again."""
        self.data["pages"].pop(docname, None)
        self.data["missing"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Copy the data of the pages that another process has read."""
        for key in ("pages", "missing"):
            self.data[key].update((page, otherdata[key][page]) for page in docnames if page in otherdata[key])

    def resolve_any_xref(self, *_place: Any) -> list[tuple[str, nodes.Element]]:
        """No targets: the role `any` finds nothing in this domain."""
        return []
