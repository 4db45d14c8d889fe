"""Figures whose spec is gone: told by every build, refused by `--check`, removed by `--prune` alone."""

import json
import os
from pathlib import Path

import pytest

from graphdraw.build.records import manifest
from tests.build.conftest import A, B, Book

HINT = "hint: --prune removes it"
HINTS = "hint: --prune removes them"


@pytest.fixture
def built(book: Book) -> Book:
    assert book.build().exit_code == 0
    return book


def figures(book: Book) -> list[str]:
    out = book.folder / "out"
    return sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file() and p.name != manifest.NAME)


def told(book: Book, *more: str) -> list[str]:
    """What a build says besides drawing."""
    return [line for line in book.build(*more).stderr.splitlines() if " -> " not in line]


def test_a_spec_that_was_deleted(built: Book) -> None:
    (built.folder / "specs" / "a.yaml").unlink()
    one = f"warning: 1 figure has no spec any more: {Path('out/a.svg')} [no-spec]"
    for _ in range(2):
        assert built.build().exit_code == 0
        assert told(built) == [one, HINT, "0 figures drawn, 2 unchanged, 0 failed"]
    result = built.build("--check")
    assert (result.exit_code, result.stderr.splitlines()) == (1, [one, HINT, "0 figures to draw, 2 current"])
    assert (built.build("--dry-run").exit_code, told(built, "--dry-run")[0]) == (0, one)
    assert "a.svg" in figures(built)
    assert told(built, "--dry-run", "--prune")[0] == (
        f"{Path('out/a.svg')}: would be removed, since it has no spec any more"
    )
    assert "a.svg" in figures(built)
    assert told(built, "--prune") == [
        f"{Path('out/a.svg')}: removed, since it has no spec any more",
        "0 figures drawn, 2 unchanged, 0 failed",
    ]
    assert figures(built) == ["deep/b.svg", "deep/child.svg"]
    assert built.build("--check").exit_code == 0
    assert sorted(manifest.read(built.folder / "out")) == ["deep/b.svg", "deep/child.svg"]


def test_a_folder_of_specs_that_was_renamed(built: Book) -> None:
    (built.folder / "specs" / "deep").rename(built.folder / "specs" / "deeper")
    names = f"{Path('out/deep/b.svg')}, {Path('out/deep/child.svg')}"
    assert told(built)[:2] == [f"warning: 2 figures have no spec any more: {names} [no-spec]", HINTS]
    built.build("--prune")
    assert figures(built) == ["a.svg", "deeper/b.svg", "deeper/child.svg"]
    assert not (built.folder / "out" / "deep").exists(), "a folder that is empty then goes, too"
    assert built.build("--check").exit_code == 0


def test_a_spec_that_was_renamed(built: Book) -> None:
    (built.folder / "specs" / "a.yaml").rename(built.folder / "specs" / "z.yaml")
    assert built.build("--check").exit_code == 1
    assert told(built, "--prune") == [
        f"{Path('out/a.svg')}: removed, since it has no spec any more",
        "1 figure drawn, 2 unchanged, 0 failed",
    ]
    assert figures(built) == ["deep/b.svg", "deep/child.svg", "z.svg"]


def test_another_suffix_is_the_same_figure(built: Book) -> None:
    (built.folder / "specs" / "a.yaml").rename(built.folder / "specs" / "a.yml")
    assert told(built) == ["1 figure drawn, 2 unchanged, 0 failed"]
    assert built.build("--check").exit_code == 0


def test_a_file_that_is_no_spec_any_more(built: Book) -> None:
    built.write("specs/a.yaml", "inputs: {x: 1}\n")
    assert told(built)[0].startswith("warning: 1 figure has no spec any more: ")
    built.write("specs/a.yaml", A)
    assert told(built) == ["0 figures drawn, 3 unchanged, 0 failed"]


def test_a_spec_with_mistakes_is_one(built: Book) -> None:
    built.write("specs/a.yaml", "nodes: {y: zz}\n")
    for _ in range(2):
        assert built.build("--prune").exit_code == 1
        assert "no-spec" not in built.build().stderr
    assert "a.svg" in figures(built)


def test_what_the_specs_extend_needs_no_figure(built: Book) -> None:
    (built.folder / "specs" / "_base.yaml").rename(built.folder / "specs" / "_other.yaml")
    built.write("specs/deep/child.yaml", "extends: ../_other.yaml\n")
    assert told(built) == ["1 figure drawn, 2 unchanged, 0 failed"]


def test_a_figure_that_somebody_has_changed_is_kept_and_let_go(built: Book) -> None:
    (built.folder / "specs" / "a.yaml").unlink()
    built.write("out/a.svg", "drawn by hand")
    assert told(built)[0].startswith("warning: 1 figure has no spec any more")
    for quiet in ((), ("-q",)):
        result = built.build("--prune", "--dry-run", *quiet)
        assert result.exit_code == 0
    kept = f"warning: {Path('out/a.svg')}: kept, since it was changed after it was drawn [no-spec]"
    result = built.build("--prune", "-q")
    assert (result.exit_code, result.stderr.splitlines()) == (0, [kept])
    assert (built.folder / "out" / "a.svg").read_text() == "drawn by hand"
    assert built.build("--check").exit_code == 0, "it is its author's now"


def test_a_figure_that_somebody_has_removed_is_no_matter(built: Book) -> None:
    (built.folder / "specs" / "a.yaml").unlink()
    (built.folder / "out" / "a.svg").unlink()
    assert built.build("--check").exit_code == 0
    assert told(built, "--prune") == ["0 figures drawn, 2 unchanged, 0 failed"]


def test_several_formats_and_dark_pairs(book: Book) -> None:
    more = ("-f", "svg,pdf", "--dark-pair")
    book.build(*more)
    (book.folder / "specs" / "a.yaml").unlink()
    assert told(book, *more)[0].startswith("warning: 4 figures have no spec any more: ")
    book.build("--prune", *more)
    assert not [name for name in figures(book) if name.startswith("a")]
    assert len(figures(book)) == 8


def test_many_are_counted(book: Book) -> None:
    for i in range(7):
        book.write(f"specs/n{i}.yaml", A)
    book.build()
    for i in range(7):
        (book.folder / "specs" / f"n{i}.yaml").unlink()
    first = ", ".join(str(Path(f"out/n{i}.svg")) for i in range(5))
    assert told(book)[0] == f"warning: 7 figures have no spec any more: {first} and 2 more [no-spec]"


def test_other_formats_and_names_belong_to_their_specs(built: Book) -> None:
    """Each may be a build of its own into the same folder."""
    out = ("build", "specs", "-o")
    for line in (("out", "-f", "pdf"), ("out/{name}-mono", "--theme", "mono"), ("out/{format}/{dir}/{name}",)):
        result = built.run(*out, *line)
        assert result.exit_code == 0
        assert "no-spec" not in result.stderr
    assert built.build("--check").exit_code == 0
    (built.folder / "specs" / "a.yaml").unlink()
    assert told(built)[0].startswith("warning: 4 figures have no spec any more: ")
    built.build("--prune")
    assert not [name for name in figures(built) if Path(name).name.startswith("a")]
    assert len(figures(built)) == 8


def test_a_part_of_the_book_leaves_the_others_alone(book: Book) -> None:
    for chapter in (1, 2):
        book.write(f"chapter{chapter}/fig{chapter}.yaml", A)
        assert book.run("build", f"chapter{chapter}", "-o", "figures").exit_code == 0
    result = book.run("build", "chapter1", "-o", "figures", "--prune", "--force")
    assert result.stderr.splitlines()[-1] == "1 figure drawn, 0 unchanged, 0 failed"
    assert (book.folder / "figures" / "fig2.svg").exists()
    assert book.run("build", "chapter1/fig1.yaml", "-o", "figures", "--check").exit_code == 0
    book.write("chapter2/fig2.yaml", B)
    assert book.run("build", "chapter1", "-o", "figures", "--check").exit_code == 0, "stale, and not of this part"
    (book.folder / "chapter2" / "fig2.yaml").unlink()
    result = book.run("build", "chapter1", "-o", "figures", "--check")
    one = f"warning: 1 figure has no spec any more: {Path('figures/fig2.svg')} [no-spec]"
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, one)


def test_a_file_that_was_named_and_is_passed_over_in_a_folder(built: Book) -> None:
    built.run("build", "specs/_base.yaml", "-o", "out")
    assert told(built) == ["0 figures drawn, 3 unchanged, 0 failed"]
    assert "_base.svg" in figures(built)


def test_nothing_is_removed_while_a_figure_fails(built: Book) -> None:
    """The renamed spec may be the one that fails: its old figure is the last good one."""
    (built.folder / "specs" / "a.yaml").unlink()
    built.write("specs/z.yaml", "nodes: {y: zz}\n")
    result = built.build("--prune")
    assert result.exit_code == 1
    one = f"warning: 1 figure has no spec any more: {Path('out/a.svg')} [no-spec]"
    lines = result.stderr.splitlines()
    assert lines[lines.index(one) + 1] == "hint: nothing was removed, since a spec failed"
    assert "a.svg" in figures(built)
    assert HINT in told(built), "without --prune it is said how"


def test_an_interrupted_build(built: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was drawn is known, and what has no spec is not lost from sight."""
    (built.folder / "specs" / "a.yaml").rename(built.folder / "specs" / "a2.yaml")
    built.write("specs/z.yaml", A)
    from graphdraw.build.drawing import workers

    draw = workers.draw

    def interrupted(job, *rest):  # type: ignore[no-untyped-def]
        if job.source.name == "z.yaml":
            raise KeyboardInterrupt
        return draw(job, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(workers, "draw", interrupted)
        assert built.build("--prune").exit_code == 130
    assert "a.svg" in figures(built)
    (built.folder / "specs" / "a2.yaml").unlink()
    names = f"{Path('out/a.svg')}, {Path('out/a2.svg')}"
    assert told(built)[0] == f"warning: 2 figures have no spec any more: {names} [no-spec]"


def test_a_manifest_that_leads_elsewhere_removes_nothing(built: Book) -> None:
    path = built.folder / "out" / manifest.NAME
    path.write_text(path.read_text().replace('"a.svg"', '"../specs/_base.yaml"').replace("specs/a.yaml", "gone.yaml"))
    kept = f"warning: {Path('out/../specs/_base.yaml')}: kept, since no build gives a figure this name [no-spec]"
    assert told(built, "--prune") == [kept, "1 figure drawn, 2 unchanged, 0 failed"]
    assert (built.folder / "specs" / "_base.yaml").exists()
    assert told(built, "--prune") == ["0 figures drawn, 3 unchanged, 0 failed"]


def test_letter_case(built: Book) -> None:
    """Where the file system does not tell it, the old name is the new figure."""
    out = built.folder / "out"
    (built.folder / "specs" / "a.yaml").rename(built.folder / "specs" / "A.yaml")
    os.link(out / "a.svg", out / "A.svg")  # as if both names were one
    built.build()
    if (out / "a.svg").samefile(out / "A.svg"):
        assert "no-spec" not in built.build("--prune").stderr
        assert (out / "A.svg").exists()
    else:
        pytest.skip("the figure was drawn anew")


def test_check_and_prune_contradict_each_other(built: Book) -> None:
    result = built.build("--check", "--prune")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: --check and --prune cannot be given together [usage]\nhint: --dry-run says what would be removed\n",
    )


def test_a_report_and_a_document_have_it(built: Book) -> None:
    (built.folder / "specs" / "a.yaml").unlink()
    result = built.build("--report", "r.json", "--error-format", "json")
    (problem,) = json.loads((built.folder / "r.json").read_text())
    assert json.loads(result.stderr) == [problem]
    assert (problem["severity"], problem["code"]) == ("warning", "no-spec")
