"""A build writes over nothing that it reads, and over nothing twice: told before anything is written."""

import os
from pathlib import Path

import pytest

from graphdraw.build.records import manifest
from tests.build.conftest import A, Book

JSON = '{"inputs": {"x": 3}, "nodes": {"y": "x * 5"}}\n'


def _contents(book: Book) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in book.folder.rglob("*") if path.is_file()}


@pytest.fixture(params=["the first build", "a later one"])
def any_book(book: Book, request: pytest.FixtureRequest) -> Book:
    """A book in which every spec is new, or is current."""
    book.write("down.yaml", "view: {direction: down}\n")
    book.write("specs/a.json", JSON)  # in the place of a figure that is drawn as JSON
    book.write("specs/deep/child.yaml", "extends: ../a.json\ninputs: {x: 4}\n")
    if request.param == "a later one":
        assert book.build().exit_code == 0
    return book


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ("--depfile specs/a.yaml", "the depfile would replace the spec 'specs/a.yaml'"),
        ("--depfile specs/A.yaml", "the depfile would replace the spec 'specs/a.yaml'"),
        ("--depfile specs/a.json", "the depfile would replace the included file 'specs/a.json'"),
        ("--depfile graphdraw.yaml", "the depfile would replace the project file 'graphdraw.yaml'"),
        ("--view down.yaml --depfile down.yaml", "the depfile would replace the view file 'down.yaml'"),
        ("--depfile out/a.svg", "the depfile would replace the figure 'out/a.svg'"),
        ("--depfile out/A.svg -f pdf,svg", "the depfile would replace the figure 'out/a.svg'"),
        ("--depfile out/a-dark.svg --dark-pair", "the depfile would replace the figure 'out/a-dark.svg'"),
        (
            "--depfile out/.graphdraw-manifest.json",
            "the depfile would replace the manifest 'out/.graphdraw-manifest.json'",
        ),
        ("--report specs/a.json", "the report would replace the included file 'specs/a.json'"),
        ("--report out/a.json -f json", "the report would replace the figure 'out/a.json'"),
        ("--report r.json --depfile R.json", "the depfile and the report would both be written to 'r.json'"),
        ("--check --report specs/a.json", "the report would replace the included file 'specs/a.json'"),
        ("nowhere --report specs/a.json", "the report would replace the included file 'specs/a.json'"),
    ],
)
def test_what_else_a_build_writes(any_book: Book, more: str, text: str) -> None:
    before = _contents(any_book)
    result = any_book.build(*more.split())
    option = "report" if text.startswith("the report") or "and the report" in text else "depfile"
    hint = f"hint: name another file: --{option} FILE"
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {text} [usage]\n{hint}\n"
    assert _contents(any_book) == before


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
@pytest.mark.parametrize("option", ["depfile", "report"])
@pytest.mark.parametrize("way", ["a figure", "the manifest", "both"])
def test_links_that_lead_to_nothing_yet(book: Book, option: str, way: str) -> None:
    """The figure was drawn, and then replaced by what was written last."""
    (book.folder / "out").mkdir()
    name, what = ("a.svg", "figure") if way != "the manifest" else (manifest.NAME, "manifest")
    (book.folder / "out" / name).symlink_to("x.json")
    given = "out/x.json"
    if way == "both":
        (book.folder / "out" / "r.json").symlink_to("x.json")
        given = "out/r.json"
    result = book.build(f"--{option}", given)
    assert result.stderr == (
        f"error: the {option} would replace the {what} 'out/{name}' [usage]\nhint: name another file: --{option} FILE\n"
    )
    assert result.exit_code == 2
    assert not (book.folder / "out" / "x.json").exists()


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("specs -o specs -f json", "the figure would replace the included file 'specs/a.json'"),
        ("specs -o specs -f svg,json", "the figure would replace the included file 'specs/a.json'"),
        ("specs/a.json -o specs -f json", "the figure would replace the spec 'specs/a.json'"),
    ],
)
def test_figures(any_book: Book, line: str, text: str) -> None:
    before = _contents(any_book)
    result = any_book.run("build", *line.split())
    assert result.exit_code == 2
    assert result.stderr == f"error: {text} [usage]\nhint: name another folder: -o DIR\n"
    assert _contents(any_book) == before


def test_a_view_file_in_the_place_of_a_figure(book: Book) -> None:
    book.write("specs/a.json", '{"view": {"direction": "down"}}\n')
    result = book.run("build", "specs/a.yaml", "-o", "specs", "-f", "json", "--view", "specs/a.json")
    assert result.stderr.splitlines()[0] == "error: the figure would replace the view file 'specs/a.json' [usage]"


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize("kind", ["hard", "symbolic"])
def test_a_figure_that_is_a_link_to_a_spec(book: Book, kind: str) -> None:
    (book.folder / "out").mkdir()
    link, spec = book.folder / "out" / "a.svg", book.folder / "specs" / "a.yaml"
    if kind == "hard":
        os.link(spec, link)
    else:
        link.symlink_to(spec)
    result = book.build()
    out = f"{Path('out/a.svg')}: cannot be written: a link leads out of its folder, to '{spec}'"
    told = {
        "hard": "error: the figure would replace the spec 'specs/a.yaml' [usage]",
        "symbolic": f"error: {out} [usage]",
    }
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, told[kind])
    assert spec.read_text() == A


def test_a_spec_with_mistakes_keeps_what_it_extends(book: Book) -> None:
    book.write("specs/a.json", JSON)
    book.write("specs/broken.yaml", "extends: a.json\nnodes: {z: zz}\n")
    result = book.run("build", "specs", "-o", "specs", "-f", "json")
    told = "error: the figure would replace the included file 'specs/a.json' [usage]"
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, told)
    assert (book.folder / "specs" / "a.json").read_text() == JSON


def test_a_report_is_written_again_and_again(book: Book) -> None:
    for _ in range(2):
        assert book.build("--report", "r.json", "--depfile", "d").exit_code == 0
    assert (book.folder / "r.json").read_text() == "[]\n"


def test_a_missing_path_is_in_the_report(book: Book) -> None:
    result = book.run("build", "specs", "nowhere", "-o", "out", "--report", "r.json")
    assert (result.exit_code, result.stderr) == (2, "error: nowhere: no such file or folder [usage]\n")
    assert "nowhere: no such file or folder" in (book.folder / "r.json").read_text()
