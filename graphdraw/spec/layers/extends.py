"""Follows `extends:` from file to file: the documents of a spec and of all it extends, the lowest layer first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from graphdraw.errors import Location, SpecError
from graphdraw.spec.yaml.document import Mapping, Scalar, Sequence, YamlNode
from graphdraw.spec.yaml.foreign import read_named
from graphdraw.spec.yaml.problems import Stop
from graphdraw.spec.yaml.reading import Reading
from graphdraw.spec.yaml.source import Page, Source, decode, is_spec
from graphdraw.spec.yaml.targets import NO_SPEC_HINT, open_target, resolved, target

DEPTH = 8
"""The most files that extend each other in a chain, the spec itself not counted."""

MOST_FILES = 64
"""The most files that one spec is made of."""


class _Step(NamedTuple):
    """A file in the chain from the spec to the file that is being read."""

    source: Source
    path: Path | None


class Chain:
    """The documents read so far, the lowest layer first, and their files in reading order.

    `files` has the path by which each file was reached, links not followed, by its resolved path. A file that is
    reached twice is read once, where it is met first. A document keeps its key `extends` if a file that it names could
    not be read.
    """

    def __init__(self, root: Path, reading: Reading) -> None:
        self.root, self.reading = root, reading
        self.documents: list[Mapping] = []
        self.files: dict[Path, Path] = {}
        self._room = reading.limits.file_size

    def add(self, source: Source, page: Page, way: tuple[_Step, ...] = ()) -> None:
        """Add a source after all that it extends; raises `Stop` if it can't be read. `way` is the chain up to it."""
        path = resolved(source.path) if source.path else None
        if path:
            self.files[path] = (source.folder or path.parent) / Path(source.name).name
        self._room -= len(source.data)
        document = read_named(page, self.reading.limits, self.reading.problems)
        way = (*way, _Step(source, path))
        followed = [self._follow(name, way) for name in _names(document)]  # a list: the problems of all are noted
        if all(followed):
            document = _without_extends(document)
        self.documents.append(document)

    def _follow(self, name: Scalar, way: tuple[_Step, ...]) -> bool:
        """Read a file that the last one in the chain extends; returns whether that succeeded."""
        source, problems = way[-1].source, self.reading.problems
        path = target(name.text, name.where, source, self.root, self.reading)
        if path is None or self._is_cycle(path, name, way):
            return False
        if path in self.files:
            return True
        if len(way) > DEPTH:
            problems.add(name.where, f"nested too deep: {DEPTH} files that extend each other are the most", "too-deep")
        elif len(self.files) >= MOST_FILES:
            problems.add(name.where, f"a spec is made of at most {MOST_FILES} files", "too-many-files")
        elif found := open_target(path, name.text, name.where, source, self._room, self.reading):
            return self._take(found, name.where, way)
        return False

    def _take(self, found: Source, where: Location, way: tuple[_Step, ...]) -> bool:
        problems = self.reading.problems
        try:
            page = decode(found, self.reading.limits)
            if is_spec(page):
                self.add(found, page, way)
                return True
            problems.add(where, f"'{found.name}' is not a spec", "file", NO_SPEC_HINT)
        except SpecError as error:
            for problem in error.problems:
                problems.add(problem.where or where, problem.text, problem.code, problem.hint)
        except Stop:
            pass
        return False

    def _is_cycle(self, path: Path, name: Scalar, way: tuple[_Step, ...]) -> bool:
        """Whether a file is extended that is in the chain already; notes the cycle."""
        start = next((place for place, step in enumerate(way) if step.path == path), None)
        if start is None:
            return False
        names = [step.source.name for step in way[start:]]
        text = f"'{names[0]}' extends itself: {' → '.join([*names, names[0]])}"
        self.reading.problems.add(name.where, text, "cycle", "remove one of the 'extends'")
        return True


def _names(document: Mapping) -> list[Scalar]:
    """The texts under the key `extends`; other values are left to the table of keys, which notes them."""
    given: YamlNode | None = next((value for key, value in document.entries if key.text == "extends"), None)
    items = given.items if isinstance(given, Sequence) else (given,)
    return [item for item in items if isinstance(item, Scalar) and not item.empty]


def _without_extends(document: Mapping) -> Mapping:
    """The document without its key `extends`, unless that has values that are no texts, which are to be noted."""
    given = next((value for key, value in document.entries if key.text == "extends"), None)
    items = given.items if isinstance(given, Sequence) else (given,)
    if not all(isinstance(item, Scalar) for item in items):
        return document
    return replace(document, entries=tuple(entry for entry in document.entries if entry[0].text != "extends"))
