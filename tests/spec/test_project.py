"""The project file: where it is found, what it says, and that it is the lowest layer."""

import pytest

from graphdraw.errors import SpecError
from graphdraw.spec import Project, as_data, find_project, load, read_file

SPEC = "inputs: {x: 2}\nnodes: {y: x * x}\n"
YAML = """\
sources: [figures, one.yaml]
formats: svg
output: out/{stem}
lang: ja
view: {margin: 7, numbers: python}
x-a: 1
"""
TOML = """\
[project]
name = "book"

[tool.graphdraw]
sources = ["figures", "one.yaml"]
formats = ["svg"]
output = "out/{stem}"
lang = "ja"

[tool.graphdraw.view]
margin = 7
numbers = "python"
local = true
"""


@pytest.fixture
def folder(tmp_path):
    """A folder two levels below the project's."""
    place = tmp_path / "figures" / "one"
    place.mkdir(parents=True)
    (place / "a.yaml").write_text(SPEC)
    return place


@pytest.mark.parametrize(("name", "text"), [("graphdraw.yaml", YAML), ("pyproject.toml", TOML)])
def test_both_forms_say_the_same(name, text, tmp_path, folder, vocabulary):
    (tmp_path / name).write_text(text)
    project = find_project(folder, vocabulary)
    assert (project.folder, project.path) == (tmp_path.resolve(), tmp_path.resolve() / name)
    assert (project.sources, project.formats, project.output) == (("figures", "one.yaml"), ("svg",), "out/{stem}")
    assert project.lang == "ja"
    spec = load(read_file(folder / "a.yaml"), vocabulary)
    assert (spec.lang, spec.view.margin, spec.view.numbers.style) == ("ja", 7, "python")
    assert spec.dependencies == ((folder / "a.yaml").resolve(), project.path)


def test_without_a_file_there_is_no_project(folder):
    assert find_project(folder) is None


def test_the_nearest_one_counts(tmp_path, folder):
    (tmp_path / "graphdraw.yaml").write_text("lang: en\n")
    (folder / "pyproject.toml").write_text('[project]\nname = "no table of ours"\n')
    assert find_project(folder).lang == "en"
    (folder.parent / "pyproject.toml").write_text('[tool.graphdraw]\nlang = "fr"\n')
    assert find_project(folder).lang == "fr"
    (folder.parent / "graphdraw.yaml").write_text("lang: de\n")
    assert find_project(folder).lang == "de"


@pytest.mark.parametrize("text", ["", "# the root of the book\n\n", "# 1\n# 2"])
def test_an_empty_file_marks_the_root(text, folder):
    (folder / "graphdraw.yaml").write_text(text)
    assert find_project(folder) == Project(folder.resolve(), folder.resolve() / "graphdraw.yaml")


def test_the_spec_lies_over_the_project(tmp_path, folder, vocabulary):
    (tmp_path / "graphdraw.yaml").write_text(YAML)
    (folder / "a.yaml").write_text(f"lang: en\nview: {{margin: 2}}\n{SPEC}")
    spec = load(read_file(folder / "a.yaml"), vocabulary)
    assert (spec.lang, spec.view.margin, spec.view.numbers.style) == ("en", 2, "python")
    places = as_data(spec.document)["from"]
    assert places["view.numbers"] == f"{tmp_path.resolve() / 'graphdraw.yaml'}:5"


@pytest.mark.parametrize(
    ("text", "headline", "hint"),
    [
        ("source: a\n", "1:1: error: unknown key 'source' in a project file [unknown-key]", "did you mean 'sources'?"),
        ("sources: {a: 1}\n", "1:10: error: a text is expected, this is a mapping [type]", None),
        ("lang: 日本語\n", "1:7: error: a language tag is expected, this is '日本語' [type]", "did you mean 'ja'?"),
        (
            "view: {margn: 1}\n",
            "1:8: error: unknown key 'margn' in view [unknown-key]",
            "did you mean 'margin' or 'align'?",
        ),
        ("lang: ja\nlang: en\n", "2:1: error: 'lang' is given twice (first on line 1) [duplicate]", None),
    ],
)
def test_keys_are_strict(text, headline, hint, folder, vocabulary, monkeypatch):
    (folder / "graphdraw.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    with pytest.raises(SpecError) as refused:
        load(read_file((folder / "a.yaml").relative_to(folder)), vocabulary)
    (problem,) = refused.value.problems
    assert (problem.headline, problem.hint) == (f"graphdraw.yaml:{headline}", hint)
    with pytest.raises(SpecError):
        find_project(folder, vocabulary)


def test_mistakes_in_toml_are_placed_at_the_table_and_nothing_is_shown(folder, vocabulary):
    (folder / "pyproject.toml").write_text('[project]\nname = "b"\n[tool.graphdraw]\nlangs = "ja"\n')
    with pytest.raises(SpecError) as refused:
        find_project(folder, vocabulary)
    (problem,) = refused.value.problems
    assert problem.headline.endswith("pyproject.toml:3:1: error: unknown key 'langs' in a project file [unknown-key]")
    assert not problem.where.excerpt


def test_toml_that_is_none(folder):
    (folder / "pyproject.toml").write_text("[tool.graphdraw]\nlang = ja\n")
    with pytest.raises(SpecError, match=r"pyproject.toml:1:1: error: the file is not valid TOML \[toml\]"):
        find_project(folder)
