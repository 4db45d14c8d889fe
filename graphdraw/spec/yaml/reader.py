"""Strict YAML: makes a document of the events of a PyYAML parser, without PyYAML's constructors and error texts.

Depth and counts are checked on the events, before anything is built; anchors, aliases, tags and merge keys are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeGuard

import yaml

from graphdraw.errors import Location
from graphdraw.expression.numbers import starts_number
from graphdraw.limits import Limits, raise_with
from graphdraw.spec.yaml.document import Broken, Mapping, Scalar, Sequence, YamlNode, kind_of
from graphdraw.spec.yaml.escapes import check_quoted
from graphdraw.spec.yaml.numerals import advice
from graphdraw.spec.yaml.problems import Problems
from graphdraw.spec.yaml.source import Page
from graphdraw.spec.yaml.text_checks import yaml_text
from graphdraw.spec.yaml.yaml_errors import DIRECTIVES, TAGS, anchors, cut_value, diagnose, second_document

FASTEST: Any = getattr(yaml, "CLoader", yaml.Loader)
"""The fastest loader installed (libyaml's); only its parser is used, never its constructors."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read(page: Page, limits: Limits, problems: Problems) -> Mapping:
    """The mapping at the top of a page; raises `Stop` if there is no mapping to go on with.

    Escaped surrogate pairs (JSON) are read by the Python parser, since libyaml refuses them; so is every page that
    libyaml can't read, so that the result does not depend on which parser is installed.
    """
    text = yaml_text(page, problems)
    if not _SURROGATE.search(text):
        with suppress(yaml.YAMLError):
            return _built(text, FASTEST, _Builder(page, limits, problems))
    try:
        return _built(text, yaml.Loader, _Builder(page, limits, problems))
    except yaml.YAMLError as error:
        raise diagnose(error, page, problems) from None


def _built(text: str, loader: Any, builder: _Builder) -> Mapping:
    for event in _events(text, loader):
        builder.take(event)
    return builder.document()


def _events(text: str, loader: Any) -> Iterator[Any]:
    parser = loader(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


class _Builder:
    """Builds documents from events; `open` are the lists and mappings that have begun and not ended."""

    def __init__(self, page: Page, limits: Limits, problems: Problems) -> None:
        self.page, self.limits, self.problems = page, limits, problems
        self.open: list[tuple[Any, list[YamlNode]]] = []
        self.documents: list[YamlNode] = []
        self.count = 0
        self.actions = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end_mapping,
            yaml.SequenceEndEvent: self._end_sequence,
            yaml.DocumentStartEvent: self._start_document,
            yaml.AliasEvent: self._alias,
        }

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        action = self.actions.get(type(event))
        if action:
            action(event)

    def document(self) -> Mapping:
        """The one document, after the last event; raises `Stop` if it is no mapping."""
        root = self.documents[0] if self.documents else None
        if isinstance(root, Mapping):
            return root
        if root is None or (isinstance(root, Scalar) and root.empty):
            hint = "a spec needs at least 'inputs' and 'nodes'"
            if self.page.is_file:  # a text, a fence or standard input is not written by a command
                hint += "; 'graphdraw new' writes one to start from"
            raise self.problems.stop(self.page.location(0, 0), "the file is empty", "empty", hint)
        if not isinstance(root, Broken):
            text = f"a spec is a mapping, this is {kind_of(root)}"
            self.problems.add(root.where, text, "not-a-mapping", "begin with 'inputs:' and 'nodes:'")
        self.problems.stop_if_failed()
        raise AssertionError("a broken root without a problem")

    def _place(self, mark: Any, span: int = 1) -> Location:
        return self.page.location(mark.line, mark.column, span)

    def _add(self, node: YamlNode) -> None:
        self.count += 1
        if self.count > self.limits.values:
            text = f"the file has more than {self.limits.values:,} values"
            raise self.problems.stop(node.where, text, "too-many-values", raise_with("values"))
        (self.open[-1][1] if self.open else self.documents).append(node)

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            raise self.problems.stop(*anchors(self._place(event.start_mark, 1 + len(event.anchor))))
        if event.tag is not None:
            raise self.problems.stop(self._place(event.start_mark), *TAGS)

    def _start_document(self, event: Any) -> None:
        if self.documents:
            raise self.problems.stop(*second_document(self._place(event.start_mark, 3)))
        if event.version or event.tags:
            raise self.problems.stop(self.page.location(0, 0), *DIRECTIVES)

    def _alias(self, event: Any) -> None:
        raise self.problems.stop(*anchors(self._place(event.start_mark, 1 + len(event.anchor))))

    def _start(self, event: Any) -> None:
        self._refuse_decoration(event)
        if len(self.open) >= self.limits.depth:
            text = f"nested too deep: {self.limits.depth} levels are the most"
            raise self.problems.stop(self._place(event.start_mark), text, "too-deep", raise_with("depth"))
        self.open.append((event, []))

    def _scalar(self, event: Any) -> None:
        self._refuse_decoration(event)
        start, end = event.start_mark, event.end_mark
        style = event.style or ""
        text = event.value.rstrip("\n") if style in ("|", ">") else event.value  # the end of a block is no part of it
        scalar = Scalar(text, style, self.page, (start.line, start.column), (end.line, end.column))
        self._add(check_quoted(scalar, self.problems) if style == '"' else scalar)

    def _end_sequence(self, _: Any) -> None:
        event, items = self.open.pop()
        start = (event.start_mark.line, event.start_mark.column)
        if event.flow_style and self._is_cut(items):
            self._add(Broken(self.page, start))
        else:
            self._add(Sequence(tuple(items), self.page, start))

    def _end_mapping(self, _: Any) -> None:
        event, parts = self.open.pop()
        start = (event.start_mark.line, event.start_mark.column)
        if event.flow_style and self._is_cut(parts):
            self._add(Broken(self.page, start))
            return
        entries: dict[str, tuple[Scalar, YamlNode]] = {}
        for key, value in zip(parts[::2], parts[1::2], strict=True):
            if event.flow_style and self._is_rest_of_number(key, value, entries):
                continue
            if self._is_key(key, entries):
                entries[key.text] = (key, value)
        self._add(Mapping(tuple(entries.values()), self.page, start, bool(event.flow_style)))

    def _is_key(self, key: YamlNode, entries: dict[str, tuple[Scalar, YamlNode]]) -> TypeGuard[Scalar]:
        """Whether a node can be the next key of a mapping; notes a problem if not."""
        if isinstance(key, Broken):
            return False
        if not isinstance(key, Scalar):
            hint = "quote it if it is meant as text"
            self.problems.add(key.where, f"a key is a name, this is {kind_of(key)}", "key", hint)
        elif key.text == "<<" and not key.style:
            self.problems.add(key.where, "YAML merge keys are not used here", "merge-key", "write the entries out")
        elif key.text in entries:
            first = entries[key.text][0].start[0] + 1
            self.problems.add(key.where, f"'{key.text}' is given twice (first on line {first})", "duplicate")
        else:
            return True
        return False

    def _is_rest_of_number(self, key: YamlNode, value: YamlNode, entries: dict[str, tuple[Scalar, YamlNode]]) -> bool:
        """Whether a key is the part of a number behind its decimal comma (`{x: 2,5}`); notes the problem if so."""
        name, before = next(reversed(entries.values()), (None, None))
        if name is None or not all(isinstance(node, Scalar) and not node.style for node in (key, value, before)):
            return False
        assert isinstance(key, Scalar) and isinstance(before, Scalar) and isinstance(value, Scalar)  # noqa: S101, PT018
        line, column = before.end
        if not value.empty or key.start != (line, column + 1) or not starts_number(before.text.lstrip("+-"), 0):
            return False
        if self.page.lines[line][column] != "," or not key.text.isdecimal():
            return False
        entries[name.text] = (name, Broken(self.page, before.start))
        whole = replace(before, text=f"{before.text},{key.text}", end=key.end)
        self.problems.add(whole.where, *advice(whole.text))
        return True

    def _is_cut(self, parts: list[YamlNode]) -> bool:
        """Whether a comma in parentheses ended a value; notes one problem, at the parenthesis, for all that follows."""
        opened = None
        for part in parts:
            if not isinstance(part, Scalar) or part.style:
                continue
            balance = part.text.count("(") - part.text.count(")")
            if opened is None and balance > 0:
                opened = part.at(part.text.rindex("("))
            elif opened is not None and balance < 0:
                self.problems.add(*cut_value(opened))
                return True
        return False
