"""Math in labels is checked before anything is drawn: what mathtext cannot set is an error with its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graphdraw.draw.text import formulas
from graphdraw.draw.text.fonts import FOR_MATH, missing_characters, named
from graphdraw.draw.text.markup import Piece, pieces
from graphdraw.errors import Location, Problem, placing
from graphdraw.work import Work

MAX_DEPTH = 12
"""Levels of braces in a formula; mathtext's own parser recurses and takes seconds beyond."""

STEPS, STEPS_OF_MATHTEXT = 64, 800
"""What a character of a formula costs that is read here, and one of a formula that only mathtext reads."""

FALLBACK = "STIXGeneral"
"""Where mathtext takes what the font for math lacks."""

_DUMMY = "¤"
"""What mathtext draws, with a word in the log, in the place of what neither has."""

REWRITES = {
    r"\bm": r"\mathbf",
    r"\tfrac": r"\frac",
    r"\cfrac": r"\frac",
    r"\le": r"\leq",
    r"\ge": r"\geq",
    r"\lt": "<",
    r"\gt": ">",
    r"\implies": r"\Rightarrow",
    r"\iff": r"\Leftrightarrow",
}
"""LaTeX that mathtext does not know, and what it knows in its place."""

_IN_WORDS = re.compile(r"\\text\s*\{[^}\\]*(?:\\[^A-Za-z][^}\\]*)*(\\[A-Za-z]+)")
"""A command where mathtext knows none: it drops the backslash, or makes a tab of `\\t`."""

_COMMAND = re.compile(r"\\[A-Za-z]+")
_UNKNOWN = re.compile(r"Unknown symbol: (\\[A-Za-z]+)")
_AT = re.compile(r"\(char:? ?(\d+)\)|char (\d+)")


def check_all(labels: Sequence[tuple[str, Location]], mathfont: str, work: Work) -> list[Problem]:
    """What cannot be drawn in labels, each with its place; `work` counts what their formulas cost, each text once.

    Raises SpecError, before any of them is set, at the label with which that is too much.
    """
    first = dict(reversed(labels))
    for label in dict.fromkeys(label for label, _ in labels):
        with placing(first[label]):
            work.spend(sum(_steps(piece.text) for piece in pieces(label) if piece.math), "formulas")
    return [problem for label, where in labels if (problem := check_math(label, where, mathfont))]


def _steps(formula: str) -> int:
    """What setting a formula costs."""
    return len(formula) * (STEPS if formulas.is_read(formula) else STEPS_OF_MATHTEXT)


def check_math(label: str, where: Location, mathfont: str) -> Problem | None:
    """The first thing in the label's math that cannot be drawn, with its column; None if all can.

    `mathfont` is matplotlib's name of the font set for math.
    """
    for piece in pieces(label):
        problem = _check_piece(piece, where, mathfont) if piece.math else None
        if problem:
            return problem
    return None


def _check_piece(piece: Piece, where: Location, mathfont: str) -> Problem | None:
    foreign = missing_characters(piece.text, FOR_MATH)
    if foreign:
        at = piece.text.index(foreign[0])
        hint = "put words outside the dollars"
        return _problem(f"'{named(foreign)}' cannot be set as math", hint, where, piece, at, 1)
    if _depth(piece.text) > MAX_DEPTH:
        return _problem(f"the formula is nested too deep (over {MAX_DEPTH} levels)", None, where, piece, 0, 1)
    if words := _IN_WORDS.search(piece.text):
        hint = "end the words before it, as in '\\text{a }\\alpha'"
        text = f"'{words.group(1)}' is no command inside '\\text'"
        return _problem(text, hint, where, piece, words.start(1), len(words.group(1)))
    message = _failure(piece.text, mathfont)
    if message is None:
        return None
    if message == _DUMMY:
        hint = "draw it with another theme, or put it outside the dollars"
        return _problem("the font for math has not all signs of this formula", hint, where, piece, 0, len(piece.text))
    for command in _COMMAND.finditer(piece.text):
        name = command.group()
        if name in REWRITES and _failure(f"${name}{{x}}{{y}}$", mathfont) and _failure(f"${name} x$", mathfont):
            hint = f"use {REWRITES[name]}"
            return _problem(f"'{name}' is not known in math here", hint, where, piece, command.start(), len(name))
    unknown = _UNKNOWN.search(message)
    if unknown and unknown.group(1) in piece.text:
        name = unknown.group(1)
        hint = "a subset of TeX math is drawn; see matplotlib's documentation of mathtext"
        return _problem(f"'{name}' is not known in math here", hint, where, piece, piece.text.index(name), len(name))
    found = _AT.search(message)
    at = int(next(g for g in found.groups() if g)) if found else 0
    hint = "check that every brace is closed and every command has its arguments"
    return _problem("this formula cannot be drawn", hint, where, piece, min(at, len(piece.text) - 1), 1)


def _problem(text: str, hint: str | None, where: Location, piece: Piece, at: int, span: int) -> Problem:
    """A problem at an offset in the piece, where the label stands in its line as it was typed; else at the label."""
    start = where.excerpt.find(piece.text, where.column - 1) if where.excerpt else -1
    if start < 0 and where.excerpt and (inside := where.excerpt.find(piece.text[1:-1], where.column - 1)) >= 0:
        at, span, start = max(at - 1, 0), min(span, len(piece.text) - 2), inside  # typed without dollars
    if start >= 0:
        where = where._replace(column=start + at + 1, span=span)
    return Problem(where, text, "bad-math", hint)


@lru_cache(maxsize=4096)
def _failure(formula: str, mathfont: str) -> str | None:
    """The words of mathtext on why it cannot set the formula, its dummy if it lacks a sign, or None."""
    try:
        drawn = formulas.formula(formula, mathfont)
    except RecursionError:
        return "nested too deep"
    except Exception as error:  # mathtext raises ValueError, KeyError and pyparsing's own
        return str(error) or type(error).__name__
    return _DUMMY if any(ord(_DUMMY) in glyph[2:4] for glyph in drawn.glyphs) and _DUMMY not in formula else None


def _depth(formula: str) -> int:
    deepest = depth = 0
    for character in formula:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest
