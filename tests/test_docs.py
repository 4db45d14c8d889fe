"""The documentation says what the program does: tables and outputs made from the code, every code explained."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

import graphdraw
from graphdraw.spec import Vocabulary
from graphdraw.spec.layers import level_hints
from graphdraw.spec.schema.kinds import Registered
from tests import reference

PACKAGE = Path(graphdraw.__file__).parent
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
SEVERITIES = {"error", "warning", "note"}
PROBLEMS = {"Problem", "UsageError", "ExpressionError"}
CODE_LIKE = re.compile(r"f'(?:[a-z]+-)+\{[^{}]+\}'|f'\{[^{}]+\}(?:-[a-z]+)+'")
NO_PROBLEMS = {"Key", "DiagramNode", "quoted_list", "spend"}
"""Calls whose texts and words are something else."""


@pytest.mark.parametrize("page", reference.pages(), ids=lambda page: page.name)
def test_what_is_made_from_the_code_is_up_to_date(page):
    """`python -m tests.reference` makes it so."""
    text = page.read_text(encoding="utf-8")
    assert text == reference.renewed(text), "python -m tests.reference makes it anew"


@pytest.mark.parametrize("name", reference.MADE)
def test_every_table_has_its_place(name):
    assert any(f"<!-- made from the code: {name} -->" in p.read_text(encoding="utf-8") for p in reference.pages())


STAGES = re.compile(r"Source ─.*─▶ bytes")


def test_the_stages_are_told_in_the_same_words_everywhere():
    """And in those of the table: read, check, evaluate, diagram, fit, compose, encode."""
    root = PACKAGE.parent
    told = ("CONTRIBUTING.md", "docs/architecture.md", "graphdraw/pipeline/__init__.py", "graphdraw/pipeline/run.py")
    (picture,) = {tuple(STAGES.findall((root / path).read_text(encoding="utf-8"))) for path in told}
    assert len(picture) == 1
    arrows = re.findall(r"─([a-z, ]+)─▶", picture[0])
    table = re.findall(
        r"^\| (\w+) \| .* \| .* \| `", (root / "docs/architecture.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert ", ".join(arrows).split(", ") == [stage for stage in table if stage != "layout"]


def is_message(node):
    """Whether an expression of the source is the text of a problem."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value
    name = getattr(node, "id", getattr(node, "attr", ""))
    return isinstance(node, ast.JoinedStr) or name in ("text", "found") or name.isupper()


def codes_in(tree):
    """Words that follow the text of a problem, in a call or a tuple, and defaults of parameters called `code`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arguments):
            defaults = zip(reversed(node.args), reversed(node.defaults), strict=False)
            yield from (default.value for argument, default in defaults if argument.arg == "code")
        items = node.elts if isinstance(node, ast.Tuple) else node.args if isinstance(node, ast.Call) else []
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in NO_PROBLEMS:
            continue
        for message, code in pairwise(items):
            word = code.value if isinstance(code, ast.Constant) and isinstance(code.value, str) else ""
            if is_message(message) and CODE.fullmatch(word) and word not in SEVERITIES:
                yield word


def made_codes(field):
    """The codes that `Registered` makes of what it is called, for each kind of the table of keys with that field."""
    kinds = {
        key.kind for _, section in level_hints.sections() for key in section.table if isinstance(key.kind, Registered)
    }
    return {f"unknown-{kind.phrase.split()[-1]}" for kind in kinds if kind.field == field}


def test_no_other_code_is_put_together_than_those_of_registered():
    """A code that is made of parts is in no list; whoever makes another one must name it here."""
    made = [
        (path.name, ast.unparse(argument))
        for path in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and (getattr(call.func, "attr", "") in ("add", "stop") or getattr(call.func, "id", "") in PROBLEMS)
        for argument in call.args
        if isinstance(argument, ast.JoinedStr) and CODE_LIKE.fullmatch(ast.unparse(argument))
    ]
    assert made == [("kinds.py", "f'unknown-{kind}'")]


def test_every_code_is_explained_and_every_explained_code_exists():
    sources = [path for path in PACKAGE.rglob("*.py") if path.name != "schema.py"]
    said = {code for path in sources for code in codes_in(ast.parse(path.read_text(encoding="utf-8")))}
    said |= {code for field in Vocabulary._fields for code in made_codes(field)}
    table = (reference.ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)
    assert sorted(explained) == sorted(said)
