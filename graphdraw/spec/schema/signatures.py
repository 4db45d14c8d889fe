"""Splits keys that hold more than one name: `h, c` for several outputs, `L2(q)` for a block and its inputs."""

from __future__ import annotations

import re

from graphdraw.spec.yaml.document import Scalar

_SIGNATURE = re.compile(r"([^()]*)\((.*)\)\s*", re.DOTALL)
_PART = re.compile(r"[^,]+|(?<=,)(?=,|$)|^(?=,)")


def parts(key: Scalar) -> tuple[Scalar, ...]:
    """The texts between the commas of a key as scalars, each at its place; empty ones are among them."""
    return tuple(_part(key, match.start(), match.end()) for match in _PART.finditer(key.text))


def signature(key: Scalar) -> tuple[Scalar, tuple[Scalar, ...] | None]:
    """The name of a block, and the names of its inputs; None for these where the key has no parentheses."""
    match = _SIGNATURE.fullmatch(key.text)
    if match is None:
        return key, None
    inner = _part(key, match.start(2), match.end(2))
    return _part(key, 0, match.end(1)), parts(inner) if inner.text else ()


def block_name(key: Scalar) -> str:
    """The name of the block in a key of either form, `cell` or `L2(q)`."""
    return signature(key)[0].text


def _part(key: Scalar, start: int, end: int) -> Scalar:
    """The part of a key from `start` to `end`, without the blanks round it, as a scalar."""
    text = key.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    where = key.at(start, max(1, len(text)))
    line, column = where.line - 1, where.column - 1
    return Scalar(text, "", key.page, (line, column), (line, column + len(text)))
