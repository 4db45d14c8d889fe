"""The kinds of single values in a spec: each reads a node, notes problems, and describes itself as JSON Schema.

`read` returns the value, or None after it noted a problem. All kinds are frozen; the table of keys is made of them.
"""

# ruff: noqa: ARG002, D102 (every kind has the methods of the protocol `Kind`, which documents them)

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple, Protocol

from graphdraw.spec.schema.colors import FORMS, color
from graphdraw.spec.schema.labels import MOST_LINES, TEXT_OR_LINES, formula, label, label_of_lines
from graphdraw.spec.schema.word_hints import OFF, meant
from graphdraw.spec.yaml import patterns
from graphdraw.spec.yaml.document import Scalar, YamlNode
from graphdraw.spec.yaml.numerals import has_form, number
from graphdraw.spec.yaml.reading import Reading, Vocabulary

Json = dict[str, Any]


class Kind(Protocol):
    """A kind of value: what may stand at a place of a spec."""

    @property
    def phrase(self) -> str:
        """The words of messages for a value of this kind: `a number`."""

    def read(self, node: YamlNode, reading: Reading) -> Any:
        """The value of a node; None after a problem was noted."""

    def json(self, vocabulary: Vocabulary) -> Json:
        """The kind as JSON Schema, draft-07."""


NOT_A_NUMBER: Json = {"type": "number", "minimum": 1, "maximum": 0}
"""A schema that only `.nan` fits: validators find it neither below the minimum nor above the maximum."""


def any_text(pattern: str = patterns.TEXT) -> Json:
    """The schema of a text of this form; what YAML takes for a number or a truth value is a text, too."""
    return {"type": ["string", "number", "boolean"], "pattern": pattern}


class Text(NamedTuple):
    """One line of text; `drawn` says that it may stand in the figure. A number is read as its text."""

    drawn: bool = False
    phrase: str = "a text"

    def read(self, node: YamlNode, reading: Reading) -> str | None:
        return label(node, reading, self.drawn)

    def json(self, vocabulary: Vocabulary) -> Json:
        return any_text(patterns.LINE)


class Label(NamedTuple):
    """A text in the figure of at most three lines, written as a text or as a list of lines."""

    phrase: str = TEXT_OR_LINES

    def read(self, node: YamlNode, reading: Reading) -> str | None:
        return label_of_lines(node, reading)

    def json(self, vocabulary: Vocabulary) -> Json:
        line = any_text(patterns.LINE)
        items: Json = {**line, "type": [*line["type"], "null"]}
        lines: Json = {"type": "array", "items": items, "minItems": 1, "maxItems": MOST_LINES}
        return {"anyOf": [any_text(patterns.LINES), lines]}


class Formula(NamedTuple):
    """Math without dollars."""

    phrase: str = "a formula"

    def read(self, node: YamlNode, reading: Reading) -> str | None:
        return formula(node, reading)

    def json(self, vocabulary: Vocabulary) -> Json:
        return any_text(patterns.FORMULA)


class Prose(NamedTuple):
    """Text of any number of lines, never drawn."""

    phrase: str = "a text"

    def read(self, node: YamlNode, reading: Reading) -> str | None:
        if isinstance(node, Scalar):
            return node.text.rstrip("\n")
        reading.expected(node, self.phrase)
        return None

    def json(self, vocabulary: Vocabulary) -> Json:
        return any_text()


class Raw(NamedTuple):
    """A name or an expression, read as the scalar itself and understood later; `form` is its pattern in the schema."""

    phrase: str = "a name"
    hint: str | None = None
    form: str | None = None

    def read(self, node: YamlNode, reading: Reading) -> Scalar | None:
        if isinstance(node, Scalar) and not node.empty:
            return node
        reading.expected(node, self.phrase, self.hint)
        return None

    def json(self, vocabulary: Vocabulary) -> Json:
        return any_text() if self.form is None else {"type": "string", "pattern": self.form}


class Nothing(NamedTuple):
    """An empty value where that has a meaning; it reads as `reads`, which tells it from what could not be read."""

    phrase: str = "nothing"
    reads: bool | None = None

    def read(self, node: YamlNode, reading: Reading) -> bool | None:
        if isinstance(node, Scalar) and node.empty:
            return self.reads
        reading.expected(node, self.phrase)
        return None

    def json(self, vocabulary: Vocabulary) -> Json:
        return {"type": "null"}


class Numeral(NamedTuple):
    """A number from `least` to `most`; with `whole`, decimals may only be zeros, since to JSON 2.0 is 2."""

    least: float | None = None
    most: float | None = None
    whole: bool = False

    @property
    def phrase(self) -> str:
        return "a whole number" if self.whole else "a number"

    def read(self, node: YamlNode, reading: Reading) -> int | float | None:
        form = patterns.typed_number(self.least, self.most, whole=self.whole)
        value = number(node, reading, form=form)
        if value is None:
            return None
        if self._fits(value) and (not self.whole or value == int(value)):
            value = int(value) if self.whole else value
            return value if has_form(node, value, reading, form) else None
        reading.problems.add(node.where, f"{self.phrase}{self._range()} is expected, this is {value}", "range")
        return None

    def _fits(self, value: int | float) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def _range(self) -> str:
        if self.least is None:
            return ""
        return f" from {self.least:g}" + (f" to {self.most:g}" if self.most is not None else "")

    def json(self, vocabulary: Vocabulary) -> Json:
        text = patterns.typed_number(self.least, self.most, whole=self.whole)
        schema: Json = {"type": ["integer" if self.whole else "number", "string"], "pattern": text, "not": NOT_A_NUMBER}
        bounds = {"minimum": self.least, "maximum": self.most}
        return schema | {name: bound for name, bound in bounds.items() if bound is not None}


class Printed(NamedTuple):
    """A number whose typed digits count (`6.00`), also in quotes, as JSON needs them; read as the scalar itself."""

    phrase: str = "a number"

    def read(self, node: YamlNode, reading: Reading) -> Scalar | None:
        value = number(node, reading, quoted=True)
        right = value is not None and has_form(node, value, reading, patterns.PRINTED)
        return node if right and isinstance(node, Scalar) else None

    def json(self, vocabulary: Vocabulary) -> Json:
        return {"type": ["number", "string"], "pattern": patterns.PRINTED, "not": NOT_A_NUMBER}


YAML_FLAGS = ("true", "True", "TRUE", "false", "False", "FALSE")
"""The truth values of YAML 1.2; editors take other letter cases for texts."""


class Flag(NamedTuple):
    """`true` or `false`."""

    phrase: str = "true or false"

    def read(self, node: YamlNode, reading: Reading) -> bool | None:
        if isinstance(node, Scalar) and not node.style and node.text in YAML_FLAGS:
            return node.text.lower() == "true"
        word = node.text.lower() if isinstance(node, Scalar) else ""
        hint = "remove the quotes" if word in ("true", "false") else meant(word, ("true", "false"))
        if hint == "remove the quotes" and isinstance(node, Scalar) and not node.style:
            hint = f"write {word}"
        reading.expected(node, self.phrase, hint)
        return None

    def json(self, vocabulary: Vocabulary) -> Json:
        return {"type": "boolean"}


class Choice(NamedTuple):
    """One word of a closed list; the words `later` are known but not supported yet, so no message offers them."""

    words: tuple[str, ...]
    later: tuple[str, ...] = ()

    @property
    def phrase(self) -> str:
        return f"one of {', '.join(self.words)}"

    def read(self, node: YamlNode, reading: Reading) -> str | None:
        if isinstance(node, Scalar) and node.text in self.words:
            return node.text
        if isinstance(node, Scalar) and node.text in self.later:
            reading.not_yet(node.where, f"'{node.text}' is")
            return None
        hint = meant(node.text, self.words, self.later) if isinstance(node, Scalar) and not node.empty else None
        reading.expected(node, self.phrase, hint)
        return None

    def json(self, vocabulary: Vocabulary) -> Json:
        return {"enum": list(self.words)}


class Registered(NamedTuple):
    """A name that a field of the vocabulary lists: `themes` or `shapes`."""

    field: str
    phrase: str

    def read(self, node: YamlNode, reading: Reading) -> str | None:
        known = getattr(reading.vocabulary, self.field)
        all_known = f"known here: {', '.join(known)}"
        if not isinstance(node, Scalar) or node.empty:
            reading.expected(node, self.phrase, all_known)
        elif node.text in known:
            return node.text
        else:
            kind = self.phrase.split()[-1]
            text = f"unknown {kind} '{node.text[:80]}'"
            hint = reading.problems.suggestion(node.text, known) or all_known
            reading.problems.add(node.where, text, f"unknown-{kind}", hint)
        return None

    def json(self, vocabulary: Vocabulary) -> Json:
        return Choice(getattr(vocabulary, self.field)).json(vocabulary)


class Pattern(NamedTuple):
    """A text that matches `pattern`; `numbers` says that some of these texts are numbers to YAML."""

    pattern: str
    phrase: str
    hint: str | None = None
    numbers: bool = False

    def read(self, node: YamlNode, reading: Reading) -> str | None:
        if isinstance(node, Scalar) and re.fullmatch(self.pattern, node.text):
            return node.text
        reading.expected(node, self.phrase, self.hint)
        return None

    def json(self, vocabulary: Vocabulary) -> Json:
        schema: Json = {"type": ["string", "number"], "not": NOT_A_NUMBER} if self.numbers else {"type": "string"}
        return schema | {"pattern": f"^(?:{self.pattern})$"}


class Color(NamedTuple):
    """A colour; reads as text in lower case, see `colors.color`."""

    phrase: str = "a colour"

    def read(self, node: YamlNode, reading: Reading) -> str | None:
        if not isinstance(node, Scalar):
            reading.expected(node, self.phrase, FORMS)
            return None
        if node.empty:  # YAML takes an unquoted #12 for a comment
            reading.expected(node, self.phrase, f"{FORMS}; a '#' needs quotes: '#1f77b4'")
            return None
        found = color(node.text)
        if found is None:
            hint = "write none" if node.text.casefold() in (*OFF, "transparent") else FORMS
            plain = unicodedata.normalize("NFKC", node.text)
            if plain != node.text and color(plain):
                hint = f"write '{plain}', with plain signs for the full-width ones"
            reading.problems.add(node.where, f"invalid colour '{node.text[:40]}'", "colour", hint)
        return found

    def json(self, vocabulary: Vocabulary) -> Json:
        return {"$ref": "#/definitions/colour"}
