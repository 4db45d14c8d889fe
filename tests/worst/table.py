"""The table: rows of specs, stage by stage, and those of folders."""

from __future__ import annotations

from functools import partial

from graphdraw.output.formats import FORMATS
from tests.worst import folders, graphs, texts
from tests.worst.rows import FIGURE, LARGE, PROBLEM, TABLE, Row, spec_row

CHECK = ("check", "SPEC")
GRADIENTS = ("check", "--gradients", "SPEC")
NARROW = ("render", "SPEC", "-o", "s.svg", "--width", "5cm")
PAGE = ("render", "SPEC", "-o", "s.svg", "--width", "160mm")
EVERY = ",".join(FORMATS.names())
PAIRS = ("render", "SPEC", "-f", EVERY, "--dark-pair")
SHEET = ("themes", "SPEC", "--sheet", "s.svg")
PNG = ("render", "SPEC", "-o", "s.png")
WIDE = "view: {margin: 1000}\n"
ROOTS = "$" + r"\sqrt{" * 11 + "x+{}" + "}" * 11 + "$"
BOXES = "notation: variables, box: '" + "{name} {value}" * 35 + "'"
BESIDE = "notation: both, box: '" + "{name}|{gradient}|" * 20 + "'"
EDGES = "edges: {'* -> *': {label: '" + "{name} " * 70 + "'}}"
SIGNS = f"symbols: {{mul: '{texts.LONG}'}}"
MINUS = f"numbers: {{minus: '{texts.LONG}'}}"
ALL = 4_900
"""Almost as many nodes as there may be."""

KNOWN = (
    spec_row("blocks", "eight, three calls each", partial(graphs.sums, 8, 3), most=LARGE),
    spec_row("blocks", "six, four calls each", partial(graphs.sums, 6, 4), most=TABLE),
    spec_row("blocks", "eight, three times of itself", partial(graphs.nests, 8, 3), most=TABLE),
    spec_row("blocks", "six, four times of itself", partial(graphs.nests, 6, 4), most=TABLE),
    spec_row("blocks", "200 steps of ten nodes", partial(graphs.repeats, 200), ends=FIGURE, most=TABLE),
    spec_row("blocks", "100 steps of ten nodes", partial(graphs.repeats, 100), ends=FIGURE, most=TABLE),
    spec_row("width", "open blocks in 5 cm", graphs.slow_width, most=TABLE),
    spec_row("text", "230 formulas, checked", partial(texts.labels, 230), *CHECK, most=TABLE),
    spec_row("text", "1,800 formulas, checked", partial(texts.labels, 1_800), *CHECK, most=TABLE),
    spec_row("text", "230 formulas", partial(texts.labels, 230)),
    spec_row("wide", "max of 4,900", partial(graphs.widest, ALL), ends=FIGURE, most=TABLE),
    spec_row("wide", "4,900 nodes of three operands", partial(graphs.threes, ALL), ends=FIGURE, most=LARGE),
    spec_row("links", "243 nodes of all before, with names", partial(graphs.dense, 243), most=TABLE),
)

READING = (
    spec_row("reading", "a comment as long as a file", lambda: "#" * 999_999, quick=True),
    spec_row("reading", "a file that is too long", lambda: "#" * 1_100_000, ends=PROBLEM),
    spec_row("reading", "brackets", partial(texts.deep, 900_000), ends=PROBLEM),
    spec_row("reading", "braces", lambda: "inputs: " + "{a: " * 200_000, ends=PROBLEM),
    spec_row("reading", "keys with question marks", lambda: "? " * 400_000, ends=PROBLEM),
    spec_row("reading", "dashes", lambda: "- " * 400_000, ends=PROBLEM),
    spec_row("reading", "control characters", partial(texts.controls, 900_000), ends=PROBLEM),
    spec_row("reading", "lines of control characters", partial(texts.lines_of_controls, 180_000), ends=PROBLEM),
    spec_row("reading", "unknown keys", partial(texts.unknown_keys, 30_000), ends=PROBLEM),
    spec_row("reading", "unknown names and keys of looks", partial(texts.unknown_looks, 18_000), ends=PROBLEM),
    spec_row("reading", "one name again and again", partial(texts.twice, 49_000), ends=PROBLEM),
    spec_row("reading", "names that Unicode makes equal", partial(texts.same_names, 250), ends=FIGURE),
    spec_row("reading", "signs that become words", partial(texts.swelling, 300_000)),
    spec_row("reading", "a text with escapes", partial(texts.one_scalar, 60_000), ends=FIGURE),
    spec_row("reading", "a text of many lines", partial(texts.folded, 120_000), ends=FIGURE),
    spec_row("reading", "as many values as there may be", partial(texts.values, 99_900), ends=FIGURE),
    spec_row("reading", "more values than there may be", partial(texts.values, 400_000), ends=PROBLEM),
    spec_row("reading", "a tensor", partial(texts.nested, 20_000), ends=PROBLEM),
    spec_row("reading", "a number of 900,000 digits", partial(texts.digits, 900_000), ends=PROBLEM),
    spec_row(
        "reading", "a name of 900,000 letters", lambda: f"inputs: [{'x' * 900_000}]\nnodes: {{y: 1}}\n", ends=PROBLEM
    ),
    spec_row("reading", "values that are almost numbers", partial(texts.bad_numbers, 45_000), ends=PROBLEM),
    spec_row(
        "reading", "inputs, and nothing else", lambda: "inputs:\n" + "".join(f"  x{i}: 1\n" for i in range(49_000))
    ),
)

EXPRESSIONS = (
    spec_row("expressions", "parentheses", partial(texts.expression, "(" * 990 + "x" + ")" * 990), ends=PROBLEM),
    spec_row("expressions", "signs", partial(texts.expression, "-" * 1_990 + "x")),
    spec_row("expressions", "powers", partial(texts.expression, "**".join(["9"] * 90) + "*x"), ends=PROBLEM),
    spec_row("expressions", "a sum of 900, often", partial(texts.expression, "+".join(["x"] * 900), 450)),
    spec_row("expressions", "constants, often", partial(texts.expression, "*".join(["7"] * 900), 450)),
    spec_row("expressions", "one call of 900, often", partial(texts.expression, f"max({','.join(['x'] * 900)})", 450)),
    spec_row("expressions", "unknown names", partial(texts.expression, "+".join(["xx"] * 600), 500), ends=PROBLEM),
    spec_row(
        "expressions",
        "unknown operations",
        partial(texts.expression, "sni(" * 90 + "x" + ")" * 90, 1_800),
        ends=PROBLEM,
    ),
    spec_row("expressions", "near names of thousands", partial(graphs.wrong_names, 15_000), ends=PROBLEM),
    spec_row("expressions", "near names of 4,900", partial(graphs.wrong_names, ALL), ends=PROBLEM),
)

BLOCKS = (
    spec_row("blocks", "more nodes than there may be", partial(graphs.sums, 8, 200), ends=PROBLEM),
    spec_row("blocks", "nine of each other", partial(graphs.sums, 9, 2), ends=PROBLEM),
    spec_row("blocks", "closed, eight of three calls", partial(graphs.sums, 8, 3, "")),
    spec_row("blocks", "one, 2,400 uses, open", partial(graphs.broad_blocks, 2_400, 2)),
    spec_row("blocks", "one, 2,400 uses, closed", partial(graphs.broad_blocks, 2_400, 2, "")),
    spec_row("blocks", "one of 60 nodes, 80 uses, open", partial(graphs.broad_blocks, 80, 60)),
    spec_row("blocks", "200 steps of 24 nodes", partial(graphs.repeats, 200, 24)),
    spec_row("blocks", "200 steps, closed", partial(graphs.repeats, 200, 24, "")),
    spec_row("blocks", "1,000 steps", partial(graphs.repeats, 1_000), ends=PROBLEM),
)

EVALUATION = (
    spec_row("evaluation", "a tower of powers", partial(texts.expression, "9**9**9**9 * x"), ends=PROBLEM, quick=True),
    spec_row("evaluation", "squares of squares", partial(graphs.squares, 60)),
    spec_row("evaluation", "numbers of 600 digits", partial(graphs.big_numbers, 4_000)),
    spec_row("evaluation", "powers", partial(graphs.powers, 1_000)),
    spec_row(
        "evaluation", "JSON of 4,900", partial(graphs.pairs, ALL), "eval", "SPEC", "--format", "json", ends=FIGURE
    ),
    spec_row("evaluation", "a table of 4,900", partial(graphs.chain, ALL), "eval", "SPEC", ends=FIGURE),
    spec_row(
        "evaluation", "LaTeX of 4,900", partial(graphs.star, ALL), "eval", "SPEC", "--format", "latex", ends=FIGURE
    ),
    spec_row(
        "evaluation", "CSV of many links", partial(graphs.dense, 300), "eval", "SPEC", "--format", "csv", ends=FIGURE
    ),
    spec_row("gradients", "of 400 nodes of all before", partial(graphs.dense, 400, "add", ""), "eval", "SPEC"),
    spec_row("gradients", "of 300 nodes, the least before", partial(graphs.dense, 300, "min", ""), "eval", "SPEC"),
    spec_row("gradients", "from 2,000 seeds", partial(texts.seeds, 2_000), "eval", "SPEC"),
    spec_row("check", "gradients of 4,900 in a chain", partial(graphs.chain, ALL), *GRADIENTS),
    spec_row("check", "gradients of 4,900 of one", partial(graphs.star, ALL), *GRADIENTS),
    spec_row("check", "gradients of 4,900 pairs", partial(graphs.pairs, ALL), *GRADIENTS),
    spec_row("check", "gradients of a max of 4,900", partial(graphs.widest, ALL), *GRADIENTS),
    spec_row("check", "gradients of a sum tree", partial(graphs.tree, 11), *GRADIENTS),
    spec_row("check", "gradients of many links", partial(graphs.dense, 300, "add", ""), *GRADIENTS),
    spec_row("check", "gradients of 2,450 erf far out", partial(graphs.curve, 2_450, "erf(x)", 4.0, 0.005), *GRADIENTS),
    spec_row("check", "gradients of 2,450 gelu", partial(graphs.curve, 2_450, "gelu(x)", -30.0, 0.005), *GRADIENTS),
    spec_row("check", "gradients of huge angles", partial(graphs.curve, 2_450, "sin(x)", 1e300, 1e296), *GRADIENTS),
    spec_row("check", "gradients of tiny powers", partial(graphs.curve, 2_450, "x**2.5", 1e-120, 1e-124), *GRADIENTS),
    spec_row(
        "check", "gradients of tiny logarithms", partial(graphs.curve, 2_450, "log2(x)", 1e-305, 1e-309), *GRADIENTS
    ),
    spec_row("check", "4,900 published numbers", partial(graphs.published, ALL), *CHECK),
)

LAYOUT = (
    spec_row("layout", "4,900 in a chain", partial(graphs.chain, ALL)),
    spec_row("layout", "4,900 of one input", partial(graphs.star, ALL)),
    spec_row("layout", "4,900 of two before", partial(graphs.pairs, ALL)),
    spec_row("layout", "1,500 of two before", partial(graphs.pairs, 1_500)),
    spec_row("layout", "1,600 graphs apart", partial(graphs.apart, 1_600)),
    spec_row("layout", "1,200 of the three before", partial(graphs.threes_before, 1_200)),
    spec_row("layout", "4,900 of the three before", partial(graphs.threes_before, ALL)),
    spec_row("layout", "a tree of 4,095", partial(graphs.tree, 11)),
    spec_row("layout", "a network of 30 by 60", partial(graphs.layered, 30, 60)),
    spec_row("layout", "a network of 70 by 9", partial(graphs.layered, 70, 9)),
    spec_row("layout", "2,400 in one order", partial(graphs.ordered, 2_400)),
    spec_row("layout", "1,200 beside 1,200", partial(graphs.aligned, 1_200)),
    spec_row("layout", "downwards, 4,900 pairs", partial(graphs.pairs, ALL, "view: {direction: down}\n")),
    spec_row("layout", "as variables", partial(graphs.pairs, 1_500, "view: {notation: variables}\n")),
    spec_row("layout", "as both", partial(graphs.pairs, 1_500, "view: {notation: both}\n")),
    spec_row("frames", "30 in each other", partial(graphs.grouped, 400, 30, inside=True)),
    spec_row("frames", "300 in each other", partial(graphs.grouped, 400, 300, inside=True)),
    spec_row("frames", "800 of one", partial(graphs.grouped, 800, 800)),
    spec_row("frames", "2,400 of two", partial(graphs.grouped, 4_800, 2_400)),
    spec_row("frames", "20 round what lies far apart", partial(graphs.scattered, 400, 20)),
    spec_row("frames", "2 round what lies far apart", partial(graphs.scattered, 1_500, 2)),
    spec_row("width", "4,900 in a chain", partial(graphs.chain, ALL), *PAGE),
    spec_row("width", "500 in a chain", partial(graphs.chain, 500), *PAGE),
    spec_row("width", "500 pairs", partial(graphs.pairs, 500), *PAGE),
    spec_row("width", "500 pairs in 5 cm", partial(graphs.pairs, 500), *NARROW),
    spec_row("width", "1,600 graphs apart", partial(graphs.apart, 1_600), *PAGE),
    spec_row("width", "200 steps", partial(graphs.repeats, 200), *PAGE),
    spec_row("width", "open blocks, six of three calls", partial(graphs.sums, 6, 3), *PAGE),
    spec_row("width", "30 frames in each other", partial(graphs.grouped, 400, 30, inside=True), *NARROW),
    spec_row("width", "300 frames in each other", partial(graphs.grouped, 300, 300, inside=True), *NARROW),
    spec_row("width", "800 frames", partial(graphs.grouped, 1_600, 800), *NARROW),
)

DRAWING = (
    spec_row("text", "400 formulas of the gradients", partial(texts.formulas, 400)),
    spec_row("text", "1,800 formulas", partial(texts.labels, 1_800)),
    spec_row("text", "1,800 labels of forty words", partial(texts.labels, 1_800, "wo{}rd " * 40)),
    spec_row("text", "700 labels of Japanese", partial(texts.labels, 700, "合計{}小計" * 40)),
    spec_row("text", "1,500 labels of Hebrew", partial(texts.labels, 1_500, "קלט{} (of) " * 30)),
    spec_row("text", "900 labels of signs that no font has", partial(texts.labels, 900, "\U00012345{}" * 60)),
    spec_row("text", "900 labels with marks upon marks", partial(texts.labels, 900, "a" + "\u0301" * 400 + "{}")),
    spec_row("text", "900 labels of three lines", partial(texts.lines, 900)),
    spec_row(
        "text",
        "many roots",
        partial(texts.labels, 300, ROOTS, "view: {font_size: 24}\n"),
    ),
    spec_row("text", "many brackets that grow", partial(texts.labels, 300, "$" + r"\left(x\right)" * 30 + "_{{}}$")),
    spec_row("text", "1,150 labels of hexagrams", partial(texts.by_chance, 1_150, 0x4DC0, 64)),
    spec_row("text", "2,000 labels of Latin letters with accents", partial(texts.by_chance, 2_000, 0xC0, 0x180)),
    spec_row("text", "1,500 labels of Greek with breathings", partial(texts.by_chance, 1_500, 0x1F00, 0x36)),
    spec_row("text", "labels that boxes repeat", partial(texts.repeated, 900, BOXES), most=TABLE),
    spec_row("text", "labels that boxes beside signs repeat", partial(texts.repeated, 900, BESIDE), most=TABLE),
    spec_row("text", "labels that all edges repeat", partial(texts.repeated, 1_800, EDGES), most=TABLE),
    spec_row("text", "a sign of 450 characters", partial(texts.repeated, 1_900, SIGNS)),
    spec_row("text", "a minus of 450 characters", partial(texts.repeated, 1_800, MINUS, "-0.5")),
    spec_row("text", "units of 450 characters", partial(texts.long_units, 1_800)),
    spec_row("text", "200 open blocks of long labels", partial(texts.opened, 200, texts.LONG, "")),
    spec_row(
        "text", "open blocks, their labels in boxes", partial(texts.opened, 200, texts.LONG, f", {BOXES}"), most=TABLE
    ),
    spec_row("text", "200 open blocks of formulas", partial(texts.opened, 200, r"$\frac{a}{b}$ " * 35, "")),
    spec_row("formats", "PDF of texts of many pieces", partial(texts.pieces, 250), "render", "SPEC", "-o", "s.pdf"),
    spec_row("drawing", "boxes of forty cells", partial(texts.boxes, 400)),
    spec_row("drawing", "150 classes of 150 nodes", partial(texts.classes, 150)),
    spec_row("drawing", "looks of 4,800 edges", partial(graphs.edges, 4_800, "x{} -> x{}")),
    spec_row("drawing", "looks of all edges of one", partial(graphs.all_edges, 2_000)),
    spec_row("reading", "a key of 90,000 stars", partial(graphs.path, ALL, "*", 90_000), *CHECK, most=TABLE),
    spec_row("reading", "a path of 50,000 unknown names", partial(graphs.path, 1_900, "z{}", 50_000), ends=PROBLEM),
    spec_row(
        "reading", "a path of 50,000 edges that are none", partial(graphs.path, 1_900, "x1", 50_000), ends=PROBLEM
    ),
    spec_row("reading", "13,000 edges by their arguments", partial(graphs.by_arguments, 13_000), *CHECK, most=TABLE),
    spec_row("drawing", "values and names of many links", partial(graphs.dense, 400, "add")),
    spec_row("drawing", "branches of many links", partial(graphs.dense, 300, "add", "view: {branches: show}\n")),
    spec_row("drawing", "a dark pair", partial(graphs.pairs, 1_000), "render", "SPEC", "-o", "s.svg", "--dark-pair"),
    spec_row(
        "drawing",
        "a dark pair of 4,900",
        partial(graphs.pairs, ALL),
        "render",
        "SPEC",
        "-f",
        "svg,pdf,json",
        "--dark-pair",
    ),
    spec_row("drawing", "a sheet of 4,900 nodes", partial(graphs.pairs, ALL), *SHEET, ends=PROBLEM),
    spec_row("drawing", "a sheet of 1,000 nodes", partial(graphs.pairs, 1_000), *SHEET),
    spec_row("drawing", "in words", partial(graphs.dense, 400, "add"), "describe", "--long", "SPEC", ends=FIGURE),
    spec_row("drawing", "4,900 in words", partial(graphs.pairs, ALL), "describe", "--long", "SPEC", ends=FIGURE),
    spec_row("formats", "PDF of 2,000", partial(graphs.pairs, 2_000), "render", "SPEC", "-o", "s.pdf"),
    spec_row("formats", "PNG of 300", partial(graphs.pairs, 300), "render", "SPEC", "-o", "s.png"),
    spec_row("formats", "a PNG that is large by its margin", partial(graphs.star, 60, WIDE), *PNG),
    spec_row(
        "formats", "a PNG of 20,000 by 20,000", partial(graphs.chain, 2, WIDE), *PNG, "--dpi", "640", ends=PROBLEM
    ),
    spec_row("formats", "a PNG of 10,000 by 10,000", partial(graphs.chain, 2, WIDE), *PNG, "--dpi", "345", ends=FIGURE),
    spec_row("formats", "a pair of 10,000 by 10,000 in all", partial(graphs.chain, 2, WIDE), *PAIRS, "--dpi", "345"),
    spec_row("formats", "a pair of 2,000 in all", partial(graphs.pairs, 2_000), *PAIRS),
    spec_row("formats", "JSON of 2,000", partial(graphs.pairs, 2_000), "render", "SPEC", "-o", "s.json"),
    spec_row("formats", "all of them", partial(graphs.pairs, 300), "render", "SPEC", "-f", EVERY),
    spec_row(
        "formats", "SVG with text", partial(texts.labels, 1_800), "render", "SPEC", "-o", "s.svg", "--svg-text", "text"
    ),
    spec_row("resolve", "1,800 formulas", partial(texts.labels, 1_800), "resolve", "SPEC"),
    spec_row(
        "resolve", "as many values", partial(texts.values, 99_900), "resolve", "SPEC", "--format", "json", ends=FIGURE
    ),
    spec_row(
        "resolve", "4,900 inputs", partial(graphs.widest, ALL), "resolve", "SPEC", "--format", "json", ends=FIGURE
    ),
)

VARIANTS = frozenset(
    {
        "text: 1,800 formulas",
        "formats: SVG with text",
        "formats: all of them",
        "resolve: 1,800 formulas",
        "evaluation: LaTeX of 4,900",
        "evaluation: a table of 4,900",
        "check: gradients of 4,900 of one",
        "check: gradients of a sum tree",
        "check: gradients of 2,450 erf far out",
        "check: gradients of tiny powers",
        "blocks: one, 2,400 uses, closed",
        "blocks: one of 60 nodes, 80 uses, open",
        "layout: 1,500 of two before",
        "layout: 1,200 of the three before",
        "layout: a network of 70 by 9",
        "layout: as both",
        "frames: 800 of one",
        "frames: 20 round what lies far apart",
        "width: 500 in a chain",
        "width: 500 pairs in 5 cm",
        "width: 200 steps",
        "drawing: looks of all edges of one",
        "drawing: branches of many links",
        "extends: eight large files, resolved",
    }
)
"""Titles of rows that cost much and are like another; they are run with `--all`."""

ROWS: tuple[Row, ...] = (
    *KNOWN,
    *READING,
    *EXPRESSIONS,
    *BLOCKS,
    *EVALUATION,
    *LAYOUT,
    *DRAWING,
    *folders.ROWS,
)
