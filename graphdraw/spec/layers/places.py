"""Where a key belongs that was written at another level: the table of keys, walked from its top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

from graphdraw.registry import quoted_list
from graphdraw.spec.layers.habits import DIRECTION, SIZE, habit
from graphdraw.spec.schema.compound import Either, MapOf, Section
from graphdraw.spec.schema.kinds import Kind
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.yaml.document import Node
from graphdraw.spec.yaml.reading import Reading

Path = tuple[str, ...]
"""The keys that lead to a section, from the top; `NAME` stands for the names of an author."""

NAME = "NAME"
MOST_SHOWN = 3
DEEPEST = 3
"""Levels, as in `view.nodes.NAME`; who writes a key at the wrong place is not sent deeper than that."""

_PROJECT = "it belongs to the project file, graphdraw.yaml"

HABITS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("scale", "size", "zoom"), SIZE)
    | dict.fromkeys(("sources", "formats", "output"), _PROJECT)
    | dict.fromkeys(("digits", "precision"), "write view: {numbers: {decimals: …}}, or 'sig' for significant digits")
    | dict.fromkeys(("caption", "name"), "'title' names the picture, 'label' a value in it")
    | dict.fromkeys(("formula", "expression", "equation"), "write it as 'expr', or right behind the name of the node")
)
"""What other programs call a key, and the key that does it here; `size` is none of ours at any level."""


@lru_cache(maxsize=1)
def sections() -> tuple[tuple[Path, Section], ...]:
    """Every section of a spec with the keys that lead to it, the top first; what stands in itself is walked once."""
    return tuple(_walk(SPEC, (), ()))


def _walk(kind: Kind | None, path: Path, within: tuple[Section, ...]) -> Iterator[tuple[Path, Section]]:
    if isinstance(kind, Either):
        for one in (kind.scalar, kind.sequence, kind.mapping):
            yield from _walk(one, path, within)
    elif isinstance(kind, MapOf):
        yield from _walk(kind.kind, (*path, NAME), within)
    elif isinstance(kind, Section) and kind not in within:
        yield path, kind
        for key in kind.table:
            yield from _walk(key.kind, (*path, key.name), (*within, kind))


def homes(name: str, near: Section | None = None) -> tuple[Path, ...]:
    """The sections that have a key: those that share most levels with the section `near`, of these the least deep."""
    here = [path for path, section in sections() if section is near]
    found = [path for path, section in sections() if any(key == name for key, _ in section.kinds)]
    ranks = {path: (-max((_shared(path, own) for own in here), default=0), len(path)) for path in found}
    best = min(ranks.values(), default=None)
    return tuple(path for path in found if ranks[path] == best and len(path) <= DEEPEST)


def _shared(path: Path, other: Path) -> int:
    """How many levels two paths have in common."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(path, other, strict=False))))


def hint(name: str, section: Section, value: Node | None = None, reading: Reading | None = None) -> str | None:
    """Where an unknown key of a section belongs, or what is meant by it; None where no level has such a key.

    `value` is what is given for it.
    """
    if other := habit(name, section.name, value, reading):
        return other
    name = name.replace("colour", "color")
    if section.name == SPEC.name and (written := _dotted(name)):
        return written
    if name in HABITS and name not in {key.name for key in section.table}:
        return HABITS[name]
    found = homes(name, section)
    if () in found:
        return f"'{name}' belongs to the top level of the spec"
    if len(found) == 1:
        return f"'{name}' belongs to '{'.'.join(found[0])}': write {_nested((*found[0], name))}"
    listed = [".".join(path) for path in found[:MOST_SHOWN]]
    return f"'{name}' belongs to {quoted_list(listed, 'or')}" if listed else None


def setting(name: str) -> str | None:
    """The hint for a name without a point that is no input: the path of the key of that name; None if there is none."""
    if name in DIRECTION:
        return "did you mean 'view.direction'?"
    if name in HABITS:
        return HABITS[name]
    paths = [".".join((*path, name)) for path in homes(name)[:MOST_SHOWN]]
    return f"did you mean {quoted_list(paths, 'or')}?" if paths else None


def _dotted(name: str) -> str | None:
    """The hint for `view.numbers` as a key."""
    *path, last = name.split(".")
    if path and any(section_path == tuple(path) for section_path, _ in sections()):
        return f"write one level in the other: {_nested((*path, last))}"
    return None


def _nested(path: Path) -> str:
    """`view: {numbers: {decimals: …}}`."""
    *outer, last = path
    return "".join(f"{key}: {{" for key in outer) + f"{last}: …" + "}" * len(outer)
