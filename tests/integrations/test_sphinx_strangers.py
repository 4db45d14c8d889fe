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
