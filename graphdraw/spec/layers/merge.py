"""Merges a spec over another: mappings are merged by name, all else is replaced, the word `null` deletes.

Where a value is written short on one side and long on the other (`30` and `{value: 30}`), the short one is made long
first; the table of keys says which key it stands for. Merging follows that table and is never deeper than it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from graphdraw.spec.schema.compound import Either, MapOf, Section, TextMapping, is_null
from graphdraw.spec.schema.kinds import Choice, Kind
from graphdraw.spec.schema.schema import BLOCK, BLOCKS, INPUT, NODE, SPEC
from graphdraw.spec.schema.signatures import signature
from graphdraw.spec.yaml.document import Broken, Mapping, Scalar, Sequence, YamlNode

FORMS = {
    INPUT: (("value",), ("shape", "fill"), ("file",)),
    NODE: (("expr",), ("op", "args", "with"), ("block", "args", "repeat", "each", "carry", "share")),
    BLOCK: (("expr",), ("nodes", "outputs")),
}
"""The forms that an entry can have, each with its keys; the first key decides. An entry that is given in another form
loses the keys of its old form."""

Entries = dict[str, tuple[Scalar, YamlNode]]


def merged(base: Mapping, over: Mapping, kind: Kind | None = SPEC) -> Mapping:
    """The mapping `base` with what `over` says; every key and value keeps the place it was read from."""
    if kind is BLOCKS:
        base, over = _long_blocks(base), _long_blocks(over)
    entries = _without_other_forms({identity(key): (key, value) for key, value in base.entries}, over, kind)
    for key, value in over.entries:
        name = identity(key)
        if name not in entries:
            entries[name] = (key, value)
        elif is_null(value):
            del entries[name]
        else:
            entries[name] = _replaced(*entries[name], key, value, part(kind, key.text))
    return Mapping(tuple(entries.values()), over.page, over.start, over.flow)


def identity(key: Scalar) -> str:
    """The NFKC form of a key; keys with the same one are the same name."""
    return key.text if key.text.isascii() else unicodedata.normalize("NFKC", key.text)


def section(kind: Kind | None) -> Section | MapOf | TextMapping | None:
    """The part of a kind that reads mappings; None if it has no such part."""
    inner = kind.mapping if isinstance(kind, Either) else kind
    return inner if isinstance(inner, Section | MapOf | TextMapping) else None


def part(kind: Kind | None, name: str) -> Kind | None:
    """The kind of the entry `name` of a mapping of this kind; None where the table of keys has no such entry."""
    inner = section(kind)
    if isinstance(inner, Section):
        return next((key.kind for key in inner.table if key.name == name), None)
    return inner.kind if isinstance(inner, MapOf) else None


def _replaced(old_key: Scalar, old: YamlNode, key: Scalar, new: YamlNode, kind: Kind | None) -> tuple[Scalar, YamlNode]:
    """An entry with another of the same name laid over it; an empty value changes nothing."""
    if isinstance(new, Scalar) and new.empty:
        return old_key, old
    old, new = _long(old, new, kind), _long(new, old, kind)
    if isinstance(new, Mapping):
        old = _named(old, kind)
    if isinstance(old, Mapping) and isinstance(new, Mapping) and section(kind):
        return old_key, merged(old, new, kind)
    return key, new


def _long(node: YamlNode, other: YamlNode, kind: Kind | None) -> YamlNode:
    """The value, in its long form if it is short and the other one is long."""
    short = kind.short if isinstance(kind, Either) and isinstance(other, Mapping) else None
    if short is None or isinstance(node, Mapping | Broken):
        return node
    words = part(kind, short)
    if isinstance(words, Choice) and not (isinstance(node, Scalar) and node.text in words.words):
        return node  # `format: int` is no style of numbers
    key = Scalar(short, "", node.page, node.start, node.start)
    return Mapping(((key, node),), node.page, node.start, flow=False)


def _long_blocks(blocks: Mapping) -> Mapping:
    """The blocks with `L2(q): …` as `L2: {inputs: [q], expr: …}`; unchanged if two then have the same name."""
    entries = tuple(_long_block(*entry) for entry in blocks.entries)
    return replace(blocks, entries=entries) if len({identity(key) for key, _ in entries}) == len(entries) else blocks


def _long_block(key: Scalar, value: YamlNode) -> tuple[Scalar, YamlNode]:
    name, inputs = signature(key)
    if inputs is None or is_null(value) or isinstance(value, Broken | Sequence):
        return name, value
    entries: tuple[tuple[Scalar, YamlNode], ...] = ((_made_key("inputs", key), Sequence(inputs, key.page, key.start)),)
    if isinstance(value, Mapping):
        entries += value.entries
    elif not value.empty:
        entries += ((_made_key("expr", value), value),)
    return name, Mapping(entries, value.page, value.start, flow=False)


def _made_key(text: str, where: Scalar) -> Scalar:
    """A key that nobody wrote, at the place of a scalar that is written."""
    return Scalar(text, "", where.page, where.start, where.start)


def _named(node: YamlNode, kind: Kind | None) -> YamlNode:
    """A name or a list of names as a mapping from names to empty values, where the table allows both forms."""
    if isinstance(node, Mapping | Broken) or not isinstance(section(kind), MapOf):
        return node
    names = node.items if isinstance(node, Sequence) else (node,)
    keys = [name for name in names if isinstance(name, Scalar) and not name.empty]
    nothing = [Scalar("", "", key.page, key.end, key.end) for key in keys]
    return Mapping(tuple(zip(keys, nothing, strict=True)), node.page, node.start, flow=False)


def _without_other_forms(entries: Entries, over: Mapping, kind: Kind | None) -> Entries:
    forms = FORMS.get(inner, ()) if isinstance(inner := section(kind), Section) else ()
    given = {key.text for key, value in over.entries if not is_null(value)}
    kept = [name for form in forms if form[0] in given for name in form]
    dropped = {name for form in forms for name in form if kept and name not in kept}
    return {name: entry for name, entry in entries.items() if name not in dropped}
