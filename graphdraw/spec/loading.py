"""Loads a whole spec: bytes to a graph and a view, or an error with every problem of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from graphdraw.errors import Location, Problem, SpecError
from graphdraw.graph.model import Expectation, Graph
from graphdraw.limits import Limits
from graphdraw.spec.build import built
from graphdraw.spec.layers import level_hints
from graphdraw.spec.layers.layers import Overrides, layers
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.yaml.document import Mapping, YamlNode
from graphdraw.spec.yaml.problems import Problems, Stop
from graphdraw.spec.yaml.reading import Reading, Vocabulary
from graphdraw.spec.yaml.source import OPTION, Source
from graphdraw.view import View


@dataclass(frozen=True, slots=True)
class Spec:
    """All that a spec says: its graph, its view, and texts about the figure.

    `name` is what messages call the spec. `texts` are all texts of the author that may be drawn (names, labels, units,
    prefixes, symbols), each with its place; `problems` are warnings and notes. `dependencies` are the resolved paths
    of all files that were read, the spec itself first, and `names` the paths by which they were reached, links not
    followed. `document` is these files merged, every value with the place it comes from. `limits` hold for the figure.
    """

    name: str

    graph: Graph
    view: View
    title: str | None
    description: str | None
    lang: str | None
    expectations: tuple[Expectation, ...]
    texts: tuple[tuple[str, Location], ...]
    problems: tuple[Problem, ...]
    dependencies: tuple[Path, ...]
    document: Mapping = field(repr=False)
    names: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def start(self) -> Location:
        """The place of problems of the whole figure: the beginning of the spec; its line is not shown."""
        return Location(self.name, 1, 1)

    def place(self, *keys: str) -> Location | None:
        """The place of the value at this path of keys from the top level; None where no value is given."""
        node: YamlNode | None = self.document
        for key in keys:
            node = (
                next((v for k, v in node.entries if normalize("NFKC", k.text) == key), None)
                if isinstance(node, Mapping)
                else None
            )
        return node.where if node else None


class SettingError(SpecError):
    """A spec whose errors are all in settings (`--set`): a mistake of the caller, not of the author of the spec."""

    exit_code = 2


def load(
    source: Source,
    vocabulary: Vocabulary,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    overrides: Overrides = Overrides(),  # noqa: B008 (frozen)
) -> Spec:
    """The spec of a source, with the specs that it extends under it and the overrides over it.

    `vocabulary` names the themes and shapes that exist. Raises `SpecError` with all problems, `SettingError` if the
    errors are all in the settings, `UsageError` for invalid overrides.
    """
    reading = Reading(Problems(limits.name_length), limits, vocabulary, level_hints.hint)
    try:
        return _load(source, overrides, reading)
    except Stop:
        _check(reading.problems)
        raise


def _check(problems: Problems) -> None:
    """Raise `SettingError` if all errors are in settings, else `SpecError` if there is an error."""
    errors = [problem for problem in problems.sorted() if problem.severity == "error"]
    if errors and _in_settings(errors):
        raise SettingError(errors)
    problems.check()


def failure(problems: Sequence[Problem]) -> SpecError:
    """The exception for these problems: `SettingError` if they are all in the settings, else `SpecError`."""
    return SettingError(problems) if _in_settings(problems) else SpecError(problems)


def _in_settings(problems: Sequence[Problem]) -> bool:
    return all(problem.where is not None and problem.where.path == OPTION for problem in problems)


def _load(source: Source, overrides: Overrides, reading: Reading) -> Spec:
    read = layers(source, overrides, reading)
    root = read.document
    given = SPEC.given(root, reading)
    made = built(root, given, reading)
    _check(reading.problems)
    return Spec(
        source.name,
        made.graph,
        made.view,
        given.get("title"),
        given.get("description"),
        given.get("lang"),
        made.expectations,
        tuple(reading.texts),
        reading.problems.sorted(),
        tuple(read.files),
        root,
        tuple(read.files.values()),
        reading.limits,
    )
