"""The texts in the box of a value: name, value and gradient on lines, or the cells that `view.box` asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graphdraw.draw.content.captions import FIELD, Captions
from graphdraw.draw.content.visibility import Caption, joined_by_equals
from graphdraw.draw.scene import LabelRole

Fields = Mapping[LabelRole, Sequence[Caption]]
"""The captions of a value by their role; several in a role if the view asks for a list."""

Wording = tuple[tuple[tuple[LabelRole, Caption], ...], ...]
"""Lines or cells; each is a row of captions with their roles."""


class BoxWords(NamedTuple):
    """The texts in one box: lines below each other, or cells side by side (`in_cells`)."""

    parts: Wording
    in_cells: bool


def words_of(captions: Captions, name: str) -> BoxWords:
    """The texts in the box of the value `name`."""
    title = captions.box_name(name)
    use = captions.only_use(name)
    local = None if use is None or use.local is None else Caption(captions.plain(use.local))
    fields: Fields = {
        "name": [Caption(title)] if title else [],
        "value": captions.box_values(name),
        "gradient": captions.box_gradients(name),
        "local": [local] if local else [],
    }
    return _arranged(fields, captions.view.box)


def words_of_constant(text: str, template: str | None) -> BoxWords:
    """The texts in the box of a constant, a number in an expression; `template` is `view.box`."""
    return _arranged({"value": [Caption(text)]}, template)


def _arranged(fields: Fields, template: str | None) -> BoxWords:
    """The fields in the cells of a template, or on lines if it is None."""
    if template is not None:
        return BoxWords(tuple(cell for part in template.split("|") if (cell := _cell(part.strip(), fields))), True)
    shown: tuple[LabelRole, ...] = ("name", "value", "gradient")
    return BoxWords(tuple(((role, caption),) for role in shown for caption in fields.get(role, ())), False)


def _cell(part: str, fields: Fields) -> tuple[tuple[LabelRole, Caption], ...]:
    """The captions of one part of a template; none if one of its fields has no caption."""
    found: list[tuple[LabelRole, Caption]] = []
    end = 0
    for match in FIELD.finditer(part):
        role: LabelRole = match.group(1)  # type: ignore[assignment]
        caption = joined_by_equals(fields.get(role, ()))
        if caption is None:
            return ()
        if match.start() > end:
            found.append(("text", Caption(part[end : match.start()])))
        found.append((role, caption))
        end = match.end()
    if end < len(part):
        found.append(("text", Caption(part[end:])))
    return tuple(found)
