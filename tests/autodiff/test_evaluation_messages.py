"""What authors are told about numbers that do not exist, gradients that are a choice, and seeds that lead nowhere."""

import pytest

from graphdraw.autodiff import evaluate
from graphdraw.errors import SpecError
from graphdraw.spec import Source, Vocabulary, load

VOCABULARY = Vocabulary(themes=("plain",), shapes=("circle",))


def run(text):
    return evaluate(load(Source("a.yaml", text.encode(), None), VOCABULARY).graph)


def failures(expression, inputs="{x: 0, y: 2}"):
    with pytest.raises(SpecError) as caught:
        run(f"inputs: {inputs}\nnodes:\n  z: {expression}\n")
    return caught.value.problems


def warnings(text):
    return [(problem.code, problem.text) for problem in run(text).problems if problem.severity == "warning"]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("1 / x", "division by zero: 'z' is 1 / x with x = 0"),
        ("1/2 / x", "division by zero: 'z' is 1/2 / x with x = 0"),
        ("inv(x)", "division by zero: 'z' is inv(x) with x = 0"),
        ("y ÷ x", "division by zero: 'z' is y ÷ x with y = 2, x = 0"),
        ("x ** -1", "division by zero: 'z' is x ** -1 with x = 0"),
        ("(-y) ^ 0.5", "a negative number has no fractional power: 'z' is z.1 ^ 0.5 with z.1 = -2"),
        ("log(-(y * y))", "log needs a positive number: 'z' is log(z.2) with z.2 = -4"),
        ("log2(x)", "log2 needs a positive number: 'z' is log2(x) with x = 0"),
        ("log10(x)", "log10 needs a positive number: 'z' is log10(x) with x = 0"),
        ("log1p(-y)", "log1p needs a number greater than −1: 'z' is log1p(z.1) with z.1 = -2"),
        ("asin(y)", "asin needs a number from −1 to 1: 'z' is asin(y) with y = 2"),
        ("acos(y)", "acos needs a number from −1 to 1: 'z' is acos(y) with y = 2"),
        ("bce(x, 1)", "bce needs a probability between 0 and 1: 'z' is bce(x, 1) with x = 0"),
        ("clamp(y, lo=3, hi=1.5)", "clip needs lo to be at most hi: 'z' is clamp(y, lo=3, hi=1.5) with y = 2"),
        ("exp(1000 * y)", "not a finite number: 'z' is exp(z.1) with z.1 = 2000"),
        ("1e308 * y", "not a finite number: 'z' is 1e308 * y with y = 2"),
        ("y ** 4096", "the number is too large (over 4,096 bits): 'z' is y ** 4096 with y = 2"),
    ],
)
def test_a_value_that_does_not_exist(expression, text):
    (problem,) = failures(expression)
    assert (problem.text, problem.hint) == (text, None)
    assert (problem.where.line, problem.where.column, problem.where.span) == (3, 6, len(expression))


def test_the_place_is_that_of_the_operation_inside_an_expression():
    (problem,) = failures("y + 3 * log(x)")
    assert problem.headline == "a.yaml:3:14: error: log needs a positive number: 'z.1' is log(x) with x = 0 [domain]"


def test_long_numbers_and_long_lists_are_cut():
    (problem,) = failures("x ** 300", f"{{x: {10**40}}}")
    assert problem.text.endswith("'z' is x ** 300 with x = 10000000… (41 digits)")
    names = ", ".join(f"x{i}" for i in range(12))
    (problem,) = failures(f"add({names})", "{" + ", ".join(f"x{i}: 1e308" for i in range(12)) + "}")
    assert problem.text.startswith(
        "not a finite number: 'z' is add(x0, x1, x2, x3, x4, x5, x6, x7, …) with x0 = 1e+308,"
    )
    assert problem.text.endswith(", x7 = 1e+308, …")


@pytest.mark.parametrize(
    ("expression", "text", "hint"),
    [
        (
            "sqrt(x)",
            "the derivative does not exist here (division by zero): 'z' is sqrt(x) with x = 0",
            "give 'x' no gradient (grad: false) if it is not wanted",
        ),
        (
            "sqrt((x - 0)**2)",
            "the derivative does not exist here (division by zero): 'z' is sqrt(z.2) with z.2 = 0",
            "put detach(…) round 'z.2' if it is not wanted",
        ),
        (
            "(-y) ** y",
            "the derivative does not exist here (log needs a positive number): 'z' is z.1 ** y with z.1 = -2, y = 2",
            "give 'y' no gradient (grad: false) if it is not wanted",
        ),
        (
            "1 / (y * 1e-200)",
            "not a finite number: the derivative by 'z.1' where 'z' is 1 / z.1 with z.1 = 2e-200",
            None,
        ),
        ("1e200 * (1e200 * (y * 1e-300))", "not a finite number: the gradient of 'z.1' is 1e+200 × 1e+200", None),
    ],
)
def test_a_gradient_that_does_not_exist(expression, text, hint):
    (problem,) = failures(expression)
    assert (problem.text, problem.hint) == (text, hint)


def test_gradients_that_are_too_large_together():
    with pytest.raises(SpecError) as caught:
        run("inputs: {x: 1e-10}\nnodes:\n  z: x * 1.7e308 + x * 1.7e308\n")
    (problem,) = caught.value.problems
    assert problem.headline == "a.yaml:1:10: error: not a finite number: the gradient of 'x' [not-finite]"


def test_problems_of_the_way_back_are_in_the_order_of_the_file():
    problems = failures("sqrt(x)\n  w: sqrt(x * 2)\n  v: z + w")
    assert [problem.where.line for problem in problems] == [3, 4]


def test_no_gradient_no_problem():
    assert run("inputs: {x: {value: 0, grad: false}, y: 2}\nnodes: {z: y * sqrt(x)}\n").gradients["y"] == 0
    assert run("inputs: {x: 0, y: 2}\nnodes: {z: y * sqrt(detach(x)) + x}\n").gradients["x"] == 1


KINK = "stands exactly on a kink: "


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("relu(x)", "relu has the derivative 0 at 0 here (max(x, 0) has 1/2, some books print 1)"),
        (
            "max(x, 0)",
            "the derivative is shared evenly between equal arguments here "
            "(some books and frameworks give 1 to each, or to the first)",
        ),
        ("abs(x)", "abs has the derivative 0 at 0 here (JAX takes 1)"),
        ("leaky_relu(x)", "leaky_relu has its slope as the derivative at 0 here (as in PyTorch; JAX takes 1)"),
        ("elu(x, alpha=2)", "elu has α as the derivative at 0 here (from the right it is 1)"),
        ("selu(x)", "selu has λα as the derivative at 0 here (from the right it is λ)"),
        ("clip(x, lo=0, hi=1)", "clip has the derivative 1 on its bounds here (JAX takes 1/2, autograd 0)"),
    ],
)
def test_one_warning_on_a_kink(expression, text):
    assert warnings(f"inputs: {{x: 0}}\nnodes:\n  z: {expression}\n") == [("kink", f"'z' {KINK}{text}")]


def test_one_warning_for_all_kinks_at_the_first():
    (warning,) = run("inputs: {x: 0}\nnodes:\n  a: abs(x)\n  b: relu(x)\n  c: relu(x)\n  z: a + b + c\n").problems
    assert warning.text == "'a' and 2 others stand exactly on a kink: abs has the derivative 0 at 0 here (JAX takes 1)"
    assert (warning.where.line, warning.severity) == (3, "warning")


@pytest.mark.parametrize("spec", ["elu(x)", "relu(x + 1e-9)", "relu(detach(x)) + x", "max(x, 0 * x - 1)"])
def test_no_warning_where_nothing_is_chosen(spec):
    assert warnings(f"inputs: {{x: 0}}\nnodes:\n  z: {spec}\n") == []


def test_no_warning_without_a_backward_pass():
    assert warnings("inputs: {x: 0}\nnodes: {z: relu(x)}\nbackward: false\n") == []


def test_a_step_is_spoken_of_once():
    text = "no gradient other than 0 comes back through 'z': step is flat"
    assert warnings("inputs: {x: 0}\nnodes: {z: step(x)}\n") == [("flat", text)]


def test_a_seed_where_no_gradient_belongs_is_warned_of():
    spec = "inputs: {x: 3, c: {value: 2, role: const}}\nnodes: {y: x * x, k: c + 1}\nbackward: {from: {y: 1, k: 1}}\n"
    got = run(spec)
    (warning,) = got.problems
    assert warning.headline == (
        "a.yaml:3:1: warning: no gradient goes back from 'k': nothing that it depends on has one [no-gradient]"
    )
    assert (got.seeds, got.gradients["k"], got.gradients["x"]) == ({"y": 1}, None, 6)


def test_automatic_is_silent_where_there_is_nothing_to_go_back_from():
    assert run("inputs: {c: {value: 2, grad: false}}\nnodes: {y: c + 1}\n").problems == ()


def test_gradients_of_the_part_that_has_numbers():
    got = run("inputs: {x: 3, w: }\nnodes: {y: x * x, z: w * y}\nbackward: {from: {y: 1, z: 1}}\n")
    assert (got.seeds, got.gradients["x"], got.gradients["z"]) == ({"y": 1}, 6, None)
