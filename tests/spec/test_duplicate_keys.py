"""One key in two spellings: a mistake like a key that is given twice, wherever the second would win or be lost."""

from __future__ import annotations

import pytest

from graphdraw.errors import SpecError
from graphdraw.spec import Overrides, Source
from tests import scenes

COMPOSED, LETTERS = "\u00e9", "e\u0301"

SPEC = f"""\
inputs: {{x: 1, {COMPOSED}: 2}}
nodes:
  y: mul(x, x) + {COMPOSED}
  z: mul(y, y)
  w: sub(z, x)
"""

LAST = len(SPEC.splitlines())


def refused(text: str, overrides: Overrides | None = None) -> list[tuple[str, str | None]]:
    """Headlines and hints of what is wrong with a spec."""
    try:
        scenes.load(Source("a.yaml", text.encode()), None, overrides)
    except SpecError as error:
        return [(problem.headline, problem.hint) for problem in error.problems]
    return []


def entries(section: str, first: str, second: str, value: str) -> str:
    """A spec with two entries of a mapping in `section`, such as `view.edges`."""
    *outer, last = section.split(".")
    lines = [f"{'  ' * depth}{name}:" for depth, name in enumerate([*outer, last])]
    indent = "  " * (len(outer) + 1)
    return SPEC + "\n".join([*lines, f"{indent}'{first}': {value}", f"{indent}'{second}': {value}"]) + "\n"


LOOK = "{color: red}"
SAME = [
    *(("view.edges", first, second, LOOK) for first, second in [
        ("z -> w", "z->w"),
        ("z->w", "  z  ->  w  "),
        ("y -> z", "y  -> z"),
        ("y -> z[1]", "y->z [1]"),
        ("y -> z[1]", "y -> z[01]"),
        ("z -> w", "z -> w[0]"),
        ("z -> w[0]", "z -> w"),
        ("y -> z -> w", "y->z->w"),
        ("y -> z -> w", "y -> z -> w[0]"),
        ("* -> w", "*->w"),
        ("* -> *", "*->*"),
        ("x -> *", "x->*"),
        ("z -> w", "\uff5a -> w"),
    ]),
    ("view.nodes", "y", "\uff59", LOOK),
    ("view.symbols", "log", "ln", "L"),
    ("expect.values", "y", "\uff59", "3"),
    ("expect.gradients", "z -> w", "z->w", "1"),
    ("expect.gradients", "z -> w", "z -> w[0]", "1"),
    ("expect.gradients", "y", "\uff59", "6"),
    ("expect.local", "y -> z[1]", "y->z[1]", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "first", "second", "value"), SAME)
def test_two_spellings_of_one_key(section: str, first: str, second: str, value: str) -> None:
    line, depth = LAST + section.count(".") + 2, section.count(".") + 1
    assert refused(entries(section, first, second, value)) == [
        (
            f"a.yaml:{line + 1}:{2 * depth + 1}: error: '{second}' is given twice (first on line {line}) [duplicate]",
            f"'{first}' and '{second}' are one here: write one entry",
        )
    ]


FORMS = [
    ("view.edges", f"{COMPOSED} -> *", f"{LETTERS} -> *", LOOK),
    ("view.nodes", COMPOSED, LETTERS, LOOK),
    ("expect.values", COMPOSED, LETTERS, "2"),
]


@pytest.mark.parametrize(("section", "first", "second", "value"), FORMS)
def test_two_forms_of_unicode(section: str, first: str, second: str, value: str) -> None:
    """Which nobody sees: the hint says it."""
    (problem,) = refused(entries(section, first, second, value))
    line = LAST + section.count(".") + 2
    assert problem == (
        f"a.yaml:{line + 1}:5: error: '{second}' is given twice (first on line {line}) [duplicate]",
        f"'{first}' and '{second}' are one here (Unicode has two forms of their letters): write one entry",
    )


DIFFERENT = [
    ("view.edges", "y -> z[0]", "y -> z[1]", LOOK),
    ("view.edges", "y -> z", "y -> z[1]", LOOK),  # all of them, and one
    ("view.edges", "z -> w", "* -> w", LOOK),
    ("view.edges", "z -> w", "z -> *", LOOK),
    ("view.edges", "* -> w", "* -> *", LOOK),
    ("view.edges", "y -> z", "y -> z -> w", LOOK),
    ("view.nodes", "y", "z", LOOK),
    ("expect.gradients", "y -> z[0]", "y -> z", "1"),
    ("expect.gradients", "z", "z -> w", "1"),
]


@pytest.mark.parametrize(("section", "first", "second", "value"), DIFFERENT)
def test_what_says_more_or_less_is_no_other_spelling(section: str, first: str, second: str, value: str) -> None:
    assert refused(entries(section, first, second, value)) == []


def test_one_name_may_be_expected_in_several_ways() -> None:
    assert refused(f"{SPEC}expect:\n  values: {{y: 3}}\n  gradients: {{y: 6}}\n") == []


def test_three_spellings_are_two_problems() -> None:
    text = entries("view.edges", "z -> w", "z->w", LOOK) + f"    'z  -> w': {LOOK}\n"
    lines = [LAST + 4, LAST + 5]
    assert [headline for headline, _ in refused(text)] == [
        f"a.yaml:{lines[0]}:5: error: 'z->w' is given twice (first on line {LAST + 3}) [duplicate]",
        f"a.yaml:{lines[1]}:5: error: 'z  -> w' is given twice (first on line {LAST + 3}) [duplicate]",
    ]


def test_what_is_laid_over_a_spec_may_spell_a_key_in_its_own_way() -> None:
    view = Source("view.yaml", b"view: {edges: {'z->w': {color: blue}}, nodes: {\xef\xbd\x99: {color: blue}}}\n")
    text = f"{SPEC}view:\n  edges: {{'z -> w': {{color: red}}}}\n  nodes: {{y: {{color: red}}}}\n"
    spec = scenes.load(Source("a.yaml", text.encode()), None, Overrides(view=view))
    assert spec.view.edges["z -> w[0]"].color == spec.view.nodes["y"].color
    assert spec.view.nodes["y"].color != scenes.load(Source("a.yaml", text.encode())).view.nodes["y"].color


def test_a_name_and_another_name_of_its_value_may_be_expected_both() -> None:
    text = "inputs: {x: 3}\nblocks: {f(a): a * a}\nnodes: {y: f(x)}\n"
    assert refused(f"{text}expect:\n  values: {{y: 9, y.out: 9}}\n") == []


def test_an_unknown_edge_is_told_as_one() -> None:
    headlines = [headline for headline, _ in refused(entries("view.edges", "w -> y", "w->y", LOOK))]
    assert all("[unknown-edge]" in headline for headline in headlines)
    assert len(headlines) == 2
