"""What the pictures of a book leave in the output: copies that Sphinx makes and never removes, and the cache itself.

An e-book holds whatever lies in the output folder, so that old pictures would be shipped. A record in the folder tells
which copies are ours. Those of pictures that are gone are removed before pages are written, and nothing else is. Sphinx
never removes a page either: that of a source that is gone keeps its pictures as long as it lies there.
The record may be another's, too: what it names is looked at inside the output only, and is removed if it is a drawing.
Pages that were written with other pictures than the book has now are written again, whichever builder has read them.
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
"""Bytes of a record; a larger one is none of ours."""


class Record(NamedTuple):
    """`copies` has for each file in the output the stem of its picture, `pages` the stems that each page has shown."""

    copies: dict[str, str]
    pages: dict[str, list[str]]


def remove_old(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Remove the copies of pictures that no page shows; returns the pages that were written with others."""
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
    """Record the copies that there are, and the pages as they were written."""
    output, domain = Path(app.outdir), _domain(app.env)
    record = _read(output)
    for path, stem in _copies(app.builder, domain):
        if exception is None and path.parent == Path(app.builder.imagedir):
            ours.note(output / path)  # it was copied just now; for an e-book Sphinx may make it smaller
        if ours.is_ours(output / path):
            record.copies[path.as_posix()] = stem
    record.pages.update((page, _shown(domain, page)) for page in domain.written)
    for page in record.pages.keys() - app.env.found_docs:
        if not _lies_there(app, page):
            del record.pages[page]
    if record.copies or os.path.lexists(output / RECORD):
        _write(output, record)


def keep_out(app: Sphinx) -> list[Any]:
    """Before an e-book is packed: what we keep for ourselves is none of its files. Returns no pages."""
    if "epub" in app.builder.name:
        output = Path(app.outdir)
        own = [output / RECORD, *_domain(app.env).kept()]
        names = [os.path.relpath(path, output) for path in own if path.is_relative_to(output)]
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, *names]
    return []


def _lies_there(app: Sphinx, page: str) -> bool:
    """Whether a page that is no longer in the book still lies in the output, as a file of its own."""
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
    return sorted(domain.data["pages"].get(page, ()))


def _copies(builder: Builder, domain: GraphdrawDomain) -> Iterable[tuple[Path, str]]:
    """Where a builder has copied our pictures to, and their stems: HTML, LaTeX and Texinfo have places of their own."""
    cache, output = relative_to_source(domain.folder, domain.env), Path(builder.outdir)
    named = {Path(builder.imagedir), Path(), *(path.relative_to(output) for path in output.glob("*-figures"))}
    folders = [folder for folder in named if leads_inside(output.resolve() / folder, output)]
    for source, name in builder.images.items():
        path = PurePosixPath(source)
        if str(path.parent) == cache:
            for folder in folders:
                if files.is_file(output / folder / name) and not files.is_link(output / folder / name):
                    yield folder / name, path.stem


def _read(output: Path) -> Record:
    """The record of an output folder, without what cannot be a copy of ours; a link is none."""
    if files.is_link(output / RECORD):
        return Record({}, {})
    try:
        found = json.loads(files.read(output / RECORD, MOST))
        copies = {str(path): str(stem) for path, stem in found["copies"].items() if _can_be_ours(path)}
        return Record(copies, {str(page): [*map(str, stems)] for page, stems in found["pages"].items()})
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Record({}, {})


def _can_be_ours(path: str) -> bool:
    place = PurePosixPath(path)
    return re.fullmatch(COPY, place.name) is not None and not place.is_absolute() and ".." not in place.parts


def _write(output: Path, record: Record) -> None:
    text = json.dumps(record._asdict(), indent=1, sort_keys=True) + "\n"
    path = output / RECORD
    try:
        if files.is_link(path) or (files.is_there(path) and not files.is_file(path)):  # neither followed nor waited for
            path.unlink()
        files.write(path, text.encode("utf-8", "surrogatepass"))
    except UsageError as error:
        warn(str(error), str(path))
    except OSError as error:
        warn(f"{path.name}: cannot be written: {reason(error)}", str(path))
