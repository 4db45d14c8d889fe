"""The worst that there is, as far as it is quick to try; all of it is `python -m tests.worst`."""

from __future__ import annotations

import random
import sys

import pytest

from tests.climb import genes
from tests.climb.costs import cost
from tests.climb.mutations import CHANGES
from tests.worst import bounded
from tests.worst.rows import spec_row
from tests.worst.table import KNOWN, ROWS, VARIANTS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bounds on memory and computing, as Linux has them")

ROOM = 2.0
"""How much slower than the reference a machine may be that runs many tests at once."""


@pytest.mark.parametrize("row", [row for row in ROWS if row.quick], ids=lambda row: row.title)
def test_it_ends_in_time_and_memory(row, tmp_path):
    _, wrong = row.run(tmp_path, ROOM)
    assert wrong is None


def test_every_row_has_a_title_of_its_own():
    titles = [row.title for row in ROWS]
    assert len(set(titles)) == len(titles)
    assert {row.stage for row in KNOWN} <= {row.stage for row in ROWS}


def test_what_is_left_out_leaves_every_stage_and_every_known_case():
    assert {row.title for row in ROWS} >= VARIANTS
    assert not VARIANTS & {row.title for row in KNOWN}
    assert {row.stage for row in ROWS} == {row.stage for row in ROWS if row.title not in VARIANTS}


def _loop(seconds: int) -> list[str]:
    work = f"import time\nwhile time.process_time() < {seconds}: pass\nprint('done')"
    return [sys.executable, "-c", work]


def test_a_process_that_only_waits_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(bounded, "WAITING", 0.3)
    outcome = bounded.run([sys.executable, "-c", "input()\nimport time\ntime.sleep(60)"], tmp_path, {})
    assert outcome.code == 1  # there is nothing to read
    outcome = bounded.run([sys.executable, "-c", "import time\ntime.sleep(60)"], tmp_path, {})
    assert outcome.hung


def test_what_a_process_needs_is_told(tmp_path):
    outcome = bounded.run(_loop(1), tmp_path, {})
    assert outcome.said == "done\n"
    assert 0.9 <= outcome.seconds < 2
    assert 5 < outcome.megabytes < 500


def test_a_bound_is_held_by_the_system():
    slow = bounded.forked(lambda: sum(range(10**10)), bounded.Bounds(1.0))
    assert slow.ending == "SIGXCPU"
    large = bounded.forked(lambda: bytearray(1 << 31), bounded.Bounds())
    assert (large.code, large.said) == (3, "MemoryError: ")


def test_a_row_says_what_is_wrong(tmp_path):
    right = spec_row("test", "right", lambda: "inputs: {x: 1}\nnodes: {y: x + 1}\n", "check", "SPEC")
    assert right.run(tmp_path, ROOM)[1] is None
    outcome = bounded.Outcome(0, 2.0, 80.0, "")
    assert right.wrong(outcome, 1.0) is None
    assert right._replace(ends=(1,)).wrong(outcome, 1.0) == "exit 0: "
    assert right._replace(most=bounded.Bounds(1.5)).wrong(outcome, 1.0) == "2.0 s, 1.5 are the most"
    assert right._replace(most=bounded.Bounds(1.5)).wrong(outcome, 2.0) is None
    assert right._replace(most=bounded.Bounds(15.0, 64 << 20)).wrong(outcome, 1.0) == "80 MB, 64 are the most"
    assert right.wrong(outcome._replace(code=1), 1.0) == "exit 1 without a message"
    assert right.wrong(outcome._replace(code=-9), 1.0) == "SIGKILL: "
    assert right.wrong(outcome._replace(hung=True), 1.0) == "waits for ever: "


@pytest.mark.parametrize("seed", range(20))
def test_changes_of_a_spec_depend_on_the_seed_alone(seed):
    def changed() -> genes.Genome:
        choose, genome = random.Random(seed), genes.start()
        for _ in range(6):
            choose.choice(CHANGES)(genome, choose)
            if genes.size(genome) > genes.MOST_BYTES:
                break
        return genome

    assert genes.written(changed()) == genes.written(changed())


def test_a_change_makes_specs_that_are_read():
    """Else the search would look at messages only."""
    choose, read = random.Random(1), 0
    for _ in range(12):
        genome = genes.start()
        choose.choice(CHANGES)(genome, choose)
        read += "refuse" not in cost(genome, bounded.Bounds(), ROOM, "evaluate").stages
    assert read > 7


@pytest.mark.parametrize("stage", ["evaluate", "gradients", "draw"])
def test_a_spec_is_measured_as_far_as_a_stage_goes(stage):
    found = cost(genes.start(), bounded.Bounds(), ROOM, stage)
    assert not found.passed
    assert found.said == "done"
    assert stage in found.stages


def test_crossed_specs_have_the_nodes_of_both():
    choose = random.Random(3)
    one, other = genes.start(), genes.start()
    other["nodes"]["z"] = "tanh(y)"
    found = {len(genes.crossed(one, other, choose)["nodes"]) for _ in range(30)}
    assert found == {1, 3}
