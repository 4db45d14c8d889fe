"""What the stages know by name: the themes, the formats, and what a spec may name of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.themes import THEMES as _THEMES
from graphdraw.errors import UsageError
from graphdraw.output.formats import FORMATS as _FORMATS
from graphdraw.output.formats import Format
from graphdraw.registry import suggestion
from graphdraw.spec import Vocabulary
from graphdraw.view import View

THEMES = _THEMES.names()
"""Names that `view.theme` and `--theme` accept."""

FORMATS = _FORMATS.names()
"""Names that `--format` accepts; each is the suffix of its files."""

VOCABULARY = Vocabulary(themes=THEMES, shapes=SHAPES.names(), formats=FORMATS)
"""The names that a spec may use for what is defined outside the spec language."""


def all_formats() -> tuple[Format, ...]:
    """Every format, the most used first."""
    return tuple(_FORMATS)


def in_theme(name: str) -> Callable[[View], View]:
    """What gives a view another theme; it raises UsageError if there is none of that name."""
    return lambda view: replace(view, theme=known_theme(name))


def known_theme(name: str) -> str:
    """The name, if there is such a theme; raises UsageError."""
    return _known("theme", name, _THEMES.names())


def known_format(name: str) -> str:
    """The name, if there is such a format; raises UsageError."""
    return _known("format", name, _FORMATS.names())


def _known(kind: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        raise UsageError(f"unknown {kind} '{name}'", suggestion(name, known) or f"known here: {', '.join(known)}")
    return name
