"""A spec that can be changed: the parts of it by name, as JSON, which is YAML too."""

from __future__ import annotations

import itertools
import json
import random
from typing import Any, TypeAlias

MOST_BYTES = 100_000
"""Of a spec that is tried, with what it extends."""

Genome: TypeAlias = dict[str, Any]
"""A spec as it would be read from JSON, and under `x-beside` how many files it extends."""

BESIDE = "x-beside"
UNARY = ("tanh", "sin", "neg", "sigmoid", "abs", "atan", "relu", "softplus", "gelu", "square_root_of_nothing")[:-1]
FOLDS = ("max", "min", "add")


def start() -> Genome:
    """The smallest spec that there is to start from."""
    return {"inputs": {"x": 0.5}, "nodes": {"y": "tanh(x)"}, "view": {}}


def copied(genome: Genome) -> Genome:
    """One that can be changed without the first."""
    copy: Genome = json.loads(json.dumps(genome))
    return copy


def text(genome: Genome) -> str:
    """The spec as it is written, without the files that it extends."""
    said = {key: value for key, value in genome.items() if value and key != BESIDE}
    return json.dumps(said, ensure_ascii=False, separators=(", ", ": ")) + "\n"


def written(genome: Genome) -> dict[str, str]:
    """The files by name: `s.yaml`, and what it extends, each of which has all of it again."""
    count = int(genome.get(BESIDE, 0))
    files = {}
    for i in range(count + 1):
        name = "s.yaml" if i == 0 else f"e{i}.yaml"
        files[name] = text({**({"extends": f"e{i + 1}.yaml"} if i < count else {}), **genome})
    return files


def size(genome: Genome) -> int:
    """Bytes of all files."""
    return sum(len(one.encode("utf-8", "surrogatepass")) for one in written(genome).values())


def names(genome: Genome) -> list[str]:
    """What an expression may use: inputs and nodes, in order."""
    return [*genome["inputs"], *genome["nodes"]]


def unused(genome: Genome, prefix: str, count: int) -> list[str]:
    """As many names that there are not yet."""
    taken = {*names(genome), *genome.get("blocks", ()), *genome.get("groups", ())}
    free = (name for i in itertools.count(len(taken)) if (name := f"{prefix}{i}") not in taken)
    return list(itertools.islice(free, count))


def magnitude(choose: random.Random, most: int) -> int:
    """A number from 1 to `most`, small ones as often as large ones."""
    return min(most, max(1, round(most ** choose.random())))


def long_form(genome: Genome, name: str) -> dict[str, Any]:
    """The entry of an input or a node as a mapping, which is put in its place."""
    part, short = ("inputs", "value") if name in genome["inputs"] else ("nodes", "expr")
    entry = genome[part][name]
    if not isinstance(entry, dict):
        entry = genome[part][name] = {short: entry}
    return entry


def crossed(one: Genome, other: Genome, choose: random.Random) -> Genome:
    """Both in one: the names of the second get another letter before them; of view keys either is taken."""
    made = copied(one)
    letter = choose.choice("ABCDEFGHKMPQRSTUVWZ")
    if choose.random() < 0.4:  # only how it looks
        for key, value in copied(other)["view"].items():
            if key not in ("nodes", "edges", "align", "order") and choose.random() < 0.6:
                made["view"][key] = value
        return made
    renamed = {name: f"{letter}{name}" for name in (*names(other), *other.get("blocks", ()), *other.get("groups", ()))}
    moved = json.loads(
        _renamed(text({key: other.get(key) for key in ("inputs", "nodes", "blocks", "groups")}), renamed)
    )
    for key in ("inputs", "nodes", "blocks", "groups"):
        if key in moved:
            made[key] = {**made.get(key, {}), **moved[key]}
    for key, value in other["view"].items():
        if key not in ("nodes", "edges", "align", "order") and choose.random() < 0.5:
            made["view"][key] = value
    return made


def _renamed(said: str, renamed: dict[str, str]) -> str:
    import re

    return re.sub(r"(?<![\\\w])[^\W\d]\w*", lambda found: renamed.get(found[0], found[0]), said)
