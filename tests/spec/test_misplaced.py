"""A key at the wrong level, a word or a value of another kind: the hint names the right one. The table is walked."""

import re

import pytest

from graphdraw.limits import Limits
from graphdraw.ops import OPERATIONS, PLANNED
from graphdraw.ops.planned import FORMS
from graphdraw.spec import PROJECT, Overrides, Source
from graphdraw.spec import load as load_source
from graphdraw.spec.layers import level_hints
from graphdraw.spec.schema.compound import Either, MapOf, Section
from graphdraw.spec.schema.kinds import Choice
from graphdraw.spec.schema.lists import OneOrMore
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.schema.view_schema import NUMBERS, VIEW
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.reading import Reading
from graphdraw.spec.yaml.source import Page

GRAPH = "inputs:\n  x: 2\nnodes:\n  y: x * 2\n  z: y + x\noutputs: z\n"
TOP = [key.name for key in SPEC.table]
IN_VIEW = [key.name for key in VIEW.table]
NOW = [key.name for key in VIEW.table if not key.later]
ALSO_EXPECTED = ("values", "gradients", "local")


def hint_for(failures, text, code="unknown-key"):
    (found,) = [problem for problem in failures(text) if problem.code == code]
    return found.hint


@pytest.mark.parametrize("name", [name for name in NOW if name not in TOP])
def test_every_key_of_the_view_is_sent_there_from_the_top(name, failures):
    elsewhere = f"'{name}' belongs to 'expect' or 'view'"  # published numbers, too, are values, gradients and local
    expected = elsewhere if name in ALSO_EXPECTED else f"'{name}' belongs to 'view': write view: {{{name}: …}}"
    assert hint_for(failures, f"{GRAPH}{name}: 3\n") == expected


@pytest.mark.parametrize("name", [name for name in IN_VIEW if name not in NOW])
def test_no_key_of_a_later_version_is_offered(name, failures):
    assert name not in (hint_for(failures, f"{GRAPH}{name}: 3\n") or "")
    assert hint_for(failures, f"{GRAPH}view: {{{name[:-1]}: 3}}\n") == f"'{name}' is not supported yet"
    assert hint_for(failures, f"{GRAPH}view: {{zzz: 3}}\n") == f"known here: {', '.join(NOW)}"


@pytest.mark.parametrize("name", [name for name in TOP if name not in IN_VIEW])
def test_every_key_of_the_top_is_sent_there_from_the_view(name, failures):
    assert hint_for(failures, f"{GRAPH}view:\n  {name}: 3\n") == f"'{name}' belongs to the top level of the spec"


@pytest.mark.parametrize("name", [key.name for key in NUMBERS.table])
def test_every_key_of_numbers_is_sent_there_from_the_view(name, failures):
    expected = f"'{name}' belongs to 'view.numbers': write view: {{numbers: {{{name}: …}}}}"
    assert hint_for(failures, f"{GRAPH}view:\n  {name}: 3\n") == expected


def every_pair():
    """Each section with each key that it has not and another one has."""
    names = dict.fromkeys(key.name for _, section in level_hints.sections() for key in section.table)
    for path, section in level_hints.sections():
        own = {key.name for key in section.table}
        yield from ((path, section, name) for name in names if name not in own)


def test_what_a_hint_names_is_a_place_with_that_key():
    kinds = dict(level_hints.sections())
    count = 0
    for path, section, name in every_pair():
        for home in level_hints.homes(name, section):
            assert name in {key.name for key in kinds[home].table}, (path, name, home)
            count += 1
    assert count > 500


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("inputs: {x: {value: 2, color: red}}\n", "write view: {nodes: {x: {color: red}}}"),
        ("view: {edges: {x -> y: {shape: box}}}\n", "'shape' belongs to {classes} or {nodes}"),
        ("view: {colour: red}\n", "'color' belongs to {classes}, {nodes} or {edges}"),
        ("view: {backward: false}\n", "'backward' belongs to the top level of the spec"),
        ("seed: 2\n", "'seed' belongs to 'backward': write backward: {seed: …}"),
        ("view.numbers: sci\n", "write one level in the other: view: {numbers: …}"),
        ("view.numbers.sig: 3\n", "write one level in the other: view: {numbers: {sig: …}}"),
        ("viewer: plain\n", "did you mean 'view'?"),
        ("output: y\n", "did you mean 'outputs'?"),
        ("view: {symbol: x}\n", "did you mean 'symbols'?"),
        ("view: {classes: {a: {colours: red}}}\n", "did you mean 'color'?"),
        ("scale: 0.8\n", "'font_size' of 'view' makes all of a figure smaller or larger, 'width' narrower"),
        ("view: {scale: 0.8}\n", "'font_size' of 'view' makes all of a figure smaller or larger, 'width' narrower"),
        ("view: {precision: 2}\n", "write view: {numbers: {decimals: …}}, or 'sig' for significant digits"),
        ("sources: specs\n", "it belongs to the project file, graphdraw.yaml"),
    ],
)
def test_the_hint_for_a_key(text, hint, failures):
    homes = {name: f"'view.{name}.NAME'" for name in ("classes", "nodes", "edges")}
    expected = hint.format(**homes) if "{classes}" in hint else hint
    assert hint_for(failures, f"nodes: {{y: x*2}}\n{'' if 'inputs' in text else 'inputs: {x: 2}'}\n{text}") == expected


def test_keys_of_the_project_file_and_habits_are_no_keys_of_a_spec():
    for key in PROJECT.table:
        assert key.name in TOP or key.name in IN_VIEW or "project file" in level_hints.HABITS[key.name]
    assert not set(level_hints.HABITS) & {*TOP, *IN_VIEW}


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("direction: down", "'direction' belongs to 'view': write view: {direction: …}"),
        ("decimals: 2", "'decimals' belongs to 'view.numbers': write view: {numbers: {decimals: …}}"),
        ("inputs: {x: 3}", "move it to the spec, or name this file in 'extends:'"),
    ],
)
def test_a_file_for_view_with_other_keys(key, hint, vocabulary):
    over = Overrides(None, Source("book.yaml", f"{key}\n".encode()))
    with pytest.raises(Exception, match="a file for --view has only 'view:'") as refused:
        load_source(Source("a.yaml", GRAPH.encode()), vocabulary, overrides=over)
    assert refused.value.problems[0].hint == hint


@pytest.mark.parametrize(
    ("view", "words", "hint"),
    [
        ("gradients: false", "'false' [type]", "write hide"),
        ("gradients: no", "'no' [type]", "write hide"),
        ("values: true", "'true' [type]", "write value"),
        ("names: false", "'false' [type]", "write none"),
        ("names: show", "'show' [type]", "write all"),
        ("branches: on", "'on' [type]", "write show"),
        ("nodes: {x: {gradient: false}}", "'false' [type]", "write hide"),
        ("local: show", "'show' [type]", "write true"),
        ("background: false", "invalid colour 'false' [colour]", "write none"),
        ("background: transparent", "invalid colour 'transparent' [colour]", "write none"),
        ("width: 120", "'120' [type]", "write 120mm; units are mm, cm, in, pt and px"),
        ("width: wide", "'wide' [type]", "as in 120mm; units are mm, cm, in, pt and px"),
        ("font_size: 12pt", "a number of points is expected, this is '12pt' [type]", "write 12"),
        ("margin: 5mm", "a number of points is expected, this is '5mm' [type]", "write 14.17"),
        ("numbers: sci", "'sci' [type]", "write {style: sci}"),
        ("numbers: 2", "'2' [type]", "write {decimals: 2}"),
        ('numbers: ","', "',' [type]", "write {group: ','}"),
        ("numbers: pythn", "'pythn' [type]", "did you mean 'python'?"),
        ("direction: dwon", "'dwon' [type]", "did you mean 'down'?"),
        ("align: [x, y]", "a list of lists is expected, this is one list [type]", "write [[x, y]]"),
        ("classes: {hot: red}", "'red' [type]", "write {color: red}"),
        ("plain", "a mapping is expected, this is 'plain' [type]", "write {theme: plain}"),
    ],
)
def test_a_value_of_another_kind_is_told_the_right_one(view, words, hint, failures):
    text = f"view: {view}\n" if ":" not in view else f"view:\n  {view}\n"
    (problem,) = failures(GRAPH + text)
    assert problem.headline.endswith(words)
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ("backward: y\n", "true or false or a mapping is expected, this is 'y'", "write {from: y}"),
        ("backward: none\n", "true or false is expected, this is 'none'", "write false"),
        ("groups: {g: [x, y]}\n", "a mapping is expected, this is a list", "write {members: [x, y]}"),
        ("groups: {g: {members: y}}\n", "a list is expected, this is 'y'", "write [y]"),
    ],
)
def test_a_value_where_a_mapping_or_a_list_is_expected(text, words, hint, failures):
    (problem,) = failures(GRAPH + text)
    assert (problem.text, problem.code, problem.hint) == (words, "type", hint)


def choices(kind, path):
    """All closed lists of the table, with the keys that lead to them."""
    if isinstance(kind, Section):
        for key in kind.table:
            yield from choices(key.kind, (*path, key.name))
    elif isinstance(kind, Either):
        for one in (kind.scalar, kind.sequence, kind.mapping):
            yield from choices(one, path)
    elif isinstance(kind, MapOf | OneOrMore):
        yield from choices(kind.kind, path)
    elif isinstance(kind, Choice):
        yield path, kind


CAN_BE_OFF = [(path, kind) for path, kind in choices(VIEW, ("view",)) if {"hide", "none"} & set(kind.words)]


@pytest.mark.parametrize(("path", "kind"), CAN_BE_OFF, ids=lambda it: ".".join(it) if isinstance(it[0], str) else "")
@pytest.mark.parametrize("word", ["false", "no", "off"])
def test_whatever_can_be_off_says_its_own_word_for_it(path, kind, word, vocabulary):  # noqa: ARG001 (path is its name)
    reading = Reading(Problems(), Limits(), vocabulary)
    page = Page("a.yaml", (word,))
    assert kind.read(Scalar(word, "", page, (0, 0), (0, len(word))), reading) is None
    (own,) = {"hide", "none"} & set(kind.words)
    assert [problem.hint for problem in reading.problems.sorted()] == [f"write {own}"]


@pytest.mark.parametrize("name", PLANNED)
def test_an_operation_of_a_later_version_says_what_works_today(name, load, failures):
    (problem,) = failures(f"inputs: {{q: 2}}\nnodes:\n  y: {name}(q)\n")
    assert problem.code == "not-supported-yet"
    assert problem.hint == PLANNED[name]
    form = problem.hint.removeprefix("write it out with numbers, as in ")
    if form == problem.hint:
        assert problem.hint == "numbers have no shape: give each element a name of its own, as in x1, x2"
        return
    names = set(re.findall(r"[a-z]+[0-9]?", form.replace("1e-5", "0"))) - set(OPERATIONS.names())
    given = "".join(f"  {name}: 0.5\n" for name in sorted(names))
    spec = load(f"inputs:\n{given}nodes:\n  result: {form}\n")
    assert spec.graph.by_name["result"] is not None
    assert not spec.problems


def test_every_planned_name_has_one_form():
    names = [name for names in FORMS for name in names.split()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("label", "headline", "hint"),
    [
        (
            '"a\\nb"',
            r"3:33: error: in double quotes \n is a line end [label-line]",
            'give the lines as a list: ["a", "b"]',
        ),
        (
            '"number of \\n orders"',
            r"3:42: error: in double quotes \n is a line end [label-line]",
            'give the lines as a list: ["number of", "orders"]',
        ),
        (
            r'"$\nabla f$"',
            r"3:33: error: in double quotes a backslash starts an escape: \n is a line end [backslash]",
            r"use single quotes: '$\nabla f$'",
        ),
    ],
)
def test_a_line_end_in_double_quotes_is_not_led_to_a_literal_one(label, headline, hint, failures):
    (problem,) = failures(f"inputs: {{x: 2}}\nnodes:\n  y: {{expr: x * 2, label:     {label}}}\n")
    assert problem.headline == f"snack.yaml:{headline}"
    assert problem.hint == hint


def test_a_line_end_in_a_title_is_to_be_joined(failures):
    (problem,) = failures(f'{GRAPH}title: "a\\nb"\n')
    assert (problem.text, problem.hint) == (r"in double quotes \n is a line end", "join the lines")


@pytest.mark.parametrize("name", ["..\\base.yaml", "styles\\book.yaml", "a\\b\\c.yaml"])
def test_backslashes_in_a_path_are_told_to_be_slashes(name, failures, tmp_path, load):  # noqa: ARG001
    with pytest.raises(Exception, match="no such file") as refused:
        load(f"extends: {name}\n", folder=tmp_path)
    (problem,) = refused.value.problems
    assert problem.text == f"no such file: '{name}'"
    assert problem.hint == f"write '{name.replace(chr(92), '/')}', with / between folders"
