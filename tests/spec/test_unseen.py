"""What cannot be seen or told apart: invisible characters, forms of Unicode, words that are values, line ends."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from graphdraw.disk import spelling
from graphdraw.errors import SpecError, UsageError, visible
from graphdraw.registry import suggestion, unseen
from graphdraw.spec import Source
from graphdraw.spec.yaml.source import read_file

SPEC = "inputs: {x: 2}\nnodes:\n  y: x * 2\n"
INVISIBLE = {
    "\u200b": "a zero width space (U+200B)",
    "\u200d": "a zero width joiner (U+200D)",
    "\u2060": "a word joiner (U+2060)",
    "\u00ad": "a soft hyphen (U+00AD)",
    "\u00a0": "a no-break space (U+00A0)",
}
PLACES = {
    "a key": "inputs: {{x: 2}}\nnodes:\n  y: x * 2\nvi{}ew: {{theme: plain}}\n",
    "a key before its line": "inputs: {{x: 2}}\nnodes:\n  y: x * 2\n{}view: {{theme: plain}}\n",
    "a name": "inputs: {{x: 2}}\nnodes:\n  y{}z: x * 2\n",
    "an input": "inputs: {{a{}b: 2}}\nnodes:\n  y: 2\n",
    "a block": "inputs: {{x: 2}}\nblocks: {{f{}g(q): q * 2}}\nnodes:\n  y: x * 2\n",
    "a group": SPEC.replace("{", "{{").replace("}", "}}") + "groups: {{g{}h: {{members: [y]}}}}\n",
    "a class": SPEC.replace("{", "{{").replace("}", "}}") + "view: {{classes: {{a{}b: {{color: red}}}}}}\n",
    "an expression": "inputs: {{x: 2}}\nnodes:\n  y: x {}* 2\n",
    "a name in an expression": "inputs: {{xx: 2}}\nnodes:\n  y: x{}x * 2\n",
    "a number": "inputs: {{x: 1{}000}}\nnodes:\n  y: x * 2\n",
    "a number in an expression": "inputs: {{x: 2}}\nnodes:\n  y: x * 1{}0\n",
    "a word": SPEC.replace("{", "{{").replace("}", "}}") + "view: {{direction: do{}wn}}\n",
    "a theme": SPEC.replace("{", "{{").replace("}", "}}") + "view: {{theme: pla{}in}}\n",
    "a truth value": SPEC.replace("{", "{{").replace("}", "}}") + "view: {{local: tr{}ue}}\n",
    "a width": SPEC.replace("{", "{{").replace("}", "}}") + "view: {{width: 120{}mm}}\n",
    "a colour": SPEC.replace("{", "{{").replace("}", "}}") + "view: {{background: wh{}ite}}\n",
    "an edge": SPEC.replace("{", "{{").replace("}", "}}") + "view: {{edges: {{x -> y{}y: {{color: red}}}}}}\n",
    "an expected name": SPEC.replace("{", "{{").replace("}", "}}") + "expect: {{values: {{y{}y: 4}}}}\n",
    "a file": SPEC.replace("{", "{{").replace("}", "}}") + "extends: ba{}se.yaml\n",
}


@pytest.mark.parametrize("character", INVISIBLE)
@pytest.mark.parametrize("place", PLACES)
def test_an_invisible_character_is_named_wherever_it_stands(place, character, load, tmp_path):
    with pytest.raises(SpecError) as refused:
        load(PLACES[place].format(character), folder=tmp_path)
    problems = refused.value.problems
    in_text = [problem for problem in problems if problem.code == "indentation" and "no-break spaces" in problem.text]
    assert in_text or any(INVISIBLE[character] in (problem.hint or "") for problem in problems)
    for problem in problems:
        assert character not in problem.text
        assert character not in (problem.hint or "")


def test_after_a_colon_a_no_break_space_is_named_and_the_line_written(failures):
    (problem,) = failures("inputs:\n  x:\u00a02\nnodes:\n  y: x\n")
    assert problem.headline == "snack.yaml:2:4: error: a colon needs a space after it [colon]"
    assert problem.hint == "write 'x: 2'; there is a no-break space (U+00A0) there"


def test_where_nothing_is_wrong_nothing_is_said(load):
    spec = load("inputs: {x: {value: 2, label: '👩\u200d🔬 soft\u00adhyphen, a\u00a0b'}}\nnodes:\n  y: x * 2\n")
    assert spec.problems == ()


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("dark\u200b", ["dark"], "there is a zero width space (U+200B) in 'dark\u200b'"),
        ("か\u3099く", ["がく"], "there is 'がく', whose letters are composed (Unicode has two forms of them)"),
        ("がく", ["か\u3099く"], "there is 'か\u3099く', whose letters are decomposed (Unicode has two forms of them)"),
        ("é", ["e\u0301"], "there is 'e\u0301', whose letters are decomposed (Unicode has two forms of them)"),
        ("\u00b5", ["\u03bc"], "did you mean '\u03bc'? its \u03bc is U+03BC, this is U+00B5"),
        ("ｖｉｅｗ", ["view"], "did you mean 'view'?"),
        ("View", ["view"], "did you mean 'view'?"),
    ],
)
def test_a_message_never_offers_the_same_word_back(name, known, hint):
    assert suggestion(name, known) == hint


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("\u00b5", "\u03bc", "'\u00b5' and '\u03bc' count as one name (U+00B5, U+03BC): give one of them another name"),
        ("か\u3099", "が", "'か\u3099' and 'が' count as one name: give one of them another name"),
        ("x", "ｘ", "'x' and 'ｘ' count as one name: give one of them another name"),
    ],
)
def test_two_spellings_of_one_name(first, second, words, failures):
    problems = failures(f"inputs:\n  {first}: 2\n  {second}: 3\nnodes:\n  y: 1\n")
    assert (problems[0].code, problems[0].hint) == ("duplicate", words)


def test_classes_in_two_forms_are_told_apart(failures):
    (problem,) = failures(f"{SPEC}view: {{classes: {{か\u3099: {{color: red}}}}, nodes: {{y: {{class: が}}}}}}\n")
    assert problem.hint == "there is 'か\u3099', whose letters are decomposed (Unicode has two forms of them)"


def forms(name):
    """Both forms of a name of a file: as it is on disk, and as it is typed."""
    composed, decomposed = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    return [(composed, decomposed), (decomposed, composed)]


@pytest.mark.parametrize(("there", "typed"), [*forms("がく.yaml"), *forms("élève.yaml"), *forms("한글.yaml")])
class TestFilesByTheirForm:
    def test_extends(self, there, typed, load, tmp_path):
        (tmp_path / there).write_text(SPEC, encoding="utf-8")
        assert load(f"extends: {typed}\n", folder=tmp_path).graph.by_name["x"].value == 2

    def test_extends_in_a_folder(self, there, typed, load, tmp_path):
        folder, asked = Path(there).stem, Path(typed).stem
        (tmp_path / folder).mkdir()
        (tmp_path / folder / there).write_text(SPEC, encoding="utf-8")
        assert load(f"extends: {asked}/{typed}\n", folder=tmp_path).graph.by_name["x"].value == 2

    def test_a_file_that_is_named(self, there, typed, tmp_path):
        (tmp_path / there).write_text(SPEC, encoding="utf-8")
        assert read_file(tmp_path / typed).data == SPEC.encode()

    def test_relative_paths(self, there, typed, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        Path(there).write_text(SPEC, encoding="utf-8")
        assert spelling.as_on_disk(Path(typed)).exists()
        assert spelling.as_on_disk(Path("..", tmp_path.name, typed)).exists()

    def test_what_is_there_as_typed_is_taken(self, there, typed, tmp_path):
        for name in (there, typed):
            (tmp_path / name).write_text(name, encoding="utf-8")
        assert spelling.as_on_disk(tmp_path / typed).name == typed


def test_where_several_forms_are_there_none_is_guessed(tmp_path):
    composed, decomposed = unicodedata.normalize("NFC", "ệ.yaml"), unicodedata.normalize("NFD", "ệ.yaml")
    between = "ẹ\u0302.yaml"
    for name in (composed, decomposed):
        (tmp_path / name).touch()
    assert spelling.as_on_disk(tmp_path / between) == tmp_path / between


def test_another_form_leads_nowhere_outside_the_root(load, tmp_path):
    (tmp_path / "か\u3099.yaml").write_text(SPEC, encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    with pytest.raises(SpecError) as refused:
        load("extends: ../が.yaml\n", folder=inside)
    assert [problem.code for problem in refused.value.problems] == ["outside-root"]


VALUES = ["true", "True", "TRUE", "tRuE", "false", "False", "FALSE", "null", "Null", "NULL", "nuLL", "ｔｒｕｅ"]
DECLARED = {
    "an input": "inputs: {{{}: 2}}\nnodes:\n  y: 1\n",
    "an input of a list": "inputs: [{}]\nnodes:\n  y: 1\n",
    "a node": "nodes:\n  {}: 1\n",
    "an output of a block": "inputs: {{x: 2}}\nblocks: {{f: {{inputs: [q], nodes: {{r: q}}, outputs: {{{}: r}}}}}}\n"
    "nodes:\n  y: f(x)\n",
    "a block": "inputs: {{x: 2}}\nblocks: {{{}(q): q * 2}}\nnodes:\n  y: x\n",
    "an input of a block": "inputs: {{x: 2}}\nblocks: {{f({}): 2}}\nnodes:\n  y: x\n",
    "a group": "inputs: {{x: 2}}\nnodes: {{y: x}}\ngroups: {{{}: {{members: [y]}}}}\n",
    "a class": "inputs: {{x: 2}}\nnodes: {{y: x}}\nview: {{classes: {{{}: {{color: red}}}}}}\n",
    "several names": "inputs: {{x: 2}}\nblocks: {{f: {{inputs: [q], nodes: {{r: q, s: 2*q}}, outputs: [r, s]}}}}\n"
    "nodes:\n  a, {}: f(x)\n",
}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("place", DECLARED)
def test_a_value_is_no_name_in_any_letter_case(place, value, failures):
    told = [problem for problem in failures(DECLARED[place].format(value)) if problem.code == "name"]
    assert [problem.text for problem in told] == [f"'{value}' can't be a name"]
    assert told[0].hint == "'true', 'false', 'null' and '~' are values, not names"


@pytest.mark.parametrize("value", ["True", "NULL", "fAlse"])
def test_a_value_is_no_name_in_an_expression(value, failures):
    (problem,) = failures(f"inputs: {{x: 2}}\nnodes:\n  y: x * {value}\n")
    assert (problem.code, problem.text) == ("reserved-word", f"'{value}' can't be a name")


@pytest.mark.parametrize(
    ("spec", "of"),
    [
        ("inputs: {L: 2}\nnodes:\n  y: L * 2\n", "L"),
        ("inputs: {x: 2}\nnodes:\n  L: x * 2\n", "L"),
        ("inputs: {x: 2}\nnodes:\n  y: {expr: x * 2, label: $L$}\n", "$L$"),
        ("inputs: {x: 2}\nnodes:\n  y: x * 2\noutputs: {y: {label: loss}}\n", "loss"),
        ("inputs: {x: 2}\nnodes:\n  ｌ: x * 2\n", "l"),
    ],
)
def test_no_value_is_called_like_what_the_gradients_are_of(spec, of, failures):
    (problem,) = failures(f"{spec}backward: {{of: {of}}}\n")
    assert problem.code == "backward"
    assert problem.text == f"a value of this figure is called '{of}', and 'of' names a quantity outside of it"
    assert problem.hint == "give one of them another name"


def test_another_name_may_stand_there(load):
    assert load("inputs: {x: 2}\nnodes:\n  y: x * 2\nbackward: {of: L}\n").graph.backward.of == "L"


BLOCKS = {
    "a theme": ("view:\n  theme: {}\n    plain\n", lambda spec: spec.view.theme, "plain"),
    "a direction": ("view:\n  direction: {}\n    down\n", lambda spec: spec.view.direction, "down"),
    "a width": ("view:\n  width: {}\n    72pt\n", lambda spec: spec.view.width, 72.0),
    "a colour": ("view:\n  background: {}\n    none\n", lambda spec: spec.view.background, "none"),
    "a font family": ("view:\n  font: {}\n    DejaVu Sans\n", lambda spec: spec.view.font, "DejaVu Sans"),
    "a language": ("lang: {}\n  ja\n", lambda spec: spec.lang, "ja"),
    "a title": ("title: {}\n  Snacks\n", lambda spec: spec.title, "Snacks"),
    "a description": ("description: {}\n  Snacks\n", lambda spec: spec.description, "Snacks"),
    "an output": ("outputs: {}\n  y\n", lambda spec: spec.graph.outputs[0].name, "y"),
    "a class": (
        "view:\n  classes: {{hot: {{color: red}}}}\n  nodes:\n    y:\n      class: {}\n        hot\n",
        lambda spec: spec.view.nodes["y"].classes,
        ("hot",),
    ),
}


@pytest.mark.parametrize("sign", ["|", ">", "|+", "|-", ">+"])
@pytest.mark.parametrize("place", BLOCKS)
@pytest.mark.usefixtures("either_parser")
def test_the_line_end_of_a_block_text_is_dropped_everywhere(place, sign, load):
    text, found, expected = BLOCKS[place]
    assert found(load(SPEC + text.format(sign))) == expected


@pytest.mark.usefixtures("either_parser")
def test_an_expression_and_a_file_in_a_block(load, tmp_path):
    (tmp_path / "base.yaml").write_text(SPEC, encoding="utf-8")
    spec = load("extends: |\n  base.yaml\nnodes:\n  z: >\n    x *\n    3\n", folder=tmp_path)
    assert {node.name for node in spec.graph.nodes} == {"x", "y", "z"}


def test_no_message_runs_over_two_lines(failures):
    problems = failures(f"{SPEC}view:\n  theme: |\n    da\n    rk\n  direction: |\n    do\n    wn\n")
    assert problems[0].text == r"unknown theme 'da\nrk'"
    assert all(len(problem.headline.splitlines()) == 1 for problem in problems)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", r"a\nb"),
        ("a\r\n\tb", r"a\r\n\tb"),
        ("a\x07b\u2028c", "a<U+0007>b<U+2028>c"),
        ("a\u200bb\u00a0c", "a<U+200B>b<U+00A0>c"),
        ("👩\u200d🔬 and が", "👩\u200d🔬 and が"),
        ("1\u2009000\u3000円", "1\u2009000\u3000円"),
    ],
)
def test_what_is_shown_of_it(text, shown):
    assert visible(text) == shown


def test_errors_show_it_as_well():
    assert str(UsageError("a\nb: no such file")) == r"a\nb: no such file"
    assert UsageError("x", "c\nd").problem.hint == r"c\nd"
    assert unseen("plain text") is None


def test_a_name_of_a_file_with_a_line_end_stays_on_one_line(load):
    with pytest.raises(SpecError) as refused:
        load("nodes: 3\n", name="a\nb.yaml")
    assert refused.value.problems[0].headline.startswith(r"a\nb.yaml:1:8: error: ")
    assert Source("a\nb.yaml", b"").name == "a\nb.yaml"


@pytest.mark.parametrize("place", ["a name", "an expression", "a number", "a number in an expression", "an input"])
@pytest.mark.parametrize("character", ["\u00ad", "\u200b", "\u2060", "\ufe0f", "\u3164"])
def test_what_cannot_be_seen_is_to_be_removed(place, character, failures):
    name = unicodedata.name(character).lower()
    problems = failures(PLACES[place].format(character))
    expected = f"there is a {name} (U+{ord(character):04X}) there: remove it"
    assert expected in [problem.hint for problem in problems]
    assert not any("_" in (problem.hint or "") for problem in problems)


@pytest.mark.parametrize(
    ("typed", "given", "letters"),
    [
        ("\u0430", "a", "its a is U+0061, this is U+0430"),
        ("tot\u0430l", "total", "its a is U+0061, this is U+0430"),
        ("\u0445", "x", "its x is U+0078, this is U+0445"),
        ("\u0391", "A", "its A is U+0041, this is U+0391"),
        ("a", "\u0430", "its \u0430 is U+0430, this is U+0061"),
    ],
)
def test_letters_that_look_alike_are_told_apart(typed, given, letters, failures):
    (problem,) = failures(f"inputs: {{{given}: 2, other: 3}}\nnodes:\n  y: {typed} * other\n")
    assert problem.text == f"unknown name '{typed}'"
    assert problem.hint == f"did you mean '{given}'? {letters}"


def test_letters_of_an_operation_that_look_alike_are_told_apart(failures):
    (problem,) = failures("inputs: {x: 2}\nnodes:\n  y: e\u0445p(x)\n")
    assert problem.hint == "did you mean 'exp'? its x is U+0078, this is U+0445"
