"""A figure and the session it is drawn in share nothing: settings, loggers, warnings, fonts, whatever the thread."""

from __future__ import annotations

import itertools
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.font_manager import findfont, fontManager
from matplotlib.mathtext import MathTextParser

import graphdraw
from graphdraw.draw.text import extras, installed
from graphdraw.output.settings import FAMILIES, own_settings

SNACK = Path(__file__).parents[2] / "specs" / "snack.yaml"
JAPANESE = "lang: ja\ninputs: {x: {value: 1, label: りんご}}\nnodes: {y: x + 1}\n"
MATH = "inputs: {x: {value: 1, label: $x_1$}}\nnodes: {y: sigmoid(x) / 3}\n"
THEIRS = {"font.size": 31.0, "font.family": ["serif"], "pdf.fonttype": 3, "path.simplify": True, "text.hinting": "none"}


def _session() -> dict[str, object]:
    loggers = {
        name: (log.level, log.disabled, list(log.filters), list(log.handlers))
        for name, log in logging.root.manager.loggerDict.items()
        if isinstance(log, logging.Logger) and name.startswith(("matplotlib", "fontTools"))
    }
    return {
        "settings": dict(dict.items(mpl.rcParams)),
        "how settings are read": mpl.RcParams.__getitem__,
        "filters": list(warnings.filters),
        "fonts": (list(fontManager.ttflist), list(fontManager.afmlist)),
        "loggers": {name: state for name, state in loggers.items() if any(state)},
    }


@pytest.fixture(autouse=True)
def _session_stays() -> Iterator[None]:
    graphdraw.render(SNACK, "pdf")  # what is imported makes loggers
    before = _session()
    yield
    assert _session() == before


@pytest.fixture
def elsewhere() -> Iterator[Callable[..., object]]:
    """Call something in another thread, always in the same one."""
    with ThreadPoolExecutor(1) as thread:
        yield lambda call, *arguments: thread.submit(call, *arguments).result(timeout=60)


def _read() -> dict[str, object]:
    return {key: mpl.rcParams[key] for key in THEIRS}


Step = Callable[[], object]


@pytest.mark.parametrize(
    "order",
    ["they we they we", "they we we they", "we they we they", "we they they we"],
)
def test_blocks_of_two_threads_may_overlap(order: str, elsewhere: Callable[..., object]) -> None:
    """Each word opens a block and, the second time, leaves it: `rc_context` of the other thread, ours in this one."""
    session = _read()
    ours = {key: mpl.rcParamsDefault[key] for key in THEIRS} | {"pdf.fonttype": 42, "path.simplify": False}
    blocks: dict[str, tuple[AbstractContextManager[object], Callable[..., object], dict[str, object]]] = {
        "they": (mpl.rc_context(THEIRS), elsewhere, THEIRS),
        "we": (own_settings(), lambda call, *arguments: call(*arguments), ours),
    }
    opened: set[str] = set()
    for word in order.split():
        block, call, _ = blocks[word]
        call(block.__exit__, None, None, None) if word in opened else call(block.__enter__)
        opened ^= {word}
        assert elsewhere(_read) == (THEIRS if "they" in opened else session)
        assert _read() == (ours if "we" in opened else THEIRS if "they" in opened else session)
    assert opened == set()


def test_two_threads_that_draw_take_turns() -> None:
    def second() -> object:
        with own_settings({"font.size": 7.0}):
            return mpl.rcParams["font.size"]

    with ThreadPoolExecutor(1) as thread:
        with own_settings():
            waiting = thread.submit(second)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.05)
        assert waiting.result(timeout=60) == 7.0


def test_settings_within_settings() -> None:
    with own_settings({"pdf.fonttype": 3}):
        with own_settings({"font.size": 7.0}):
            assert (mpl.rcParams["pdf.fonttype"], mpl.rcParams["font.size"]) == (3, 7.0)
        assert mpl.rcParams["font.size"] == mpl.rcParamsDefault["font.size"]


def test_all_is_as_it_was_after_an_exception() -> None:
    with pytest.raises(ZeroDivisionError), own_settings():
        raise ZeroDivisionError


@pytest.mark.parametrize("format_", ["svg", "pdf", "png"])
def test_figures_are_the_same_while_another_thread_works_with_matplotlib(format_: str) -> None:
    specs = (SNACK, MATH)
    alone = [graphdraw.render(spec, format_) for spec in specs]
    stop, wrong, count = threading.Event(), list[dict[str, object]](), itertools.count()

    def work() -> None:
        session, math = _read(), MathTextParser("path")
        while not stop.is_set():
            with mpl.rc_context(THEIRS):
                math.parse(rf"$x_{{{next(count)}}}$")
                wrong.extend(found for found in (_read(),) if found != THEIRS)
            wrong.extend(found for found in (_read(),) if found != session)

    def draw() -> list[bytes]:
        return [graphdraw.render(spec, format_) for _ in range(2) for spec in specs]

    with ThreadPoolExecutor(3) as threads, ExitStack() as end:
        end.callback(stop.set)
        working = threads.submit(work)
        drawn = [threads.submit(draw) for _ in range(2)]
        assert [found.result(timeout=120) for found in drawn] == [alone * 2] * 2
    assert working.result(timeout=60) is None
    assert wrong == []


def test_what_another_thread_logs_is_heard(elsewhere: Callable[..., object], caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("matplotlib.font_manager")
    with own_settings():
        logger.warning("of the figure")
        elsewhere(logger.warning, "of the session")
    logger.warning("afterwards")
    assert [record.getMessage() for record in caplog.records] == ["of the session", "afterwards"]


def test_who_logs_for_the_first_time_within_a_block_is_not_heard() -> None:
    """Python prints warnings of loggers that nobody has set up on standard error."""
    code = (
        "import logging\nfrom graphdraw.output.settings import own_settings\n"
        "with own_settings():\n    import matplotlib._mathtext as m, matplotlib.font_manager as f\n"
        "    m._log.warning('of a formula'); f._log.warning('of a font')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr == ""


@pytest.mark.parametrize("text", [JAPANESE, MATH, JAPANESE.replace("りんご", "りんご\ue000")])
def test_the_filters_of_warnings_are_never_touched(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even for a moment, in which another thread may keep or put back what it sees."""

    enter = warnings.catch_warnings.__enter__

    def touched(block: Any) -> object:
        assert sys._getframe(1).f_globals["__name__"] == "os", "only Python itself does, to look for a program"
        return enter(block)

    with monkeypatch.context() as patch, suppress(graphdraw.SpecError):  # where there is no Japanese font
        patch.setattr(warnings.catch_warnings, "__enter__", touched)
        for format_ in ("svg", "pdf", "png"):
            graphdraw.render(text, format_)


def test_every_setting_that_can_count_is_laid_over() -> None:
    hostile = {key: object() for key in dict.keys(mpl.rcParams) if key.startswith(FAMILIES)}
    before = dict(dict.items(mpl.rcParams))
    expected = graphdraw.render(MATH, "pdf")
    try:
        mpl.rcParams._update_raw(hostile)
        assert graphdraw.render(MATH, "pdf") == expected
    finally:
        mpl.rcParams._update_raw(before)


@pytest.mark.parametrize("how", ["as it is", "by the extra", "installed later", "removed"])
def test_a_japanese_figure_leaves_the_list_of_fonts_as_it_was(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The autouse fixture compares the list; what the session has found in it is kept, too."""
    extra = extras.font_of_extra()
    if extra is None and how != "as it is":
        pytest.skip("graphdraw[ja] is not installed")
    if how == "installed later":
        later = tmp_path / "later.ttf"
        later.write_bytes(Path(str(extra)).read_bytes())
        monkeypatch.setattr(installed, "findSystemFonts", lambda: [str(later)])
        installed.add_new.cache_clear()
    if how == "removed":
        monkeypatch.setattr(installed, "_is_there", lambda path: "CJK" not in path and Path(path).is_file())
    found = findfont("DejaVu Sans")
    hits = fontManager._findfont_cached.cache_info().hits
    families = installed.families()
    if how == "installed later":
        assert installed.add_new()
    assert families or not extra
    assert "IPAexGothic" in families or extra is None
    try:
        graphdraw.render(JAPANESE, "pdf")
    except graphdraw.SpecError:
        assert extra is None
    assert findfont("DejaVu Sans") == found
    assert fontManager._findfont_cached.cache_info().hits > hits, "matplotlib has forgotten what it had found"
    installed.add_new.cache_clear()
    installed._added.cache_clear()
