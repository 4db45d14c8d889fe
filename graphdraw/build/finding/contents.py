"""Whether a file is a spec, judged by its top-level keys.

Regular expressions find the keys without parsing the file, which is fast enough for thousands of files. Mistakes in a
file are reported later, when it is drawn. Each file is opened once, and no file outside of the spec's root folder.
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
"""The most files that one `extends` may name here; the reader has the same limit."""

MOST_KEYS = 200
"""How many keys of a file are compared with `KEYS_THAT_TELL` to find a typo."""

_TOP_KEY = rb"(?m)^(?:\xef\xbb\xbf)?[\"']?([A-Za-z_-]+)[\"']?[ \t]*:"
_ANY_KEY = rb"[\"']?(?<![A-Za-z_-])([A-Za-z_-]+)[\"']?\s*:"
_EXTENDED = rb"(?ms)[\"']?\bextends[\"']?[ \t]*:(.*?)(?=^[^\s#-]|\Z)"
_COMMENT = r"(?:^|\s)#.*"
"""Patterns, compiled at their first use: most files have `nodes:` at the start of a line and need none of them."""


class _Look(NamedTuple):
    """What was found in one file: its top-level keys, and the file names after `extends:`.

    `keys` is None if the file cannot be read, and just `nodes` if that key is found at the start of a line. `extended`
    is empty if the file has `nodes`.
    """

    keys: tuple[str, ...] | None
    extended: tuple[str, ...] = ()


class _File(NamedTuple):
    """A file to look into: its path, and the folder that relative names in it start from; both have no links."""

    folder: str
    path: str


class BuildFiles:
    """Which files of one build are specs. `root` is the folder of `--root`; if None, each spec's own root is found."""

    def __init__(self, root: Path | None = None) -> None:
        self._given = os.path.realpath(root) if root else None
        self._projects = Projects()
        self._looks: dict[str, _Look] = {}
        self._answers: dict[tuple[str, _File], bool | None] = {}
        """For a root and a file: whether it leads to nodes, or None while that is being found out."""

    def is_spec(self, source: str) -> bool:
        """Whether a file is a spec: it has `nodes`, extends a file that has, or cannot be read.

        An unreadable file counts as a spec so that drawing it reports why.
        """
        place = os.path.realpath(source)
        keys, extended = self._look(place)
        if keys is None:
            return not files.is_folder(Path(source))
        if "nodes" in keys:
            return True
        if "extends" not in keys:
            return False
        folder = os.path.realpath(os.path.dirname(source))  # noqa: PTH120 (see `Found`)
        return not extended or self._leads_to_nodes(_File(folder, place), self.root_of(source))

    def is_suspicious(self, source: str) -> bool:
        """Whether a file that is not a spec looks like one with a typo: it has `inputs`, or a key close to `nodes`."""
        keys = self._look(os.path.realpath(source)).keys or ()
        if "extends" in keys:
            return False
        return "inputs" in keys or any(nearest(key, KEYS_THAT_TELL) for key in keys[:MOST_KEYS])

    def root_of(self, source: str) -> str:
        """The root folder of a spec: the reader opens no file outside of it.

        The folder of `--root`, else that of the nearest project file, else the folder of the spec.
        """
        if self._given:
            return self._given
        folder = os.path.dirname(source) or os.curdir  # noqa: PTH120 (see `Found`)
        project = self._projects.nearest(folder)
        return os.path.dirname(project) if project else os.path.realpath(folder)  # noqa: PTH120 (see `Found`)

    def leads_out(self, source: str, folder: str) -> bool:
        """Whether a file is a link that leads both out of its root folder and out of `folder`, which the user named."""
        if not os.path.islink(source):  # noqa: PTH114 (see `Found`)
            return False
        parent, name = os.path.split(source)
        roots = (self.root_of(source), os.path.realpath(folder))
        return all(inside(name, Path(parent), Path(root)) is None for root in roots)

    def _look(self, path: str) -> _Look:
        """What is in the file at a path without links; each file is opened once."""
        if path not in self._looks:
            self._looks[path] = _look(path)
        return self._looks[path]

    def _leads_to_nodes(self, start: _File, root: str) -> bool:
        """Whether a file extends, directly or over others, a file that has `nodes` or that the reader would report.

        The reader reports a file that cannot be read, that lies outside the root, or that extends itself. The search is
        depth first, without recursion.
        """
        answers = self._answers
        if (found := answers.get((root, start))) is not None:
            return found
        answers[root, start] = None
        stack = [(start, self._extended_files(start, root))]
        while stack:
            file, left = stack[-1]
            if (step := next(left, False)) is False:
                answers[root, file] = False
                stack.pop()
            elif step is True or answers.get((root, step), False) is not False:  # None: it is on the stack, a cycle
                answers |= {(root, one): True for one, _ in stack}
                return True
            elif (root, step) not in answers:
                answers[root, step] = None
                stack.append((step, self._extended_files(step, root)))
        return False

    def _extended_files(self, file: _File, root: str) -> Iterator[_File | bool]:
        """The files that `file` extends and that extend others in turn; True instead of a file that ends the search."""
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
    """What is in a file, up to the largest size of a spec; a pipe or a device is never opened."""
    try:
        data = files.start(path, Limits().file_size)
    except OSError:
        return _Look(None)
    keys = _top_keys(data)
    return _Look(keys, tuple(_extended_names(data)) if "extends" in keys and "nodes" not in keys else ())


def _top_keys(data: bytes) -> tuple[str, ...]:
    """The keys that begin a line; all keys inside the braces if the file is one flow mapping `{…}`."""
    if b"\nnodes:" in data:
        return ("nodes",)
    pattern = _ANY_KEY if data.lstrip().startswith(b"{") else _TOP_KEY
    return tuple(dict.fromkeys(key.decode() for key in re.findall(pattern, data)))


def _extended_names(data: bytes) -> Sequence[str]:
    """The file names after `extends:`, which holds one name or a list of names."""
    match = re.search(_EXTENDED, data)
    if match is None:
        return []
    names = match[1].decode("utf-8", "surrogateescape")
    if data.lstrip().startswith(b"{"):  # the names end at the closing brace, or where the next key begins
        names = re.split(r"\}|,\s*[\"']?[A-Za-z_-]+[\"']?\s*:", names, maxsplit=1)[0]
    lines = [re.sub(_COMMENT, "", line).strip() for line in names.splitlines()]
    words = [word for line in lines for word in re.split(r"[\[\],]|^-\s", line)]
    return [word.strip(" \t\"'") for word in words if word.strip(" \t\"'")]
