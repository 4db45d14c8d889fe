"""What an author is told about inputs, nodes and what is said of them: the exact words, the place, and the hint."""

import pytest

from graphdraw.errors import MOST_PROBLEMS, report

INPUTS = "inputs:\n  snack: 30\n  number: 5\n"
NODES = INPUTS + "nodes:\n"


def given(value):
    return f"inputs:\n  x: {value}\nnodes:\n  y: x\n"


def computed(expression):
    return f"{NODES}  total: {expression}\n"


LONG_FORM = "write {{value: {}, {}: {}}}".format
CASES = {
    "version": (
        "graphdraw: 2\n",
        "1:12 version 2 is not supported; this program reads 1 [version]",
        "write 'graphdraw: 1', or install a newer graphdraw",
    ),
    "unknown key": ("node:\n  y: 1\n", "1:1 unknown key 'node' in a spec [unknown-key]", "did you mean 'nodes'?"),
    "nothing": (
        "title: x\n",
        "1:1 there is nothing to draw: 'nodes' is missing or empty [no-nodes]",
        "write what is computed, as in 'nodes: {total: price * number}'",
    ),
    "nodes as a list": (
        "nodes:\n  - c: 1\n",
        "2:3 a mapping is expected, this is a list [type]",
        "write 'name: expression' lines under 'nodes:'",
    ),
    "inputs as a number": (
        "inputs: 3\nnodes:\n  y: x\n",
        "1:9 a list of names or a mapping is expected, this is '3' [type]",
        "write 'name: 30' lines under 'inputs:'",
    ),
    "a name with a space": (
        "inputs:\n  Total price: 3\nnodes:\n  y: 1\n",
        "2:3 'Total price' can't be a name [name]",
        "write 'Total_price', and the text as its 'label'",
    ),
    "a number as a name": (
        "nodes:\n  2: 1\n",
        "2:3 '2' can't be a name [name]",
        "a name is letters, digits and _, and begins with no digit",
    ),
    "a value as a name": (
        "nodes:\n  true: 1\n",
        "2:3 'true' can't be a name [name]",
        "'true', 'false', 'null' and '~' are values, not names",
    ),
    "the same node twice": (
        NODES + "  c: snack\n  c: number\n",
        "6:3 'c' is given twice (first on line 5) [duplicate]",
        None,
    ),
    "a node named like an input": (
        NODES + "  snack: number\n",
        "5:3 'snack' is given twice (first on line 2) [duplicate]",
        "give one of them another name",
    ),
    "names that are equal after NFKC": (
        NODES + "  ｓｎａｃｋ: number\n",
        "5:3 'ｓｎａｃｋ' is given twice (first on line 2) [duplicate]",
        "'snack' and 'ｓｎａｃｋ' count as one name: give one of them another name",
    ),
    "leading zero": (given("010"), "2:6 a number does not begin with 0 [leading-zero]", "write 10"),
    "time": (given("12:30"), "2:6 12:30 is not a number [number]", "for a time write its minutes: 750"),
    "grouped digits": (given("1,000"), "2:6 1,000 is not a number [number]", "write 1000"),
    "decimal comma": (given("1,5"), "2:6 1,5 is not a number [number]", "write 1.5"),
    "unit": (given("30円"), "2:6 30円 is not a number [number]", LONG_FORM(30, "unit", "円")),
    "prefix": (given("$5"), "2:6 $5 is not a number [number]", LONG_FORM(5, "prefix", "$")),
    "per cent": (given("8%"), "2:6 8% is not a number [number]", "write 0.08"),
    "per cent of nothing": (given("-.%"), "2:6 a number is expected, this is '-.%' [number]", None),
    "full-width number": (given("１０"), "2:6 １０ is not a number [number]", "write 10"),
    "word": (given("four"), "2:6 a number is expected, this is 'four' [number]", None),
    "truth value": (given("true"), "2:6 a number is expected, this is 'true' [number]", None),
    "nan": (given(".nan"), "2:6 .nan is not a finite number [not-finite]", "leave the value empty where there is none"),
    "infinite": (given("1e999"), "2:6 1e999 is not a finite number [not-finite]", None),
    "too large": (
        given("9" * 1300),
        "2:6 the number is too large (over 4,096 bits) [too-large]",
        "a float, like 1e300, may be larger",
    ),
    "quoted number": (given("'3'"), "2:6 a number is expected, this is '3' [type]", "remove the quotes"),
    "null": (
        given("null"),
        "2:6 'null' deletes a value of an extended spec; none is here [null]",
        "leave the value empty where there is none",
    ),
    "expression as an input": (
        given("2*a"),
        "2:6 a number is expected, this is '2*a' [number]",
        "an expression belongs under 'nodes'",
    ),
    "tensor": (given("[1, 2]"), "2:6 tensor inputs are not supported yet [not-supported-yet]", None),
    "ragged": (
        given("[[1, 2], [3]]"),
        "2:15 ragged rows: this one has 1 element, the first has 2 [ragged]",
        None,
    ),
    "ragged, a number": (given("[[1, 2], 3]"), "2:15 ragged rows: a number stands among rows [ragged]", None),
    "null among numbers": (given("[1, null]"), "2:10 a number is expected, this is 'null' [number]", None),
    "word among numbers": (given("[[1], [four]]"), "2:13 a number is expected, this is 'four' [number]", None),
    "truth value among numbers": (given("[1, true]"), "2:10 a number is expected, this is 'true' [number]", None),
    "nan among numbers": (
        given("[1, .nan]"),
        "2:10 .nan is not a finite number [not-finite]",
        "leave the value empty where there is none",
    ),
    "empty list": (given("[]"), "2:6 an empty list holds no numbers [empty-list]", None),
    "shape": (given("{shape: [N, 2]}"), "2:7 'shape' is not supported yet [not-supported-yet]", None),
    "file": (given("{file: a.csv}"), "2:7 'file' is not supported yet [not-supported-yet]", None),
    "unknown key of an input": (
        given("{valeu: 3}"),
        "2:7 unknown key 'valeu' in an input [unknown-key]",
        "did you mean 'value'?",
    ),
    "role": (
        given("{value: 3, role: weight}"),
        "2:23 one of data, param, const, target is expected, this is 'weight' [type]",
        "write param",
    ),
    "grad": (given("{value: 3, grad: no}"), "2:23 true or false is expected, this is 'no' [type]", "write false"),
    "Python's formats": (
        given("{value: 3, format: '{0.__class__}'}"),
        "2:25 one of int, round, percent, auto, python is expected, this is '{0.__class__}' [type]",
        None,
    ),
    "a label of four lines": (
        NODES + "  c:\n    expr: snack\n    label: |\n      a\n      b\n      c\n      d\n",
        "11:7 a label has at most three lines; here a fourth one begins [label-line]",
        "join some of the lines",
    ),
    "a list of four lines": (
        given("{value: 1, label: [a, b, c, d]}"),
        "2:34 a label has at most three lines; here a fourth one begins [label-line]",
        "join some of the lines",
    ),
    "a label without lines": (
        given("{value: 1, label: []}"),
        "2:24 the label has no lines [label-line]",
        'write them, as in ["number of", "orders"]',
    ),
    "a line that is a list": (
        given("{value: 1, label: [a, [b]]}"),
        "2:28 a text is expected, this is a list [type]",
        None,
    ),
    "two lines where one can stand": (
        NODES + "  c:\n    expr: snack\n    unit: |\n      a\n      b\n",
        "9:7 this text is one line; here a second one begins [label-line]",
        "join the lines",
    ),
    "a line end in a label": (
        given('{label: "a\\nb"}'),
        "2:16 in double quotes \\n is a line end [label-line]",
        'give the lines as a list: ["a", "b"]',
    ),
    "a line end in a unit": (
        given('{value: 1, unit: "a\\nb"}'),
        "2:25 in double quotes \\n is a line end [label-line]",
        "join the lines",
    ),
    "a command in double quotes": (
        given('{label: "$\\nu$"}'),
        "2:16 in double quotes a backslash starts an escape: \\n is a line end [backslash]",
        "use single quotes: '$\\nu$'",
    ),
    "dollars in math": (
        given("{value: 1, math: 'x $y$'}"),
        "2:26 a dollar in 'math' [bad-math]",
        "it is math as a whole: leave the dollars out",
    ),
    "a backslash at the end of math": (
        given("{value: 1, math: 'x\\'}"),
        "2:25 a backslash at the end of 'math' [bad-math]",
        "leave it out",
    ),
    "a blank that is too wide": (
        NODES + "  y: snack\nview: {blank: {width: 400mm}}\n",
        "6:23 a width with its unit up to 300mm is expected, this is 400mm [range]",
        None,
    ),
    "unknown name": (
        computed("snack * numbr"),
        "5:18 unknown name 'numbr' [unknown-name]",
        "did you mean 'number'?",
    ),
    "unknown name in other letters": (
        computed("Snack * 2"),
        "5:10 unknown name 'Snack' [unknown-name]",
        "did you mean 'snack'?",
    ),
    "unknown name like no other": (
        computed("zzz * 2"),
        "5:10 unknown name 'zzz' [unknown-name]",
        "known here: snack, number, total",
    ),
    "operation as a name": (
        computed("sin * 2"),
        "5:10 unknown name 'sin' [unknown-name]",
        "'sin' is an operation: write sin(…)",
    ),
    "unknown operation": (
        computed("sigmod(snack)"),
        "5:10 unknown operation 'sigmod' [unknown-operation]",
        "did you mean 'sigmoid' or 'sign'?",
    ),
    "name as an operation": (
        computed("snack(number)"),
        "5:10 unknown operation 'snack' [unknown-operation]",
        "'snack' is a value: write snack*(…) to multiply",
    ),
    "planned operation": (
        computed("matmul(snack, number)"),
        "5:10 'matmul' is not supported yet [not-supported-yet]",
        "write it out with numbers, as in x1*w1 + x2*w2",
    ),
    "planned sign": (
        computed("snack @ number"),
        "5:16 '@' is not supported yet [not-supported-yet]",
        "write it out with numbers, as in x1*w1 + x2*w2",
    ),
    "planned transposition": (
        computed("snack.T"),
        "5:15 '.T' is not supported yet [not-supported-yet]",
        "numbers have no shape: give each element a name of its own, as in x1, x2",
    ),
    "planned block": (
        computed("attention(snack)"),
        "5:10 'attention' is not supported yet [not-supported-yet]",
        "write it out with numbers, as in p1*v1 + p2*v2",
    ),
    "planned use": (
        computed("max(snack)"),
        "5:10 'max' with 1 input is not supported yet [not-supported-yet]",
        "write it out with numbers, as in max(a, b)",
    ),
    "too many inputs": (computed("exp(snack, 2)"), "5:10 exp takes 1 input, 2 given [arity]", None),
    "too few inputs": (computed("div(snack)"), "5:10 div takes 2 inputs, 1 given [arity]", None),
    "parameters without names": (
        computed("clip(snack, 0, 1)"),
        "5:10 clip takes 1 input, 3 given [arity]",
        "parameters have names: write clip(snack, lo=0, hi=1)",
    ),
    "a parameter without a name": (
        computed("leaky_relu(snack*number, -.10)"),
        "5:10 leaky_relu takes 1 input, 2 given [arity]",
        "parameters have names: write leaky_relu(…, slope=-.10)",
    ),
    "one of two parameters without a name": (
        computed("clamp(snack, 20, lo=-1)"),
        "5:10 clamp takes 1 input, 2 given [arity]",
        "parameters have names: write clamp(snack, lo=-1, hi=20)",
    ),
    "the first of two parameters": (
        computed("clip(snack, 20)"),
        "5:10 clip takes 1 input, 2 given [arity]",
        "parameters have names: write clip(snack, lo=20, hi=…)",
    ),
    "parameters without names in args": (
        computed("{op: elu, args: [snack, 2]}"),
        "5:15 elu takes 1 input, 2 given [arity]",
        "parameters have names: write elu(snack, alpha=2)",
    ),
    "more numbers than parameters": (
        computed("elu(snack, 2, 3)"),
        "5:10 elu takes 1 input, 3 given [arity]",
        "as in elu(x, alpha=1)",
    ),
    "no numbers for a word": (
        computed("gelu(snack, 3)"),
        "5:10 gelu takes 1 input, 2 given [arity]",
        "as in gelu(x, approx=none)",
    ),
    "no numbers for parameters": (
        computed("clip(snack, number, 3)"),
        "5:10 clip takes 1 input, 3 given [arity]",
        "as in clip(x, lo=0, hi=1)",
    ),
    "near a planned operation": (
        computed("matmull(snack, number)"),
        "5:10 unknown operation 'matmull' [unknown-operation]",
        "'matmul' is not supported yet: write it out with numbers, as in x1*w1 + x2*w2",
    ),
    "unknown parameter": (
        computed("leaky_relu(snack, slop=0.1)"),
        "5:28 unknown parameter 'slop' of leaky_relu [unknown-parameter]",
        "did you mean 'slope'?",
    ),
    "no parameters": (
        computed("exp(snack, base=2)"),
        "5:21 unknown parameter 'base' of exp [unknown-parameter]",
        "exp has no parameters",
    ),
    "wrong parameter": (
        computed("leaky_relu(snack, slope=steep)"),
        "5:28 slope is a number, this is 'steep' [parameter]",
        None,
    ),
    "wrong word": (
        computed("gelu(snack, approx=exact)"),
        "5:22 approx is one of none, tanh, this is 'exact' [parameter]",
        None,
    ),
    "missing parameters": (
        computed("clip(snack)"),
        "5:10 clip needs the parameters lo and hi [missing-parameter]",
        "as in clip(x, lo=…, hi=…)",
    ),
    "step of a block": (
        computed("rnn[2].h"),
        "5:10 unknown name 'rnn[2].h' [unknown-name]",
        "known here: snack, number, total",
    ),
    "unnamed value": (
        computed("total.1 + 2"),
        "5:10 'total.1' is an unnamed value, which an expression can't use [unnamed-value]",
        "give that part of the expression a node of its own",
    ),
    "parenthesis": (computed("(snack + 1"), "5:10 this parenthesis is never closed [unclosed]", "add the ) it needs"),
    "an operation without parentheses": (
        NODES + "  c: sqrt snack\n",
        "5:6 a sign is missing between sqrt and snack [missing-sign]",
        "write sqrt(snack)",
    ),
    "juxtaposition": (
        computed("2snack"),
        "5:10 a sign is missing between 2 and snack [missing-sign]",
        "write 2*snack",
    ),
    "comparison": (
        computed("snack > 0"),
        "5:16 there is no comparison > in an expression [comparison]",
        "use step(x), which is 1 where x > 0 and 0 elsewhere",
    ),
    "huge power": (computed("9**9**9"), "5:10 the number is too large (over 4,096 bits) [too-large]", None),
    "division of numbers": (computed("snack * (1/0)"), "5:19 division by zero [division-by-zero]", None),
    "cycle": (
        NODES + "  c: d + snack\n  d: e\n  e: 2*c*number\n",
        "5:6 'c' depends on itself: c → e → d → c [cycle]",
        "a value is computed from others, never from itself",
    ),
    "a node of itself": (
        computed("total + snack"),
        "5:10 'total' depends on itself: total → total [cycle]",
        "a value is computed from others, never from itself",
    ),
    "two forms": (
        computed("{expr: snack, op: exp}"),
        "5:24 'total' has both 'expr' and 'op' [two-forms]",
        "give one of them",
    ),
    "no form": (
        computed("{label: sum}"),
        "5:3 'total' has no expression [no-expression]",
        "write it as 'expr: a * b'",
    ),
    "args without op": (
        computed("{expr: exp(snack), args: [snack]}"),
        "5:29 'args' belongs to 'op' [two-forms]",
        "write inputs and parameters in the expression: leaky_relu(x, slope=0.1)",
    ),
    "expression as an argument": (
        computed("{op: exp, args: [snack * 2]}"),
        "5:27 'snack * 2' is neither a name nor a number [argument]",
        "give it a node of its own, or write the node as 'expr'",
    ),
    "several outputs of an operation": (
        NODES + "  a, b: split(snack, n=2)\n",
        "5:9 'split' is not supported yet [not-supported-yet]",
        "numbers have no shape: give each element a name of its own, as in x1, x2",
    ),
    "extends": (
        "extends: snack.yaml\nlang: ja\n",
        "1:10 a spec that is given as text names no files [file]",
        "write it to a file, and give the path of that",
    ),
}


@pytest.mark.parametrize(("text", "headline", "hint"), CASES.values(), ids=CASES)
def test_message_place_and_hint(text, headline, hint, failures):
    problem = failures(text)[0]
    place, words = headline.split(" ", 1)
    assert problem.headline == f"snack.yaml:{place}: error: {words}"
    assert problem.hint == hint


@pytest.mark.parametrize("name", CASES)
def test_nothing_follows_from_a_problem(name, failures):
    """An author who made one mistake is told one thing."""
    assert len(failures(CASES[name][0])) == 1


def test_all_problems_of_a_file_come_at_once_and_in_order(failures):
    text = "titel: x\ninputs:\n  a: 1,5\n  b: four\nnodes:\n  c: aa + exp(a, b)\nview: {direction: east}\n"
    assert [(p.where.line, p.where.column, p.code) for p in failures(text)] == [
        (1, 1, "unknown-key"),
        (3, 6, "number"),
        (4, 6, "number"),
        (6, 11, "arity"),
        (7, 19, "type"),
    ]


def test_unknown_names_are_not_spoken_of_where_names_may_have_been_missed(failures):
    """The mistake is the key; that `a` is unknown follows from it."""
    assert [p.code for p in failures("input:\n  a: 1\nnodes:\n  b: a * 2\n")] == ["unknown-key"]


def test_nothing_is_said_about_the_parts_and_edges_of_what_could_not_be_read(failures):
    text = (
        computed("exp(numbr) * snack")
        + "view: {nodes: {total.1: {fill: red}}, edges: {snack -> total: {color: red}}}\n"
    )
    assert [p.text for p in failures(text)] == ["unknown name 'numbr'"]


def test_only_so_many_problems_are_shown(failures):
    nodes = "".join(f"  y{i}: x{i}\n" for i in range(100))
    problems = failures("nodes:\n" + nodes)
    assert len(problems) == 100
    assert report(problems).endswith(f"\n… and {100 - MOST_PROBLEMS} more problems")


def test_a_comment_sign_in_a_label_is_a_warning(load):
    (problem,) = load(NODES + "  c:\n    expr: snack * number\n    label: Cost #3\n").problems
    assert problem.headline == ("snack.yaml:7:17: warning: '#' starts a comment: the text is only 'Cost' [comment]")
    assert problem.hint == "quote it: 'Cost #3'"


@pytest.mark.parametrize(
    ("label", "typed", "inside"),
    [("$$x_1$$", "$$x_1$$", "x_1"), (r"cost \( c \)", r"\( c \)", "c"), (r"\[ E=mc^2 \]", r"\[ E=mc^2 \]", "E=mc^2")],
)
def test_math_of_other_programs_in_a_label_is_a_warning(label, typed, inside, load):
    (problem,) = load(NODES + f"  c:\n    expr: snack * number\n    label: '{label}'\n").problems
    assert problem.headline.endswith(f": warning: '{typed}' is drawn as it stands [other-math]")
    assert problem.headline.startswith("snack.yaml:7:")
    assert problem.hint == f"math stands between single dollars: '${inside}$'"


@pytest.mark.parametrize("label", ["costs $5 and $6", "$x$ and $y$", "a (b) [c]"])
def test_a_dollar_is_no_warning(label, load):
    assert not load(NODES + f"  c:\n    expr: snack * number\n    label: '{label}'\n").problems


def test_a_comment_is_no_warning(load):
    assert not load(NODES + "  c: snack * number # the price\n").problems


def test_what_nobody_uses_is_a_warning(load):
    spec = load(NODES + "  c: snack * 2\n  d: snack + 1\noutputs: c\n")
    assert [problem.headline for problem in spec.problems] == [
        "snack.yaml:3:3: warning: 'number' is not used [unused]",
        "snack.yaml:6:6: warning: 'd' is not used [unused]",
    ]
