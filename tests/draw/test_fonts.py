"""Families and their files: what is searched in which order, what pip brings, what was installed or removed later."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import fontManager, get_font

from graphdraw.draw.text import extras, fonts, installed
from graphdraw.draw.text.fonts import families_for, font_file, missing_characters, named

THEME = ("DejaVu Sans",)
EXTRA = extras.font_of_extra()
FACES = {entry.name: entry.index for entry in fontManager.ttflist if getattr(entry, "index", 0)}


@pytest.fixture
def extra() -> str:
    if EXTRA is None:
        pytest.skip("graphdraw[ja] is not installed")
    return EXTRA


@pytest.mark.parametrize("family", sorted(set(fontManager.get_font_names())))
def test_every_installed_family_has_a_file(family: str) -> None:
    assert font_file(family)


@pytest.mark.parametrize("name", ["No-Such: family", "Nowhere"])
def test_a_family_is_a_name_and_never_a_pattern(name: str) -> None:
    """matplotlib reads a lone text as a fontconfig pattern, in which a hyphen or a colon begins something else."""
    with pytest.raises(ValueError, match="no font family"):
        font_file(name)


def test_of_a_collection_the_font_of_the_family_is_drawn() -> None:
    if not FACES:
        pytest.skip("no collection of fonts is installed")
    for family in FACES:
        assert get_font(font_file(family)).family_name == family


def test_the_families_asked_for_are_enough_where_they_have_everything() -> None:
    assert families_for("∂L/∂x = −1.25×10⁻⁵ πσ", THEME) == THEME


def _offered(monkeypatch: pytest.MonkeyPatch, fonts_: dict[str, str], extra: bool = False) -> None:
    """Families that have the given characters, instead of real ones."""
    monkeypatch.setattr(installed, "families", lambda: dict.fromkeys(fonts_))
    monkeypatch.setattr(fonts, "font_of_extra", lambda: "a.ttf" if extra else None)
    monkeypatch.setattr(fonts, "_has", lambda family, character: character in fonts_[family])


HAN = dict.fromkeys(("Aaa", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans CJK TC"), "直骨")


@pytest.mark.parametrize(
    ("lang", "family"),
    [
        (None, "Noto Sans CJK JP"),
        ("en", "Noto Sans CJK JP"),
        ("ja-JP", "Noto Sans CJK JP"),
        ("zh", "Noto Sans CJK SC"),
        ("zh-CN", "Noto Sans CJK SC"),
        ("zh-Hant", "Noto Sans CJK TC"),
        ("zh-TW", "Noto Sans CJK TC"),
        ("zh-HK", "Noto Sans CJK TC"),  # the font for Hong Kong is not there
        ("ko", "Noto Sans CJK KR"),
    ],
)
def test_the_font_of_the_language_comes_first(monkeypatch: pytest.MonkeyPatch, lang: str | None, family: str) -> None:
    _offered(monkeypatch, {**HAN, "DejaVu Sans": ""})
    assert families_for("骨", THEME, lang) == (*THEME, family)


@pytest.mark.parametrize(("lang", "family"), [("ja", "IPAexGothic"), (None, "IPAexGothic"), ("zh", "Noto Sans CJK SC")])
def test_the_font_of_the_extra_comes_first_for_japanese(
    monkeypatch: pytest.MonkeyPatch, lang: str | None, family: str
) -> None:
    _offered(monkeypatch, {**HAN, "IPAexGothic": "直骨", "DejaVu Sans": ""}, extra=True)
    assert families_for("骨", THEME, lang) == (*THEME, family)


def test_any_font_is_better_than_none(monkeypatch: pytest.MonkeyPatch) -> None:
    _offered(monkeypatch, {**HAN, "Zzz": "ไ", "DejaVu Sans": ""})
    assert families_for("ไ", THEME) == (*THEME, "Zzz")


def test_one_font_for_all_is_better_than_two(monkeypatch: pytest.MonkeyPatch) -> None:
    _offered(monkeypatch, {"Noto Sans CJK JP": "おか", "Zzz": "おか税", "DejaVu Sans": "x"})
    assert families_for("xおか税", THEME) == (*THEME, "Zzz")


def test_several_fonts_where_no_one_has_all(monkeypatch: pytest.MonkeyPatch) -> None:
    _offered(monkeypatch, {"Noto Sans CJK JP": "おか", "Thai": "ไไ", "Few": "お", "DejaVu Sans": "x"})
    assert families_for("おかไ🍎", THEME) == (*THEME, "Noto Sans CJK JP", "Thai")


@pytest.mark.parametrize(
    ("characters", "words"), [("税🍎", "税🍎"), ("\u0301", "U+0301"), ("x\U000e0100y", "x U+E0100 y")]
)
def test_what_cannot_be_seen_is_told_by_its_number(characters: str, words: str) -> None:
    assert named(characters) == words


@pytest.mark.usefixtures("bare")
def test_without_any_font_everything_foreign_is_missing() -> None:
    assert families_for("おかし", THEME) == THEME
    assert missing_characters("おかし x", THEME) == "おかし"
    assert "graphdraw[ja]" in fonts.cure("おかし")
    assert "graphdraw[ja]" not in fonts.cure("ไ")


@pytest.mark.usefixtures("bare")
def test_pip_alone_brings_japanese(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (extras, fonts, installed):
        monkeypatch.setattr(module, "font_of_extra", lambda: extra)
    assert families_for("おかし個数税", THEME) == (*THEME, extras.FAMILY)
    assert Path(font_file(extras.FAMILY)).samefile(extra)
    assert "graphdraw[ja]" not in fonts.cure("𠮟")


@pytest.mark.usefixtures("extra")
def test_the_package_of_the_extra_is_never_imported() -> None:
    """It would change matplotlib's settings."""
    probe = (
        "import sys, graphdraw; "
        "graphdraw.render('inputs:\\n  x: {value: 1, label: おかし}\\nnodes: {y: x + 1}\\n', 'svg'); "
        "assert 'matplotlib.font_manager' in sys.modules; assert 'matplotlib_fontja' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_font_that_was_installed_after_matplotlibs_list_was_made_is_found(
    bare: list[str], extra: str, tmp_path: Path, new_process: Callable[[], None]
) -> None:
    later = tmp_path / "later.ttf"
    later.write_bytes(Path(extra).read_bytes())
    (tmp_path / "damaged.ttf").write_bytes(b"no font")
    bare += [str(tmp_path / "damaged.ttf"), str(later)]
    assert families_for("おかし", THEME) == (*THEME, "IPAexGothic")
    assert Path(font_file("IPAexGothic")) == later.resolve()
    later.unlink()
    bare.clear()
    new_process()
    assert families_for("おかし", THEME) == THEME, "the list still names a file that was removed"
    assert fonts.unknown_family("IPAexGothic") is not None


def test_the_disk_is_searched_once_in_a_process(bare: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(installed, "findSystemFonts", lambda: asked.append(1) or bare)
    for text in ("おかし", "税", "ไ"):
        families_for(text, THEME)
    assert len(asked) == 1


def test_a_font_file_that_cannot_be_read_has_no_glyphs(
    bare: list[str], extra: str, tmp_path: Path, new_process: Callable[[], None]
) -> None:
    later = tmp_path / "later.ttf"
    later.write_bytes(Path(extra).read_bytes())
    bare.append(str(later))
    assert families_for("お", THEME) == (*THEME, "IPAexGothic")
    later.write_bytes(b"damaged")
    new_process()
    assert families_for("か", THEME) == THEME


def test_an_unknown_family_is_told_with_near_ones() -> None:
    text, hint = fonts.unknown_family("DejaVu Sanz") or ("", None)
    assert text == "no font family 'DejaVu Sanz' is installed"
    assert hint is not None
    assert "'DejaVu Sans'" in hint
    assert fonts.unknown_family("DejaVu Sans") is None
    assert fonts.unknown_family("serif") is not None, "an alias of matplotlib's settings is no family"


def _renamed(path: str, family: str) -> TTFont:
    """A font file under a name that no machine has."""
    font = TTFont(path)
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            font["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
    return font


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="where fonts are installed on other systems")
def test_with_matplotlibs_real_list(tmp_path: Path) -> None:
    """The list is written by one process; a font that is installed then is found by the next, and the list stays."""
    probe = "from graphdraw.draw.text import extras, fonts; extras.find_spec = lambda _: None; "
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "MPLCONFIGDIR": str(tmp_path / "matplotlib"),
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "HOME": str(tmp_path),
    }

    def run(code: str) -> str:
        command = [sys.executable, "-c", probe + code]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    run("from matplotlib.font_manager import fontManager")
    (made,) = (tmp_path / "matplotlib").glob("fontlist-*.json")
    before = made.read_bytes()
    later = tmp_path / "share" / "fonts" / "later.ttf"
    later.parent.mkdir(parents=True)
    _renamed(font_file("DejaVu Sans"), "Later Sans").save(later)
    shown = run("print(fonts.unknown_family('Later Sans'), fonts.font_file('Later Sans'))")
    assert shown == f"None {later.resolve()}"
    assert made.read_bytes() == before
