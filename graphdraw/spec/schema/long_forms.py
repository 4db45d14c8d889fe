"""Hints for a value where a mapping is expected: the mapping with the key that takes the value, as `{style: sci}`."""

from __future__ import annotations

import re

from graphdraw.errors import Problem
from graphdraw.spec.schema.kinds import Kind, Label, Prose, Text
from graphdraw.spec.yaml.document import Scalar, Sequence, YamlNode
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.reading import Reading

LONGEST = 40
"""Characters of the longest value that a hint repeats."""

_FORMAT = re.compile(r"[{%:]*(?P<group>,?)0?\.(?P<digits>[0-9]{1,2})(?P<kind>[fFgGeE])\}?")
_PLAIN = re.compile(r"\w[\w.+ -]*")


def complaints(kind: Kind, node: YamlNode, reading: Reading) -> tuple[Problem, ...]:
    """The problems that a kind would find in a node; none of them is noted."""
    trial = Reading(Problems(reading.limits.name_length), reading.limits, reading.vocabulary)
    kind.read(node, trial)
    return trial.problems.sorted()


def _format_string(node: YamlNode, keys: tuple[tuple[str, Kind], ...]) -> str | None:
    """The hint for a format string of Python or C, as {decimals: 2} for `.2f`; None for any other text."""
    match = _FORMAT.fullmatch(node.text) if isinstance(node, Scalar) else None
    if match is None or "decimals" not in dict(keys):
        return None
    digits, group = match["digits"], "group: ',', " if match["group"] else ""
    forms = {"g": f"sig: {digits}", "e": f"style: sci, decimals: {digits}"}
    entry = forms.get(match["kind"].lower(), f"decimals: {digits}")
    return f"write {{{group}{entry}}}"


def long_form(node: YamlNode, keys: tuple[tuple[str, Kind], ...], reading: Reading) -> str | None:
    """The hint that writes a value under the first of `keys` that takes it; None if no key does.

    A key of a text takes any value, so it counts only if it is the only key.
    """
    if found := _format_string(node, keys):
        return found
    text = written(node)
    if text is None or len(text) > LONGEST:
        return None
    fitting = [key for key in keys if len(keys) == 1 or not isinstance(key[1], Text | Label | Prose)]
    name = next((name for name, kind in fitting if not complaints(kind, node, reading)), None)
    return f"write {{{name}: {text}}}" if name else None


def written(node: YamlNode) -> str | None:
    """A value or a list of values as it is written inside braces; None for mappings, nested lists and empty values."""
    if isinstance(node, Sequence):
        items = [written(item) for item in node.items if isinstance(item, Scalar)]
        return f"[{', '.join(filter(None, items))}]" if items and len(items) == len(node.items) else None
    if not isinstance(node, Scalar) or node.empty:
        return None
    return node.text if _PLAIN.fullmatch(node.text) else "'{}'".format(node.text.replace("'", "''"))
