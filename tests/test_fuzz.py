"""The mutation fuzz is repeatable, reaches every stage, and would see a traceback; a short run of it passes."""

from __future__ import annotations

import pytest

from graphdraw import pipeline
from tests import fuzz


def test_the_same_seed_gives_the_same_mutants():
    assert list(fuzz.mutants(50, 3)) == list(fuzz.mutants(50, 3))
    assert list(fuzz.mutants(50, 3)) != list(fuzz.mutants(50, 4))


def test_a_short_run_ends_well_and_reaches_every_stage():
    counts, failures = fuzz.run(300, seed=2)
    assert [f"{failure.text}\n{failure.why}" for failure in failures] == []
    assert all(counts.values()), counts


def test_a_traceback_would_be_seen(monkeypatch):
    def fail(_spec):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipeline, "evaluate", fail)
    _, failures = fuzz.run(30, seed=2)
    assert failures
    assert all("ZeroDivisionError: a bug" in failure.why for failure in failures)


FOUND = {
    "a node whose name cannot be read is used": ("inputs: {x: 2}\nnodes:\n  v,: x * 2\n  y: v + 1\n", "problems"),
    "a whole number beyond the doubles": (f"inputs: {{x: {'9' * 400}}}\nnodes:\n  y: x * x\n", "drawn"),
}


@pytest.mark.parametrize(("text", "how"), FOUND.values(), ids=FOUND)
def test_what_was_found_once_ends_well(text, how):
    assert fuzz.outcome(text, drawn=True) == how
