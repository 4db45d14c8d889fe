"""The table of the keys of the spec language, from which checks, the JSON Schema and the reference are made.

A key that a later version of the program will support is marked `later`: its value is checked already, and then noted
as not supported yet, unless it is the default.
"""

from __future__ import annotations

from graphdraw.spec.schema.colors import colour
from graphdraw.spec.schema.compound import Either, Key, MapOf, Section, Tensor
from graphdraw.spec.schema.kinds import (
    Choice,
    Flag,
    Formula,
    Json,
    Label,
    Nothing,
    Numeral,
    Pattern,
    Printed,
    Prose,
    Raw,
    Text,
)
from graphdraw.spec.schema.languages import Language
from graphdraw.spec.schema.lists import ListOf, OneOrMore
from graphdraw.spec.schema.quantities import Quantity
from graphdraw.spec.schema.versions import Version
from graphdraw.spec.schema.view_schema import NAME, NAMES, OWN_NUMBERS, VIEW
from graphdraw.spec.yaml import patterns
from graphdraw.spec.yaml.reading import Vocabulary

EXPRESSION = Raw("an expression")
GIVEN = Raw(form=patterns.NAME)
FORMAT = Either(
    Choice(("int", "round", "percent", "auto", "python")),
    mapping=OWN_NUMBERS,
    hint="Python's format strings are not used here",
    short="style",
)

_DISPLAY = (
    Key("label", Label(), "What the value is called in the figure; math between dollar signs; a list of lines"),
    Key("math", Formula(), "How formulas write the value, without dollars; if not given, by its label or name"),
    Key("unit", Text(drawn=True), "Written after the number"),
    Key("prefix", Text(drawn=True), "Written before the number"),
    Key("format", FORMAT, "How the value is written, never its gradient"),
    Key("note", Prose(), "A remark, not drawn: it is in the long description and in `eval --format json`"),
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
        Key("value", Either(Quantity(), Tensor()), "The number, also as 1/3"),
        Key("shape", Either(sequence=ListOf(Raw("a size"), "a list of sizes")), "Sizes instead of a value", later=True),
        Key("fill", FILL, "What an input given by its shape is filled with", later=True),
        Key("file", Text(), "A .csv, .tsv or .npy file with the value", later=True),
        *_DISPLAY,
        Key("role", Choice(("data", "param", "const", "target")), "What the input is for", "data"),
        Key("grad", Flag(), "Whether it has a gradient", True),
    ),
)

INPUTS = Either(
    sequence=ListOf(GIVEN, "a list of names"),
    mapping=MapOf(Either(Quantity(), Tensor(), INPUT, Nothing(), short="value"), keys=patterns.NAME),
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
        Key("block", NAME, "The block, instead of an operation"),
        Key("repeat", Numeral(1, whole=True), "How many times the block follows on itself"),
        Key("each", MapOf(NAMES), "Inputs that differ at each step"),
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
        ),
        Key("share", MapOf(NAME), "Inputs that all steps share"),
        *_DISPLAY,
    ),
)

NODES = MapOf(
    Either(EXPRESSION, mapping=NODE, hint="write the expression as text: 'total: a * b'", short="expr"),
    hint="write 'name: expression' lines under 'nodes:'",
    keys=patterns.NAMES,
)

BLOCK = Section(
    "a block",
    (
        Key("label", Label(), "What the collapsed block is called"),
        Key("inputs", ListOf(GIVEN), "Names of its inputs"),
        Key("expr", EXPRESSION, "The expression that it computes"),
        Key("nodes", NODES, "What it computes, instead of an expression"),
        Key(
            "outputs",
            Either(NAME, NAMES, MapOf(NAME)),
            "Its outputs: nodes, or names with the node of each; the nodes that nobody uses in it if not given",
        ),
    ),
)

BLOCKS = MapOf(
    Either(EXPRESSION, mapping=BLOCK, empty=Nothing(reads=True), hint="write 'L2(q): sum(q**2)'", short="expr"),
    hint="write 'name(input): expression' lines under 'blocks:'",
    keys=patterns.SIGNATURE,
)

GROUP = Section(
    "a group",
    (
        Key("label", Label(), "What the box is called"),
        Key("members", NAMES, "The nodes in the box"),
    ),
)

SEED = Either(Quantity(), Tensor(what="tensor seeds are"))

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
        Key("values", MapOf(PUBLISHED, keys=patterns.NO_EDGE), "Values by name"),
        Key("gradients", MapOf(PUBLISHED, keys=patterns.NAME_OR_EDGE), "Gradients by name or edge"),
        Key("local", MapOf(PUBLISHED, keys=patterns.ONE_EDGE), "Local derivatives by edge"),
        Key("shapes", MapOf(ListOf(Numeral(0, whole=True), "a list of sizes")), "Shapes by name", later=True),
    ),
)

SPEC = Section(
    "a spec",
    (
        Key("graphdraw", Version(), "Version of the language", 1),
        Key("title", Text(), "Title of the picture file, not drawn"),
        Key("description", Prose(), "Alternative text, not drawn"),
        Key("lang", Language(), "Language of the texts"),
        Key("extends", OneOrMore(Text()), "Specs that this one changes"),
        Key("inputs", INPUTS, "Given values by name, or a list of names"),
        Key("nodes", NODES, "Computed values by name, in any order"),
        Key("blocks", BLOCKS, "Reusable sub-graphs, to be called like operations"),
        Key("groups", MapOf(GROUP, keys=patterns.WORD), "Boxes round nodes"),
        Key(
            "outputs",
            Either(
                NAME,
                NAMES,
                MapOf(
                    Either(
                        mapping=Section("an output", (Key("label", Label(), "What it is called"),)),
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
    """The spec language as JSON Schema, draft-07, for editors that complete and check while an author types."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "graphdraw spec",
        **SPEC.json(vocabulary),
        "definitions": {"colour": colour()},
    }
