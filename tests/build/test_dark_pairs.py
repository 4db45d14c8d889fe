"""`build --dark-pair`: planned, recorded, found current and removed as all other figures are."""

import json
from pathlib import Path

from graphdraw.build import Settings
from graphdraw.build.records import manifest
from graphdraw.build.settings import PictureKind
from tests.build.conftest import A, Book

BOTH = ["a-dark.svg", "a.svg", "deep/b-dark.svg", "deep/b.svg", "deep/child-dark.svg", "deep/child.svg"]
ALL_CURRENT = "0 figures drawn, 3 unchanged, 0 failed"


def _figures(book: Book, suffix: str = "svg") -> list[str]:
    out = book.folder / "out"
    return sorted(path.relative_to(out).as_posix() for path in out.rglob(f"*.{suffix}"))


def test_both_figures_are_drawn_recorded_and_then_current(book: Book) -> None:
    assert book.counts("--dark-pair") == "3 figures drawn, 0 unchanged, 0 failed"
    assert _figures(book) == BOTH
    assert sorted(manifest.read(book.folder / "out")) == BOTH
    before = book.state()
    assert book.counts("--dark-pair") == ALL_CURRENT
    assert book.state() == before


def test_light_figures_are_current_with_and_without_their_pair(book: Book) -> None:
    book.build("--dark-pair")
    light = {name: state for name, state in book.state().items() if "dark" not in name}
    assert book.counts() == ALL_CURRENT
    assert {name: state for name, state in book.state().items() if "dark" not in name} == light


def test_a_missing_or_changed_dark_figure_is_drawn_again(book: Book) -> None:
    book.build("--dark-pair")
    (book.folder / "out" / "a-dark.svg").unlink()
    (book.folder / "out" / "deep" / "b-dark.svg").write_text("x", encoding="utf-8")
    assert book.counts("--dark-pair") == "2 figures drawn, 1 unchanged, 0 failed"
    assert _figures(book) == BOTH
    assert book.counts("--dark-pair") == ALL_CURRENT


def test_settings_tell_the_two_apart() -> None:
    settings = Settings(("svg", "png"), dark_pair=True)
    assert settings.kinds == (
        PictureKind("svg"),
        PictureKind("svg", True),
        PictureKind("png"),
        PictureKind("png", True),
    )
    keys = {settings.key(kind, Path("out")) for kind in settings.kinds}
    assert len(keys) == len(settings.kinds)
    alone = Settings(("svg", "png"))
    assert alone.key(PictureKind("svg"), Path("out")) in keys
    assert Settings(theme="dark").key(PictureKind("svg"), Path("out")) not in keys


def test_a_spec_of_the_name_of_a_dark_figure_is_refused(book: Book) -> None:
    book.write("specs/a-dark.yaml", A)
    result = book.build("--dark-pair")
    assert result.exit_code == 2
    assert "would both be drawn to 'out/a-dark.svg'" in result.stderr
    assert not (book.folder / "out").exists()
    assert book.build().exit_code == 0


def test_check_and_dry_run_name_both(book: Book) -> None:
    result = book.build("--dark-pair", "--check")
    assert result.exit_code == 1
    named = [
        Path(line.split(" -> ")[1].removesuffix(" (not drawn yet)")).as_posix()
        for line in result.stderr.splitlines()
        if " -> " in line
    ]
    assert named == [
        "out/a.svg",
        "out/a-dark.svg",
        *(f"out/deep/{n}.svg" for n in ("b", "b-dark", "child", "child-dark")),
    ]


def test_dependencies_and_clean_have_both(book: Book) -> None:
    book.build("--dark-pair", "--depfile", "d")
    rules = [line.split(":")[0] for line in (book.folder / "d").read_text(encoding="utf-8").splitlines()]
    assert {f"out/{name}" for name in BOTH} <= set(rules)
    assert book.run("clean", "out").stderr == "6 figures removed\n"
    assert _figures(book) == []


def test_patterns_formats_and_processes(book: Book) -> None:
    result = book.run(
        *("build", "specs", "-o", "out/{format}/{dir}/fig-{name}", "-f", "svg,pdf", "-j", "2", "--dark-pair")
    )
    assert result.exit_code == 0
    assert _figures(book, "pdf") == [
        *("pdf/deep/fig-b-dark.pdf", "pdf/deep/fig-b.pdf", "pdf/deep/fig-child-dark.pdf", "pdf/deep/fig-child.pdf"),
        *("pdf/fig-a-dark.pdf", "pdf/fig-a.pdf"),
    ]


def test_a_spec_that_is_dark_already_is_reported_and_the_others_drawn(book: Book) -> None:
    book.write("specs/a.yaml", A + "view: {theme: dark}\n")
    result = book.build("--dark-pair", "--report", "report.json")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "2 figures drawn, 0 unchanged, 1 failed"
    (problem,) = json.loads((book.folder / "report.json").read_text(encoding="utf-8"))
    assert (problem["code"], problem["line"]) == ("dark-pair", 3)
    assert _figures(book) == [name for name in BOTH if not name.startswith("a")]


def test_the_dark_theme_for_all_leaves_no_pair(book: Book) -> None:
    result = book.build("--dark-pair", "--theme", "dark")
    assert result.exit_code == 2
    assert "--theme dark and --dark-pair cannot be given together" in result.stderr
