"""The tree of an expression: precedence as in Python, places, names, parameters."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdraw.expression import Call, ExpressionError, Name, NumberLiteral, Span, parse, postorder


def shown(expression):
    """A tree as nested calls: `add(a, mul(b, c))`."""
    stack = []
    for part in postorder(expression):
        if isinstance(part, Call):
            count = len(part.arguments)
            arguments = stack[len(stack) - count :]
            del stack[len(stack) - count :]
            stack.append(f"{part.op}({', '.join(arguments)})")
        else:
            stack.append(part.text if isinstance(part, NumberLiteral) else part.id)
    return stack[0]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a+b*c", "add(a, mul(b, c))"),
        ("a - b - c", "sub(sub(a, b), c)"),
        ("a / b * c", "mul(div(a, b), c)"),
        ("-x**2", "neg(pow(x, 2))"),
        ("-2**2", "neg(pow(2, 2))"),
        ("(-2)**2", "pow(-2, 2)"),
        ("2**3**2", "pow(2, pow(3, 2))"),
        ("2**-1", "pow(2, -1)"),
        ("2**-x*y", "mul(pow(2, neg(x)), y)"),
        ("a*-b + c", "add(mul(a, neg(b)), c)"),
        ("s1*-1", "mul(s1, -1)"),
        ("x -2", "sub(x, 2)"),
        ("- 2 * x", "mul(neg(2), x)"),
        ("X.T @ W", "matmul(transpose(X), W)"),
        ("-X.T", "neg(transpose(X))"),
        ("(a + b).T", "transpose(add(a, b))"),
        ("a × b ÷ c · d − e ^ f", "sub(mul(div(mul(a, b), c), d), pow(e, f))"),
        ("max(a, b, min(c, d))", "max(a, b, min(c, d))"),
        ("f()", "f()"),
        ("rnn[2].h + rnn.c", "add(rnn[2].h, rnn.c)"),
        ("cell[1].in.x*2", "mul(cell[1].in.x, 2)"),
        ("lambda*no + on*y - e", "sub(add(mul(lambda, no), mul(on, y)), e)"),
        ("おかし * 個数", "mul(おかし, 個数)"),
        ("ｘ₁ + ﾀﾞ", "add(x1, ダ)"),
        ("neg", "neg"),
        ("pi*r", "mul(pi, r)"),
        ("a\n  + b", "add(a, b)"),
    ],
)
def test_tree(text, tree):
    assert shown(parse(text)) == tree


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1_000", 1000),
        ("0", 0),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e-3", 0.001),
        ("2.5E+2", 250.0),
        ("−3", -3),
        ("1e3", 1000.0),
    ],
)
def test_number_literals_keep_their_type_and_text(text, value):
    number = parse(text)
    assert number == NumberLiteral(value, text, Span(0, len(text)))
    assert type(number.value) is type(value)


def test_places_of_signs_and_wholes():
    tree = parse("(a + b) * exp(c)")
    assert (tree.at, tree.whole) == (Span(8, 1), Span(0, 16))
    total, exp = tree.arguments
    assert (total.at, total.whole) == (Span(3, 1), Span(1, 5))
    assert (exp.at, exp.whole) == (Span(10, 3), Span(10, 6))
    assert exp.arguments == (Name("c", Span(14, 1)),)


def test_typed_is_what_the_author_wrote():
    assert [part.typed for part in postorder(parse("ln(a) × b^2")) if isinstance(part, Call)] == ["ln", "^", "×"]


def test_parameters():
    call = parse("f(x, axis=(0, -1), keepdims=true, approx=tanh, lo=-1.5, none=(), one=(3,), off=false)")
    assert {param.name: param.value for param in call.params} == {
        "axis": (0, -1),
        "keepdims": True,
        "approx": "tanh",
        "lo": -1.5,
        "none": (),
        "one": (3,),
        "off": False,
    }
    assert call.params[0].at == Span(5, 4)
    assert call.arguments == (Name("x", Span(2, 1)),)


def test_a_call_may_have_parameters_only():
    assert parse("zeros(n=3)").arguments == ()


def test_no_recursion_whatever_the_limits():
    deep = "(" * 50_000 + "x" + ")" * 50_000
    assert parse(deep, max_length=200_000, max_depth=100_000) == Name("x", Span(50_000, 1))
    wide = "+".join("x" * 50_000)
    assert sum(1 for _ in postorder(parse(wide, max_length=200_000))) == 99_999
    powers = "**".join("x" * 20_000)
    assert sum(1 for _ in postorder(parse(powers, max_length=200_000, max_depth=100_000))) == 39_999


def test_a_long_sum_is_not_deep():
    assert isinstance(parse(" + ".join(["x"] * 500)), Call)


PYTHON_OPS = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div", ast.MatMult: "matmul", ast.Pow: "pow"}


def python_tree(node):
    if isinstance(node, ast.BinOp):
        return f"{PYTHON_OPS[type(node.op)]}({python_tree(node.left)}, {python_tree(node.right)})"
    if isinstance(node, ast.UnaryOp):
        return f"neg({python_tree(node.operand)})"
    if isinstance(node, ast.Call):
        return f"{node.func.id}({', '.join(map(python_tree, node.args))})"
    return node.id


def expressions():
    return st.recursive(
        st.sampled_from(["x", "y", "zz"]),
        lambda inner: st.one_of(
            st.builds(" ".join, st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "@", "**"]), inner)),
            inner.map("-{}".format),
            inner.map("({})".format),
            st.lists(inner, max_size=3).map(lambda parts: f"f({', '.join(parts)})"),
        ),
        max_leaves=12,
    )


@given(expressions())
def test_names_and_signs_group_as_in_python(text):
    assert shown(parse(text)) == python_tree(ast.parse(text, mode="eval").body)


@given(expressions())
def test_every_part_lies_where_it_says(text):
    for part in postorder(parse(text)):
        if isinstance(part, Name):
            assert text[part.at.start : part.at.start + part.at.length] == part.id
        elif isinstance(part, Call):
            assert text[part.at.start : part.at.start + part.at.length] == part.typed
            inside = text[part.whole.start : part.whole.start + part.whole.length]
            assert shown(parse(inside)) == shown(part)


@given(st.text(alphabet="xy12.,()[]+-*/=@%^²　（＊ \t'|<>_T否", max_size=20))
def test_any_text_parses_or_says_where_it_is_wrong(text):
    error = None
    try:
        parse(text)
    except ExpressionError as caught:
        error = caught
    if error:
        assert 0 <= error.start <= len(text)
        assert 1 <= error.length <= len(text) + 1 - error.start
        assert error.text
        assert error.code
