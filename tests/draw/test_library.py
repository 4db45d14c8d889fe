"""matplotlib is imported whole, whenever Ctrl-C comes. (What it says and keeps: tests/test_caches.py.)"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

INTERRUPTED = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
from graphdraw.output.settings import own_settings
try:
    with own_settings():
        print("not interrupted")
except KeyboardInterrupt:
    print("matplotlib.font_manager" in sys.modules)
with own_settings():
    print("again")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill ends the process there")
@pytest.mark.parametrize("module", ["numpy", "matplotlib.ft2font", "matplotlib.backends._backend_agg"])
def test_an_interrupt_waits_until_compiled_modules_are_whole(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("True\nagain\n", "")
