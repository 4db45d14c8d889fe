"""Makes a `View` from `view:`: looks up the names, expands the patterns of edges, takes over everything else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from types import MappingProxyType
from typing import Any, NamedTuple

from graphdraw.limits import raise_with
from graphdraw.ops import OPERATIONS, PLANNED, operation_meant
from graphdraw.spec.figure.edges import Edges
from graphdraw.spec.graph.duplicate_keys import Once
from graphdraw.spec.graph.names import Names, word
from graphdraw.spec.schema.compound import Given, Named
from graphdraw.spec.schema.view_schema import NODE_LOOK, same_signs
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.reading import Reading
from graphdraw.view import Blank, Look, Numbers, Shown, View

TAKEN_OVER = tuple(
    field.name
    for field in fields(View)
    if field.name not in ("numbers", "values", "gradients", "blank", "symbols", "classes", "nodes", "edges", "frames")
    and field.name not in ("blocks", "blocks_by_name", "align", "order")
)
"""Keys whose value is taken over into the view unchanged."""


FRAME_KEYS = ("color", "fill", "label", "class")
INPUT_KEYS = tuple(key.name for key in NODE_LOOK.table if key.name != "symbol")
"""The keys that `view.nodes` may have for a group, and for an input."""


def view(given: Given, edges: Edges, inputs: frozenset[str], groups: Collection[str] | None, reading: Reading) -> View:
    """The view that a section describes; problems are noted.

    `inputs` and `groups` are the names of the inputs and groups; `groups` is None where they could not be read.
    """
    known = dict.fromkeys(name.text for name, _ in given.get("classes", ()))
    looks = _Looks(given, edges, inputs, groups, reading, known)
    blocks: Any = given.get("blocks", View().blocks)
    return View(
        **{name: value for name in TAKEN_OVER if (value := given.get(name)) is not None},
        numbers=_numbers(given.get("numbers"), reading),
        values=_shown(given.get("values", ())),
        gradients=_shown(given.get("gradients", ())),
        blank=Blank(**given.get("blank", Given(given.where)).values),
        symbols=MappingProxyType(_symbols(given, reading)),
        classes=MappingProxyType(looks.classes()),
        nodes=MappingProxyType(looks.nodes()),
        edges=MappingProxyType(looks.edges_()),
        frames=MappingProxyType(looks.frames()),
        blocks=View().blocks if isinstance(blocks, tuple) else blocks,
        blocks_by_name=MappingProxyType(_blocks(blocks, edges.names) if isinstance(blocks, tuple) else {}),
    )


def _shown(words: tuple[Any, ...]) -> tuple[Shown, ...]:
    """The words for what is shown, with `{blank: computed}` as the word `computed`."""
    written = (word.get("blank") if isinstance(word, Given) else word for word in words)
    return tuple("blank" if word == "all" else word for word in written if word is not None)


def _blocks(given: Named, names: Names) -> dict[str, Any]:
    """What is given for single blocks; the name of a repeat stands for all its steps."""
    found = {}
    for key, value in given:
        if key.text in names.blocks:
            found.update(dict.fromkeys(names.blocks[key.text], value))
        elif names.complete and not names.broken:
            hint = names.problems.suggestion(key.text, names.blocks) or "only a block can be expanded"
            names.problems.add(key.where, f"unknown block '{key.text[:80]}'", "unknown-block", hint)
    return found


def _numbers(given: Any, reading: Reading) -> Numbers | None:
    if not isinstance(given, Given):
        return None if given is None else Numbers(style=given)
    result = Numbers(**given.values)
    if result.group == result.decimal:
        same_signs(given, "group" if "group" in given else "decimal", reading)
    return result


def _symbols(given: Given, reading: Reading) -> dict[str, str]:
    found, once = {}, Once(reading.problems)
    for key, text in given.get("symbols", ()):
        if key.text in OPERATIONS:
            once.note(key, OPERATIONS.canonical(key.text))
            found[OPERATIONS.canonical(key.text)] = text
        elif key.text in PLANNED:
            reading.not_yet(key.where, f"'{key.text}' is", "leave its symbol out until then")
        else:
            known = OPERATIONS.names_and_aliases()
            hint = operation_meant(key.text) or reading.problems.suggestion(key.text, known)
            reading.problems.add(key.where, f"unknown operation '{key.text[:80]}'", "unknown-operation", hint)
    return found


class _Looks(NamedTuple):
    """Reads the looks of a view; `known` are the names of its classes.

    Where several entries name one edge, the later entry wins, field by field.
    """

    given: Given
    edges: Edges
    inputs: frozenset[str]
    groups: Collection[str] | None
    reading: Reading
    known: Collection[str]

    def classes(self) -> dict[str, Look]:
        named = [(word(key, self.reading.problems), look) for key, look in self.given.get("classes", ())]
        return {name: self._look(look) for name, look in named if name is not None and look is not None}

    def nodes(self) -> dict[str, Look]:
        found: dict[str, Look] = {}
        once = Once(self.reading.problems)
        for key, look in self.given.get("nodes", ()):
            if not self._is_frame(key):
                names = self.edges.names.blocks.get(key.text, [])
                if not names and (name := self._found(key)) is not None:
                    names = [name]
                if look is not None:
                    once.note(key, tuple(names) or None)
                    if not self.inputs.isdisjoint(names):
                        self._refuse_foreign(look, INPUT_KEYS, "an input")
                    found |= dict.fromkeys(names, self._look(look))
        return found

    def frames(self) -> dict[str, Look]:
        found: dict[str, Look] = {}
        for key, look in self.given.get("nodes", ()):
            if look is not None and self._is_frame(key):
                self._refuse_foreign(look, FRAME_KEYS, "a group")
                found[key.text] = self._look(look)
        return found

    def _is_frame(self, key: Scalar) -> bool:
        """Whether a key names a group; a name that a node or block has, too, means the node or block."""
        return key.text in (self.groups or ()) and key.text not in self.edges.names

    def _found(self, key: Scalar) -> str | None:
        """The node that a key names; None after a problem was noted, or if the key may name a group that is unknown."""
        names = self.edges.names
        if self.groups is None and key.text not in names:
            return None
        return names.find(key.text, key.where, others=self.groups or ())

    def _refuse_foreign(self, look: Given, known: tuple[str, ...], what: str) -> None:
        """Note every key of a look that has no effect on `what`, whose keys are `known`."""
        for name, key in look.keys.items():
            if name not in known:
                hint = self.reading.problems.suggestion(name, known) or f"known here: {', '.join(known)}"
                text = f"unknown key '{name}' in the look of {what}"
                self.reading.problems.add(key.where, text, "unknown-key", hint)

    def edges_(self) -> dict[str, Look]:
        found: dict[str, Look] = {}
        named, once = 0, Once(self.reading.problems)
        for key, look in self.given.get("edges", ()):
            edges = self.edges.find(key, blocks=True)
            named += len(edges)
            if named > self.reading.limits.values:
                text = f"the keys of 'edges' name more than {self.reading.limits.values:,} edges"
                raise self.reading.problems.stop(key.where, text, "too-many-values", raise_with("values"))
            if look is not None:
                once.note(key, self.edges.meaning(key) if edges else None)
                read = self._look(look)
                found |= {edge.id: read.over(found.get(edge.id, Look())) for edge in edges}
        return found

    def _look(self, look: Given) -> Look:
        values = {key: value for key, value in look.values.items() if key != "class"}
        names = [self._class(key) for key in look.get("class", ())]
        return Look(**values, classes=tuple(name for name in names if name is not None))

    def _class(self, key: Scalar) -> str | None:
        if key.text in self.known:
            return key.text
        if "classes" not in self.given or "classes" in self.given.values:
            hint = self.reading.problems.suggestion(key.text, self.known) or "give it a look under 'view.classes'"
            self.reading.problems.add(key.where, f"unknown class '{key.text[:80]}'", "unknown-class", hint)
        return None
