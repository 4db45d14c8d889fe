"""Makes the outputs of a graph and the start of its backward pass from `outputs:` and `backward:`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from graphdraw.errors import Location
from graphdraw.expression import normal_name
from graphdraw.graph.model import Backward, Output
from graphdraw.spec.graph.names import Names
from graphdraw.spec.schema.compound import Given
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.numerals import Typed
from graphdraw.spec.yaml.reading import Reading

AUTOMATIC = Typed(1, "1")
"""The seed of an output for which none is given."""


def outputs(given: Any, where: Location | None, names: Names, unused: tuple[str, ...]) -> tuple[Output, ...]:
    """The outputs, given as a name, names, or names with labels; without `outputs:` the nodes that no node uses.

    `where` is the place of the key, None if it is not given. Problems are noted.
    """
    if given is None:
        return tuple(Output(name) for name in unused)
    if not given and where is not None and not isinstance(given, Scalar):
        hint = "leave it out: what nobody uses is an output"
        names.problems.add(where, "'outputs' names nothing", "no-value", hint)
    entries = (given,) if isinstance(given, Scalar) else given
    pairs = [(entry, None) if isinstance(entry, Scalar) else entry for entry in entries]
    found: dict[str, Output] = {}
    for key, look in pairs:
        name = names.find(key.text, key.where)
        if name in found:
            names.problems.add(key.where, f"'{key.text}' is given twice", "duplicate", "one output is enough")
        elif name is not None:
            found[name] = Output(name, look.get("label") if isinstance(look, Given) else None)
    return tuple(found.values())


def backward(
    given: Any,
    where: Location,
    results: tuple[Output, ...],
    names: Names,
    reading: Reading,
    called: Collection[str] = (),
) -> Backward:
    """What the spec asks of the backward pass; `given` is `backward:` as read, a truth value or a section.

    `called` are the names and labels of all values, none of which `of` may be. Problems are noted.
    """
    if not isinstance(given, Given):
        return Backward("on" if given else "off", where=where)
    if "of" in given:
        for key in ("from", "seed"):
            if key in given:
                text = f"'{key}' and 'of' exclude each other"
                reading.problems.add(given.keys[key].where, text, "backward", "leave one of them out")
        if (of := given.get("of")) in called or (of and normal_name(of) in called):
            text = f"a value of this figure is called '{of}', and 'of' names a quantity outside of it"
            reading.problems.add(given.keys["of"].where, text, "backward", "give one of them another name")
        return Backward("of", of=of, where=where)
    if "from" not in given and "seed" not in given:
        return Backward("on", where=where)
    seeds = _seeds(given, results, names, reading)
    numbers = tuple((name, seed.value) for name, seed in seeds)
    typed = tuple((name, seed.text) for name, seed in seeds if seed is not AUTOMATIC)
    return Backward("seeds", numbers, where=where, typed=typed)


def _seeds(given: Given, results: tuple[Output, ...], names: Names, reading: Reading) -> tuple[tuple[str, Typed], ...]:
    start, seed = given.get("from"), given.get("seed", AUTOMATIC)
    if "from" not in given:
        if len(results) == 1:
            return ((results[0].name, seed),)
        text = f"the seed has no output to start from: there are {len(results)}"
        hint = f"add 'from', as in from: {results[0].name}" if results else None
        reading.problems.add(given.keys["seed"].where, text, "backward", hint)
        return ()
    if isinstance(start, Scalar):
        name = names.find(start.text, start.where)
        return () if name is None else ((name, seed),)
    if "seed" in given:
        text = "'from' gives a seed to each output already"
        reading.problems.add(given.keys["seed"].where, text, "backward", "leave 'seed' out")
    return _seeds_by_name(start or (), names)


def _seeds_by_name(pairs: tuple[tuple[Scalar, Any], ...], names: Names) -> tuple[tuple[str, Typed], ...]:
    found: dict[str, Typed] = {}
    for key, seed in pairs:
        name = names.find(key.text, key.where)
        if name in found:
            names.problems.add(key.where, f"'{key.text}' is given twice", "duplicate", "give it one seed")
        elif name is not None and seed is not None:
            found[name] = seed
    return tuple(found.items())
