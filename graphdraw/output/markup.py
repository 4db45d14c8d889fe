"""Text in XML, as every SVG of ours has it."""

from __future__ import annotations

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text: str) -> str:
    """Text as it may stand in an element and between quotes."""
    return text.translate(_ESCAPES)
