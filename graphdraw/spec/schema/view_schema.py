"""The keys of `view:`, which say how a figure looks: a part of the table of keys."""

from __future__ import annotations

from typing import Annotated, get_args, get_origin, get_type_hints

from graphdraw.spec.schema.compound import Either, Given, Key, MapOf, Section, TextMapping
from graphdraw.spec.schema.kinds import Choice, Color, Flag, Label, Numeral, Raw, Registered, Text
from graphdraw.spec.schema.lengths import Length, Points
from graphdraw.spec.schema.lists import ListOf, OneOrMore, OneOrMoreLists
from graphdraw.spec.yaml import patterns
from graphdraw.spec.yaml.reading import Reading
from graphdraw.view import View

NAME = Raw()
NAMES = ListOf(NAME)
LIST = ListOf(NAME, "a list of names")
VISIBILITY = Choice(("show", "hide", "blank"))
SIGNIFICANT = Numeral(1, 17, whole=True)


def _check_digits(given: Given, reading: Reading) -> None:
    """Note that `decimals` and `sig` are both given, which exclude each other."""
    if "decimals" in given and "sig" in given:
        where = given.keys["sig"].where
        reading.problems.add(where, "'sig' and 'decimals' exclude each other", "numbers", "leave one of them out")


def _check_own_numbers(given: Given, reading: Reading) -> None:
    """As `_check_digits`; also note equal signs for thousands and decimals. What is not given the figure decides."""
    _check_digits(given, reading)
    if "group" in given and given.get("group") == given.get("decimal"):
        same_signs(given, "group", reading)


def same_signs(given: Given, key: str, reading: Reading) -> None:
    """Note at a key that thousands and decimals would have the same sign."""
    text, hint = "thousands and decimals would have the same sign", "give 'group' and 'decimal' two different signs"
    reading.problems.add(given.keys[key].where, text, "numbers", hint)


NUMBERS = Section(
    "numbers",
    (
        Key("style", Choice(("auto", "python", "sci", "eng")), "How numbers are written", "auto"),
        Key("decimals", Numeral(0, 17, whole=True), "Digits after the point"),
        Key("sig", SIGNIFICANT, "Significant digits"),
        Key("trim", Flag(), "Drop zeros at the end"),
        Key("group", Choice(("thin", ",", ".", "'")), "What stands between thousands"),
        Key("decimal", Choice((".", ",")), "The decimal sign", "."),
        Key("minus", Text(drawn=True), "The minus sign", "\N{MINUS SIGN}"),
        Key(
            "givens",
            Choice(("as_typed", "format")),
            "Whether given numbers keep the digits they were typed with; 'as_typed', unless the theme has another way",
        ),
    ),
    check=_check_digits,
)

OWN_NUMBERS = Section("numbers", tuple(key for key in NUMBERS.table if key.name != "givens"), check=_check_own_numbers)

_LOOK = (
    Key("shape", Registered("shapes", "a shape"), "The outline of the node"),
    Key("color", Color(), "Colour of outline and text, of an arrow and its text"),
    Key("fill", Color(), "Colour of the inside"),
    Key("label", Label(), "The text that stands there instead, or a list of its lines"),
    Key("symbol", Text(drawn=True), "The text in the circle"),
    Key("class", OneOrMore(NAME), "Classes whose looks it has"),
    Key("value", VISIBILITY, "Whether the value is shown"),
    Key("gradient", VISIBILITY, "Whether the gradient is shown"),
)

CLASS_LOOK = Section("a class", tuple(key for key in _LOOK if key.name != "class"))
NODE_LOOK = Section("the look of a node", _LOOK)
EDGE_LOOK = Section("the look of an edge", tuple(key for key in _LOOK if key.name not in ("shape", "fill", "symbol")))

_TO_FILL_IN = Section(
    "what is shown",
    (Key("blank", Choice(("computed", "all")), "Left blank: what is computed, not givens and seeds; or everything"),),
)
VALUES = OneOrMore(
    Either(Choice(("value", "name", "blank", "hide"), ("formula", "expanded", "shape")), mapping=_TO_FILL_IN)
)
GRADIENTS = OneOrMore(
    Either(
        Choice(("value", "name", "blank", "hide"), ("chain", "formula", "expanded", "product", "shape")),
        mapping=_TO_FILL_IN,
    )
)
BLANK = Section(
    "blank",
    (
        Key("width", Length("a width with its unit", most="300mm"), "How wide, as in 14mm; wider where an answer is"),
        Key("height", Length("a height with its unit", most="300mm"), "How high, as in 6mm"),
        Key("filled", Flag(), "The answers stand in the blanks, as with --solution", False),
    ),
)
COLLAPSED = Choice(("collapsed", "expanded"))


def _of_view() -> dict[str, Key]:
    """The keys made from the annotated fields of `View`: words and flags, each with its description."""
    found = {}
    for name, hint in get_type_hints(View, include_extras=True).items():
        if get_origin(hint) is Annotated:
            type_, doc = get_args(hint)
            found[name] = Key(name, Flag() if type_ is bool else Choice(get_args(type_)), doc, getattr(View(), name))
    return found


_OF_VIEW = _of_view()

VIEW = Section(
    "view",
    (
        _OF_VIEW.pop("direction"),
        Key("theme", Registered("themes", "a theme"), "The theme", "plain"),
        _OF_VIEW.pop("notation"),
        Key("values", VALUES, "What stands on the forward arrows; 'value', or 'name' without numbers"),
        Key("gradients", GRADIENTS, "What stands on the backward arrows; 'value', or 'name' without numbers"),
        Key("blank", BLANK, "The size of blanks to write in; one for values and one for gradients if not given"),
        _OF_VIEW.pop("local"),
        Key(
            "numbers",
            Either(Choice(("auto", "python")), mapping=NUMBERS, short="style"),
            "How numbers are written; 'auto', unless the theme has another way",
        ),
        Key("tensors", Choice(("shape", "matrix", "summary", "name")), "How tensors are shown", later=True),
        _OF_VIEW.pop("names"),
        _OF_VIEW.pop("branches"),
        _OF_VIEW.pop("constants"),
        Key("broadcast", Choice(("hide", "show")), "Repeat and sum as nodes", "hide", later=True),
        Key("blocks", Either(COLLAPSED, mapping=MapOf(COLLAPSED)), "Blocks as one node, or one by one", "collapsed"),
        _OF_VIEW.pop("inputs"),
        _OF_VIEW.pop("operands"),
        Key("align", ListOf(LIST, "a list of lists"), "Names in one column, as in [[a, b]]"),
        Key("order", OneOrMoreLists(LIST), "Names from the top, from the left where the figure runs down or up"),
        Key("width", Length("a width with its unit"), "The most it may be wide, as in 120mm: tighter, then in rows"),
        _OF_VIEW.pop("wrap"),
        _OF_VIEW.pop("density"),
        Key("font", Text(), "Font family of all text but math"),
        Key("font_size", Points(Numeral(1, 200)), "Size of names in points; the whole figure follows"),
        Key("margin", Points(Numeral(0, 1000)), "Points round the figure"),
        Key("background", Color(), "Colour behind the figure, or none"),
        Key("symbols", TextMapping(), "The text in the circle, by operation"),
        Key("classes", MapOf(CLASS_LOOK, keys=patterns.WORD), "Looks by class"),
        Key("nodes", MapOf(NODE_LOOK), "Looks by name"),
        Key(
            "edges",
            MapOf(EDGE_LOOK, keys=patterns.EDGE),
            'Looks by edge: "tax -> total", "x -> y[1]", "a -> b -> c", "tax -> *"',
        ),
        Key("box", Text(drawn=True), 'What stands in boxes, as in "{name} | data {value} | grad {gradient}"'),
        *_OF_VIEW.values(),  # the annotated fields that are not placed above
    ),
)
