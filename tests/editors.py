"""What an editor makes of a spec: YAML 1.2 (core schema) to values of JSON, and the JSON Schema held against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import yaml

from graphdraw.spec import json_schema
from graphdraw.spec.yaml.reading import Vocabulary

_NULL = re.compile(r"null|Null|NULL|~|")
_FLAG = re.compile(r"true|True|TRUE|false|False|FALSE")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_OTHER = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def scalar(text: str) -> Any:
    """What a plain scalar is (YAML 1.2.2, 10.3.2)."""
    if _NULL.fullmatch(text):
        return None
    if _FLAG.fullmatch(text):
        return text.lower() == "true"
    if _WHOLE.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    if found := _OTHER.fullmatch(text):
        return float("nan") if found[3] else float(f"{found[1]}inf")
    return text


def value(text: str) -> Any:
    """The value of a text of YAML; raises `yaml.YAMLError`."""
    return _plain(yaml.compose(text, yaml.SafeLoader))


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_key(key): _plain(one) for key, one in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    return None if node is None else node.value if node.style else scalar(node.value)


def _key(node: Any) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise yaml.YAMLError("a key that JSON does not have")
    return str(node.value)


@cache
def ecma(pattern: str) -> str:
    r"""A regular expression of ECMA-262 for Python, where `$` is also before the last line end: `\Z`."""
    return re.sub(r"\\.|\[(?:\\.|[^]\\])*\]|\$", lambda found: r"\Z" if found[0] == "$" else found[0], pattern)


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[jsonschema.ValidationError]:
    if isinstance(instance, str) and not re.search(ecma(pattern), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": _pattern})
"""Draft 7, with the `$` of ECMA-262."""


@cache
def _definitions() -> dict[str, Any]:
    found: dict[str, Any] = json_schema(Vocabulary())["definitions"]
    return found


def accepting(part: dict[str, Any]) -> Any:
    """A validator of a part of the schema."""
    return Validator({**part, "definitions": _definitions()})
