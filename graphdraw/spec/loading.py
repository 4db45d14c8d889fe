"""Reading a whole spec: bytes to a graph and a view, or every problem of the file at once."""

from __future__ import annotations

from dataclasses import dataclass

from graphdraw.errors import Location, Problem
from graphdraw.model import Expectation, Graph
from graphdraw.spec.build import built
from graphdraw.spec.limits import Limits
from graphdraw.spec.problems import Problems, Stop
from graphdraw.spec.reader import read
from graphdraw.spec.reading import Reading, Vocabulary
from graphdraw.spec.schema import SPEC
from graphdraw.spec.source import Source, decode
from graphdraw.view import View


@dataclass(frozen=True, slots=True)
class Spec:
    """What a file says: the graph, its look, and what is said about it.

    `texts` are all texts of the author that may be drawn (names, labels, units, prefixes, symbols), each with its
    place; `problems` are warnings.
    """

    graph: Graph
    view: View
    title: str | None
    description: str | None
    lang: str | None
    expectations: tuple[Expectation, ...]
    texts: tuple[tuple[str, Location], ...]
    problems: tuple[Problem, ...]


def load(source: Source, vocabulary: Vocabulary, limits: Limits = Limits()) -> Spec:  # noqa: B008 (frozen)
    """The spec that a source holds.

    `vocabulary` names the themes and shapes that exist. Raises `SpecError` with all problems of the file.
    """
    problems = Problems()
    try:
        return _load(source, Reading(problems, limits, vocabulary))
    except Stop:
        problems.check()
        raise


def _load(source: Source, reading: Reading) -> Spec:
    root = read(decode(source, reading.limits), reading.limits, reading.problems)
    given = SPEC.given(root, reading)
    made = built(root, given, reading)
    reading.problems.check()
    return Spec(
        made.graph,
        made.view,
        given.get("title"),
        given.get("description"),
        given.get("lang"),
        made.expectations,
        tuple(reading.texts),
        reading.problems.sorted(),
    )
