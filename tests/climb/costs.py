"""What a spec costs, stage by stage, in a process of its own that the system ends at the bounds."""

from __future__ import annotations

import gc
import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from graphdraw.__main__ import COLLECT_AFTER
from graphdraw.autodiff.check import check_gradients
from graphdraw.errors import SpecError, UsageError
from graphdraw.pipeline import picture, reading
from graphdraw.spec import read_file
from graphdraw.work import Thing, Work
from tests import scenes
from tests.climb.genes import Genome, written
from tests.worst.bounded import Bounds, Outcome, forked

STAGES = ("read", "evaluate", "gradients", "draw", "frames", "narrow", "text", "encode", "refuse", "memory", "work")
"""Populations: what the dearest specs are dear in.

`frames` and `narrow` are drawn with open blocks or groups, and into a width; `text` with labels; `refuse` is all that
ends with a message; `memory` is counted in MB, `work` in millions of steps, all others in seconds.
"""

NOT_DRAWN = ("read", "evaluate", "gradients", "refuse")


class Cost(NamedTuple):
    """What a spec cost: by stage, of which those that were not reached are missing; and how its process ended."""

    stages: dict[str, float]
    outcome: Outcome
    said: str

    @property
    def passed(self) -> bool:
        """Whether it passed a bound, or ended in what is neither a figure nor a message."""
        return self.outcome.code != 0 or self.outcome.hung


def cost(genome: Genome, bounds: Bounds, scale: float, stage: str = "draw", kind: str = "svg") -> Cost:
    """Read, evaluate and draw a spec as far as a stage needs it, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name, said in written(genome).items():
            Path(folder, name).write_text(said, encoding="utf-8", errors="surrogatepass")
        outcome = forked(lambda: _stages(Path(folder, "s.yaml"), kind, stage), bounds, scale)
    try:
        told: dict[str, Any] = json.loads(outcome.said) if outcome.code == 0 else {}
    except ValueError:
        told = {}
    seconds: dict[str, float] = told.get("stages", {})
    stages = {**seconds, "memory": outcome.megabytes}
    if "draw" in seconds:
        view = genome["view"]
        stages |= {"narrow": seconds["draw"]} if "width" in view else {}
        stages |= (
            {"frames": seconds["draw"]} if genome.get("groups") or view.get("blocks") not in (None, "collapsed") else {}
        )
        stages |= {"text": seconds["draw"]} if '"label"' in json.dumps(genome) else {}
    return Cost(stages, outcome, told.get("said", outcome.said))


def _stages(path: Path, kind: str, wanted: str) -> str:
    """Seconds by stage and how it ended, as JSON."""
    stages: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        try:
            return work()
        finally:
            stages[stage] = time.process_time() - start

    counted: list[tuple[Work, int]] = []

    def work(most: int | None = None, done: int = 0, of: dict[Thing, int] | None = None) -> Work:
        counted.append((Work(most, done, of or {}), done))
        return counted[-1][0]

    gc.set_threshold(COLLECT_AFTER)  # as the command line does
    start = time.process_time()
    reading.Work = picture.Work = work  # type: ignore[misc,assignment]  # this process ends with this spec
    try:
        spec = timed("read", lambda: scenes.load(read_file(path)))
        evaluation = timed("evaluate", lambda: scenes.evaluate(spec))
        timed("evaluate", lambda: (scenes.problems(spec, evaluation), scenes.unmet(spec, evaluation)))
        if wanted == "gradients":
            timed("gradients", lambda: check_gradients(spec.graph, evaluation))
        elif wanted not in NOT_DRAWN:
            scene = timed("draw", lambda: scenes.draw(spec, evaluation))
            timed("encode", lambda: scenes.encode(scene, kind))
        said = "done"
    except (SpecError, UsageError) as error:
        stages["refuse"] = time.process_time() - start
        said = f"refused: {error.problems[0].text[:200]}"
    stages["work"] = sum(one.done - before for one, before in counted) / 1e6
    stages["all"] = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    return json.dumps({"stages": stages, "said": said})
