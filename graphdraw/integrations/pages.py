"""Finding out which page and which line a fence stands in, for MkDocs, ProperDocs and Zensical.

These hosts leave objects about the page on the instance of Markdown: see mkdocs 1.6 (`structure/pages.py`, which
ProperDocs shares) and zensical 0.0.73 (`extensions/context.py`). Neither is imported. Without a host, paths start in
the current folder, and the page has no file.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from markdown import Markdown

from graphdraw.disk import files

_OPENING = re.compile("`{3,}|~{3,}")
_FILE = re.compile(r"""(?<![\w-])file\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s}]*))""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_BEFORE = " \t>"
"""Characters that may stand before a line of a fence: the indentation of a list, and `>` of a quotation."""


class Host(NamedTuple):
    """What is known of a page and its host.

    `page` is the file of the page and `name` its name in messages. `root` is the folder of the configuration, where
    paths start. `watched` are the files whose changes make the host convert a page again; None if it has no cache.
    `strict` says that a warning has to raise an exception, since the host does not count warnings. `lang` is the
    language of the page.
    """

    page: Path | None
    name: str
    root: Path
    watched: frozenset[Path] | None = None
    strict: bool = False
    lang: str | None = None


class Fence(NamedTuple):
    """The place of a fence in its page: the line of its head, from 1, and how many columns stand before it."""

    line: int
    indent: int


def host_of(md: Markdown) -> Host:
    """The page that `md` converts, and its host."""
    if "relpath" in md.treeprocessors:
        return _mkdocs(md.treeprocessors["relpath"])
    if "rendering_context" in md.preprocessors:
        return _zensical(md.preprocessors["rendering_context"])
    return Host(None, "page", Path.cwd())


def _mkdocs(processor: Any) -> Host:
    """The page of MkDocs or ProperDocs, from the processor that makes links relative."""
    file, config = processor.file, processor.config
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    page = Path(file.abs_src_path) if file.abs_src_path else None
    return Host(page, shown(page) if page else file.src_uri, root, lang=_language(config.theme))


def _zensical(processor: Any) -> Host:
    """The page of Zensical, from the processor that keeps its context."""
    config = processor.config
    root = Path(config["root_dir"])
    page = root / config["docs_dir"] / processor.page.path
    watched = frozenset(Path(path).resolve() for path, _ in config.get("watched_files", ()))
    return Host(
        page, shown(page), root, watched, asked_to_be_strict(bool(config.get("strict"))), _language(config["theme"])
    )


def _language(theme: Mapping[str, Any]) -> str | None:
    """The language of a theme: Material and Zensical call it `language`, other themes of MkDocs `locale`."""
    found = theme.get("language") or theme.get("locale")
    return str(found).replace("_", "-") if found else None


def translated(path: Path, lang: str | None) -> Path:
    """The translation of a file if there is one, else the file: `snack.ja.yaml` for `snack.yaml`, as in Sphinx."""
    if lang is None:
        return path
    other = path.with_suffix(f".{lang}{path.suffix}")
    return other if os.path.isfile(other) else path  # noqa: PTH113 (the method of Path raises if a name is too long)


def asked_to_be_strict(configured: bool = False) -> bool:
    """Whether the build is strict: by the configuration, or by `--strict` in the arguments of the running program.

    Zensical does not pass its arguments on. A server (`serve`) is never strict.
    """
    in_arguments = not {"--strict", "-s", "-cs", "-sc"}.isdisjoint(sys.argv[1:])
    return (configured or in_arguments) and "serve" not in sys.argv[1:]


def shown(path: Path) -> str:
    """A path with slashes for messages: relative to the current folder if it lies below."""
    text = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else os.fspath(path)
    return text.replace(os.sep, "/")


class Counts:
    """Counts texts in the page that an instance of Markdown converts; each conversion starts from 0."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Markdown, tuple[object, Counter[str]]] = WeakKeyDictionary()

    def next(self, md: Markdown, what: str) -> int:
        """How often `next` was called with `what` for this page, with this call: 1, then 2."""
        lines = getattr(md, "lines", None)  # Markdown makes a new list for each page
        begun, counter = self._kept.get(md, (None, Counter()))
        if begun is not lines:
            counter = Counter()
            self._kept[md] = lines, counter
        counter[what] += 1
        return counter[what]


def fence_in(page: Path | None, body: str, language: str, file: str | None, occurrence: int) -> Fence | None:
    """The place of a fence in the file of a page: the one with this number (`occurrence`, from 1) among equal fences.

    Fences are equal if they have the same body, language and option `file`. A fence inside of another one, as an
    example, does not count. None if the page has no file or no such fence, as for a fence that a plugin has made.
    """
    try:
        text = files.read(page).decode("utf-8-sig") if page else ""
    except (OSError, ValueError):
        return None
    lines = re.split("\r\n|\r|\n", text)
    bare = [line.lstrip(_BEFORE).rstrip() for line in lines]
    wanted = "\n".join(line.lstrip(_BEFORE).rstrip() for line in body.split("\n"))
    index = 0
    while index < len(lines):
        opening = _OPENING.match(bare[index])
        try:
            end = bare.index(opening[0], index + 1) if opening else index
        except ValueError:  # the fence is never closed
            end = index
        same = end > index and "\n".join(bare[index + 1 : end]) == wanted
        if same and _asks_for(bare[index], language, file):
            occurrence -= 1
            if occurrence == 0:
                return Fence(index + 1, len(lines[index].rstrip()) - len(bare[index]))
        index = end + 1
    return None


def _asks_for(head: str, language: str, file: str | None) -> bool:
    """Whether the head of a fence names the language, and has the option `file` with this value (None: without it)."""
    found = _FILE.search(head)
    named = next((part for part in found.groups() if part is not None), None) if found else None
    bare = _QUOTED.sub("", head)
    return named == file and re.search(rf"(?<![\w-]){re.escape(language)}(?![\w-])", bare) is not None
