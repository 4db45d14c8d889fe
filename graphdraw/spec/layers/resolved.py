"""Writes a merged spec out again: as YAML with the origin of every value, or as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from graphdraw.errors import visible
from graphdraw.spec.yaml.document import Mapping, Scalar, Sequence, YamlNode

INDENT = "  "
_FLOW = set(",[]{}")
_NOT_PLAIN = re.compile(r"""[#&*!|>'"%@`\[\]{},]|[-?:](?: |$)|.*(?:: | \#|:$)""")
"""Matches texts that YAML would not read as plain scalars; values that come from YAML files are never such texts."""


def as_yaml(document: Mapping) -> str:
    """The document in block style, `# base.yaml:4` behind every value; keys `x-…` are left out.

    Reading the result gives the same spec.
    """
    return "\n".join(_lines(document, ""))


def as_data(document: Mapping) -> dict[str, Any]:
    """The document as data for JSON: `spec`, and `from` with the place of each value by its dotted path.

    A number is a number if JSON writes it as the spec does (`6.0`, not `6.00`), else a text.
    """
    places: dict[str, str] = {}
    spec = {key.text: _data(value, key.text, places) for key, value in document.entries if not _ignored(key)}
    return {"graphdraw": 1, "spec": spec, "from": places}


def _ignored(key: Scalar) -> bool:
    return key.text.startswith("x-")


def _origin(node: YamlNode) -> str:
    return f"{node.where.path}:{node.where.line}"


def _lines(mapping: Mapping, indent: str) -> Iterator[str]:
    """The lines of a mapping; recursion is no deeper than the table of keys, since documents hold nothing else."""
    for key, value in mapping.entries:
        start = f"{indent}{_scalar(key)}:"
        if not indent and _ignored(key):
            continue
        if isinstance(value, Mapping) and value.entries:
            yield start
            yield from _lines(value, indent + INDENT)
        elif isinstance(value, Scalar) and "\n" in value.text:
            yield from _block(start, value, indent + INDENT)
        else:
            yield f"{start} {_inline(value)}".rstrip() + f"  # {visible(_origin(value))}"


def _inline(value: YamlNode) -> str:
    """A value on one line."""
    if isinstance(value, Sequence):
        return f"[{', '.join(_inline_item(item) for item in value.items)}]"
    return _scalar(value) if isinstance(value, Scalar) else "{}"


def _inline_item(item: YamlNode) -> str:
    return _scalar(item, flow=True) if isinstance(item, Scalar) else _inline(item)


def _scalar(scalar: Scalar, *, flow: bool = False) -> str:
    """A text of one line in YAML: plain if it was plain and can be, else in quotes."""
    if not scalar.text.isprintable():
        return json.dumps(scalar.text, ensure_ascii=False)
    if scalar.style or _NOT_PLAIN.match(scalar.text) or (flow and not _FLOW.isdisjoint(scalar.text)):
        return "'" + scalar.text.replace("'", "''") + "'"
    return scalar.text


def _block(start: str, scalar: Scalar, indent: str) -> Iterator[str]:
    """A text of several lines after `|`, with an indicator that keeps the line ends at its end."""
    body = scalar.text.removesuffix("\n")
    keep = "-" if body == scalar.text else "+" if body.endswith("\n") else ""
    size = str(len(INDENT)) if body[:1] in (" ", "\n", "") else ""
    yield f"{start} |{size}{keep}  # {visible(_origin(scalar))}"
    yield from (f"{indent}{line}".rstrip() if not line else f"{indent}{line}" for line in body.split("\n"))


def _data(node: YamlNode, path: str, places: dict[str, str]) -> Any:
    if isinstance(node, Mapping):
        return {key.text: _data(value, f"{path}.{key.text}", places) for key, value in node.entries}
    places[path] = _origin(node)
    return _plain(node)


def _plain(node: YamlNode) -> Any:
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    if not isinstance(node, Scalar) or node.empty:
        return None
    return node.text if node.style else _number(node.text)


def _number(text: str) -> Any:
    """The value that JSON reads from a text, if JSON writes it as the same text; else the text."""
    try:
        value = json.loads(text)
        return value if json.dumps(value, allow_nan=False) == text else text
    except (ValueError, RecursionError):
        return text
