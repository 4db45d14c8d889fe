"""Why a figure is not current: what `--check` and `--dry-run` say, word for word."""

import json
import os
from pathlib import Path

import pytest

from graphdraw.build import settings
from graphdraw.build.records import manifest
from tests.build.conftest import BASE, A, Book

CURRENT = ["0 figures to draw, 3 current"]


@pytest.fixture
def built(book: Book) -> Book:
    book.write("down.yaml", "view: {direction: down}\n")
    assert book.build().exit_code == 0
    return book


def why(book: Book, *more: str) -> list[str]:
    """What `--check` says, which is what `--dry-run` says; the same every time, and nothing is written."""
    before = book.state() if (book.folder / "out").exists() else {}
    result, dry = book.build("--check", *more), book.build("--dry-run", *more)
    lines = result.stderr.splitlines()
    assert result.exit_code == (0 if lines[0].startswith("0 figures to draw") else 1)
    assert (dry.exit_code, dry.stderr) == (0, result.stderr)
    assert (book.state() if before else {}) == before
    return [Path(line).as_posix() if " -> " in line else line for line in lines]


def line(reason: str, name: str = "a.yaml", figure: str = "a.svg") -> str:
    return f"specs/{name} -> out/{figure} ({reason})"


def one(reason: str) -> list[str]:
    return [line(reason), "1 figure to draw, 2 current"]


def all_three(reason: str) -> list[str]:
    names = [("a.yaml", "a.svg"), ("deep/b.yml", "deep/b.svg"), ("deep/child.yaml", "deep/child.svg")]
    return [*(line(reason, *pair) for pair in names), "3 figures to draw, 0 current"]


def test_a_book_that_was_never_built(book: Book) -> None:
    assert why(book) == all_three("not drawn yet")


def test_a_book_without_its_manifest(built: Book) -> None:
    (built.folder / "out" / manifest.NAME).unlink()
    assert why(built) == all_three("there is no record of it")


def test_a_spec_that_has_changed(built: Book) -> None:
    built.write("specs/a.yaml", A.replace("1", "2"))
    assert why(built) == one("the spec has changed")


def test_an_included_file_is_named(built: Book) -> None:
    child = ("deep/child.yaml", "deep/child.svg")
    built.write("specs/_base.yaml", BASE.replace("5", "6"))
    told = "the included file 'specs/_base.yaml' has changed"
    assert why(built) == [line(told, *child), "1 figure to draw, 2 current"]
    (built.folder / "specs" / "_base.yaml").unlink()
    told = "the included file 'specs/_base.yaml' is gone"
    assert why(built) == [line(told, *child), "1 figure to draw, 2 current"]


def test_a_figure_that_is_not_as_it_was(built: Book) -> None:
    figure = built.folder / "out" / "a.svg"
    figure.write_text("mine")
    assert why(built) == one("the figure was changed")
    figure.unlink()
    assert why(built) == one("the figure is missing")


def test_all_reasons_are_told(built: Book) -> None:
    (built.folder / "out" / "a.svg").unlink()
    built.write("specs/a.yaml", A.replace("1", "2"))
    assert why(built) == one("the figure is missing, the spec has changed")
    assert why(built, "--force")[0] == line("the figure is missing, the spec has changed, --force")


def test_a_figure_of_a_pair_that_is_current_itself(built: Book) -> None:
    built.build("-f", "svg,json")
    (built.folder / "out" / "a.json").unlink()
    assert why(built, "-f", "svg,json") == [
        line("with the other figures of the spec"),
        line("the figure is missing", figure="a.json"),
        "1 figure to draw, 2 current",
    ]


def test_force(built: Book) -> None:
    assert why(built, "--force") == all_three("--force")


def test_a_spec_that_had_problems(built: Book) -> None:
    built.write("specs/a.yaml", "nodes: {y: zz}\n")
    built.build()
    built.write("specs/a.yaml", A)
    assert why(built) == one("its spec had problems")


@pytest.mark.parametrize(
    ("more", "named"),
    [
        (("--theme", "mono"), "--theme"),
        (("--set", "x=3"), "--set"),
        (("--view", "down.yaml"), "--view"),
        (("--root", "."), "--root"),
        (("--svg-text", "text"), "--svg-text"),
        (("--set", "x=3", "--theme", "mono"), "--theme, --set"),
    ],
)
def test_options(built: Book, more: tuple[str, ...], named: str) -> None:
    assert why(built, *more) == all_three(f"other options: {named}")
    assert built.build(*more).exit_code == 0
    assert why(built, *more) == CURRENT
    assert why(built) == all_three(f"other options: {named}")


def test_options_of_one_format(built: Book) -> None:
    built.build("-f", "png,pdf")
    assert why(built, "-f", "png,pdf", "--dpi", "72")[:2] == [
        line("other options: --dpi", figure="a.png"),
        line("with the other figures of the spec", figure="a.pdf"),
    ]
    assert why(built, "-f", "pdf", "--pdf-fonts", "3")[0] == line("other options: --pdf-fonts", figure="a.pdf")


def test_a_view_file(built: Book) -> None:
    built.build("--view", "down.yaml")
    built.write("down.yaml", "view: {direction: left}\n")
    assert why(built, "--view", "down.yaml") == all_three("the view file 'down.yaml' has changed")


def test_versions(built: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, matplotlib = settings.versions()
    monkeypatch.setattr(settings, "versions", lambda: ("9.9", matplotlib))
    assert why(built) == all_three(f"drawn with graphdraw {ours}, this is 9.9")
    monkeypatch.setattr(settings, "versions", lambda: (ours, "9.9"))
    assert why(built) == all_three(f"drawn with matplotlib {matplotlib}, this is 9.9")


def test_the_font_of_the_extra(built: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    there = settings.font_of_extra()
    monkeypatch.setattr(settings, "font_of_extra", lambda: None if there else "ipaexg.ttf")
    assert why(built) == all_three(f"the font of the extra 'ja' was {'removed' if there else 'installed'}")


@pytest.mark.parametrize(("now", "said"), [("0" * 64, "has changed"), (None, "is missing")])
def test_a_font(built: Book, monkeypatch: pytest.MonkeyPatch, now: str | None, said: str) -> None:
    out = built.folder / "out"
    records = manifest.read(out)
    records["a.svg"] = records["a.svg"]._replace(fonts=(("Noto Serif", "f" * 64),))
    manifest.write(out, records)
    for module in ("records.freshness", "why"):
        monkeypatch.setattr(f"graphdraw.build.{module}.font_digest", lambda _: now)
    assert why(built) == one(f"the font 'Noto Serif' {said}")


def test_settings_that_somebody_has_edited(built: Book) -> None:
    path = built.folder / "out" / manifest.NAME
    data = json.loads(path.read_bytes())
    data["settings"] = ["?"]
    path.write_text(json.dumps(data))
    assert why(built) == all_three("other options")


PROJECT = "view: {direction: down}\n"
TOML = "[tool.other]\nx = 1\n"
TABLE = '[tool.graphdraw.view]\ndirection = "down"\n'


def test_a_project_file_that_appears(built: Book) -> None:
    (built.folder / "graphdraw.yaml").unlink()
    assert built.build("--root", ".").exit_code == 0
    assert why(built, "--root", ".") == CURRENT
    built.write("graphdraw.yaml", "# the root\n")
    assert why(built, "--root", ".") == all_three("the nearest project file is now 'graphdraw.yaml'")
    assert built.build("--root", ".").exit_code == 0
    assert why(built, "--root", ".") == CURRENT


@pytest.mark.parametrize("name", ["graphdraw.yaml", "pyproject.toml"])
def test_a_nearer_project_file(built: Book, name: str) -> None:
    text = f"the nearest project file is now 'specs/deep/{name}'"
    built.write(f"specs/deep/{name}", PROJECT if name.endswith("yaml") else TABLE)
    assert why(built, "--root", ".") == [
        line("other options: --root"),
        line(f"other options: --root, {text}", "deep/b.yml", "deep/b.svg"),
        line(f"other options: --root, {text}", "deep/child.yaml", "deep/child.svg"),
        "3 figures to draw, 0 current",
    ]
    built.build("--root", ".")
    assert why(built, "--root", ".") == CURRENT
    (built.folder / "specs" / "deep" / name).unlink()
    gone = f"the project file 'specs/deep/{name}' is gone, the nearest project file is now 'graphdraw.yaml'"
    assert why(built, "--root", ".")[0] == line(gone, "deep/b.yml", "deep/b.svg")


def test_a_table_that_is_added_to_a_pyproject(built: Book) -> None:
    toml = built.write("specs/pyproject.toml", TOML)
    assert why(built) == CURRENT
    toml.write_text(f"{TOML}\n# graphdraw = 'here'\n")
    assert why(built) == CURRENT, "it speaks of us and says nothing"
    toml.write_text(TOML + TABLE)
    assert why(built, "--root", ".")[0] == line(
        "other options: --root, the nearest project file is now 'specs/pyproject.toml'"
    )
    built.build("--root", ".")
    toml.write_text(TOML + TABLE.replace("down", "left"))
    assert why(built, "--root", ".") == all_three("the project file 'specs/pyproject.toml' has changed")
    built.build("--root", ".")
    built.write("specs/graphdraw.yaml", PROJECT)
    assert why(built, "--root", ".") == all_three("the nearest project file is now 'specs/graphdraw.yaml'")


def test_the_project_file_itself(built: Book) -> None:
    built.write("graphdraw.yaml", "sources: specs\nlang: ja\n")
    assert why(built) == all_three("the project file 'graphdraw.yaml' has changed")


@pytest.mark.parametrize("kind", ["a file", "a folder", "the project file"])
def test_a_link_that_leads_elsewhere(book: Book, kind: str) -> None:
    """Both files are as they were: the one it was drawn from, and the one that it would be drawn from."""
    for name, text in (("old", BASE), ("new", BASE.replace("5", "6"))):
        book.write(f"{name}/base.yaml", text)
        book.write(f"{name}/project.yaml", f"# {name}\n")
    link, end, told = {
        "a file": ("linked/base.yaml", "../{}/base.yaml", "included file 'linked/base.yaml'"),
        "a folder": ("linked", "{}", "included file 'linked/base.yaml'"),
        "the project file": (
            "specs/deep/graphdraw.yaml",
            "../../{}/project.yaml",
            "project file 'specs/deep/graphdraw.yaml'",
        ),
    }[kind]
    path = book.folder / link
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(end.format("old"))
    if kind != "the project file":
        book.write("specs/deep/child.yaml", "extends: ../../linked/base.yaml\n")
    book.write("specs/deep/b.yml", "title: no spec\n")
    assert book.build("--root", ".").exit_code == 0
    assert why(book, "--root", ".") == ["0 figures to draw, 2 current"]
    path.unlink()
    path.symlink_to(end.format("new"))
    child = line(f"the {told} has changed", "deep/child.yaml", "deep/child.svg")
    assert why(book, "--root", ".") == [child, "1 figure to draw, 1 current"]


def test_a_way_that_leads_up_from_a_link(book: Book) -> None:
    """`..` after a link is the folder above its end, which no text of the path says."""
    book.write("far/away/x.yaml", "extends: ../base.yaml\n")
    book.write("far/base.yaml", BASE)
    (book.folder / "specs" / "linked").symlink_to("../far/away")
    book.write("specs/deep/child.yaml", "extends: ../linked/x.yaml\n")
    assert book.build().exit_code == 0
    assert why(book) == CURRENT
    book.write("far/base.yaml", BASE.replace("5", "6"))
    child = line("the included file 'far/base.yaml' has changed", "deep/child.yaml", "deep/child.svg")
    assert why(book) == [child, "1 figure to draw, 2 current"]


def test_another_way_to_the_same_book(built: Book) -> None:
    link = built.folder.parent / "link"
    link.symlink_to(built.folder)
    result = built.run("build", str(link / "specs"), "-o", str(link / "out"), "--check")
    assert (result.exit_code, result.stderr.splitlines()) == (0, CURRENT)
    result = built.run("build", str(built.folder / "specs"), "-o", str(built.folder / "out"), "--check")
    assert (result.exit_code, result.stderr.splitlines()) == (0, CURRENT)


def test_a_book_that_is_moved_below_a_project_file(moved: Book) -> None:
    assert why(moved) == CURRENT
    (moved.folder / "graphdraw.yaml").unlink()
    moved.build("--root", ".")
    (moved.folder.parent / "graphdraw.yaml").write_text("# a larger book\n")
    nearest = os.path.relpath(moved.folder.parent / "graphdraw.yaml")
    assert why(moved, "--root", ".")[0] == line(f"the nearest project file is now '{Path(nearest).as_posix()}'")


def test_as_a_document_of_problems(built: Book) -> None:
    """A program that asks for JSON gets it, and the exit code says the rest."""
    built.write("specs/a.yaml", A.replace("1", "2"))
    result = built.build("--check", "--error-format", "json")
    assert (result.exit_code, json.loads(result.stderr)) == (1, [])
