"""Drawing figures for pages of HTML, with a cache in memory that notices changed files."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections import OrderedDict
from functools import partial
from pathlib import Path
from typing import NamedTuple

from graphdraw import Figure, Problem, UsageError
from graphdraw.disk import files
from graphdraw.disk.books import demand_inside, leads_inside
from graphdraw.integrations.inline_svg import IDS, Drawing
from graphdraw.integrations.pages import shown, translated
from graphdraw.integrations.pairs import demand_light
from graphdraw.integrations.words import NO_SPEC

BODY = "<figure>"
"""The name of the spec in a fence in messages, until its place in the page is known."""

MOST_KEPT = 1000
"""The most drawings that are kept; one takes about 20 kB."""


class Wanted(NamedTuple):
    """A request for a drawing. `file` is the spec; if it is None, the body of the fence is.

    Paths are absolute; those inside of a body start in `root`, which no file may lie outside of. `dark` asks for a pair
    of a light and a dark drawing. `lang` is the language of the words of the figure.
    """

    root: Path
    file: Path | None
    theme: str | None
    settings: tuple[str, ...]
    view: Path | None
    dark: bool
    lang: str | None = None


class HostDrawing(NamedTuple):
    """A drawing: SVG texts (`dark` is None without a pair), its description in words, and its problems.

    `read` are the files that were read, each with its checksum.
    """

    light: str
    dark: str | None
    words: str
    problems: tuple[Problem, ...]
    read: tuple[tuple[Path, bytes], ...]

    @property
    def digest(self) -> str:
        """A checksum of the SVG texts."""
        return f"{zlib.crc32((self.light + (self.dark or '')).encode('utf-8')):08x}"

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were read."""
        return tuple(path for path, _ in self.read)

    def svg(self, alt: str | None) -> Drawing:
        """The drawing for a page; `alt` is the author's description, None for that of the figure."""
        return Drawing(self.light, self.dark, alt or self.words)


class Drawings:
    """Draws specs and keeps the last `MOST_KEPT` drawings; errors are not kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Wanted], HostDrawing] = OrderedDict()

    def drawn(self, body: str, wanted: Wanted) -> HostDrawing:
        """The drawing of a file or a body; a kept one if none of its files has changed.

        Raises GraphdrawError for problems in the spec, and UsageError if a file cannot be read, or if there is a body
        as well as a file.
        """
        key = (body, wanted)
        known = self._kept.pop(key, None)
        drawn = known if known and all(_checksum(path) == old for path, old in known.read) else _draw(body, wanted)
        self._kept[key] = drawn
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return drawn


def resolved(path: str, root: Path, lang: str | None = None) -> Path:
    """The absolute path for `path` in the head of a fence, which starts in `root`; its translation, if there is one.

    Raises UsageError if it leads out of `root`, links followed.
    """
    found = Path(os.path.normpath(root / path))
    demand_inside(found, root, path)
    other = translated(found, lang)
    return other if leads_inside(other, root) else found


def _draw(body: str, wanted: Wanted) -> HostDrawing:
    """Draw a file or a body; raises GraphdrawError."""
    figure = _figure(body, wanted)
    if wanted.dark:
        demand_light(figure, "leave 'dark' out, or take another theme")
    light = figure.render("svg", ids=IDS).decode("utf-8")
    dark = figure.render("svg", ids=IDS, dark=True).decode("utf-8") if wanted.dark else None
    made_from = dict.fromkeys([*figure.dependencies, *([wanted.view.resolve()] if wanted.view else [])])
    return HostDrawing(
        light, dark, figure.describe(), figure.problems, tuple((path, _checksum(path)) for path in made_from)
    )


def _figure(body: str, wanted: Wanted) -> Figure:
    """The `Figure` of a file or a body; raises GraphdrawError."""
    view = shown(wanted.view) if wanted.view else None
    choose = partial(Figure, theme=wanted.theme, settings=wanted.settings, view=view, lang=wanted.lang)
    if wanted.file is None:
        if not body.strip():
            raise UsageError(NO_SPEC, 'write it here, or name its file: file="figures/snack.yaml"', "empty")
        return choose(body + "\n", name=BODY, folder=wanted.root, root=wanted.root)
    if body.strip():
        raise UsageError("a spec stands here beside the file", "leave the block empty, or leave 'file' out")
    return choose(Path(shown(wanted.file)), root=wanted.root)


def _checksum(path: Path) -> bytes:
    """The SHA-256 of a file; empty if it cannot be read."""
    try:
        return hashlib.sha256(files.read(path)).digest()
    except OSError:
        return b""
