"""What is kept for the next process: where, by whom, and that a machine without a home is neither slower nor louder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib
import pytest

from graphdraw.disk import caches

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


def _own(listed: Path) -> set[str]:
    """The fonts of matplotlib's own that a list has, which are stored by relative paths."""
    names = (entry["fname"] for entry in json.loads(listed.read_bytes())["ttflist"])
    return {Path(name).name for name in names if not Path(name).is_absolute()}


@POSIX
@pytest.mark.parametrize(
    ("home", "lacks"),
    [("matplotlib", "all"), ("home below a file", "DejaVu Sans")],
    ids=["its folder", "our cache"],
)
def test_a_list_of_fonts_that_lacks_matplotlibs_own_is_made_again(tmp_path: Path, home: str, lacks: str) -> None:
    """As it is stored by a process that could open no font: too many open files, no memory."""
    machine = Machine(tmp_path)
    places: dict[str, str | None] = {"HOME": "home", "MPLCONFIGDIR": home} if home == "matplotlib" else HOMES[home]
    (tmp_path / "matplotlib").mkdir()
    assert machine.run(RENDER, places).returncode == 0
    (listed,) = tmp_path.rglob("fontlist-*.json")
    whole, figure = _own(listed), (tmp_path / "figure.svg").read_bytes()
    content = json.loads(listed.read_bytes())
    content["ttflist"] = [one for one in content["ttflist"] if lacks not in ("all", one["name"])]
    listed.write_text(json.dumps(content), encoding="utf-8")
    assert _own(listed) < whole
    done = machine.run(RENDER, places)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 20, "the list of fonts was made"
    assert (_own(listed), (tmp_path / "figure.svg").read_bytes()) == (whole, figure)
    done = machine.run(RENDER, places)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) < 10


REFUSED = """
import sys
def refuse(event, about):
    if event == "open" and str(about[0]).endswith((".ttf", ".otf", ".ttc")):
        raise OSError(24, "Too many open files")
sys.addaudithook(refuse)
"""


@POSIX
@pytest.mark.parametrize("home", ["matplotlib", "home below a file"], ids=["its folder", "our cache"])
def test_where_no_font_can_be_opened_no_list_is_kept(tmp_path: Path, home: str) -> None:
    """Matplotlib stores one without fonts; the next run makes another."""
    machine = Machine(tmp_path)
    places: dict[str, str | None] = {"HOME": "home", "MPLCONFIGDIR": home} if home == "matplotlib" else HOMES[home]
    (tmp_path / "matplotlib").mkdir()
    done = machine.run(REFUSED + RENDER, places)
    own = Path(matplotlib.get_data_path(), "fonts", "ttf")
    assert done.stderr == (
        f"error: {own}: matplotlib cannot read its own fonts: no 'DejaVu Sans' [usage]\n"
        "hint: install matplotlib again\n"
    )
    assert done.returncode == 2
    assert [len(_own(listed)) for listed in tmp_path.rglob("fontlist-*.json")] == [0] * (home == "matplotlib")
    done = machine.run(RENDER, places)
    assert (done.returncode, done.stderr) == (0, "")
    assert [len(_own(listed)) > 30 for listed in tmp_path.rglob("fontlist-*.json")] == [True]


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


MOST = 2_000


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of the user, which is not there yet."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(caches, "folder", lambda: tmp_path / "home" / "graphdraw")
    return tmp_path / "home" / "graphdraw"


def test_lines_are_noted(home: Path) -> None:
    assert not caches.is_noted("a", "1", MOST)
    assert not home.exists(), "reading makes no folder"
    caches.note("a", ["1", "22"], MOST)
    caches.note("a", ["333"], MOST)
    assert caches.noted("a", MOST) >= {"1", "22", "333"}
    assert [line for line in ("1", "2", "22", "33", "333", "3") if caches.is_noted("a", line, MOST)] == [
        "1",
        "22",
        "333",
    ]
    assert not caches.is_noted("b", "1", MOST)


def test_what_is_noted_is_bounded_and_the_newest_stays(home: Path) -> None:
    for i in range(1_000):
        caches.note("a", [f"{i:064}"], MOST)
        assert (home / "a").stat().st_size <= MOST
        assert caches.is_noted("a", f"{i:064}", MOST)
    assert 10 <= len(caches.noted("a", MOST)) <= MOST // 64
    caches.note("a", [f"{i:064}" for i in range(1_000)], MOST)
    assert (home / "a").stat().st_size <= MOST
    assert caches.is_noted("a", f"{999:064}", MOST)


@pytest.mark.parametrize("how", ["a folder", "a pipe", "bytes", "huge", "cut", "read-only", "a link to itself"])
def test_what_cannot_be_used_is_no_knowledge(home: Path, how: str) -> None:
    """Nobody waits, nothing is raised, and what can be noted is."""
    home.mkdir(parents=True)
    path = home / "a"
    if how == "a folder":
        path.mkdir()
    elif how == "a pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no named pipes on this system")
        os.mkfifo(path)
    elif how == "a link to itself":
        path.symlink_to(path)
    else:
        path.write_bytes({"bytes": os.urandom(500), "huge": b"x" * (9 * MOST), "cut": b"\nabc"}.get(how, b"\nold\n"))
        path.chmod(0o400 if how == "read-only" else 0o600)
    assert not caches.is_noted("a", "abc", MOST)
    caches.note("a", ["abc", "def"], MOST)
    assert caches.is_noted("a", "def", MOST)
    assert caches.is_noted("a", "abc", MOST)
    if how == "read-only":
        assert caches.is_noted("a", "old", MOST)


def test_nowhere_to_note(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "nowhere"))
    caches.note("a", ["1"], MOST)
    assert caches.noted("a", MOST) == frozenset()


NOTE = """
import sys
from pathlib import Path
from graphdraw.disk import caches
caches.folder = lambda: Path(sys.argv[1])
for i in range(300):
    caches.note("a", [f"{sys.argv[2]}{i:063}"], int(sys.argv[3]))
"""


@pytest.mark.parametrize("most", [1_000_000, 3_000])
def test_several_processes_note_at_once(home: Path, most: int) -> None:
    """Lines stay whole, and none is lost where there is room."""
    command = [sys.executable, "-c", NOTE, str(home)]
    running = [
        subprocess.Popen([*command, str(who), str(most)], env={**os.environ, "PYTHONPATH": str(ROOT)}) for who in (1, 2)
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    lines = caches.noted("a", most) - {""}
    assert {len(line) for line in lines} == {64}
    assert len(lines) == 600 or most < 600 * 64
    assert (home / "a").stat().st_size <= 2 * most
