"""The processes that draw are Pythons too: they import nothing that lies beside the specs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphdraw.build.drawing import processes
from tests.hostile import SPEC, Strangers

ROOT = Path(__file__).parents[2]


def test_workers_import_nothing_of_the_current_folder(tmp_path: Path) -> None:
    strangers = Strangers(tmp_path / "book")
    for i in range(4):
        strangers.write(f"specs/s{i}.yaml", SPEC.replace("3", str(i)))
    environment = {name: value for name, value in os.environ.items() if name != processes.SAFE_PATH}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "graphdraw", "build", "specs", "-o", "out", "-j", "2"],
        cwd=strangers.folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "4 figures drawn" in done.stderr
    assert strangers.ran == []


@pytest.mark.parametrize("before", [None, "", "1"])
def test_the_environment_is_as_it_was(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if before is None:
        monkeypatch.delenv(processes.SAFE_PATH, raising=False)
    else:
        monkeypatch.setenv(processes.SAFE_PATH, before)
    with processes.pool(1):
        assert os.environ[processes.SAFE_PATH] == "1"
    assert os.environ.get(processes.SAFE_PATH) == before
