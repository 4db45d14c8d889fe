"""Removing old copies of pictures from the output folder, where Sphinx copies pictures and never removes them.

An e-book contains every file in the output folder, so that old pictures would be shipped. A record file in the folder
lists our copies. Before pages are written, copies of pictures that no page shows are removed, and nothing else. Sphinx
does not remove old pages either: the page of a source that is gone keeps its pictures as long as it is there.
The record file may come from a stranger: files that it names are examined only inside the output folder, and removed
only if they are drawings of graphdraw. Pages that were written with other pictures than the book has now are written
again, whichever builder has read them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from graphdraw import UsageError
from graphdraw.disk import files
from graphdraw.disk.books import leads_inside
from graphdraw.errors import reason
from graphdraw.integrations.sphinx import ours
from graphdraw.integrations.sphinx.pictures import COPY, GraphdrawDomain
from graphdraw.integrations.sphinx.resolving import relative_to_source
from graphdraw.integrations.sphinx.telling import warn

RECORD = ".graphdraw-pictures.json"

MOST = 100_000_000
"""The most bytes of a record file; a larger one is ignored."""


class LeftoverRecord(NamedTuple):
    """The content of a record file.

    `copies` maps the path of each copy in the output folder to the stem of its picture, `pages` each page to the stems
    of the pictures that it was written with.
    """

    copies: dict[str, str]
    pages: dict[str, list[str]]


def remove_old(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove the copies of pictures that no page shows; returns the pages whose pictures have changed."""
    output, domain, record = Path(app.outdir), _domain(env), _read(Path(app.outdir))
    kept = {stem for page in record.pages if _lies_there(app, page) for stem in record.pages[page]}
    shown = kept | domain.recipes().keys()
    gone = [path for path, stem in record.copies.items() if stem not in shown]
    for path in gone:
        place = output.resolve() / path
        if leads_inside(place.parent, output) and ours.is_ours(place):
            with suppress(OSError):
                place.unlink()
        del record.copies[path]
    if gone:
        _write(output, record)
    changed = {page for page, stems in record.pages.items() if stems != _shown(domain, page)}
    return sorted(changed & env.found_docs)


def note_copies(app: Sphinx, exception: Exception | None = None) -> None:
    """Record the copies in the output folder, and the pictures of the pages that were written."""
    output, domain = Path(app.outdir), _domain(app.env)
    record = _read(output)
    for path, stem in _copies(app.builder, domain):
        if exception is None and path.parent == Path(app.builder.imagedir):
            ours.note(output / path)  # copied just now; for an e-book Sphinx may have made it smaller
        if ours.is_ours(output / path):
            record.copies[path.as_posix()] = stem
    record.pages.update((page, _shown(domain, page)) for page in domain.written)
    for page in record.pages.keys() - app.env.found_docs:
        if not _lies_there(app, page):
            del record.pages[page]
    if record.copies or os.path.lexists(output / RECORD):
        _write(output, record)


def keep_out(app: Sphinx) -> list[Any]:
    """Before an e-book is packed, exclude the record file and the cached pictures from it; returns no pages."""
    if "epub" in app.builder.name:
        output = Path(app.outdir)
        excluded = [output / RECORD, *_domain(app.env).kept()]
        names = [os.path.relpath(path, output) for path in excluded if path.is_relative_to(output)]
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, *names]
    return []


def _lies_there(app: Sphinx, page: str) -> bool:
    """Whether a page that is no longer in the book still has its own file in the output folder."""
    named = getattr(app.builder, "get_outfilename", None)
    if page in app.env.found_docs or named is None:
        return False
    output = Path(app.outdir).resolve()
    try:
        place = output / os.path.relpath(named(page), app.outdir)
    except ValueError:  # another drive of Windows
        return False
    return leads_inside(place, output) and files.is_file(place)


def _domain(env: BuildEnvironment) -> GraphdrawDomain:
    return env.get_domain(GraphdrawDomain.name)  # type: ignore[return-value]


def _shown(domain: GraphdrawDomain, page: str) -> list[str]:
    """The stems of the pictures of a page, sorted."""
    return sorted(domain.data["pages"].get(page, ()))


def _copies(builder: Builder, domain: GraphdrawDomain) -> Iterable[tuple[Path, str]]:
    """The copies of our pictures: paths in the output folder and stems. HTML, LaTeX and Texinfo have own folders."""
    cache, output = relative_to_source(domain.folder, domain.env), Path(builder.outdir)
    named = {Path(builder.imagedir), Path(), *(path.relative_to(output) for path in output.glob("*-figures"))}
    folders = [folder for folder in named if leads_inside(output.resolve() / folder, output)]
    for source, name in builder.images.items():
        path = PurePosixPath(source)
        if str(path.parent) == cache:
            for folder in folders:
                if files.is_file(output / folder / name) and not files.is_link(output / folder / name):
                    yield folder / name, path.stem


def _read(output: Path) -> LeftoverRecord:
    """The record of an output folder, without paths that cannot be copies of ours; empty if the file is a link."""
    if files.is_link(output / RECORD):
        return LeftoverRecord({}, {})
    try:
        found = json.loads(files.read(output / RECORD, MOST))
        copies = {str(path): str(stem) for path, stem in found["copies"].items() if _can_be_ours(path)}
        return LeftoverRecord(copies, {str(page): [*map(str, stems)] for page, stems in found["pages"].items()})
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return LeftoverRecord({}, {})


def _can_be_ours(path: str) -> bool:
    """Whether a path leads down from the output folder and ends with the name of a copied picture."""
    place = PurePosixPath(path)
    return re.fullmatch(COPY, place.name) is not None and not place.is_absolute() and ".." not in place.parts


def _write(output: Path, record: LeftoverRecord) -> None:
    """Write the record file; a warning if that fails."""
    text = json.dumps(record._asdict(), indent=1, sort_keys=True) + "\n"
    path = output / RECORD
    try:
        if files.is_link(path) or (files.is_there(path) and not files.is_file(path)):  # a link or a pipe is replaced
            path.unlink()
        files.write(path, text.encode("utf-8", "surrogatepass"))
    except UsageError as error:
        warn(str(error), str(path))
    except OSError as error:
        warn(f"{path.name}: cannot be written: {reason(error)}", str(path))
