"""Putting an SVG into a page of HTML: its description, its width, and switching between light and dark.

A drawing is described by `aria-label` (https://www.w3.org/TR/svg-aam-1.0/), since browsers show a `<title>` as a
tooltip. `aria-describedby` may refer to an element that is not displayed, so that a dark drawing can use the
description of the light one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote

IDS = "gd-5b1f0c7e-ids"
"""The prefix of the ids of a drawing until it is put into a page, where it gets a prefix of its own."""

_RULES = (
    ".graphdraw-dark,"
    "[data-md-color-scheme=slate] .graphdraw-light,[data-bs-theme=dark] .graphdraw-light{display:none}"
    "[data-md-color-scheme=slate] .graphdraw-dark,[data-bs-theme=dark] .graphdraw-dark{display:inline}"
)
"""Style rules: Material, Zensical and the theme `mkdocs` mark a dark page by an attribute on an outer element."""

SWITCH = f'<link rel="stylesheet" href="data:text/css,{quote(_RULES, safe=":;,.=")}">'
"""The style sheet that shows one drawing of a pair. Not a `<style>`, whose rules MkDocs would index as text."""

_HEAD = re.compile(r"\A(?:<\?xml[^>]*>\s*)?<svg([^>]*)>\s*")
_LABEL = re.compile(r' aria-label="[^"]*"')
_DESCRIPTION = re.compile(r"<desc id=[^>]*>.*?</desc>\s*", re.DOTALL)


class Drawing(NamedTuple):
    """The SVG texts of a figure, with ids that start with `IDS`, and its description, a sentence.

    `dark` is the dark drawing of a pair, None without one.
    """

    light: str
    dark: str | None
    alt: str


def inlined(drawing: Drawing, ids: str, width: str | None = None) -> str:
    """The HTML of a drawing, with ids that start with `ids`. With `width` it fills the element round it."""
    size = "width:100%" if width else "max-width:100%"
    if drawing.dark is None:
        return _part(drawing.light, ids, drawing.alt, f'style="{size};height:auto"')
    light = _part(drawing.light, ids, drawing.alt, f'class="graphdraw-light" style="{size};height:auto"')
    choices = f'class="graphdraw-dark" style="{size};height:auto"'
    return f"{light}\n{_part(drawing.dark, f'{ids}-dark', drawing.alt, choices, described_by=ids)}"


def _part(svg: str, ids: str, alt: str, choices: str, described_by: str | None = None) -> str:
    """One `<svg>` element; `described_by` is the prefix of the ids of another drawing that has the description."""
    head = _HEAD.match(svg)
    if head is None:
        raise ValueError("the drawing is no SVG")
    attributes, body = _LABEL.sub("", head[1]), svg[head.end() :].rstrip()
    if described_by is not None:
        attributes, body = attributes.replace(IDS, described_by), _DESCRIPTION.sub("", body, count=1)
    return f'<svg{attributes} aria-label="{escape(alt)}" {choices}>\n{body}'.replace(IDS, ids)


def figure(
    content: str,
    *,
    classes: Sequence[str] = (),
    id_: str = "",
    attributes: Mapping[str, str] | None = None,
    width: str | None = None,
    caption: str | None = None,
) -> str:
    """A `<figure>` element with its caption; `width` is a length of CSS."""
    given = {"id": id_, "class": " ".join(classes), "style": f"width:{width};max-width:100%" if width else ""}
    pairs = [(key, value) for key, value in {**given, **(attributes or {})}.items() if value]
    head = "".join(f' {escape(key)}="{escape(value)}"' for key, value in pairs)
    below = f"\n<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure{head}>\n{content}{below}\n</figure>"


def note(title: str, text: str, id_: str = "") -> str:
    """An admonition in place of a figure that cannot be drawn; `id_` is that of the figure, so that links work."""
    named = f' id="{escape(id_)}"' if id_ else ""
    head = f'<p class="admonition-title">{escape(title)}</p>'
    style = "white-space:pre-wrap;overflow-wrap:anywhere"
    return (
        f'<div{named} class="admonition danger graphdraw-error" role="note">\n{head}\n'
        f'<pre style="{style}"><code>{escape(text)}</code></pre>\n</div>'
    )
