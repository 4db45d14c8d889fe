"""Where a fence stands: what MkDocs, ProperDocs and Zensical leave on an instance of Markdown about the page.

As in mkdocs 1.6 (`structure/pages.py`, which ProperDocs shares) and zensical 0.0.73 (`extensions/context.py`). Nothing
of them is imported; without them, paths start in the current folder and a page has no name.
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
"""What may stand before a line of a fence: the indentation of a list, the sign of a quotation."""


class Host(NamedTuple):
    """What is known of a page.

    `page` is its file, `name` what it is called in messages and `root` the folder where paths start, that of the
    configuration. `watched` are the files whose changes the host looks for before it takes a page from its cache; None
    where there is no cache. `strict` where a warning has to be an exception, since nobody counts warnings. `lang` is
    the language of the page.
    """

    page: Path | None
    name: str
    root: Path
    watched: frozenset[Path] | None = None
    strict: bool = False
    lang: str | None = None


class Fence(NamedTuple):
    """The place of a fence in its page: the line of its head from 1, the columns before it. None where unknown."""

    line: int
    indent: int


def host_of(md: Markdown) -> Host:
    """What the host says about the page."""
    if "relpath" in md.treeprocessors:
        return _mkdocs(md.treeprocessors["relpath"])
    if "rendering_context" in md.preprocessors:
        return _zensical(md.preprocessors["rendering_context"])
    return Host(None, "page", Path.cwd())


def _mkdocs(processor: Any) -> Host:
    """The processor that makes links relative knows its page."""
    file, config = processor.file, processor.config
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    page = Path(file.abs_src_path) if file.abs_src_path else None
    return Host(page, shown(page) if page else file.src_uri, root, lang=_language(config.theme))


def _zensical(processor: Any) -> Host:
    config = processor.config
    root = Path(config["root_dir"])
    page = root / config["docs_dir"] / processor.page.path
    watched = frozenset(Path(path).resolve() for path, _ in config.get("watched_files", ()))
    return Host(
        page, shown(page), root, watched, asked_to_be_strict(bool(config.get("strict"))), _language(config["theme"])
    )


def _language(theme: Mapping[str, Any]) -> str | None:
    """Material and Zensical have a `language`, other themes of MkDocs a `locale`."""
    found = theme.get("language") or theme.get("locale")
    return str(found).replace("_", "-") if found else None


def translated(path: Path, lang: str | None) -> Path:
    """`snack.ja.yaml` for `snack.yaml` and `ja`, if it is there: Sphinx names translated pictures in the same way."""
    if lang is None:
        return path
    other = path.with_suffix(f".{lang}{path.suffix}")
    return other if os.path.isfile(other) else path  # noqa: PTH113 (the method of a Path raises where a name is too long)


def asked_to_be_strict(configured: bool = False) -> bool:
    """Whether the program that runs was called with `--strict`: Zensical keeps this from what it calls.

    A server goes on whatever it is told.
    """
    asked = not {"--strict", "-s", "-cs", "-sc"}.isdisjoint(sys.argv[1:])
    return (configured or asked) and "serve" not in sys.argv[1:]


def shown(path: Path) -> str:
    """A path from the current folder, if it is below it."""
    text = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else os.fspath(path)
    return text.replace(os.sep, "/")


class Counts:
    """How often something was met in the page that an instance of Markdown converts; every conversion starts anew."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Markdown, tuple[object, Counter[str]]] = WeakKeyDictionary()

    def next(self, md: Markdown, what: str) -> int:
        """1 at first, then 2."""
        lines = getattr(md, "lines", None)  # one list while a page goes through the preprocessors before the fences
        begun, counter = self._kept.get(md, (None, Counter()))
        if begun is not lines:
            counter = Counter()
            self._kept[md] = lines, counter
        counter[what] += 1
        return counter[what]


def fence_in(page: Path | None, body: str, language: str, file: str | None, occurrence: int) -> Fence | None:
    """The fence of a language with this body and this option `file`, the first or a later one, in the file of a page.

    What stands in another fence, as an example, is none, nor is a fence of another language with the same body. None
    where the page has no file or the body is in none of its fences, as one that a plugin has made.
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
        except ValueError:  # it is never closed
            end = index
        same = end > index and "\n".join(bare[index + 1 : end]) == wanted
        if same and _asks_for(bare[index], language, file):
            occurrence -= 1
            if occurrence == 0:
                return Fence(index + 1, len(lines[index].rstrip()) - len(bare[index]))
        index = end + 1
    return None


def _asks_for(head: str, language: str, file: str | None) -> bool:
    """Whether the head of a fence names the language, and the file or none."""
    found = _FILE.search(head)
    named = next((part for part in found.groups() if part is not None), None) if found else None
    bare = _QUOTED.sub("", head)
    return named == file and re.search(rf"(?<![\w-]){re.escape(language)}(?![\w-])", bare) is not None
