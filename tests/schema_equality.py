"""The JSON Schema accepts a value where the reader does, and nowhere else: for every key of the language.

    python -m tests.schema_equality --count 200000 --seed 1

Values are made of what each kind of value is, and of what it almost is; a third of them is changed. An editor has read
the YAML when it looks at the schema (`tests.editors`), so that `010` is 10 and `"1_0"` is `1_0` to it. The schema must
accept a value of JSON where any way of writing it is accepted by the reader, and must refuse it where none is.
What the reader says of the meaning (`MEANING`) is nothing that a schema could say.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import math
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from graphdraw.errors import SpecError
from graphdraw.limits import Limits
from graphdraw.pipeline.names import VOCABULARY
from graphdraw.spec import Source, load
from graphdraw.spec.schema.compound import Either, Key, MapOf, Section, Tensor, TextMapping
from graphdraw.spec.schema.kinds import (
    Choice,
    Color,
    Flag,
    Formula,
    Label,
    Numeral,
    Pattern,
    Printed,
    Prose,
    Raw,
    Registered,
)
from graphdraw.spec.schema.languages import Language
from graphdraw.spec.schema.lengths import Length, Points
from graphdraw.spec.schema.lists import ListOf, OneOrMore, OneOrMoreLists
from graphdraw.spec.schema.quantities import Quantity
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.yaml import reader
from graphdraw.spec.yaml.problems import Problems, Stop
from graphdraw.spec.yaml.reading import Reading
from graphdraw.spec.yaml.source import Page
from tests import editors

MEANING = frozenset({"not-supported-yet", "null", "numbers"})
"""What is right by its form: it comes later, deletes what is extended, or contradicts another key."""
SIZES = frozenset({"too-large", "too-small", "not-finite", "range", "division-by-zero"})
"""What cannot be seen of a number that is a text to an editor, and has an exponent or is a quotient."""
ESCAPES = frozenset({"label-line", "backslash"})
"""What is right in a block of text, and not as an escape in quotes, which may be a command of LaTeX."""

NUMBERS = """
0 1 -1 +1 5 17 18 200 200.0 200.5 201 1000 1000.1 0.5 .5 5. -0.5 -.5 +.5 1e3 1e-3 1E+3 -1e3 1.5e3 1_000 1_0 1_7 1_8
2_00 2_01 1_000.0 1_000.5 1_0.5_5 1_ 1__0 _1 0_1 1._0 1.0_ 1.0_0 1_e3 1_0e0 1e1_0 010 01 -01 00 0.0 00.5 0e0 0o10 0x1F
0b1 \u22121 \u22121_0 \u22120 \u22120.0 1e\u22123 -\u22121 --1 1- .nan .NaN nan .inf -.inf inf 1e400 1e-400 1_0e999
12:30 1,000 5% 3mm true 1/3 -1/3 1 / 3 +1/+2 1/0 1/0.0 1/-0 1/1/3 1/ /3 1_0/3 01/3 1/03 1_/3 1/3_ 1e3/2 \u22121/3
1/\u22123 1//3 .5/.5 5./2. \u00bd \uff13
""".split()  # noqa: SIM905 (a hundred quoted words would be hard to read)
WORDS = """
x y1 a_b \u5408\u8a08 true True TRUE tRUE false no on null ~ none auto a.b a[1] 2x x-y \u00e9 e\u0301 red Red #12 #123
#12345 #1234567 #12345678 #1f77b4 #1F77B4 blac\u212a darkblue darkblu transparent box 14mm 14 14cm 14MM 0mm 0.0mm
300mm 300.1mm 0300mm 300.0mm 30cm 30.0001cm 11.811in 11.8111in 11.81102362204724in 11.81102362204725in 850.4pt 850.3pt
1134px 1133px .5mm 5.mm 14mm. -1mm 1e1mm 100000000000000000mm 1000000000000000000mm 0.000000000000001mm en ja jp JP
en-GB en_GB e en- en-toolongsubtag deu kr show hide value formula chain int round percent , . ' thin $x$ a$b
2001-01-01 1.2.3 zeros arange 1e -- !x @x
""".split()  # noqa: SIM905 (the same)
TEXTS = (
    "", " ", "a b", "a\nb", "a\nb\nc", "a\nb\nc\nd", "a\n", "a\n\n", "\n", "a\\", "a\\ ", "a" * 500, "a" * 501,
    "a\n" + "b" * 498, "a\n" + "b" * 499, "\u0007", "a\u2028b", "a\u202eb", "a\ufeff", "\t", "#", "$", "14 mm",
    "14  mm",
)  # fmt: skip
SIGNS = "0123456789_.eE+-/ \u2212#$%,mcinptxabfTRU\\\n\u0007\u00e9"


class Part(NamedTuple):
    """A key of the language where it stands: `view: numbers:`."""

    title: str
    key: Key


def parts() -> list[Part]:
    """Every key once, found by walking the kinds that the table is made of."""
    found: dict[int, Part] = {}
    waiting: list[tuple[str, Any]] = [("", SPEC)]
    seen = set()
    while waiting:
        path, kind = waiting.pop()
        if isinstance(kind, Section) and id(kind) not in seen:
            seen.add(id(kind))
            for key in kind.table:
                found[id(kind) * 1000 + len(found)] = Part(f"{path}{key.name}", key)
                waiting.append((f"{path}{key.name}: ", key.kind))
        elif isinstance(kind, tuple) and not isinstance(kind, Section):
            waiting.extend((path, one) for one in kind if isinstance(one, tuple))
    return list(found.values())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\\t", "\t")


def some_scalar(kind: Any, choose: random.Random) -> str:
    """A value for a kind, or what is almost one, as it is written in YAML."""
    if choose.random() < 0.25 and not (isinstance(kind, Raw) and kind.form):
        return _spelt(choose.choice((*NUMBERS, *WORDS, *TEXTS)), choose)
    if isinstance(kind, Choice):
        word = choose.choice((*kind.words, *kind.later))
    elif isinstance(kind, Registered):
        word = choose.choice(getattr(VOCABULARY, kind.field))
    elif isinstance(kind, Numeral | Points | Printed | Quantity | Pattern):
        word = choose.choice(NUMBERS)
    elif isinstance(kind, Raw) and kind.form:
        return choose.choice(NAMES)  # others are tried in whole specs
    elif isinstance(kind, Color | Length | Language | Flag | Raw):
        word = choose.choice(WORDS)
    elif isinstance(kind, Label | Formula | Prose):
        word = choose.choice(TEXTS)
    else:
        word = choose.choice((*WORDS, *TEXTS, *NUMBERS))
    return _spelt(_changed(word, choose) if choose.random() < 0.35 else word, choose)


def _changed(text: str, choose: random.Random) -> str:
    """A text with a sign more, less or other."""
    place = choose.randrange(len(text) + 1)
    return text[:place] + choose.choice([*SIGNS, ""]) + text[place + choose.randrange(2) :]


def _spelt(text: str, choose: random.Random) -> str:
    plain = text if _is_plain(text) else _quoted(text)
    return choose.choice([plain, plain, plain, _quoted(text)])


def _is_plain(text: str) -> bool:
    """Whether a text can stand among others without quotes."""
    try:
        one = yaml.compose(f"[{text}]", yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):
        return False
    return len(one.value) == 1 and isinstance(one.value[0], yaml.ScalarNode) and one.value[0].value == text


NAMES = ("x", "y1", "合計")


def some_text(kind: Any, choose: random.Random, depth: int = 0) -> str:
    """A value for a kind, of scalars that may be right or not; collections sometimes where none belongs."""
    if choose.random() < 0.04:
        return choose.choice(["[]", "{}", "[x, y1]", "[[x]]", "[[1, 2], [3]]", "null", ""])
    if isinstance(kind, Either):
        options = [one for one in (kind.scalar, kind.sequence, kind.mapping, kind.empty) if one]
        return some_text(choose.choice(options), choose, depth)
    if isinstance(kind, ListOf | OneOrMore | OneOrMoreLists):
        one = kind.kind
        if isinstance(kind, OneOrMore | OneOrMoreLists) and choose.random() < 0.5:
            return some_text(one, choose, depth)
        return f"[{', '.join(some_text(one, choose, depth + 1) or 'x' for _ in range(choose.randrange(4)))}]"
    if isinstance(kind, Tensor):
        return "[1, 2]"
    if isinstance(kind, MapOf | TextMapping):
        keys = _keys(kind)
        inner = kind.kind if isinstance(kind, MapOf) else Label()
        return (
            f"{{{', '.join(f'{key}: {some_text(inner, choose, depth + 1)}' for key in keys[: choose.randrange(3)])}}}"
        )
    if isinstance(kind, Section):
        chosen = choose.sample(kind.table, k=min(len(kind.table), choose.randrange(3)))
        said = [f"{key.name}: {some_text(key.kind, choose, depth + 1)}" for key in chosen]
        return f"{{{', '.join([*said, *(['unheard: 1'] if choose.random() < 0.05 else [])])}}}"
    return some_scalar(kind, choose)


def _keys(kind: Any) -> tuple[str, ...]:
    """Names of the form that a mapping has; others are tried in whole specs."""
    import re

    form = kind.keys if isinstance(kind, MapOf) else "^"
    tried = (*NAMES, '"x -> y1"', "f(x)", '"a -> b"')
    return tuple(name for name in tried if re.search(editors.ecma(form), name.strip('"')))


class Verdict(NamedTuple):
    """What the reader says of one way of writing: whether it is right by its form, and with what codes it is not."""

    accepted: bool
    codes: frozenset[str]


def verdict(key: Key, written: str) -> Verdict | None:
    """What the reader says of a key with this value; None where it is no YAML."""
    problems = Problems()
    page = Page("s.yaml", tuple(f"{key.name}: {written}\n".split("\n")))
    try:
        document = reader.read(page, Limits(), problems)
    except Stop:
        return None
    reading = Reading(problems, Limits(), VOCABULARY)
    with contextlib.suppress(Stop):
        Section("one", (key,)).given(document, reading)
    codes = frozenset(problem.code for problem in problems.sorted() if problem.severity == "error")
    return Verdict(not codes - MEANING, codes)


def spellings(value: Any) -> Iterator[str]:
    """Ways of writing a value of JSON, each of which an editor reads as that; not all of them, where it has many."""
    leaves = list(_leaves(value))
    ways = [list(_ways(leaf)) for leaf in leaves]
    for way in itertools.islice(itertools.product(*ways), 64):
        yield _written(value, iter(way))
    if isinstance(value, str) and "\t" not in value and (value.strip() or set(value) == {"\n"}):
        yield _block(value)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _leaves(one)
    else:
        yield value


def _ways(leaf: Any) -> Iterator[str]:
    if isinstance(leaf, str):
        if _is_plain(leaf) and editors.scalar(leaf) == leaf:
            yield leaf
        yield _quoted(leaf)
    elif isinstance(leaf, float) and not math.isfinite(leaf):
        yield ".nan" if math.isnan(leaf) else f"{'-' * (leaf < 0)}.inf"
    elif isinstance(leaf, float) and leaf.is_integer():
        yield str(int(leaf))
    else:
        yield json.dumps(leaf)


def _written(value: Any, ways: Iterator[str]) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_quoted(key)}: {_written(one, ways)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_written(one, ways) for one in value)}]"
    return next(ways)


def _block(text: str) -> str:
    lines = text.rstrip("\n")
    if not lines:
        return "|+\n" + text
    ends = len(text) - len(lines)
    kept = "-" if ends == 0 else "" if ends == 1 else "+"
    return f"|2{kept}\n" + "".join(f"  {line}\n" for line in lines.split("\n")) + "\n" * (ends - 1)


def _as_json(value: Any) -> Iterator[str]:
    """A value as programs write it, all texts in quotes: in JSON, with whole numbers as `2` and as `2.0`."""
    if all(math.isfinite(leaf) for leaf in _leaves(value) if isinstance(leaf, float)):
        yield json.dumps(_of_floats(value, int), ensure_ascii=False)
        yield json.dumps(_of_floats(value, float), ensure_ascii=False)


def _of_floats(value: Any, whole: Callable[[Any], Any]) -> Any:
    """The value with all whole numbers made so."""
    if isinstance(value, dict):
        return {key: _of_floats(one, whole) for key, one in value.items()}
    if isinstance(value, list):
        return [_of_floats(one, whole) for one in value]
    number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**15
    return whole(value) if number and value == int(value) else value


def _unseen_size(value: Any) -> bool:
    """Whether a number is in it whose size an editor cannot tell."""
    texts = [leaf for leaf in _leaves(value) if isinstance(leaf, str)]
    return any(isinstance(leaf, float) and math.isinf(leaf) for leaf in _leaves(value)) or any(
        any(sign in text for sign in "eE/") or len(text) > 300 for text in texts
    )


def _old_number(value: Any) -> bool:
    """Whether a text is in it that YAML 1.1 takes for a text without quotes, and 1.2 for a number: `1e-3`, `-.5`."""
    texts = [leaf for leaf in _leaves(value) if isinstance(leaf, str)]
    return any(isinstance(editors.scalar(text), float) and isinstance(yaml.safe_load(text), str) for text in texts)


def _in_lines(value: Any) -> bool:
    """Whether a text of several lines, or of none, is in it that is not written as a block here."""
    texts = [leaf for leaf in _leaves(value) if isinstance(leaf, str) and "\n" in leaf]
    return bool(texts) and (not isinstance(value, str) or not value.strip())


def difference(part: Part, validator: Any, written: str) -> str | None:
    """What differs between schema and reader for a value as it is written; None where nothing does."""
    first = verdict(part.key, written)
    if first is None:
        return None
    try:
        value = editors.value(f"v: {written}\n")["v"]
    except (yaml.YAMLError, ValueError):
        return None
    accepts = validator.is_valid({part.key.name: value})
    for typed in _as_json(value) if accepts else ():
        as_json = verdict(part.key, typed)
        codes = as_json.codes - MEANING - ESCAPES if as_json else frozenset()
        if as_json and codes and not (codes <= SIZES and _unseen_size(value)):
            return f"{part.title}: {typed} of JSON: reader {sorted(as_json.codes)}, schema {accepts}"
    if first.accepted == accepts:
        return None
    spelt = list(filter(None, (verdict(part.key, one) for one in spellings(value))))
    verdicts = [first, *spelt]
    accepted = any(one.accepted for one in verdicts)
    codes = frozenset().union(*(one.codes for one in spelt or verdicts))
    if accepted == accepts or codes & MEANING or any(leaf is None for leaf in _leaves(value)):
        return None
    if accepts and ((codes <= SIZES | {"type"} and _unseen_size(value)) or _old_number(value) or _in_lines(value)):
        return None
    return f"{part.title}: {written!r} is {value!r}: reader {sorted(codes) or 'accepts'}, schema {accepts}"


KEYS = {
    "inputs": "inputs: {{x: 1, {}: 2}}\nnodes: {{y: x * 2}}\n",
    "a list of inputs": "inputs: [x, {}]\nnodes: {{y: x * 2}}\n",
    "nodes": "inputs: {{x: 1}}\nnodes: {{y: x * 2, {}: x + 1}}\n",
    "outputs of a block": (
        "inputs: {{x: 1}}\nnodes:\n  {}: two(x)\nblocks:\n  two: {{inputs: [q], nodes: {{u: -q, v: 2*q}}}}\n"
    ),
    "blocks": "inputs: {{x: 1}}\nnodes: {{y: x * 2}}\nblocks: {{{}: x}}\n",
    "inputs of a block": "inputs: {{x: 1}}\nnodes: {{y: x * 2}}\nblocks: {{f: {{inputs: [x, {}], expr: x}}}}\n",
    "groups": "inputs: {{x: 1}}\nnodes: {{y: x * 2}}\ngroups: {{{}: {{members: [y]}}}}\n",
    "classes": "inputs: {{x: 1}}\nnodes: {{y: x * 2}}\nview: {{classes: {{{}: {{fill: red}}}}}}\n",
    "edges": "inputs: {{x: 1}}\nnodes: {{y: x * 2, z: y + 1}}\nview: {{edges: {{{}: {{color: red}}}}}}\n",
    "expected values": (
        "inputs: {{x: 1}}\nnodes: {{y: x * 2, z: y + 1}}\nexpect: {{values: {{{}: {{value: 1, within: 9}}}}}}\n"
    ),
    "expected gradients": "inputs: {{x: 1}}\nnodes: {{y: x * 2, z: y + 1}}\nexpect: {{gradients: {{{}: 2}}}}\n",
    "expected derivatives": "inputs: {{x: 1}}\nnodes: {{y: x * 2, z: y + 1}}\nexpect: {{local: {{{}: 2}}}}\n",
}
"""Specs with a place for a key that a name, an edge or a call stands for."""
OF_KEYS = frozenset({"name", "edge", "control-character"})
"""What is wrong with the form of a key."""
TRIED = (
    "a", "b2", "_", "é", "e\u0301", "合計", "Ａ", "x1", "true", "True", "nUll", "~", "null", "1", "1.5", "2x", "x-y",
    "x y", "x.y", "x²", "€", "½", "x·y", "・", "→", "α", "ﬁ", "a\u00ad", "a\u200b", "a\u3000", "ａ：", "f(x)",
    "f(x, z)", "f()", "f( x )", "f (x)", " f(x)", "f(x) ", "f(2)", "f(x,)", "f(,x)", "f(x z)", "f((x))", "2(x)",
    "true(x)", "f(true)", "(x)", "a, b", "a,b", "a,", ",a", "a, 2", "a b, c", "x -> y", "y -> z", "x->y",
    "x -> y -> z", "x -> *", "* -> z", "->", "x ->", "-> y", "x -> -> y", "x - > y", "x", "y", "z", "x -> y[0]",
    "x -> y[9]", "x => y", "a\u0007", "- -> y", "x -> y ->",
)  # fmt: skip


def key_difference(place: str, validator: Any, key: str) -> str | None:
    """The same for a key in a whole spec, in quotes and without them."""
    if place == "nodes" and "," in key:  # of an expression there is one result
        return None
    value = editors.value(KEYS[place].format(_quoted(key)))
    accepts = validator.is_valid(value)
    codes = _key_codes(KEYS[place].format(_quoted(key)))
    if codes & OF_KEYS if accepts else not codes:
        other = KEYS[place].format(key)
        with contextlib.suppress(yaml.YAMLError, ValueError):
            if editors.value(other) == value and not (_key_codes(other) & OF_KEYS) and accepts:
                return None
        return f"{place}: {key!r}: reader {sorted(codes) or 'accepts'}, schema {accepts}"
    return None


def _key_codes(text: str) -> frozenset[str]:
    """The codes of all errors of a spec."""
    try:
        load(Source("s.yaml", text.encode()), VOCABULARY)
    except SpecError as error:
        return frozenset(problem.code for problem in error.problems if problem.severity == "error")
    return frozenset()


def differences(count: int, seed: int) -> Iterator[str]:
    """What differs in so many values, spread over all keys, and in all keys that are tried and changes of them."""
    choose = random.Random(seed)
    all_parts = parts()
    validators = [editors.accepting(Section("one", (part.key,)).json(VOCABULARY)) for part in all_parts]
    for number in range(count):
        place = number % len(all_parts)
        part = all_parts[place]
        if found := difference(part, validators[place], some_text(part.key.kind, choose)):
            yield found
    whole = editors.accepting(SPEC.json(VOCABULARY))
    for place in KEYS:
        changed = [_changed(choose.choice(TRIED), choose) for _ in range(count // 500)]
        for key in (*TRIED, *(one for one in changed if "\n" not in one)):
            if found := key_difference(place, whole, key):
                yield found


def main() -> int:
    """Compare; the exit code is 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.schema_equality", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=50_000, help="how many values")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    found = list(dict.fromkeys(differences(options.count, options.seed)))
    print(*found[:60], sep="\n")
    print(f"{options.count} values of {len(parts())} keys: {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
