"""Checking the formulas in labels before anything is drawn: what mathtext cannot set is a problem with its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graphdraw.draw.text import formulas
from graphdraw.draw.text.fonts import FOR_MATH, missing_characters, named
from graphdraw.draw.text.markup import TextPiece, pieces
from graphdraw.errors import Location, Problem, placing
from graphdraw.work import Work

MAX_DEPTH = 12
"""The most levels of braces in a formula: mathtext's parser recurses, and takes seconds for more."""

STEPS, STEPS_OF_MATHTEXT = 64, 800
"""Steps of work for a character of a formula that `mathtree` reads, and of one that only mathtext reads."""

FALLBACK = "STIXGeneral"
"""The font that mathtext uses for characters that the font for math lacks."""

_DUMMY = "¤"
"""The character that mathtext draws, with a warning in the log, for one that neither font has."""

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
"""Commands of LaTeX that mathtext does not know, and what to use instead."""

_IN_WORDS = re.compile(r"\\text\s*\{[^}\\]*(?:\\[^A-Za-z][^}\\]*)*(\\[A-Za-z]+)")
"""A command inside of `\\text`, where mathtext knows none: it drops the backslash, or makes a tab of `\\t`."""

_COMMAND = re.compile(r"\\[A-Za-z]+")
_UNKNOWN = re.compile(r"Unknown symbol: (\\[A-Za-z]+)")
_AT = re.compile(r"\(char:? ?(\d+)\)|char (\d+)")


def check_all(labels: Sequence[tuple[str, Location]], mathfont: str, work: Work) -> list[Problem]:
    """The problems in the formulas of labels, each with its place; `work` counts the steps, for each label once.

    Raises SpecError, before any formula is set, at the first label with which it would be too much work.
    """
    first = dict(reversed(labels))
    for label in dict.fromkeys(label for label, _ in labels):
        with placing(first[label]):
            work.spend(sum(_steps(piece.text) for piece in pieces(label) if piece.math), "formulas")
    return [problem for label, where in labels if (problem := check_math(label, where, mathfont))]


def _steps(formula: str) -> int:
    """The steps of work for setting a formula."""
    return len(formula) * (STEPS if formulas.is_set_quickly(formula) else STEPS_OF_MATHTEXT)


def check_math(label: str, where: Location, mathfont: str) -> Problem | None:
    """The problem of the first formula in a label that cannot be drawn, with its column; None if all can be.

    `mathfont` is matplotlib's name of the font set for math.
    """
    for piece in pieces(label):
        problem = _check_piece(piece, where, mathfont) if piece.math else None
        if problem:
            return problem
    return None


def _check_piece(piece: TextPiece, where: Location, mathfont: str) -> Problem | None:
    """The problem of a formula, with the most helpful hint that can be found; None if it can be drawn."""
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


def _problem(text: str, hint: str | None, where: Location, piece: TextPiece, at: int, span: int) -> Problem:
    """A problem at an offset in a piece of math.

    The column is exact if the piece is found in the line of the spec as it was typed, else it is that of the label.
    """
    start = where.excerpt.find(piece.text, where.column - 1) if where.excerpt else -1
    if start < 0 and where.excerpt and (inside := where.excerpt.find(piece.text[1:-1], where.column - 1)) >= 0:
        at, span, start = max(at - 1, 0), min(span, len(piece.text) - 2), inside  # a `math:` key has no dollars
    if start >= 0:
        where = where._replace(column=start + at + 1, span=span)
    return Problem(where, text, "bad-math", hint)


@lru_cache(maxsize=4096)
def _failure(formula: str, mathfont: str) -> str | None:
    """Mathtext's message if it cannot set a formula, `_DUMMY` if a character is missing, None if all is well."""
    try:
        drawn = formulas.formula(formula, mathfont)
    except RecursionError:
        return "nested too deep"
    except Exception as error:  # mathtext raises ValueError, KeyError and pyparsing's own
        return str(error) or type(error).__name__
    return _DUMMY if any(ord(_DUMMY) in glyph[2:4] for glyph in drawn.glyphs) and _DUMMY not in formula else None


def _depth(formula: str) -> int:
    """The levels of braces in a formula."""
    deepest = depth = 0
    for character in formula:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest
