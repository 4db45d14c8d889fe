"""What a build does where it may not: the old figures stay, a line says which file, and the others are drawn."""

from tests.build import builds
from tests.build.builds import FIGURES, change_all, drawn, refused, strays
from tests.build.conftest import Book


def test_an_output_folder_that_is_read_only(book: Book) -> None:
    assert book.build().exit_code == 0
    before = drawn(book)
    change_all(book)
    folders = [book.folder / "out", book.folder / "out" / "deep"]
    for folder in folders:
        folder.chmod(0o555)
    try:
        code, lines = builds.finished(builds.start(book.folder, **builds.as_a_user()))
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert code == 2
    assert refused(lines, "permission denied") >= set(FIGURES)
    assert drawn(book) == before
    assert book.counts() == "3 figures drawn, 0 unchanged, 0 failed"


def test_a_folder_that_may_not_be_made(book: Book) -> None:
    book.folder.chmod(0o555)
    try:
        code, lines = builds.finished(builds.start(book.folder, **builds.as_a_user()))
    finally:
        book.folder.chmod(0o755)
    assert code == 2
    assert [line for line in lines if "out" in line and line.endswith("permission denied [usage]")]
    assert not (book.folder / "out").exists()


def test_a_spec_that_cannot_be_read_keeps_no_other_from_being_drawn(book: Book) -> None:
    (book.folder / "specs" / "deep" / "b.yml").chmod(0)
    try:
        code, lines = builds.finished(builds.start(book.folder, **builds.as_a_user()))
    finally:
        (book.folder / "specs" / "deep" / "b.yml").chmod(0o644)
    assert code == 2
    assert "error: specs/deep/b.yml: cannot be opened: permission denied [usage]" in lines
    assert lines[-1] == "2 figures drawn, 0 unchanged, 1 failed"


def test_an_included_spec_that_cannot_be_read(book: Book) -> None:
    assert book.build().exit_code == 0
    before = drawn(book)
    (book.folder / "specs" / "_base.yaml").chmod(0)
    try:
        code, lines = builds.finished(builds.start(book.folder, "--force", **builds.as_a_user()))
    finally:
        (book.folder / "specs" / "_base.yaml").chmod(0o644)
    assert code in (1, 2)
    assert [line for line in lines if "_base.yaml" in line and "permission denied" in line]
    assert lines[-1] == "2 figures drawn, 0 unchanged, 1 failed"
    assert drawn(book) == before


def test_a_manifest_that_cannot_be_read_is_as_none(book: Book) -> None:
    assert book.build().exit_code == 0
    manifest = book.folder / "out" / ".graphdraw-manifest.json"
    manifest.chmod(0)
    code, lines = builds.finished(builds.start(book.folder, **builds.as_a_user()))
    assert code == 2
    assert refused(lines, "the file is read-only") == {"out/.graphdraw-manifest.json"}
    assert strays(book) == []
    manifest.chmod(0o644)
    assert book.counts() == "0 figures drawn, 3 unchanged, 0 failed"


def test_a_manifest_that_cannot_be_written(book: Book) -> None:
    assert book.build().exit_code == 0
    change_all(book)
    manifest = book.folder / "out" / ".graphdraw-manifest.json"
    manifest.chmod(0o444)
    code, lines = builds.finished(builds.start(book.folder, **builds.as_a_user()))
    assert code == 2
    assert refused(lines, "the file is read-only") == {"out/.graphdraw-manifest.json"}
    manifest.chmod(0o644)
    assert book.counts() == "3 figures drawn, 0 unchanged, 0 failed"
