"""What texts cost is counted before they are measured: by their length, their script, and each of them once."""

import pytest

from graphdraw.draw.diagram import least_sizes
from graphdraw.draw.text.cost import CHANGE, COMPOSED, FOREIGN, FREE, PLAIN, RARE, SHAPED, Tally, steps
from graphdraw.errors import SpecError
from graphdraw.limits import Limits
from graphdraw.spec import Source
from graphdraw.work import Work
from tests import scenes

FONTS = ("DejaVu Sans",)


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("", 0),
        ("price", 5 * PLAIN),
        ("office", 6 * SHAPED),
        ("a\u0301", SHAPED + 2 * COMPOSED),
        ("né", PLAIN + COMPOSED),
        ("قيمة", 8 * COMPOSED),
        ("αΩ", 2 * COMPOSED),
        ("䷀⣿ᾄ", 3 * RARE),
        ("a\U0001f1e6b", 2 * FOREIGN + RARE + 2 * CHANGE),
    ],
)
def test_a_text_costs_what_its_script_costs(text, cost):
    assert steps(text, FONTS) == cost


def test_a_text_counts_once_and_its_formulas_not_here():
    tally = Tally(Work(), FONTS)
    for text in ("price", "price", "$x_1$ price"):
        tally.count(text)
    assert FREE - tally.left == 11 * PLAIN


def test_what_is_free_costs_the_layout_nothing():
    work = Work()
    tally = Tally(work, FONTS, left=PLAIN)
    tally.count("a")
    assert work.done == 0
    tally.count("bc")
    assert work.of == {"labels": 2 * PLAIN}


def _source(text):
    return Source("s.yaml", text.encode())


def _labels(count, text):
    inputs = "".join(f"  x{i}: {{value: 1, label: '{text} {i}'}}\n" for i in range(count))
    return f"inputs:\n{inputs}nodes:\n  y: x0 + 1\n"


@pytest.mark.parametrize(
    "text", ["wo d" * 110, "合計" * 220, "a" + "\u0301" * 440, "a計" * 220], ids=["words", "Japanese", "marks", "both"]
)
def test_very_much_text_is_refused_before_it_is_measured(text):
    loaded = scenes.load(_source(_labels(2_000 if text.isascii() else 700, text)), Limits(file_size=2_000_000))
    evaluation = scenes.evaluate(loaded)
    with pytest.raises(SpecError, match=r"more than 16,000,000 steps.*most of them for its labels") as found:
        scenes.draw(loaded, evaluation)
    problem = found.value.problems[0]
    assert problem.code == "too-much-work"
    assert "in labels" in problem.hint
    assert "--limit work=N" in problem.hint


def _fails(text, most=3_000_000):
    loaded = scenes.load(_source(text), Limits(work=most))
    with pytest.raises(SpecError, match="most of them for its labels"):
        scenes.draw(loaded, scenes.evaluate(loaded))


LONG = "long " * 80


def test_labels_of_all_edges_are_counted_as_they_are_filled():
    names = ", ".join(f"x{i}" for i in range(300))
    inputs = "".join(f"  x{i}: {{value: 1, label: '{LONG}{i}'}}\n" for i in range(300))
    view = f"view:\n  edges: {{'* -> y': {{label: '{'{name} ' * 70}'}}}}\n"
    _fails(f"inputs:\n{inputs}nodes:\n  y: add({names})\n{view}")


def _chain(view, of="mul(x{}, a)"):
    nodes = "".join(f"  x{i + 1}: {{expr: '{of.format(i)}', label: '{LONG}'}}\n" for i in range(100))
    return f"inputs: {{x0: -1, a: -1}}\nnodes:\n{nodes}view: {{{view}}}\n"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (_chain(""), 100),
        (_chain(f"notation: variables, box: '{'{name} {value}' * 5}'"), 500),
        (
            _chain("notation: both, box: '{value}'", "sin(x{})").replace(
                "view: {", f"view: {{symbols: {{sin: '{LONG}'}}, "
            ),
            100,
        ),
        (_chain(f"numbers: {{minus: '{LONG}'}}, names: none"), 100),
        (_chain(f"edges: {{'* -> *': {{label: '{'{name} ' * 5}'}}}}, names: none"), 500),
    ],
    ids=["links", "boxes", "symbols", "minus", "edges"],
)
def test_a_text_that_is_drawn_again_and_again_is_counted_as_often(text, times, monkeypatch):
    works = []
    count = least_sizes.count_marks

    def count_alone(diagram, _work):
        works.append(Work())
        count(diagram, works[-1])

    monkeypatch.setattr(least_sizes, "MARKS", 0)
    monkeypatch.setattr(least_sizes, "count_marks", count_alone)
    loaded = scenes.load(_source(text))
    scenes.draw(loaded, scenes.evaluate(loaded))
    assert works[0].of["labels"] >= times * len(LONG) // least_sizes.SIGNS * least_sizes.STEPS_OF_MARK
