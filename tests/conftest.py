"""What holds for all tests: with GRAPHDRAW_CI set, a test that would be skipped fails instead.

A skip says that a program or a font is missing. Where everything was installed on purpose, that is a failure. Hosts
that need an environment of their own are looked for in the folder that GRAPHDRAW_HOSTS names: only where it is set do
they have to be there.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

from graphdraw.errors import SpecError
from tests.browser import PROGRAM, Browser

STRICT = bool(os.environ.get("GRAPHDRAW_CI"))
HOSTS = "GRAPHDRAW_HOSTS"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    # a shell that runs the tests in the background has Ctrl-C ignored, which some tests send
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("repeatable", derandomize=True)
if STRICT:  # a build for all must not depend on luck; elsewhere every run looks at new examples
    settings.load_profile("repeatable")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser without a window, for pages that a test writes."""
    if PROGRAM is None:
        pytest.skip("Chromium is not installed")
    found = Browser(tmp_path_factory.mktemp("chromium"))
    yield found
    found.close()


def _drawn_or_skipped(test):
    """Run a test or a fixture; without a font for what it draws it is skipped, as it is without a program."""
    try:
        return (yield)
    except SpecError as error:
        for problem in error.problems:
            if problem.code == "missing-glyphs":
                pytest.skip(f"{problem.text} ({test.name})")
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    return (yield from _drawn_or_skipped(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    return (yield from _drawn_or_skipped(item))


def _fail_if_skipped(report):
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if HOSTS in reason and not os.environ.get(HOSTS):
            return
        report.outcome = "failed"
        report.longrepr = f"{reason} (GRAPHDRAW_CI is set: nothing may be skipped)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):  # noqa: ARG001 (pytest's signature)
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):  # noqa: ARG001
    report = yield
    _fail_if_skipped(report)
    return report
