"""Escaping of text for XML."""

from __future__ import annotations

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text: str) -> str:
    """The text with `&`, `<`, `>` and `"` escaped, for the inside of an element or of a quoted attribute."""
    return text.translate(_ESCAPES)
