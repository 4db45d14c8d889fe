"""A short run of the mutation fuzz, and proof that it would see a traceback, a hang and a place outside the text."""

import re
import time

import pytest

from graphdraw.errors import Location, Problem, SpecError
from graphdraw.limits import Limits
from tests import fuzz, reference

TEXTS = fuzz.corpus()


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_to_start_from_is_read_to_its_end(text):
    """Mutants of what is refused at once would try little."""
    case = fuzz.Case(text.encode(), Limits(), drawn=False)
    tensor = '"x": [\n' in text
    assert case.run() == ("refused" if tensor else "evaluated")


def test_every_key_of_the_language_is_in_a_text_to_start_from():
    """But those that are not supported yet, and what stands below them."""
    known = {key.name for _, section in reference.sections() for key in section.table if not key.later}
    texts = "\n".join((*TEXTS, fuzz.EXTENDING, fuzz.PROJECT))
    missing = [name for name in sorted(known) if not re.search(rf"(?<![\w-])[\"']?{re.escape(name)}[\"']?:", texts)]
    assert missing == [], "add them to EVERYTHING in tests/fuzz.py"


@pytest.mark.parametrize("first", range(0, 500, 100))
def test_no_mutant_does_anything_but_succeed_or_be_refused(first):
    outcomes = set()
    for number in range(first, first + 100):
        with fuzz.at_most(fuzz.MOST_SECONDS):
            outcomes.add(fuzz.case(TEXTS, 7, number).run())
    assert outcomes >= {"refused", "evaluated"}


def test_a_case_depends_on_seed_and_number_alone():
    assert fuzz.case(TEXTS, 7, 3) == fuzz.case(TEXTS, 7, 3)
    assert len({fuzz.case(TEXTS, 7, number).data for number in range(50)}) > 40


def run_main(monkeypatch, load, *arguments):
    monkeypatch.setattr(fuzz.scenes, "load", load)
    monkeypatch.setattr("sys.argv", ["fuzz", "--only", "0", *arguments])
    return fuzz.main()


def test_a_traceback_is_a_failure(monkeypatch, capsys):
    def load(*_):
        raise KeyError("x")

    assert run_main(monkeypatch, load) == 1
    assert "KeyError: 'x'" in capsys.readouterr().err


def test_a_hang_is_a_failure(monkeypatch, capsys):
    monkeypatch.setattr(fuzz, "MOST_SECONDS", 0.05)
    assert run_main(monkeypatch, lambda *_: time.sleep(5)) == 1
    assert "no end after 0.05 s" in capsys.readouterr().err


def test_a_place_outside_the_text_is_a_failure(monkeypatch, capsys):
    def load(*_):
        raise SpecError([Problem(Location("fuzz.yaml", 10_000, 1), "wrong", "wrong")])

    assert run_main(monkeypatch, load) == 1
    assert "AssertionError" in capsys.readouterr().err
