"""What strangers write into a Sphinx book, or leave in its output, is a warning at its place and never its end."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.integrations.books import SNACK, Book

pytest.importorskip("sphinx", reason="Sphinx is not installed")
pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")

VIEWS = {
    "{direction: 2001-99-99}": "this is '2001-99-99'",
    "{direction: 2001-01-01 25:61:61}": "[type]",
    '{direction: !!int "zz"}': "YAML tags are not used here",
    "{direction: !!python/object/apply:os.system [true]}": "YAML tags are not used here",
    "{direction: &a down, numbers: *a}": "YAML anchors and aliases are not used here",
    "{<<: {direction: down}}": "YAML merge keys are not used here",
    "{? [a]: b}": "a key is a name, this is a list",
    "{direction: down, direction: up}": "'direction' is given twice",
    "{nodes: " + "[" * 900 + "]" * 900 + "}": "nested too deep",
    "{nodes: " + "{a: " * 5000 + "}" * 5000 + "}": "nested too deep",
    "{direction: [}": "a value is missing before '}'",
    "{direction: down": "'{' is never closed",
    "{direction: '\x07'}": "control character U+0007",
    "{numbers: 1e999999999}": "[type]",
    "direction: %s" % ("9" * 6000): "is expected",
    "{dwn: 1}": "unknown key 'dwn'",
}


def test_a_view_in_a_page_is_read_as_a_spec_is(tmp_path: Path) -> None:
    rst = "".join(f".. graphdraw:: snack.yaml\n   :view: {view}\n\n" for view in VIEWS)
    md = "".join(f"```{{graphdraw}} snack.yaml\n---\nview: |\n  {view}\n---\n```\n\n" for view in VIEWS)
    page = f"Page\n====\n\n.. toctree::\n\n   other\n\n{rst}"
    book = Book(tmp_path, {"index.rst": page, "other.md": f"# Other\n\n{md}", "snack.yaml": SNACK})
    built = book.build()
    assert built.status == 0 or built.warnings
    for name, text, first in (("index.rst", page, ".. graphdraw"), ("other.md", f"# Other\n\n{md}", "```{graphdraw")):
        heads = [n for n, line in enumerate(text.split("\n"), 1) if line.startswith(first)]
        for head, (view, words) in zip(heads, VIEWS.items(), strict=True):
            (told,) = [line for line in built.warnings if line.startswith(f"{name}:{head}: ")]
            assert words in told, view
    assert len(built.warnings) == 2 * len(VIEWS)


def test_views_that_work(tmp_path: Path) -> None:
    views = ["{direction: down}", "direction: down", "{numbers: python,\n          direction: down}", "./look.yaml"]
    rst = "".join(f".. graphdraw:: snack.yaml\n   :view: {view}\n\n" for view in views)
    look = "view:\n  direction: down\n"
    book = Book(tmp_path, {"index.rst": f"Page\n====\n\n{rst}", "snack.yaml": SNACK, "look.yaml": look})
    built = book.build()
    assert built.warnings == []
    again = book.build("latex")
    assert (again.warnings, again.read) == ([], [])
    assert len({path.removesuffix(".svg") for path in book.pictures() if path.endswith(".svg")}) == 4
    book.write({"look.yaml": look.replace("down", "up")})
    assert book.build().read == ["index"]


LONG = f"{'a' * 300}-0123456789ab.svg"


@pytest.mark.parametrize(
    "record",
    [
        "[" * 100_000,
        '{"copies": {"\\ud800": "a"}, "pages": {}}',
        "null",
        '{"copies": 1}',
        json.dumps({"copies": {LONG: "a", "_static/b-0123456789ab.svg": "b"}, "pages": {"b" * 300: [], "c\0": ["\0"]}}),
    ],
    ids=["deep", "surrogate", "null", "number", "names"],
)
def test_a_damaged_record_of_copies_is_none(record: str, tmp_path: Path) -> None:
    page = "Page\n====\n\n.. graphdraw:: snack.yaml\n"
    book = Book(tmp_path, {"index.rst": page, "snack.yaml": SNACK})
    book.write({"_build/html/.graphdraw-pictures.json": record})
    assert book.build().warnings == []
    assert json.loads(book.text("html/.graphdraw-pictures.json"))["pages"] == {"index": [book.pictures()[0][:-4]]}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_what_is_no_file_in_the_place_of_the_record(tmp_path: Path) -> None:
    page = "Page\n====\n\n.. graphdraw:: snack.yaml\n"
    book = Book(tmp_path, {"index.rst": page, "snack.yaml": SNACK})
    record = book.folder / "_build" / "html" / ".graphdraw-pictures.json"
    record.parent.mkdir(parents=True)
    os.mkfifo(record)
    assert book.build().warnings == []
    assert record.is_file()
    record.unlink()
    (record / "x").mkdir(parents=True)
    (warning,) = book.build().warnings
    assert "graphdraw-pictures.json: cannot be written: is a directory" in warning


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_nothing_outside_of_the_output_is_written_or_removed(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    letter, picture = mine / "letter.txt", mine / "old-0123456789ab.svg"
    for path in (letter, picture):
        path.write_text("mine", encoding="utf-8")
    page = "Page\n====\n\n.. graphdraw:: snack.yaml\n"
    book = Book(tmp_path / "book", {"index.rst": page, "snack.yaml": SNACK})
    output = book.folder / "_build" / "html"
    output.mkdir(parents=True)
    (output / "links").symlink_to(mine)
    copies = {f"links/{picture.name}": "old-0123456789ab", f"../../../mine/{picture.name}": "old-0123456789ab"}
    letter.write_text(json.dumps({"copies": copies, "pages": {}}), encoding="utf-8")
    before = letter.read_text(encoding="utf-8")
    (output / ".graphdraw-pictures.json").symlink_to(letter)
    assert book.build().warnings == []
    assert picture.exists()
    assert letter.read_text(encoding="utf-8") == before
    assert not (output / ".graphdraw-pictures.json").is_symlink()


PAGE = "Page\n====\n\n.. graphdraw:: snack.yaml\n"
PHOTO = "photo-0123456789ab.png"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("builder", ["html", "epub", "text"])
def test_a_folder_of_pictures_that_leads_out_is_not_used(builder: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    for name in (PHOTO, ".graphdraw-1-x.tmp"):
        (mine / name).write_text("mine", encoding="utf-8")
        os.utime(mine / name, (0, 0))
    book = Book(tmp_path / "book", {"index.rst": PAGE, "snack.yaml": SNACK})
    (book.folder / "_build" / "doctrees").mkdir(parents=True)
    store = book.folder / "_build" / "doctrees" / "graphdraw"
    store.symlink_to(mine)
    for _ in range(2):
        (warning,) = book.build(builder).warnings
        assert warning.startswith(
            "index.rst:4: WARNING: the folder 'graphdraw' of the doctrees is a link that leads out"
        )
    assert sorted(path.name for path in mine.iterdir()) == [".graphdraw-1-x.tmp", PHOTO]
    assert {path.read_text(encoding="utf-8") for path in mine.iterdir()} == {"mine"}
    store.unlink()
    assert book.build(builder).warnings == []
    assert len(book.pictures()) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_of_the_pictures_only_drawings_are_shown_or_removed(tmp_path: Path) -> None:
    """What another has put under the name of a picture, which anybody can work out, is drawn over."""
    book = Book(tmp_path / "book", {"index.rst": PAGE, "snack.yaml": SNACK})
    assert book.build().warnings == []
    (name,) = book.pictures()
    picture, letter = book.folder / "_build" / "doctrees" / "graphdraw" / name, tmp_path / "letter.svg"
    drawn = picture.read_bytes()
    letter.write_text("<svg/>", encoding="utf-8")
    (picture.parent / PHOTO).write_text("mine", encoding="utf-8")
    for is_link in (False, True):
        picture.unlink()
        if is_link:
            picture.symlink_to(letter)
        else:
            picture.write_text("<svg/>", encoding="utf-8")
        assert book.build(fresh=True).warnings == []
        assert (picture.read_bytes(), picture.is_symlink()) == (drawn, False)
    assert letter.read_text(encoding="utf-8") == "<svg/>"
    book.write({"snack.yaml": "inputs: {x: 1}\nnodes: {y: x + 1}\n"})
    assert book.build().warnings == []
    assert (len(book.pictures()), PHOTO in book.pictures(), name in book.pictures()) == (2, True, False)
    picture.mkdir()
    book.write({"snack.yaml": SNACK})
    (warning,) = book.build().warnings
    assert "cannot be written: it is a folder" in warning


def test_of_the_copies_only_drawings_are_removed_and_nothing_is_told_of_other_folders(tmp_path: Path) -> None:
    book = Book(tmp_path / "book", {"index.rst": PAGE, "snack.yaml": SNACK})
    (tmp_path / "there.html").write_text("", encoding="utf-8")
    pages = {name: ["k"] for name in ("../../../there", "../../../absent")}
    record = {"copies": {f"mine/{PHOTO}": "zz"}, "pages": pages}
    path = "_build/html/.graphdraw-pictures.json"
    book.write({f"_build/html/mine/{PHOTO}": "mine", path: json.dumps(record)})
    assert book.build().warnings == []
    assert book.text(f"html/mine/{PHOTO}") == "mine"
    told = json.loads((book.folder / path).read_text(encoding="utf-8"))
    assert list(told["pages"]) == ["index"]
    if os.name == "nt":
        return
    elsewhere = tmp_path / "record.json"
    record["copies"] = {f"_images/{book.pictures()[0]}": "zz"}
    elsewhere.write_text(json.dumps(record), encoding="utf-8")
    (book.folder / path).unlink()
    (book.folder / path).symlink_to(elsewhere)
    book.write({"index.rst": PAGE + "\nMore.\n"})
    assert book.build().warnings == []
    assert list(json.loads((book.folder / path).read_text(encoding="utf-8"))["pages"]) == ["index"]
