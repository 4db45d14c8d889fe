"""What drawing costs grows with the figure and not faster: counted in calls of functions, never by a clock."""

import pytest

from graphdraw.draw.text.math import STEPS
from graphdraw.errors import SpecError
from graphdraw.limits import Limits
from graphdraw.spec import Source
from tests import scenes
from tests.calls import calls_of

SHARED = "inputs: {x: 1, z: 0}\nnodes:\n"
FORMULA = "+".join(["\\frac{a_1}{b^2}"] * 29)


def _three(count: int) -> str:
    """Nodes of three operands, two of which all of them use."""
    return SHARED + "".join(f"  n{i}: add({f'n{i - 1}' if i else 'x'}, x, z)\n" for i in range(count))


def _wide(count: int) -> str:
    """One node of many operands."""
    names = [f"x{i}" for i in range(count)]
    inputs = "".join(f"  {name}: {i}\n" for i, name in enumerate(names))
    return f"inputs:\n{inputs}nodes:\n  y: {{op: max, args: [{', '.join(names)}]}}\n"


def _labels(count: int) -> str:
    """Inputs with formulas that all differ."""
    inputs = "".join(f"  x{i}: {{value: 1, label: '${FORMULA}+{i}$'}}\n" for i in range(count))
    names = ", ".join(f"x{i}" for i in range(count))
    return f"inputs:\n{inputs}nodes:\n  y: {{op: add, args: [{names}]}}\nview: {{font_size: 11}}\n"


def _dense(count: int) -> str:
    """Nodes of which each uses all before, with all that can stand on an edge."""
    nodes = "".join(
        f"  n{i}: {{op: max, args: [{', '.join(['x', *(f'n{j}' for j in range(i))])}]}}\n" for i in range(1, count)
    )
    view = "{local: true, names: all, values: [name, value], gradients: [name, value]}"
    return f"inputs: {{x: 0.1}}\nnodes:\n  n0: sin(x)\n{nodes}view: {view}\n"


def _load(text: str, **limits: int):
    return scenes.load(Source("a.yaml", text.encode()), Limits()._replace(**limits))


def _drawn(text: str) -> bytes:
    loaded = _load(text)
    return scenes.encode(scenes.draw(loaded, scenes.evaluate(loaded)), "svg")


def _calls(text: str) -> int:
    """Functions of Python and generators that a spec takes to be a figure."""
    return calls_of(lambda: _drawn(text))


def test_an_operation_of_twice_the_operands_costs_twice_as_much():
    _drawn(_wide(8))  # what is made once
    less, more = _calls(_wide(160)), _calls(_wide(320))
    assert more < 2.6 * less


def test_what_all_links_of_a_value_ask_for_is_counted_once(monkeypatch):
    """Each of the edges of a value asks in how many parts its gradient comes back."""
    from graphdraw.autodiff import EdgeResult

    asked = []
    flows = EdgeResult.flows.fget
    monkeypatch.setattr(EdgeResult, "flows", property(lambda edge: asked.append(1) or flows(edge)))
    counts = []
    for count in (50, 100):
        asked.clear()
        _drawn(_three(count))
        counts.append(len(asked))
    assert counts[1] < 2.2 * counts[0]


def test_many_formulas_end_at_the_one_that_is_too_much():
    with pytest.raises(SpecError) as raised:
        _load(_labels(20), work=STEPS * 460 * 10)
    (problem,) = raised.value.problems
    assert problem.code == "too-much-work"
    assert "formulas" in problem.text
    assert problem.where is not None
    assert 10 <= problem.where.line <= 12


def test_a_formula_counts_once_wherever_it_stands():
    text = _labels(20)
    same = text.replace("+19$", "+0$")
    for number in range(1, 19):
        same = same.replace(f"+{number}$", "+0$")
    assert _load(same, work=STEPS * 480).graph.nodes


def test_two_hundred_long_formulas_are_within_the_limits():
    assert len(_load(_labels(230)).graph.nodes) == 231


def test_more_marks_than_a_figure_can_hold_end_before_it_is_laid_out(monkeypatch):
    monkeypatch.setattr("graphdraw.draw.diagram.least_sizes.MARKS", 100)
    monkeypatch.setattr("graphdraw.draw.fit.fit_width.fitted", lambda *_: pytest.fail("laid out"))
    loaded = _load(_dense(12), work=5_000)
    with pytest.raises(SpecError) as raised:
        scenes.draw(loaded, scenes.evaluate(loaded))
    (problem,) = raised.value.problems
    assert problem.code == "too-much-work"
    assert "labels" in problem.text
    assert problem.where is not None


def test_coordinates_are_rounded_as_python_rounds_them():
    import random

    from graphdraw.draw.scene_transform import _rounded

    chance = random.Random(3)
    kinds = [
        lambda: chance.uniform(-1e6, 1e6),
        lambda: chance.randint(-(10**6), 10**6) / 1000,
        lambda: chance.randint(-(10**8), 10**8) / 200,
        lambda: chance.uniform(-0.01, 0.01),
        lambda: chance.uniform(-1e12, 1e12),
    ]
    points = [(chance.choice(kinds)(), chance.choice(kinds)()) for _ in range(25_000)]
    for dx, dy in ((0.0, 0.0), (1.005, 2.3), (0.1, -0.7)):
        wanted = [(round(x + dx, 2) + 0.0, round(y + dy, 2) + 0.0) for x, y in points]
        assert repr(list(_rounded(points, dx, dy))) == repr(wanted)
