"""Which files are specs, where their figures go, and what is refused before anything is drawn."""

from pathlib import Path

import pytest

from tests.build.conftest import A, Book


def _figures(book: Book) -> list[str]:
    return sorted(p.relative_to(book.folder / "out").as_posix() for p in (book.folder / "out").rglob("*.svg"))


def test_figures_lie_below_the_output_folder_as_specs_below_the_path(book: Book) -> None:
    result = book.build()
    assert (result.exit_code, result.stdout) == (0, "")
    assert _figures(book) == ["a.svg", "deep/b.svg", "deep/child.svg"]
    assert result.stderr.splitlines()[-1] == "3 figures drawn, 0 unchanged, 0 failed"


@pytest.mark.parametrize(
    "name", ["_hidden.yaml", ".dot.yaml", "_parts/x.yaml", ".git/x.yaml", "graphdraw.yaml", "x.txt"]
)
def test_passed_over(book: Book, name: str) -> None:
    book.write(f"specs/{name}", A if "graphdraw" not in name else "formats: svg\n")
    book.build()
    assert _figures(book) == ["a.svg", "deep/b.svg", "deep/child.svg"]


def test_a_file_that_is_named_is_always_built(book: Book) -> None:
    book.run("build", "specs/_base.yaml", "-o", "out")
    assert _figures(book) == ["_base.svg"]


def test_other_yaml_is_passed_over_and_a_typo_is_named(book: Book) -> None:
    book.write("specs/config.yaml", "title: Site\ntheme: dark\n")
    book.write("specs/typo.yaml", "inputs: {x: 1}\nnode: {y: x + 1}\n")
    line = book.counts()
    assert line.endswith(f"passed over, since there is no 'nodes:' in {Path('specs/typo.yaml')}")
    assert "config" not in line


def test_only_the_last_suffix_goes(book: Book) -> None:
    book.write("specs/fig.1.yaml", A)
    book.build()
    assert "fig.1.svg" in _figures(book)


@pytest.mark.parametrize("name", ["a.yml", "A.yaml"])
def test_two_specs_with_one_figure_are_refused_before_anything_is_drawn(book: Book, name: str) -> None:
    other = book.write(f"specs/{name}", A)
    if len(list((book.folder / "specs").glob("[aA].y*ml"))) == 1:
        pytest.skip(f"this file system takes {other.name} and a.yaml for one")
    result = book.build()
    assert result.exit_code == 2
    assert "would both be drawn to" in result.stderr
    assert name in result.stderr
    assert not (book.folder / "out").exists()


def test_unicode_forms_of_one_name_are_one_figure(book: Book) -> None:
    book.write("specs/é.yaml", A)
    book.write("specs/e\u0301.yaml", A)
    assert "would both be drawn to" in book.build().stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "nowhere", "-o", "out"), "error: nowhere: no such file or folder [usage]"),
        (("build", "specs"), "error: the output folder is missing [usage]"),
        (("build", "specs", "-o", "specs/a.yaml"), "this is a file; -o names a folder"),
        (("build", "specs", "-o", "out", "-f", "gif"), "unknown format 'gif'"),
        (("build", "specs", "-o", "out", "-j", "many"), "-j is a number from 1 or auto, this is 'many'"),
        (("build", "specs", "-o", "out", "-j", "1001"), "-j is a number from 1 or auto, this is '1001'"),
        (("build", "specs", "-o", "out", "-j", "000"), "-j is a number from 1 or auto, this is '000'"),
        (("build", "specs", "-o", "out", "-j", "9" * 5000), f"-j is a number from 1 or auto, this is '{'9' * 80}…'"),
        (("clean", "specs"), "no build has written here"),
    ],
)
def test_wrong_usage(book: Book, arguments: tuple[str, ...], message: str) -> None:
    result = book.run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_formats(book: Book) -> None:
    book.build("-f", "png,pdf")
    assert (book.folder / "out" / "a.png").read_bytes().startswith(b"\x89PNG")
    assert (book.folder / "out" / "a.pdf").read_bytes().startswith(b"%PDF")


def test_the_figures_are_those_of_render(book: Book) -> None:
    book.build()
    book.run("render", "specs/a.yaml", "-o", "one.svg")
    assert (book.folder / "one.svg").read_bytes() == (book.folder / "out" / "a.svg").read_bytes()


def test_many_workers_draw_the_same(book: Book) -> None:
    book.build()
    alone = {name: content for name, (_, _, content) in book.state().items() if name.endswith(".svg")}
    book.run("clean", "out")
    assert book.counts("-j", "2") == "3 figures drawn, 0 unchanged, 0 failed"
    assert {name: content for name, (_, _, content) in book.state().items() if name.endswith(".svg")} == alone


def test_depfile_for_make(book: Book) -> None:
    book.build("--depfile", "figures.d")
    lines = (book.folder / "figures.d").read_text().splitlines()
    assert lines == [
        "out/a.svg: specs/a.yaml graphdraw.yaml",
        "out/deep/b.svg: specs/deep/b.yml graphdraw.yaml",
        "out/deep/child.svg: specs/deep/child.yaml specs/_base.yaml graphdraw.yaml",
        "graphdraw.yaml:",
        "specs/_base.yaml:",
    ]


def test_a_report_holds_all_problems(book: Book) -> None:
    book.write("specs/bad.yaml", "inputs: {x: 1}\nnodes: {y: x + zz}\n")
    book.write("specs/worse.yaml", "inputs: {x: 0}\nnodes: {y: 1 / x}\n")
    result = book.build("--report", "problems.json")
    assert result.exit_code == 1
    text = (book.folder / "problems.json").read_text(encoding="utf-8")
    assert "unknown name 'zz'" in text
    assert "division by zero" in text


def test_clean_removes_what_was_built_and_nothing_else(book: Book) -> None:
    book.build()
    book.write("out/notes.txt", "mine")
    book.write("out/deep/b.svg", "edited by hand")
    result = book.run("clean", "out")
    assert result.exit_code == 0
    assert "b.svg: kept, since it was changed after it was drawn" in result.stderr
    assert result.stderr.endswith("2 figures removed\n")
    assert sorted(p.name for p in (book.folder / "out").rglob("*") if p.is_file()) == ["b.svg", "notes.txt"]


def test_clean_leads_out_of_its_folder_never(book: Book) -> None:
    book.build()
    manifest = book.folder / "out" / ".graphdraw-manifest.json"
    manifest.write_text(manifest.read_text().replace('"a.svg"', '"../specs/a.yaml"'))
    book.run("clean", "out")
    assert (book.folder / "specs" / "a.yaml").exists()


def test_the_project_file_says_what_the_command_line_leaves_out(book: Book) -> None:
    book.write("graphdraw.yaml", "sources: [specs/deep, specs/a.yaml]\nformats: [svg, pdf]\noutput: figures\n")
    result = book.run("build")
    assert result.exit_code == 0, result.stderr
    found = sorted(path.name for path in (book.folder / "figures").iterdir() if not path.name.startswith("."))
    assert found == ["a.pdf", "a.svg", "b.pdf", "b.svg", "child.pdf", "child.svg"]


def test_without_paths_and_project_file(book: Book) -> None:
    (book.folder / "graphdraw.yaml").unlink()
    result = book.run("build", "-o", "out")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, "error: name what to build [usage]")


@pytest.mark.parametrize("output", ["fig", "fig/{dir}/{name}", "specs/{dir}/img/{name}"])
def test_a_part_of_a_project_is_named_as_the_whole(book: Book, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative to its sources: the same figures, which are current then."""
    for chapter in ("ch1", "ch2"):
        book.write(f"specs/{chapter}/g1.yaml", A)
    book.write("apart/x.yaml", A)
    book.write("graphdraw.yaml", f"sources: [specs, apart/x.yaml]\noutput: '{output}'\n")
    assert book.run("build").exit_code == 0
    before = sorted(path for path in book.folder.rglob("*.svg"))
    (book.folder / "link").symlink_to("specs")
    parts = (["specs/ch2/g1.yaml"], ["specs/ch1", "specs/ch2"], ["specs/deep", "apart"], ["link/ch1"])
    for part in parts:
        result = book.run("build", *part)
        assert result.stderr.splitlines()[-1].startswith("0 figures drawn, ")
    monkeypatch.chdir("specs/ch2")
    for part in (["g1.yaml"], ["."], ["../ch1/g1.yaml", "g1.yaml"], [str(book.folder / "specs" / "ch1")]):
        result = book.run("build", *part)
        assert (result.exit_code, result.stderr.splitlines()[-1][:17]) == (0, "0 figures drawn, ")
    assert sorted(path for path in book.folder.rglob("*.svg")) == before


def test_a_part_of_a_project_that_is_built_first(book: Book) -> None:
    book.write("graphdraw.yaml", "sources: specs\noutput: out\n")
    book.run("build", "specs/deep/b.yml")
    assert _figures(book) == ["deep/b.svg"]
    book.write("other/deep/c.yaml", A)
    book.run("build", "other")
    assert _figures(book) == ["deep/b.svg", "deep/c.svg"], "it lies below no source"
    book.run("build", "specs/deep", "-o", "out/here")
    assert (book.folder / "out" / "here" / "b.svg").exists(), "-o says where"


@pytest.mark.parametrize("command", [("build", "-o", "out"), ("build", "-o", "out", "--check"), ("check",)])
def test_a_folder_without_specs(book: Book, command: tuple[str, ...]) -> None:
    """Empty, with specs in JSON only, or with other YAML only; a file that is named is taken, whatever its name."""
    (book.folder / "empty").mkdir()
    one = book.write("j/a.json", '{"inputs": {"x": 1}, "nodes": {"y": "x + 1"}}')
    book.write("other/config.yaml", "title: Site\n")
    name, *more = command
    result = book.run(name, "empty", "j", "specs", "other", *more)
    hint = (
        "hint: a folder is searched for .yaml and .yml files with 'nodes:' or 'extends:'; others are named one by one"
    )
    told = [
        line for folder in ("empty", "j", "other") for line in (f"warning: no specs below '{folder}' [no-specs]", hint)
    ]
    assert [line for line in result.stderr.splitlines() if "no specs" in line or "searched" in line] == told
    assert "no specs below" not in book.run(name, str(one), "specs", *more).stderr
