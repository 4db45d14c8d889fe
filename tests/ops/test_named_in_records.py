"""What an operation is stands in its record: outside of `ops` none is called by its name."""

import ast
from pathlib import Path

import pytest

import graphdraw
from graphdraw.autodiff.conventions import CONVENTIONS
from graphdraw.autodiff.extended import FUNCTIONS
from graphdraw.ops import OPERATIONS

PACKAGE = Path(graphdraw.__file__).parent
NAMES = set(OPERATIONS.names_and_aliases())

INDEPENDENT = {"autodiff.extended": set(FUNCTIONS), "autodiff.conventions": set(CONVENTIONS)}
"""The second evaluator, by which gradients are checked: it must have nothing from the records."""

GRAMMAR = {"expression.parser": {"add", "sub", "mul", "div", "pow", "neg"}}
"""The one table from signs to operations: the language is read without knowing what they do."""

OTHER_WORDS = {
    "sign": ["expression.advice", "expression.parser", "expression.tokens", "spec.yaml.yaml_errors"],
    "round": [
        *("draw.diagram.model", "draw.diagram.sketch", "draw.numbers.formatting", "draw.numbers.value_text"),
        *("draw.style.shapes", "layout.indexed.graph", "layout.positions.heights", "layout.problem"),
        *("layout.routing.attach", "layout.routing.conflict_removal", "spec.schema.schema"),
    ],
    "int": ["draw.numbers.formatting", "draw.numbers.value_text", "spec.schema.word_hints", "spec.schema.schema"],
    "sqrt": ["draw.text.mathset", "draw.text.mathtree"],
    "div": ["draw.text.markup"],
}
"""Words that mean something else there: a kind of token, ends that are round, formats of numbers, TeX's root, HTML."""


def named(source):
    """The names of operations among the strings of a module."""
    constants = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and value in NAMES}


def allowed():
    found = {module: set(names) for module, names in (INDEPENDENT | GRAMMAR).items()}
    for word, modules in OTHER_WORDS.items():
        for module in modules:
            found.setdefault(module, set()).add(word)
    return found


def test_no_operation_is_named_outside_of_its_record():
    found, permitted = [], allowed()
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        if not module.startswith("ops.") and (names := named(path.read_text(encoding="utf-8"))):
            known = permitted.pop(module, set())
            found += [f"graphdraw/{module.replace('.', '/')}.py names the operation '{name}'" for name in names - known]
            found += [f"'{name}' is no more in {module}: out of this list" for name in known - names]
    found += [f"{module} names no operation: out of this list" for module in permitted]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["node.op == 'neg'", "{'add', 'other'}", "f(a, op='div')", "x = ('inv',)"])
def test_a_name_would_be_seen(line):
    assert named(line)
