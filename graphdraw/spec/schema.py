"""The keys of the spec language: one table, from which checks, the JSON Schema and the reference are made.

A key that a later version of the program brings is marked `later`: its value is checked already, and refused unless it
is the default.
"""

from __future__ import annotations

from graphdraw.spec.compound import Either, Key, ListOf, MapOf, OneOrMore, Section, Tensor, Texts
from graphdraw.spec.kinds import (
    Choice,
    Color,
    Flag,
    Json,
    Nothing,
    Numeral,
    Pattern,
    Printed,
    Prose,
    Raw,
    Registered,
    Text,
    Version,
)
from graphdraw.spec.reading import Vocabulary

NAME = Raw()
NAMES = ListOf(NAME)
EXPRESSION = Raw("an expression")
VISIBILITY = Choice(("show", "hide", "blank"))
SIGNIFICANT = Numeral(1, 17, whole=True)

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
    ),
)

FORMAT = Either(
    Choice(("int", "round", "percent", "auto", "python")),
    mapping=NUMBERS,
    hint="Python's format strings are not used here",
    short="style",
)

_DISPLAY = (
    Key("label", Text(drawn=True), "What the value is called in the figure; math between $…$"),
    Key("unit", Text(drawn=True), "Written after the number"),
    Key("prefix", Text(drawn=True), "Written before the number"),
    Key("format", FORMAT, "How the value is written, never its gradient"),
    Key("note", Prose(), "A remark for the description"),
)

_SYMBOLIC = "inputs with a shape are"
_NORMAL = (
    Key("seed", Numeral(0, whole=True), "Seed of the random numbers"),
    Key("scale", Numeral(0), "Standard deviation", 1),
)
FILL = Either(
    Pattern(r"zeros|ones|arange|[-+]?[0-9.eE+-]+", "a number, zeros, ones or arange", numbers=True),
    mapping=Section("fill", (Key("normal", Section("normal", _NORMAL), "Normally distributed random numbers"),)),
)

INPUT = Section(
    "an input",
    (
        Key("value", Either(Numeral(), Tensor()), "The number, or a nested list"),
        Key("shape", Either(sequence=ListOf(Raw("a size"), "a list of sizes")), "Sizes instead of a value", later=True),
        Key("fill", FILL, "What an input given by its shape is filled with", later=True),
        Key("file", Text(), "A .csv, .tsv or .npy file with the value", later=True),
        *_DISPLAY,
        Key("role", Choice(("data", "param", "const", "target")), "What the input is for", "data"),
        Key("grad", Flag(), "Whether it has a gradient", True),
    ),
)

INPUTS = Either(
    sequence=ListOf(NAME, "a list of names"),
    mapping=MapOf(Either(Numeral(), Tensor(), INPUT, Nothing(), short="value")),
    hint="write 'name: 30' lines under 'inputs:'",
)

NODE = Section(
    "a node",
    (
        Key("expr", EXPRESSION, "The expression that computes it"),
        Key("op", Raw("the name of an operation"), "The operation, instead of an expression"),
        Key("args", ListOf(Raw("a name or a number")), "The inputs of the operation, in order"),
        Key(
            "with",
            MapOf(Either(Raw("a number or a word"), ListOf(Numeral()))),
            "Keyword parameters of the operation",
        ),
        Key("block", NAME, "The block, instead of an operation", later=True),
        Key("repeat", Numeral(1, whole=True), "How many times the block follows on itself", later=True),
        Key("each", MapOf(NAMES), "Inputs that differ at each step", later=True),
        Key(
            "carry",
            MapOf(
                Either(
                    NAME,
                    mapping=Section(
                        "carry", (Key("start", NAME, "The first step's"), Key("next", NAME, "The output that follows"))
                    ),
                )
            ),
            "Inputs that are an output of the step before",
            later=True,
        ),
        Key("share", MapOf(NAME), "Inputs that all steps share", later=True),
        *_DISPLAY,
    ),
)

NODES = MapOf(
    Either(EXPRESSION, mapping=NODE, hint="write the expression as text: 'total: a * b'", short="expr"),
    hint="write 'name: expression' lines under 'nodes:'",
)

BLOCK = Section(
    "a block",
    (
        Key("label", Text(drawn=True), "What the collapsed block is called"),
        Key("inputs", NAMES, "Names of its inputs"),
        Key("nodes", NODES, "What it computes"),
        Key("outputs", NAMES, "Names of its outputs"),
    ),
)

GROUP = Section(
    "a group",
    (
        Key("label", Text(drawn=True), "What the box is called"),
        Key("members", NAMES, "The nodes in the box"),
    ),
)

SEED = Either(Numeral(), Tensor(what="tensor seeds are"))

BACKWARD = Section(
    "backward",
    (
        Key("from", Either(NAME, mapping=MapOf(SEED)), "The output where the gradient starts, or seeds by output"),
        Key("seed", SEED, "The gradient it starts with", 1),
        Key("of", Text(drawn=True), "The quantity that the gradients are of, in a part of a bigger graph"),
    ),
)

PUBLISHED = Either(
    Printed(),
    Tensor(what="expected tensors are"),
    Section(
        "an expectation",
        (
            Key("value", Either(Printed(), Tensor(what="expected tensors are")), "The number as printed"),
            Key("within", Numeral(0), "How far it may be off"),
        ),
    ),
    short="value",
)

EXPECT = Section(
    "expect",
    (
        Key("values", MapOf(PUBLISHED), "Values by name"),
        Key("gradients", MapOf(PUBLISHED), "Gradients by name or edge"),
        Key("local", MapOf(PUBLISHED), "Local derivatives by edge"),
        Key("shapes", MapOf(ListOf(Numeral(0, whole=True), "a list of sizes")), "Shapes by name", later=True),
    ),
)

_LOOK = (
    Key("shape", Registered("shapes", "a shape"), "The outline of the node"),
    Key("color", Color(), "Colour of outline and text, of an arrow and its text"),
    Key("fill", Color(), "Colour of the inside"),
    Key("label", Text(drawn=True), "The text that stands there instead"),
    Key("symbol", Text(drawn=True), "The text in the circle"),
    Key("class", OneOrMore(NAME), "Classes whose looks it has"),
    Key("value", VISIBILITY, "Whether the value is shown"),
    Key("gradient", VISIBILITY, "Whether the gradient is shown"),
)

CLASS_LOOK = Section("a class", tuple(key for key in _LOOK if key.name != "class"))
NODE_LOOK = Section("the look of a node", _LOOK)
EDGE_LOOK = Section("the look of an edge", tuple(key for key in _LOOK if key.name not in ("shape", "fill", "symbol")))

VALUES = OneOrMore(Choice(("value", "name", "blank", "hide"), ("formula", "expanded", "shape")))
GRADIENTS = OneOrMore(
    Choice(("value", "name", "blank", "hide"), ("chain", "formula", "expanded", "product", "shape")),
)
COLLAPSED = Choice(("collapsed", "expanded"))

VIEW = Section(
    "view",
    (
        Key("direction", Choice(("right", "left", "down", "up")), "Where the arrows lead", "right"),
        Key("theme", Registered("themes", "a theme"), "The theme", "plain"),
        Key(
            "notation",
            Choice(("operations", "variables", "both")),
            "What is drawn as a node: operations, values, or both",
            "operations",
            later=True,
        ),
        Key("values", VALUES, "What stands on the forward arrows; 'value', or 'name' without numbers"),
        Key("gradients", GRADIENTS, "What stands on the backward arrows; 'value', or 'name' without numbers"),
        Key("local", Flag(), "Local derivatives beside the nodes", False),
        Key(
            "numbers",
            Either(Choice(("auto", "python")), mapping=NUMBERS, short="style"),
            "How numbers are written",
            "auto",
        ),
        Key("tensors", Choice(("shape", "matrix", "summary", "name")), "How tensors are shown", later=True),
        Key("names", Choice(("auto", "all", "none")), "Which names are drawn", "auto"),
        Key("branches", Choice(("auto", "show", "hide")), "A dot where a value forks", "auto"),
        Key("constants", Choice(("fold", "node")), "Literals in the gate, or as inputs", "fold"),
        Key("broadcast", Choice(("hide", "show")), "Repeat and sum as nodes", "hide", later=True),
        Key("blocks", Either(COLLAPSED, mapping=MapOf(COLLAPSED)), "Blocks as one node", "collapsed", later=True),
        Key("inputs", Choice(("edge", "near", "auto")), "Where inputs stand", "auto"),
        Key("operands", Choice(("strict", "any")), "Whether commutative operands keep their order", "strict"),
        Key("align", ListOf(ListOf(NAME, "a list of names"), "a list of lists"), "Names in one column", later=True),
        Key("order", NAMES, "Names from the top", later=True),
        Key(
            "width",
            Pattern(r"[0-9.]+ ?(?:mm|cm|in|pt|px)", "a width with its unit", "as in 120mm"),
            "The most it may be wide",
            later=True,
        ),
        Key("font", Text(), "Font family", later=True),
        Key("font_size", Numeral(1, 200), "Size of names in points; all text follows"),
        Key("margin", Numeral(0, 1000), "Points round the figure"),
        Key("background", Color(), "Colour behind the figure, or none"),
        Key("symbols", Texts(), "The text in the circle, by operation"),
        Key("classes", MapOf(CLASS_LOOK), "Looks by class"),
        Key("nodes", MapOf(NODE_LOOK), "Looks by name"),
        Key("edges", MapOf(EDGE_LOOK), 'Looks by edge: "tax -> total", "x -> y[1]", "a -> b -> c", "tax -> *"'),
        Key("box", Text(drawn=True), "What stands in boxes", later=True),
    ),
)

SPEC = Section(
    "a spec",
    (
        Key("graphdraw", Version(), "Version of the language", 1),
        Key("title", Text(), "Title of the picture file, not drawn"),
        Key("description", Prose(), "Alternative text, not drawn"),
        Key(
            "lang",
            Pattern(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", "a language tag", "as in ja or en-GB"),
            "Language of the texts",
        ),
        Key("extends", OneOrMore(Text()), "Specs that this one changes"),
        Key("inputs", INPUTS, "Given values by name, or a list of names"),
        Key("nodes", NODES, "Computed values by name, in any order"),
        Key("blocks", MapOf(Either(EXPRESSION, mapping=BLOCK, empty=Nothing())), "Reusable sub-graphs", later=True),
        Key("groups", MapOf(GROUP), "Boxes round nodes", later=True),
        Key(
            "outputs",
            Either(
                NAME,
                NAMES,
                MapOf(
                    Either(
                        mapping=Section("an output", (Key("label", Text(drawn=True), "What it is called"),)),
                        empty=Nothing(),
                    )
                ),
            ),
            "Results; the nodes that nobody uses if not given",
        ),
        Key("backward", Either(Flag(), mapping=BACKWARD), "Where the gradient starts; automatic if not given"),
        Key("expect", EXPECT, "Published numbers that the figure must reproduce"),
        Key("view", VIEW, "How it looks"),
    ),
    open=True,
)


def json_schema(vocabulary: Vocabulary) -> Json:
    """The spec language as JSON Schema, draft-07, for editors that complete and check as one types."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "graphdraw spec",
        **SPEC.json(vocabulary),
    }
