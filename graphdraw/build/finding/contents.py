"""Whether a file in a folder is a spec, by what is in it.

A look is not a reading: it costs a build with thousands of files little, and what is wrong with a file is told where it
is drawn. Each file is opened once, and none outside the root folder of the spec in question.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graphdraw.disk import files
from graphdraw.disk.projects import Projects
from graphdraw.disk.roots import inside
from graphdraw.limits import Limits
from graphdraw.registry import nearest

KEYS_THAT_TELL = ("nodes", "extends")
"""Top-level keys that make a file in a folder a spec; `extends` does if it leads to a file with `nodes`."""

MOST_NAMES = 64
"""Files that are looked for behind one `extends`; the reader takes no more either."""

MOST_KEYS = 200
"""Keys of a file that are held against those of a spec."""

_TOP_KEY = rb"(?m)^(?:\xef\xbb\xbf)?[\"']?([A-Za-z_-]+)[\"']?[ \t]*:"
_ANY_KEY = rb"[\"']?(?<![A-Za-z_-])([A-Za-z_-]+)[\"']?\s*:"
_EXTENDED = rb"(?ms)[\"']?\bextends[\"']?[ \t]*:(.*?)(?=^[^\s#-]|\Z)"
_COMMENT = r"(?:^|\s)#.*"
"""Compiled where they are needed, since few files need them: most have `nodes:` at the beginning of a line."""


class _Look(NamedTuple):
    """What a file shows: its keys, as far as they tell, and the names behind `extends:`; None if it cannot be read."""

    keys: tuple[str, ...] | None
    extended: tuple[str, ...] = ()


class _File(NamedTuple):
    """A file that is extended: where it lies, and the folder that its own names start in, both resolved."""

    folder: str
    path: str


class Contents:
    """What the files of one build are; `root` is the folder of `--root`, instead of the one that is found."""

    def __init__(self, root: Path | None = None) -> None:
        self._given = os.path.realpath(root) if root else None
        self._projects = Projects()
        self._looks: dict[str, _Look] = {}
        self._known: dict[tuple[str, _File], bool | None] = {}

    def is_spec(self, source: str) -> bool:
        """Whether a file has nodes, extends one that has, or cannot be read, which is told where it is drawn."""
        place = os.path.realpath(source)
        keys, extended = self._look(place)
        if keys is None:
            return not files.is_folder(Path(source))
        if "nodes" in keys:
            return True
        if "extends" not in keys:
            return False
        folder = os.path.realpath(os.path.dirname(source))  # noqa: PTH120 (see `Found`)
        return not extended or self._lead_to_nodes(_File(folder, place), self.root_of(source))

    def is_suspicious(self, source: str) -> bool:
        """Whether a file that is no spec looks like one with a typo: it has inputs, or a key that is nearly `nodes`."""
        keys = self._look(os.path.realpath(source)).keys or ()
        if "extends" in keys:
            return False
        return "inputs" in keys or any(nearest(key, KEYS_THAT_TELL) for key in keys[:MOST_KEYS])

    def root_of(self, source: str) -> str:
        """The folder that nothing may lie outside of which a spec names, by the rule of the reader."""
        if self._given:
            return self._given
        folder = os.path.dirname(source) or os.curdir  # noqa: PTH120 (see `Found`)
        project = self._projects.nearest(folder)
        return os.path.dirname(project) if project else os.path.realpath(folder)  # noqa: PTH120 (see `Found`)

    def leads_out(self, source: str, folder: str) -> bool:
        """Whether a file is a link out of its root and out of `folder`, the one that was named."""
        if not os.path.islink(source):  # noqa: PTH114 (see `Found`)
            return False
        parent, name = os.path.split(source)
        roots = (self.root_of(source), os.path.realpath(folder))
        return all(inside(name, Path(parent), Path(root)) is None for root in roots)

    def _look(self, path: str) -> _Look:
        """The look at a resolved path."""
        if path not in self._looks:
            self._looks[path] = _look(path)
        return self._looks[path]

    def _lead_to_nodes(self, start: _File, root: str) -> bool:
        """Whether one of the files that a file extends has nodes, or is one of which the reader has something to say.

        That is one that cannot be read, that lies outside the root, or that extends itself.
        """
        known = self._known
        if (found := known.get((root, start))) is not None:
            return found
        known[root, start] = None
        way = [(start, self._extended(start, root))]
        while way:
            file, left = way[-1]
            if (step := next(left, False)) is False:
                known[root, file] = False
                way.pop()
            elif step is True or known.get((root, step), False) is not False:  # None: it is on the way
                known |= {(root, one): True for one, _ in way}
                return True
            elif (root, step) not in known:
                known[root, step] = None
                way.append((step, self._extended(step, root)))
        return False

    def _extended(self, file: _File, root: str) -> Iterator[_File | bool]:
        """The files that a file extends and that extend others; True for one that answers the question."""
        names = self._look(file.path).extended
        if len(names) > MOST_NAMES:
            yield True
        for name in names[:MOST_NAMES]:
            place = inside(name, Path(file.folder), Path(root))
            if place is None:
                yield True
                return
            path = os.fspath(place)
            keys, extended = self._look(path)
            if keys is None or "nodes" in keys:
                yield True
            elif "extends" in keys and extended:
                folder = os.path.realpath(os.path.dirname(os.path.join(file.folder, name)))  # noqa: PTH118, PTH120
                yield _File(folder, path)


def _look(path: str) -> _Look:
    """As much of a file as a spec may have, looked at; a pipe or a device is never opened."""
    try:
        data = files.start(path, Limits().file_size)
    except OSError:
        return _Look(None)
    keys = _top_keys(data)
    return _Look(keys, tuple(_names(data)) if "extends" in keys and "nodes" not in keys else ())


def _top_keys(data: bytes) -> tuple[str, ...]:
    """Keys that begin a line; a flow mapping over the whole file has its keys inside braces and is looked at there."""
    if b"\nnodes:" in data:
        return ("nodes",)
    pattern = _ANY_KEY if data.lstrip().startswith(b"{") else _TOP_KEY
    return tuple(dict.fromkeys(key.decode() for key in re.findall(pattern, data)))


def _names(data: bytes) -> Sequence[str]:
    """The names after `extends:`, as one text or a list of them."""
    match = re.search(_EXTENDED, data)
    if match is None:
        return []
    said = match[1].decode("utf-8", "surrogateescape")
    if data.lstrip().startswith(b"{"):  # it ends at the brace, or where the next key begins
        said = re.split(r"\}|,\s*[\"']?[A-Za-z_-]+[\"']?\s*:", said, maxsplit=1)[0]
    lines = [re.sub(_COMMENT, "", line).strip() for line in said.splitlines()]
    words = [word for line in lines for word in re.split(r"[\[\],]|^-\s", line)]
    return [word.strip(" \t\"'") for word in words if word.strip(" \t\"'")]
