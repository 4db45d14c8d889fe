"""Hints for keys that authors know from other programs, by the section that they stand in and their value.

Graphviz and matplotlib have on a node, or under names of their own, what here belongs to `view`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graphdraw.expression.numbers import starts_number
from graphdraw.spec.schema.long_forms import written
from graphdraw.spec.schema.view_schema import NODE_LOOK, VIEW
from graphdraw.spec.schema.word_hints import synonym
from graphdraw.spec.yaml.document import Scalar, YamlNode
from graphdraw.spec.yaml.reading import Reading

SIZE = "'font_size' of 'view' makes all of a figure smaller or larger, 'width' narrower"
GAPS = "nothing sets it: gaps follow 'font_size' of 'view', and 'width' narrows them"

_LOOKS: Mapping[str, str] = MappingProxyType(
    {key.name: key.name for key in NODE_LOOK.table}
    | dict.fromkeys(("colour", "stroke", "fontcolor", "font_color", "bordercolor", "edgecolor", "pencolor"), "color")
    | dict.fromkeys(("fillcolor", "fill_color", "bgcolor", "background", "facecolor", "style"), "fill")
)
_SIZES = ("width", "height", "penwidth", "linewidth", "fontsize", "font_size", "fixedsize")
_ALIKE: Mapping[tuple[str, str], str] = MappingProxyType(
    {("a node", name): "args" for name in ("inputs", "arguments", "operands", "in")}
    | {("a node", name): "op" for name in ("operation", "operator", "type")}
    | {("a node", name): "with" for name in ("params", "parameters", "kwargs")}
    | {("a group", name): "members" for name in ("nodes", "inputs", "children", "contains")}
    | {("an input", name): "grad" for name in ("requires_grad", "gradient", "trainable")}
)
DIRECTION = ("rankdir", "layout", "orientation")
_GAPS = ("nodesep", "ranksep", "splines", "spacing", "padding")


def key_hint(name: str, section: str, value: YamlNode | None, reading: Reading | None) -> str | None:
    """The hint for an unknown key that other programs have, with its value if that is given; None for any other."""
    text = value.text if isinstance(value, Scalar) else ""
    shown = (written(value) if value else None) or "…"
    if (key := _ALIKE.get((section, name))) is not None:
        return f"write {key}: {shown}"
    if section == "expect" and starts_number(text.lstrip("+-\N{MINUS SIGN}"), 0):
        return f"write values: {{{name}: {text}}}"
    if section in ("a node", "an input"):
        return _of_a_node(name, text, shown, reading)
    if section not in (VIEW.name, "a spec"):
        return None
    return _of_a_view(name, text, reading, top=section != VIEW.name)


def _of_a_node(name: str, text: str, shown: str, reading: Reading | None) -> str | None:
    if name in _SIZES:
        return SIZE
    if name not in _LOOKS or reading is None or not reading.within:
        return None
    value = "…" if name == "style" or (name == "shape" and text not in reading.vocabulary.shapes) else shown
    return f"write view: {{nodes: {{{reading.within[-1]}: {{{_LOOKS[name]}: {value}}}}}}}"


def _of_a_view(name: str, text: str, reading: Reading | None, *, top: bool) -> str | None:
    if name in DIRECTION:
        directions = ("right", "left", "down", "up")
        word = text if text in directions else synonym(text, directions)
        return _write(f"direction: {word}" if word else f"direction: {', '.join(directions[:-1])} or up", top=top)
    if name == "style" and reading and text in reading.vocabulary.themes:
        return _write(f"theme: {text}", top=top)
    if name in ("figsize", "fig_size", "figure_size"):
        return _write("width: 120mm", top=top) + ", the most it may be wide"
    if name in _GAPS:
        return GAPS
    if name == "format" and reading and text in reading.vocabulary.formats:
        return f"it is an option of the command: graphdraw render -f {text}"
    if name in ("dpi", "resolution"):
        return f"it is an option of the command: graphdraw render --dpi {text if text.isdecimal() else 300}"
    return None


def _write(entry: str, *, top: bool) -> str:
    return f"write view: {{{entry}}}" if top else f"write {entry}"
