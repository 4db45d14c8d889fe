"""What is kept for the next process: where, by whom, and that a machine without a home is neither slower nor louder."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from graphdraw import caches

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folders of other systems")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, and no home."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(caches, "folder", lambda: tmp_path / "file" / "home")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


def test_the_first_place_is_the_cache_folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "folder", lambda: tmp_path / "cache" / "graphdraw")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert caches.kept("*") == []
    assert list(tmp_path.iterdir()) == [], "reading makes no folder"
    caches.keep("a", b"1")
    assert caches.kept("*") == [tmp_path / "cache" / "graphdraw" / "a"]
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


@POSIX
def test_without_a_home_temporary_files_do(temporary: Path) -> None:
    caches.keep("a", b"1")
    caches.keep("a", b"2")
    (found,) = caches.kept("a")
    assert (found.read_bytes(), found.parent.parent) == (b"2", temporary)
    assert found.parent.stat().st_mode & 0o777 == 0o700


@POSIX
@pytest.mark.parametrize("how", ["of another", "open to all", "open to the group", "a link", "a file"])
def test_what_others_can_write_is_not_read(temporary: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    user = os.getuid()
    folder = temporary / f"graphdraw-{user}"
    if how == "of another":
        monkeypatch.setattr(os, "getuid", lambda: user + 1)
        folder = temporary / f"graphdraw-{user + 1}"
    if how == "a file":
        folder.write_text("", encoding="utf-8")
    elif how == "a link":
        (temporary / "theirs").mkdir()
        folder.symlink_to(temporary / "theirs")
    else:
        folder.mkdir()
        folder.chmod({"open to all": 0o777, "open to the group": 0o775}.get(how, 0o700))
    if how != "a file":
        (folder / "a").write_bytes(b"evil")
    before = sorted(temporary.rglob("*"))
    assert caches.kept("a") == []
    caches.keep("b", b"1")
    assert sorted(temporary.rglob("*")) == before


def test_where_nothing_can_be_written_nothing_is_kept(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "nowhere"))
    caches.keep("a", b"1")
    assert caches.kept("a") == []


RENDER = """
import sys
opened = set()
sys.addaudithook(lambda event, about: event == "open" and opened.add(str(about[0])))
from graphdraw.cli.app import group
try:
    group.main(["render", "-q", "figure.yaml"], prog_name="graphdraw")
finally:
    print(sum(path.endswith((".ttf", ".otf", ".ttc", ".pfb")) for path in opened))
"""
"""Draws, and prints how many font files were opened: some, or all of the machine for a list of them."""

HOMES = {
    "home below a file": {"HOME": "file/home"},
    "home a file": {"HOME": "file"},
    "nothing set, caches below a file": {"HOME": None, "XDG_CONFIG_HOME": "file/x", "XDG_CACHE_HOME": "file/x"},
    "caches below a file": {"HOME": "home", "XDG_CACHE_HOME": "file/x"},
    "settings below a file": {"HOME": "home", "XDG_CONFIG_HOME": "file/x"},
    "matplotlib below a file": {"HOME": "home", "MPLCONFIGDIR": "file/x"},
}
"""A path that cannot be made is refused to everyone; permissions are no matter to root."""


class Machine:
    """A folder to work in, of temporary files that last, and with a file below which nothing can be made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("temporary", "home"):
            (folder / name).mkdir()
        (folder / "file").write_text("no folder", encoding="utf-8")
        (folder / "figure.yaml").write_bytes((ROOT / "specs" / "snack.yaml").read_bytes())

    def run(self, code: str, home: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
        places = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR")
        environment = {key: value for key, value in os.environ.items() if key not in places}
        environment |= {"TMPDIR": str(self.folder / "temporary"), "PYTHONPATH": str(ROOT)}
        environment |= {key: str(self.folder / value) for key, value in home.items() if value}
        command = [sys.executable, "-c", code]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which a first figure was drawn without a home."""
    made = Machine(tmp_path_factory.mktemp("machine"))
    first = made.run(RENDER, HOMES["home below a file"])
    assert (first.returncode, first.stderr) == (0, "")
    assert int(first.stdout) > 20, "the list of fonts was made"
    return made


@POSIX
@pytest.mark.parametrize("home", HOMES)
def test_without_a_home_nothing_is_said_and_no_list_of_fonts_is_made_again(machine: Machine, home: str) -> None:
    done = machine.run(RENDER, HOMES[home])
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) < 10
    assert [path.name for path in (machine.folder / "temporary").iterdir()] == [f"graphdraw-{os.getuid()}"]


NOWHERE = """
import tempfile
def refuse(*_, **__):
    raise OSError(30, "Read-only file system")
tempfile.mkdtemp = refuse
"""


@POSIX
def test_nowhere_to_write_is_an_error_that_says_what_to_do(machine: Machine) -> None:
    done = machine.run(NOWHERE + RENDER, HOMES["home a file"])
    assert done.stderr == (
        "error: matplotlib finds no folder that it can write [usage]\nhint: name one in MPLCONFIGDIR\n"
    )
    assert done.returncode == 2


@POSIX
def test_a_figure_of_another_font_stays_current_without_matplotlib(machine: Machine) -> None:
    spec = "inputs: {x: {value: 1, label: りんご}}\nnodes: {y: x + 1}\n"
    (machine.folder / "figures").mkdir()
    (machine.folder / "figures" / "ja.yaml").write_text(spec, encoding="utf-8")
    build = (
        "import sys; from graphdraw.cli.app import group\n"
        "try: group.main(['build', 'figures', '-o', 'out'], prog_name='graphdraw')\n"
        "finally: print('matplotlib' in sys.modules)"
    )
    first = machine.run(build, HOMES["home a file"])
    if "characters" in first.stderr:
        pytest.skip("no font with Japanese glyphs")
    assert (first.returncode, first.stdout) == (0, "True\n")
    second = machine.run(build, HOMES["home a file"])
    assert (second.returncode, second.stdout) == (0, "False\n"), second.stderr
