"""Hints for a key at the wrong level: where it belongs, found by walking the table of keys from its top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

from graphdraw.registry import quoted_list
from graphdraw.spec.layers.key_hints import DIRECTION, SIZE, key_hint
from graphdraw.spec.schema.compound import Either, MapOf, Section
from graphdraw.spec.schema.kinds import Kind
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.yaml.document import YamlNode
from graphdraw.spec.yaml.reading import Reading

KeyPath = tuple[str, ...]
"""The keys that lead to a section, from the top; `NAME` stands for the names of an author."""

NAME = "NAME"
MOST_SHOWN = 3
DEEPEST = 3
"""The most levels, as in `view.nodes.NAME`, of a section that a hint names."""

_PROJECT = "it belongs to the project file, graphdraw.yaml"

HABITS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("scale", "size", "zoom"), SIZE)
    | dict.fromkeys(("sources", "formats", "output"), _PROJECT)
    | dict.fromkeys(("digits", "precision"), "write view: {numbers: {decimals: …}}, or 'sig' for significant digits")
    | dict.fromkeys(("caption", "name"), "'title' names the picture, 'label' a value in it")
    | dict.fromkeys(("formula", "expression", "equation"), "write it as 'expr', or right behind the name of the node")
)
"""Hints for keys that other programs have, in any section that has no key of that name."""


@lru_cache(maxsize=1)
def sections() -> tuple[tuple[KeyPath, Section], ...]:
    """Every section of a spec with the keys that lead to it, the top first; a section inside itself is not repeated."""
    return tuple(_walk(SPEC, (), ()))


def _walk(kind: Kind | None, path: KeyPath, within: tuple[Section, ...]) -> Iterator[tuple[KeyPath, Section]]:
    if isinstance(kind, Either):
        for one in (kind.scalar, kind.sequence, kind.mapping):
            yield from _walk(one, path, within)
    elif isinstance(kind, MapOf):
        yield from _walk(kind.kind, (*path, NAME), within)
    elif isinstance(kind, Section) and kind not in within:
        yield path, kind
        for key in kind.table:
            yield from _walk(key.kind, (*path, key.name), (*within, kind))


def homes(name: str, near: Section | None = None) -> tuple[KeyPath, ...]:
    """The sections that have a key: those that share most levels with the section `near`, and of these the highest."""
    here = [path for path, section in sections() if section is near]
    found = [path for path, section in sections() if any(key == name for key, _ in section.kinds)]
    ranks = {path: (-max((_shared(path, own) for own in here), default=0), len(path)) for path in found}
    best = min(ranks.values(), default=None)
    return tuple(path for path in found if ranks[path] == best and len(path) <= DEEPEST)


def _shared(path: KeyPath, other: KeyPath) -> int:
    """How many levels two paths have in common, from the top."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(path, other, strict=False))))


def hint(name: str, section: Section, value: YamlNode | None = None, reading: Reading | None = None) -> str | None:
    """The hint for an unknown key of a section: where it belongs, or what is meant; None where no level has such a key.

    `value` is the value of the key.
    """
    if other := key_hint(name, section.name, value, reading):
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
    """The hint for `--set NAME=…` where no input has the name: the paths of keys of that name; None without any."""
    if name in DIRECTION:
        return "did you mean 'view.direction'?"
    if name in HABITS:
        return HABITS[name]
    paths = [".".join((*path, name)) for path in homes(name)[:MOST_SHOWN]]
    return f"did you mean {quoted_list(paths, 'or')}?" if paths else None


def _dotted(name: str) -> str | None:
    """The hint for a dotted path as a key (`view.numbers`); None if no section has that path."""
    *path, last = name.split(".")
    if path and any(section_path == tuple(path) for section_path, _ in sections()):
        return f"write one level in the other: {_nested((*path, last))}"
    return None


def _nested(path: KeyPath) -> str:
    """A path of keys as it is written in a spec: `view: {numbers: {decimals: …}}`."""
    *outer, last = path
    return "".join(f"{key}: {{" for key in outer) + f"{last}: …" + "}" * len(outer)
