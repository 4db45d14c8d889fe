"""A manifest of a stranger: what it makes a build draw, leave, read and remove; nothing else."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from graphdraw.build.clean import NO_FIGURE, NOT_OURS, OUTSIDE
from graphdraw.build.records import freshness, manifest, trust
from graphdraw.build.records.digest import digest
from graphdraw.disk import files
from tests.build import foreign
from tests.build.conftest import A, Book

orphans = sys.modules["graphdraw.build.orphans"]  # the package may have a function of that name
CURRENT = "0 figures drawn, 3 unchanged, 0 failed"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody else's book, drawn once and copied by every test that gets it."""
    folder = tmp_path_factory.mktemp("theirs")
    (folder / "book").mkdir()
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(folder / "book")
        foreign.forget(folder, monkeypatch)
        assert Book(folder / "book").build("-f", "svg,pdf").exit_code == 0
    return folder / "book"


@pytest.fixture
def theirs(book: Book, drawn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """A book with its figures, as it comes to somebody who has drawn nothing yet."""
    shutil.copytree(drawn, book.folder, dirs_exist_ok=True)
    foreign.forget(tmp_path, monkeypatch)
    return book


def cleaned(book: Book) -> list[str]:
    result = book.run("clean", "out")
    assert result.exit_code == 0, result.stderr
    return result.stderr.splitlines()


NAMES = {
    "a spec": "../specs/a.yaml",
    "up and down": "deep/../../specs/a.yaml",
    "another suffix": "a.yaml",
    "a program": "a.py",
    "no suffix": "README",
    "a document": "README.md",
    "of no spec": "notes.svg",
    "the manifest of another folder": "a/.graphdraw-manifest.json",
    "an empty part": "deep//a.svg",
    "the folder itself": "./a.svg",
    "a NUL": "a\0.svg",
    "a lone surrogate": "a\ud800.svg",
    "very long": f"{'a' * 300}.svg",
    "a line break": "a\nb: warning.md",
    "empty": "",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_clean_removes_no_file_that_is_no_figure(theirs: Book, name: str) -> None:
    """Whatever the digest says."""
    data, path = (theirs.folder / "out" / "a.svg").read_bytes(), theirs.folder / "out" / name
    try:
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.write_bytes(data)
        data = path.read_bytes()
    except (OSError, ValueError):
        pass
    foreign.as_listed(theirs, name, data)
    before = sorted(theirs.folder.rglob("*"))
    lines = cleaned(theirs)
    assert [line for line in lines if line.endswith(f"kept, {NO_FIGURE}")] or "aaa" in name
    assert len(lines) == (5 if "aaa" not in name else 4)
    gone = {path.name for path in {*before} - {*theirs.folder.rglob("*")}}
    assert gone == {"a.svg", "b.svg", "child.svg"}


def test_an_absolute_path(theirs: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    shutil.copy(theirs.folder / "out" / "a.svg", path)
    foreign.as_listed(theirs, path.as_posix(), path.read_bytes())
    assert f"{path}: kept, {NO_FIGURE}" in cleaned(theirs)
    assert path.exists()


def test_what_is_a_figure_by_name_alone_is_kept(theirs: Book) -> None:
    """It lists a document of the reader's, and a picture with more in it than we write."""
    foreign.with_script(theirs)
    theirs.write("out/a-thesis.pdf", "%PDF-1.7 mine")
    foreign.as_listed(theirs, "a-thesis.pdf", b"%PDF-1.7 mine")
    lines = cleaned(theirs)
    for name in ("a.svg", "a-thesis.pdf", "a.pdf"):
        assert f"{Path('out', name)}: kept, {NOT_OURS}" in lines
        assert (theirs.folder / "out" / name).exists()
    assert lines[-1] == "2 figures removed"


def test_a_figure_below_a_link_that_leads_out(theirs: Book, tmp_path: Path) -> None:
    shutil.copytree(theirs.folder / "out" / "deep", tmp_path / "elsewhere")
    shutil.rmtree(theirs.folder / "out" / "deep")
    (theirs.folder / "out" / "deep").symlink_to(tmp_path / "elsewhere")
    lines = cleaned(theirs)
    assert f"{Path('out/deep/b.svg')}: kept, {OUTSIDE}" in lines
    assert len(list((tmp_path / "elsewhere").iterdir())) == 4
    assert theirs.counts() == "1 figure drawn, 0 unchanged, 2 failed"
    assert len(list((tmp_path / "elsewhere").iterdir())) == 4


def test_what_is_below_a_link_that_leads_out_is_not_told(theirs: Book, tmp_path: Path) -> None:
    """Its spec is gone, and so it has none any more, if it is there at all."""
    shutil.copytree(theirs.folder / "out" / "deep", tmp_path / "elsewhere")
    shutil.rmtree(theirs.folder / "out" / "deep")
    shutil.rmtree(theirs.folder / "specs" / "deep")
    (theirs.folder / "out" / "deep").symlink_to(tmp_path / "elsewhere")
    there = theirs.build("--check")
    shutil.rmtree(tmp_path / "elsewhere")
    assert (there.exit_code, there.stderr) == ((gone := theirs.build("--check")).exit_code, gone.stderr)
    assert "no spec any more" not in there.stderr


def test_what_a_clone_has_is_removed_after_a_build(theirs: Book) -> None:
    """A PDF may be anybody's until it was drawn here once; of an orphan that cannot be."""
    (theirs.folder / "specs" / "a.yaml").unlink()
    kept = [f"{Path('out', name)}: kept, {NOT_OURS}" for name in ("a.pdf", "deep/b.pdf", "deep/child.pdf")]
    assert cleaned(theirs) == [*kept, "3 figures removed"]
    assert cleaned(theirs) == [*kept, "0 figures removed"], "and they are not lost from sight"
    assert theirs.counts("-f", "svg,pdf") == "2 figures drawn, 0 unchanged, 0 failed"
    assert cleaned(theirs) == [kept[0], "4 figures removed"]


def test_a_clone_stays_as_it_is(theirs: Book) -> None:
    """An SVG is looked through, a PDF drawn again; neither the figures nor the manifest become others."""
    before = theirs.state()
    assert theirs.counts() == CURRENT
    result = theirs.build("-f", "svg,pdf", "--check")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "0 figures to draw, 3 current")
    assert theirs.counts("-f", "svg,pdf") == CURRENT, "what was compared is known"
    assert theirs.state() == before


def test_the_pictures_of_a_clone_are_drawn_once(theirs: Book) -> None:
    before = theirs.state()
    assert theirs.counts("-f", "svg,pdf") == "3 figures drawn, 0 unchanged, 0 failed"
    assert theirs.counts("-f", "svg,pdf") == CURRENT
    assert theirs.state() == before


def test_a_script_is_drawn_over(theirs: Book) -> None:
    whole = foreign.with_script(theirs)
    result = theirs.build("--check")
    line = f"specs/a.yaml -> {Path('out/a.svg')} (the figure is not what graphdraw draws)"
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, line)
    assert theirs.counts() == "1 figure drawn, 2 unchanged, 0 failed"
    assert (theirs.folder / "out" / "a.svg").read_bytes() == whole


def test_a_script_is_no_figure_where_the_cache_knows_the_others(book: Book) -> None:
    assert book.build().exit_code == 0
    whole = foreign.with_script(book)
    assert book.counts() == "1 figure drawn, 2 unchanged, 0 failed"
    assert (book.folder / "out" / "a.svg").read_bytes() == whole


def test_a_false_pdf_is_drawn_over(theirs: Book) -> None:
    path = theirs.folder / "out" / "a.pdf"
    whole = path.read_bytes()
    path.write_bytes(whole + b"%%EOF")
    foreign.as_listed(theirs, "a.pdf", path.read_bytes(), like="a.pdf")
    result = theirs.build("-f", "svg,pdf", "--check")
    assert result.stderr.splitlines() == [
        f"specs/a.yaml -> {Path('out/a.svg')} (with the other figures of the spec)",
        f"specs/a.yaml -> {Path('out/a.pdf')} (the figure is not what graphdraw draws)",
        "1 figure to draw, 2 current",
    ]
    assert theirs.counts("-f", "svg,pdf") == "1 figure drawn, 2 unchanged, 0 failed"
    assert path.read_bytes() == whole


def test_dates_of_another_say_nothing(theirs: Book) -> None:
    """Size, date and inode of a file can be foreseen; the manifest has those of a figure with a script."""
    path, old = theirs.folder / "out" / "a.svg", 10**18 + 1
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"</svg>", foreign.SCRIPT))
    os.utime(path, ns=(old, old))
    state = path.stat()

    def forge(found: dict[str, Any]) -> None:
        found["figures"]["a.svg"][4] = ["a.svg", state.st_size, old, state.st_ino, digest(whole)]

    foreign.change(theirs, forge)
    assert theirs.counts() == "1 figure drawn, 2 unchanged, 0 failed"
    assert path.read_bytes() == whole


def test_dates_of_another_are_not_taken_over(theirs: Book) -> None:
    """The manifest is written here, with the record of a figure that was not drawn here."""
    theirs.write("specs/a.yaml", A.replace("1", "7"))
    assert theirs.run("build", "specs/a.yaml", "-o", "out").exit_code == 0
    looked = {name: record.looked for name, record in manifest.read(theirs.folder / "out").items()}
    assert {name for name, date in looked.items() if date} == {"a.svg"}
    assert theirs.counts() == CURRENT


def names_as_input(book: Book, path: str, data: bytes) -> None:
    def add(found: dict[str, Any]) -> None:
        found["figures"]["a.svg"][3].append([path, len(data), 0, 0, digest(data)])

    foreign.change(book, add)


def test_no_other_file_is_looked_at(theirs: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is there, and what it holds, is not told."""
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"a word")
    (theirs.folder / "specs" / "link.yaml").symlink_to(secret)
    looked: list[str] = []
    read, state = files.read, freshness._state
    monkeypatch.setattr(files, "read", lambda path, most=None: (looked.append(str(path)), read(path, most))[1])
    monkeypatch.setattr(freshness, "_state", lambda path: (looked.append(path), state(path))[1])
    said = set[str]()
    for way in ("../../secret.txt", "../../missing.txt", "../specs/link.yaml"):
        names_as_input(theirs, way, b"a word")
        result = theirs.build("--check")
        said |= {line for line in result.stderr.splitlines() if line.startswith("specs/a.yaml -> ")}
        foreign.change(theirs, lambda found: found["figures"]["a.svg"][3].pop())
    text = "its record names a file that it cannot be made of"
    assert said == {f"specs/a.yaml -> {Path('out/a.svg')} ({text})"}
    assert not [path for path in looked if "secret" in path or "missing" in path]


def test_what_has_no_spec_is_asked_in_the_book_only(theirs: Book, tmp_path: Path) -> None:
    spec = tmp_path / "a.yaml"
    for there in (True, False):
        if there:
            spec.write_text(A)
        else:
            spec.unlink()
        foreign.change(theirs, lambda found: found["figures"]["a.svg"][3][0].__setitem__(0, "../../a.yaml"))
        (theirs.folder / "specs" / "a.yaml").unlink(missing_ok=True)
        result = theirs.build("--dry-run")
        assert "a.svg" not in result.stderr


def test_a_record_of_very_many_files(theirs: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few are told, and each is looked for once."""
    many = [[f"../../{i}.yaml", 0, 0, 0, ""] for i in range(3_000)]
    foreign.change(theirs, lambda found: found["figures"]["a.svg"][3].extend(many * 2))
    looked: list[str] = []
    place = trust.Reach._place
    monkeypatch.setattr(trust.Reach, "_place", lambda self, path: (looked.append(path), place(self, path))[1])
    line = theirs.build("--check").stderr.splitlines()[0]
    assert line.startswith("specs/a.yaml -> ")
    assert line.count("its record names") == 20
    assert len(looked) < 100


def test_very_many_figures_of_one_file(theirs: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def add(found: dict[str, Any]) -> None:
        for i in range(500):
            record = [
                *found["figures"]["a.svg"][:3],
                [["../other.yaml", 0, 0, 0, ""]],
                [f"other-{i}.svg", 0, 0, 0, ""],
                0,
            ]
            found["figures"][f"other-{i}.svg"] = record
            theirs.write(f"out/other-{i}.svg", "")

    theirs.write("other.yaml", "text: none\n")
    foreign.change(theirs, add)
    asked: list[str] = []
    is_spec = orphans.is_spec
    monkeypatch.setattr(orphans, "is_spec", lambda source: (asked.append(source), is_spec(source))[1])
    assert "500 figures have no spec any more" in theirs.build("--check").stderr
    assert len([source for source in asked if "other" in source]) == 1
    result = theirs.build("--prune")
    assert result.stderr.count("kept, ") == 20
    assert "more problems" in result.stderr
    assert (theirs.folder / "out" / "other-1.svg").exists()


def test_records_of_others_are_not_believed_by_the_next_build(theirs: Book, tmp_path: Path) -> None:
    """One spec is drawn, so that the manifest is written here; what it says of the others is still another's."""
    (tmp_path / "secret.txt").write_bytes(b"a word")
    foreign.change(theirs, lambda found: found["figures"]["deep/b.svg"][3].append(["../../secret.txt", 6, 0, 0, "x"]))
    theirs.write("specs/a.yaml", A.replace("1", "7"))
    result = theirs.run("build", "specs/a.yaml", "-o", "out", "--depfile", "a.d")
    assert result.exit_code == 0
    assert "secret" not in (theirs.folder / "a.d").read_text()
    text = "its record names a file that it cannot be made of"
    assert theirs.build("--check").stderr.splitlines()[0] == f"specs/deep/b.yml -> {Path('out/deep/b.svg')} ({text})"
    theirs.write("specs/deep/b.yml", "inputs: {x: 1}\nnodes: {y: zz}\n")
    assert theirs.build("--depfile", "all.d").exit_code == 1
    assert "secret" not in (theirs.folder / "all.d").read_text()


DAMAGE: dict[str, bytes] = {
    "no JSON": b"{",
    "empty": b"",
    "a list": b"[]",
    "not UTF-8": b'{"graphdraw-manifest": 3, "settings": ["\xff"], "figures": {}}',
    "deep": b"[" * 200_000,
    "another version": b'{"graphdraw-manifest": 99, "settings": [], "figures": {}}',
    "true for a version": b'{"graphdraw-manifest": true, "settings": [], "figures": {}}',
    "a name twice": b'{"graphdraw-manifest": 3, "graphdraw-manifest": 3, "settings": [], "figures": {}}',
    "figures in a list": b'{"graphdraw-manifest": 3, "settings": [], "figures": []}',
    "settings of no text": b'{"graphdraw-manifest": 3, "settings": [NaN], "figures": {}}',
    "too large": b" " * (manifest.MOST + 1),
}

VALUES: dict[str, tuple[int, object]] = {
    "settings by a name": (0, "0"),
    "settings that are not there": (0, 7),
    "settings counted from behind": (0, -1),
    "a number for a project": (1, 3),
    "fonts as a mapping": (2, {}),
    "very many fonts": (2, [["font", None]] * 65),
    "no inputs": (3, []),
    "inputs as a text": (3, "abc"),
    "half an input": (3, [["../specs/a.yaml", 1]]),
    "no output": (4, None),
    "a huge size": (4, ["a.svg", 10**400, 0, 0, ""]),
    "a size that is no number": (4, ["a.svg", float("nan"), 0, 0, ""]),
    "a date of the past": (5, -1),
    "true for a date": (5, True),
}


def check_damage(book: Book) -> None:
    """`clean` says so and removes nothing; a build says so, puts it aside and draws again what `clean` then removes."""
    path = book.folder / "out" / manifest.NAME
    before, found = book.state(), path.read_bytes()
    result = book.run("clean", "out")
    assert (result.exit_code, book.state()) == (2, before)
    assert result.stderr.startswith(f"error: {Path('out', manifest.NAME)}: nothing was removed, since ")
    result = book.build("--check")
    assert (result.exit_code, book.state()) == (1, before)
    assert "[damaged-manifest]" in result.stderr
    result = book.build()
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "3 figures drawn, 0 unchanged, 0 failed")
    assert (book.folder / "out" / manifest.ASIDE).read_bytes() == found
    assert book.counts() == CURRENT
    assert cleaned(book) == ["3 figures removed"]


@pytest.mark.parametrize("data", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_manifest(book: Book, data: bytes) -> None:
    book.build()
    (book.folder / "out" / manifest.NAME).write_bytes(data)
    check_damage(book)


@pytest.mark.parametrize(("place", "value"), VALUES.values(), ids=VALUES.keys())
def test_a_record_that_is_none(book: Book, place: int, value: object) -> None:
    book.build()
    foreign.change(book, lambda found: found["figures"]["a.svg"].__setitem__(place, value))
    check_damage(book)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
@pytest.mark.parametrize("kind", ["a pipe", "a folder"])
def test_no_file_in_the_place_of_the_manifest(book: Book, kind: str) -> None:
    """Nobody waits, and nothing is drawn that no record could be written of."""
    (book.folder / "out").mkdir()
    path = book.folder / "out" / manifest.NAME
    if kind == "a pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    for command in (("clean", "out"), ("build", "specs", "-o", "out")):
        result = book.run(*command)
        assert result.exit_code == 2
        assert str(Path("out", manifest.NAME)) in result.stderr
    assert book.build("--check").exit_code == 2
    assert [path.name for path in (book.folder / "out").iterdir()] == [manifest.NAME]


def test_a_link_in_the_place_of_the_manifest(book: Book, tmp_path: Path) -> None:
    """What it leads to is neither read nor written."""
    book.build()
    path = book.folder / "out" / manifest.NAME
    other = tmp_path / "other.json"
    data = path.read_bytes()
    path.rename(other)
    path.symlink_to(other)
    assert "since it is a link that leads out of the folder" in book.run("clean", "out").stderr
    assert "cannot be written: a link leads out of its folder" in book.build().stderr
    assert other.read_bytes() == data
    assert path.is_symlink(), "it is the user's to remove"


@pytest.mark.skipif(os.name == "nt", reason="names are text on this system")
def test_a_spec_whose_name_is_not_utf8(book: Book) -> None:
    path = os.path.join(os.fsencode(book.folder), b"specs", b"caf\xe9.yaml")  # noqa: PTH118 (bytes)
    try:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(A.encode())
    except OSError:
        pytest.skip("this file system has no such names")
    assert book.counts() == "4 figures drawn, 0 unchanged, 0 failed"
    assert book.counts() == "0 figures drawn, 4 unchanged, 0 failed"
    json.loads((book.folder / "out" / manifest.NAME).read_text(encoding="utf-8"))
    assert cleaned(book) == ["4 figures removed"]


def damaged(book: Book, data: bytes) -> list[str]:
    """What a build says that meets such a manifest; all that stands in the folder stays, put aside or not."""
    out = book.folder / "out"
    (out / manifest.NAME).write_bytes(data)
    asides = {path: path.read_bytes() for path in out.glob(f"{manifest.ASIDE}*")}
    lines = book.build().stderr.splitlines()
    assert {path: path.read_bytes() for path in asides} == asides
    assert any(path.read_bytes() == data for path in out.glob(f"{manifest.NAME}*"))
    assert not [path for path in out.glob(f"{manifest.ASIDE}*") if not path.stat().st_size and data]
    return lines


def test_each_damaged_manifest_is_kept(book: Book) -> None:
    book.build()
    path = Path("out", manifest.NAME)
    for number in range(1, manifest.MOST_ASIDE + 1):
        name = manifest.ASIDE if number == 1 else f"{manifest.ASIDE}-{number}"
        lines = damaged(book, b"no manifest %d" % number)
        why = "nothing is known of the figures, since it is no JSON from line 1, column 1"
        assert lines[:2] == [
            f"warning: {path}: {why} [damaged-manifest]",
            f"hint: what is drawn gets a new one; the old one is kept as {name}",
        ]
        assert (book.folder / "out" / name).read_bytes() == b"no manifest %d" % number
        assert book.counts() == CURRENT
    hint = "remove those that nobody needs: .graphdraw-manifest.json.damaged, .graphdraw-manifest.json.damaged-2 …"
    for _ in range(2):
        lines = damaged(book, b"one more")
        assert lines[1] == f"hint: nothing new is remembered, since no more can be put aside; {hint}"
        assert lines[-2:] == [
            f"error: {path}: cannot be put aside: 9 damaged ones are kept already [usage]",
            f"hint: {hint}",
        ]
        assert (book.folder / "out" / manifest.NAME).read_bytes() == b"one more"
    (book.folder / "out" / f"{manifest.ASIDE}-4").unlink()
    damaged(book, b"one more")
    assert (book.folder / "out" / f"{manifest.ASIDE}-4").read_bytes() == b"one more"
    assert book.counts() == CURRENT


def test_a_damaged_manifest_that_is_kept_already_is_kept_once(book: Book) -> None:
    book.build()
    for data in (b"{", b"[]", b"{", b"[]", b""):
        damaged(book, data)
        assert book.counts() == CURRENT
    kept = {path.name: path.read_bytes() for path in (book.folder / "out").glob(f"{manifest.ASIDE}*")}
    assert kept == {manifest.ASIDE: b"{", f"{manifest.ASIDE}-2": b"[]", f"{manifest.ASIDE}-3": b""}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_what_else_has_the_name_is_passed_over(book: Book) -> None:
    """Folders, pipes and links are neither followed nor replaced."""
    book.build()
    out, theirs = book.folder / "out", book.write("theirs", "{")
    (out / manifest.ASIDE).symlink_to(theirs)
    (out / f"{manifest.ASIDE}-2").symlink_to("nowhere")
    (out / f"{manifest.ASIDE}-3").mkdir()
    os.mkfifo(out / f"{manifest.ASIDE}-4")
    (out / manifest.NAME).write_bytes(b"{")
    assert f"kept as {manifest.ASIDE}-5" in book.build().stderr
    assert (out / f"{manifest.ASIDE}-5").read_bytes() == b"{"
    assert theirs.read_text() == "{"


def test_a_manifest_that_is_too_large_is_kept_as_well(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.build()
    monkeypatch.setattr(manifest, "MOST", 2_000)
    for _ in range(2):
        (book.folder / "out" / manifest.NAME).write_bytes(b"x" * 2_001)
        book.build()
    sizes = [(book.folder / "out" / f"{manifest.ASIDE}{end}").stat().st_size for end in ("", "-2")]
    assert sizes == [2_001, 2_001]
