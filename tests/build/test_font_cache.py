"""The memory of font files: whatever matplotlib would answer differently is asked of it again, and nothing else."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphdraw.build import settings
from graphdraw.build.records import fontcache, manifest
from graphdraw.build.records.digest import digest
from graphdraw.disk import caches
from graphdraw.draw.text import fonts, installed, library
from graphdraw.draw.text.extras import FAMILY as FAMILY_OF_EXTRA
from graphdraw.draw.text.extras import font_of_extra
from tests.build.conftest import A, Book

ROOT = Path(__file__).parents[2]
FAMILY = "Font of a test"


class Matplotlib:
    """Answers in its place, and counts how often it is asked."""

    def __init__(self, folder: Path) -> None:
        self.asked = 0
        self.font, self.list = folder / "font.ttf", folder / "fontlist.json"
        self.font.write_bytes(b"one")
        self.list.write_bytes(b"a list")

    def font_file(self, family: str) -> str:
        self.asked += 1
        if family != FAMILY:
            raise ValueError(family)
        return str(self.font)

    def load(self) -> Path:
        return self.list


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """What a process remembers of one test is not for the next."""
    yield
    fontcache.font_digest.cache_clear()
    fontcache.is_installed.cache_clear()


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the memory; it does not exist yet."""
    folder = tmp_path / "cache" / "graphdraw"
    monkeypatch.setattr(caches, "folder", lambda: folder)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    return folder


@pytest.fixture
def matplotlib(tmp_path: Path, memory: Path, monkeypatch: pytest.MonkeyPatch) -> Matplotlib:  # noqa: ARG001
    double = Matplotlib(tmp_path)
    monkeypatch.setattr(installed, "font_file", double.font_file)
    monkeypatch.setattr(library, "load", double.load)
    return double


def _ask(family: str = FAMILY) -> str | None:
    """As a new process does."""
    fontcache.font_digest.cache_clear()
    return fontcache.font_digest(family)


def test_matplotlib_is_asked_once(matplotlib: Matplotlib) -> None:
    first = _ask()
    assert first is not None
    assert [_ask(), _ask()] == [first, first]
    assert matplotlib.asked == 1


def test_a_font_that_is_replaced_is_noticed(matplotlib: Matplotlib) -> None:
    first = _ask()
    new = matplotlib.font.with_name("new")
    new.write_bytes(b"two")
    state = matplotlib.font.stat()
    os.utime(new, ns=(state.st_atime_ns, state.st_mtime_ns))  # packages carry dates of their own
    new.replace(matplotlib.font)
    assert _ask() not in (None, first)


def test_a_font_that_is_removed_is_noticed(matplotlib: Matplotlib) -> None:
    assert _ask() is not None
    matplotlib.font.unlink()
    assert _ask() is None


def test_a_font_that_is_installed_later_is_noticed(matplotlib: Matplotlib) -> None:
    first = _ask()
    matplotlib.font = matplotlib.font.with_name("other.ttf")
    matplotlib.font.write_bytes(b"better")
    assert _ask() == first, "matplotlib has not made its list anew and would find the same font"
    matplotlib.list.write_bytes(b"a longer list")
    assert _ask() not in (None, first)


@pytest.mark.parametrize("change", ["version", "list elsewhere", "list removed", "extra installed"])
def test_another_matplotlib_is_asked_itself(
    matplotlib: Matplotlib, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    _ask()
    if change == "version":
        monkeypatch.setattr(fontcache, "versions", lambda: ("0.1", "99.0"))
    elif change == "list elsewhere":
        monkeypatch.setenv("MPLCONFIGDIR", str(matplotlib.list.parent))
    elif change == "extra installed":
        monkeypatch.setattr(fontcache, "font_of_extra", lambda: "another.ttf")
    else:
        matplotlib.list.unlink()
    _ask()
    assert matplotlib.asked == 2


def test_a_family_that_is_not_installed_is_looked_for_every_time(matplotlib: Matplotlib) -> None:
    assert [_ask("Nothing"), _ask("Nothing")] == [None, None]
    assert matplotlib.asked == 2


def _is_installed(family: str) -> bool:
    """As a new process asks."""
    fontcache.is_installed.cache_clear()
    return fontcache.is_installed(family)


def test_that_a_family_is_missing_is_remembered_as_long_as_the_list(
    matplotlib: Matplotlib, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def families() -> dict[str, None]:
        asked.append("")
        return {"Noto Sans JP": None} if b"Noto" in matplotlib.list.read_bytes() else {}

    monkeypatch.setattr(installed, "families", families)
    assert [_is_installed("Noto Sans JP") for _ in range(3)] == [False] * 3
    assert len(asked) == 1
    assert _ask() is not None, "what is installed is remembered beside it"
    assert not _is_installed("Noto Sans JP")
    matplotlib.list.write_bytes(b"a list with Noto")
    assert _is_installed("Noto Sans JP")
    assert len(asked) == 2


def test_a_better_font_that_is_installed_later_makes_a_figure_stale(
    book: Book, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.write("specs/ja.yaml", "inputs: {x: {value: 1, label: りんご}}\nnodes: {y: x + 1}\n")
    there = installed.families()
    first = "Noto Sans CJK JP"
    monkeypatch.setattr(fonts, "font_of_extra", lambda: None)  # which comes before all others
    monkeypatch.setattr(installed, "families", lambda: {family: None for family in there if family != first})
    fontcache.font_digest.cache_clear()
    fontcache.is_installed.cache_clear()
    if "characters" in book.build().stderr:
        pytest.skip("no font with Japanese glyphs")
    known = dict(manifest.read(book.folder / "out")["ja.svg"].fonts)
    assert known[first] is None
    assert len(set(known.values()) - {None}) == 1
    assert manifest.read(book.folder / "out")["a.svg"].fonts == ()
    assert book.counts("--check") == "0 figures to draw, 4 current"
    monkeypatch.setattr(installed, "families", lambda: there | {first: None})
    (memory / fontcache.NAME).unlink()
    fontcache.is_installed.cache_clear()
    told = book.build("--check").stderr.splitlines()
    assert told[0].endswith(f"ja.svg (the font '{first}' was installed)")
    assert told[1] == "1 figure to draw, 3 current"


def test_a_font_that_the_author_asks_for_stays(book: Book) -> None:
    book.write("specs/a.yaml", A + "view: {font: DejaVu Serif}\n")
    book.build()
    assert None not in dict(manifest.read(book.folder / "out")["a.svg"].fonts).values()


def test_families_are_remembered_beside_each_other(matplotlib: Matplotlib, monkeypatch: pytest.MonkeyPatch) -> None:
    both = _ask()
    monkeypatch.setattr(installed, "font_file", lambda _: str(matplotlib.list))
    assert _ask("Another") != both
    assert _ask() == both


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"list": 3}', '{"list": ["/", [1, 2, 3]], "from": 1}'])
def test_a_damaged_memory_is_as_none(matplotlib: Matplotlib, memory: Path, damage: str) -> None:
    first = _ask()
    (memory / fontcache.NAME).write_text(damage)
    assert [_ask(), _ask()] == [first, first]
    assert matplotlib.asked == 2


@pytest.mark.parametrize("entry", [3, [], ["/nowhere", None, "0"], [3, [1, 2, 3], "0"]])
def test_a_damaged_entry_is_as_none(matplotlib: Matplotlib, memory: Path, entry: object) -> None:
    first = _ask()
    path = memory / fontcache.NAME
    data = json.loads(path.read_bytes())
    data["fonts"][FAMILY] = entry
    path.write_text(json.dumps(data))
    assert _ask() == first
    assert matplotlib.asked == 2


def test_where_nothing_can_be_written_nothing_is_remembered(matplotlib: Matplotlib, memory: Path) -> None:
    memory.parent.write_text("a file in the place of the cache folder")
    assert _ask() == _ask() is not None
    assert matplotlib.asked == 2


@pytest.mark.usefixtures("matplotlib")
def test_nobody_needs_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(caches, "folder", homeless)
    assert _ask() == _ask() is not None


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the rule of other systems")
def test_the_folder_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert caches.folder() == tmp_path / "graphdraw"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert caches.folder() == Path.home() / ".cache" / "graphdraw"


def test_a_figure_with_another_font_is_current_without_matplotlib(book: Book, memory: Path) -> None:
    book.write("specs/ja.yaml", "inputs: {x: {value: 1, label: りんご}}\nnodes: {y: x + 1}\n")
    fontcache.font_digest.cache_clear()
    result = book.build()
    if "characters" in result.stderr:
        pytest.skip("no font with Japanese glyphs")
    assert result.exit_code == 0
    text = (book.folder / "out" / manifest.NAME).read_text(encoding="utf-8")
    family, (path, _, digest) = next(iter(json.loads((memory / fontcache.NAME).read_bytes())["fonts"].items()))
    assert family in text
    assert digest in text
    assert path not in text
    probe = (
        "import sys; from pathlib import Path; from graphdraw.disk import caches; "
        f"caches.folder = lambda: Path({str(memory)!r}); from graphdraw.cli.app import group; "
        "sys.argv[1:] = ['build', 'specs', '-o', 'out', '--check']\n"
        "try: group.main()\nexcept SystemExit as end: assert not end.code\nassert 'matplotlib' not in sys.modules"
    )
    run = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=book.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert "4 current" in run.stderr.decode()


@pytest.mark.usefixtures("memory")
def test_the_digest_is_that_of_the_file_that_pip_has_brought(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if font_of_extra() is None:
        pytest.skip("graphdraw[ja] is not installed")
    used = digest(Path(installed.font_file(FAMILY_OF_EXTRA)).read_bytes())
    assert _ask(FAMILY_OF_EXTRA) == used
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))  # as another environment has another list
    assert _ask(FAMILY_OF_EXTRA) == used


def test_another_font_is_drawn_after_the_extra_was_installed(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    assert book.build().exit_code == 0
    assert "current" in book.build("--check").stderr
    monkeypatch.setattr(settings, "font_of_extra", lambda: None if font_of_extra() else "another.ttf")
    assert book.build("--check").exit_code == 1


def test_a_font_named_on_the_command_line_is_drawn_and_an_unknown_one_is_none(book: Book) -> None:
    result = book.build("--set", "view.font=DejaVu Sanz")
    assert result.exit_code == 2
    assert "no font family 'DejaVu Sanz' is installed" in result.stderr
    assert "did you mean 'DejaVu Sans'" in result.stderr
    assert book.build("--set", "view.font=DejaVu Serif").exit_code == 0
    assert book.build("--set", "view.font=DejaVu Serif", "--check").exit_code == 0
