"""An SVG file as a part of a page of HTML: named in words, no wider than its column or its own size, light or dark.

https://www.w3.org/TR/svg-aam-1.0/ for how a drawing is named: by `aria-label`, since browsers show a `<title>` to those
who point at it. `aria-describedby` reaches what is not displayed, so that a dark drawing need not say everything again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote

IDS = "gd-5b1f0c7e-ids"
"""What the ids of a drawing begin with before it has its place in a page."""

_RULES = (
    ".graphdraw-dark,"
    "[data-md-color-scheme=slate] .graphdraw-light,[data-bs-theme=dark] .graphdraw-light{display:none}"
    "[data-md-color-scheme=slate] .graphdraw-dark,[data-bs-theme=dark] .graphdraw-dark{display:inline}"
)
"""Material and Zensical say on an element round the page that it is dark, and so does the theme `mkdocs`."""

SWITCH = f'<link rel="stylesheet" href="data:text/css,{quote(_RULES, safe=":;,.=")}">'
"""Shows one of a pair. No `<style>`: the search of MkDocs would take its rules for text of the page."""

_HEAD = re.compile(r"\A(?:<\?xml[^>]*>\s*)?<svg([^>]*)>\s*")
_LABEL = re.compile(r' aria-label="[^"]*"')
_DESCRIPTION = re.compile(r"<desc id=[^>]*>.*?</desc>\s*", re.DOTALL)


class Drawing(NamedTuple):
    """A figure as drawn, with ids that begin with `IDS`: `dark` is the other one of a pair. `alt` is a sentence."""

    light: str
    dark: str | None
    alt: str


def inlined(drawing: Drawing, ids: str, width: str | None = None) -> str:
    """The drawing as elements of a page whose ids begin with `ids`. With `width` it fills the element round it."""
    size = "width:100%" if width else "max-width:100%"
    if drawing.dark is None:
        return _part(drawing.light, ids, drawing.alt, f'style="{size};height:auto"')
    light = _part(drawing.light, ids, drawing.alt, f'class="graphdraw-light" style="{size};height:auto"')
    choices = f'class="graphdraw-dark" style="{size};height:auto"'
    return f"{light}\n{_part(drawing.dark, f'{ids}-dark', drawing.alt, choices, described_by=ids)}"


def _part(svg: str, ids: str, alt: str, choices: str, described_by: str | None = None) -> str:
    """One `<svg>`; what describes it is in itself, or in the drawing whose ids begin with `described_by`."""
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
    """A `<figure>` with its caption; `width` is a length of CSS."""
    given = {"id": id_, "class": " ".join(classes), "style": f"width:{width};max-width:100%" if width else ""}
    pairs = [(key, value) for key, value in {**given, **(attributes or {})}.items() if value]
    head = "".join(f' {escape(key)}="{escape(value)}"' for key, value in pairs)
    below = f"\n<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure{head}>\n{content}{below}\n</figure>"


def note(title: str, text: str, id_: str = "") -> str:
    """What stands in the place of a figure that cannot be drawn, as an admonition; links to the figure lead there."""
    named = f' id="{escape(id_)}"' if id_ else ""
    head = f'<p class="admonition-title">{escape(title)}</p>'
    style = "white-space:pre-wrap;overflow-wrap:anywhere"
    return (
        f'<div{named} class="admonition danger graphdraw-error" role="note">\n{head}\n'
        f'<pre style="{style}"><code>{escape(text)}</code></pre>\n</div>'
    )
