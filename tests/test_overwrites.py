"""When two names are one file, whatever the file system of today says."""

import os
from pathlib import Path

import pytest

from graphdraw.disk.overwrites import ReadFile, WrittenFile, refuse
from graphdraw.errors import UsageError


def out(path, source=None, what="the figure"):
    return WrittenFile(Path(path), what, "name another file: -o FILE", source)


def said(outputs, inputs=()):
    """What is refused, and the hint; nothing where nothing is."""
    try:
        refuse(outputs, inputs)
    except UsageError as error:
        return str(error), error.problem.hint
    return None


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.svg", "a.svg"),
        ("a.svg", "./x/../a.svg"),
        ("Relu.svg", "relu.svg"),
        ("Straße.svg", "STRASSE.svg"),
        ("é.svg", "e\u0301.svg"),
        ("É.svg", "e\u0301.svg"),
        ("がく.svg", "か\u3099く.svg"),
        ("Book/a.svg", "book/a.svg"),
    ],
)
def test_two_figures_in_one_place(first, second):
    told = f"'1.yaml' and '2.yaml' would both be drawn to '{Path(second).as_posix()}'"
    assert said([out(first, "1.yaml"), out(second, "2.yaml")]) == (told, "rename one of them")
    told = f"the figure and the depfile would both be written to '{Path(second)}'"
    depfile = out(second, what="the depfile")._replace(hint="name another file: --depfile FILE")
    assert said([out(first, "1.yaml"), depfile]) == (told, "name another file: --depfile FILE")


def test_one_spec_twice():
    told = "'1.yaml' and '1.yaml' would both be drawn to 'a.svg'"
    assert said([out("a.svg", "1.yaml"), out("a.svg", "1.yaml")]) == (told, "name it once")


@pytest.mark.parametrize(
    ("first", "second"), [("a.svg", "b.svg"), ("a/a.svg", "b/a.svg"), ("a.svg", "a.pdf"), ("ä.svg", "a.svg")]
)
def test_different_names_are_different_files(first, second):
    assert said([out(first, "1.yaml"), out(second, "2.yaml")], [ReadFile(Path("c.yaml"), "the spec")]) is None


@pytest.mark.parametrize("name", ["s.json", "S.JSON", "./x/../s.json"])
def test_a_figure_in_the_place_of_an_input(name):
    told = "the figure would replace the spec 's.json'"
    assert said([out(name)], [ReadFile(Path("s.json"), "the spec")]) == (told, "name another file: -o FILE")


def test_links_of_both_kinds():
    Path("s.json").write_text("{}")
    Path("soft.json").symlink_to("s.json")
    Path("folder").symlink_to(".")
    os.link("s.json", "hard.json")
    for name in ("soft.json", "hard.json", "folder/s.json"):
        told = "the figure would replace the spec 's.json'"
        assert said([out(name)], [ReadFile(Path("s.json"), "the spec")]) == (told, "name another file: -o FILE")
        told = f"the figure would replace the spec '{Path(name)}'"
        assert said([out("s.json")], [ReadFile(Path(name), "the spec")]) == (told, "name another file: -o FILE")


def test_figures_that_lead_to_one_file():
    Path("a.svg").symlink_to("b.svg")  # which is not there yet
    assert said([out("a.svg", "1.yaml"), out("b.svg", "2.yaml")]) is not None


@pytest.mark.parametrize("target", ["d", "D", "further", "./x/../d", "folder/d"])
def test_a_link_that_leads_to_nothing_yet(target):
    Path("folder").symlink_to(".")
    Path("x").mkdir()
    Path("further").symlink_to("d")
    Path("a.svg").symlink_to(target)
    told = "the depfile would replace the figure 'a.svg'"
    assert said([out("d", what="the depfile")], [ReadFile("a.svg", "the figure")]) == (
        told,
        "name another file: -o FILE",
    )
    Path("e").symlink_to(target)
    assert said([out("e", what="the depfile")], [ReadFile("a.svg", "the figure")]) == (
        told,
        "name another file: -o FILE",
    )
    assert said([out("other", what="the depfile")], [ReadFile("a.svg", "the figure")]) is None


def test_hard_links_of_two_figures_come_apart_when_one_is_drawn():
    Path("a.svg").write_text("x")
    os.link("a.svg", "b.svg")
    assert said([out("a.svg", "1.yaml"), out("b.svg", "2.yaml")]) is None


@pytest.mark.skipif(os.name != "posix", reason="devices of POSIX")
def test_a_device_takes_any_number():
    assert said([out("/dev/null", "1.yaml"), out("/dev/null", what="the depfile")]) is None


def test_what_an_input_is_called():
    spec, view = Path("specs/a.yaml"), Path("v.yaml")
    for path, role in (
        ("specs/../specs/a.yaml", "spec"),
        ("v.yaml", "view file"),
        ("specs/_base.yaml", "included file"),
        ("graphdraw.yaml", "project file"),
        ("specs/pyproject.toml", "project file"),
    ):
        assert ReadFile(Path(path), spec=spec, view=view).role == f"the {role}"
