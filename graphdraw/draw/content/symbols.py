"""Symbols of values in formulas: finding the symbol in a label, and writing it after a ∂.

A symbol is itself a label: a formula between dollars, or plain text.
"""

from __future__ import annotations

import re

from graphdraw.draw.text.markup import ACCENTS, SCRIPTS, as_text, isolated, one_line, pieces, to_join

_OPEN, _CLOSE = "([{", ")]}"
_SIDES = {r"\left": 1, r"\right": -1}
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\S", re.DOTALL)
_DRESS = rf"\\(?:{ACCENTS}|{SCRIPTS}|operatorname|text)"
_TAKES = re.compile(rf"[_^]|{_DRESS}|\\(?:[dt]?frac|sqrt|left|right)")
"""Commands that take the next character as their argument, so that a formula cannot be cut between the two."""

_LETTER = re.compile(rf"(?P<takes>{_DRESS}\s*)|\\(?![dt]?frac|sqrt|left|right)[A-Za-z]+\s*|[^\W\d_]")
_AT_THE_END = re.compile(r"[:<>~]|\\(?:[ ,;:!>]|q?quad)")
"""Tokens at the end of a left side that are dropped: those that belong to the `=` (as in `:=`), and spaces."""

_QUOTES = ("“”", "「」")
_SEVERAL = re.compile(r"\S\s+\S")


def symbol_of(label: str) -> str | None:
    """The symbol in a label: the first formula up to its `=`, or the text up to its `=` if there is no formula.

    An `=` inside of brackets does not count. None if nothing is left.
    """
    found = pieces(one_line(label))
    first = next((piece.text[1:-1] for piece in found if piece.math), None)
    if first is not None:
        return f"${left}$" if (left := left_side(first)) else None
    return as_text("".join(piece.text for piece in found).partition("=")[0].rstrip(" :")) or None


def left_side(formula: str) -> str:
    """The part of a formula before the first `=` outside of brackets: `h(x)` of `h(x)=x^2`; all of it without one."""
    depth, groups, before = 0, 0, ""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(formula):
        sign = token.group()
        if sign == "=" and depth == groups == 0 and not _TAKES.fullmatch(before):
            _drop_end(tokens)
            break
        if sign in "{}":
            groups += 1 if sign == "{" else -1
        elif sign in _SIDES:
            depth += _SIDES[sign]
        elif before not in _SIDES:  # after \left or \right, the delimiter is counted already
            depth = max(0, depth + (sign[-1] in _OPEN) - (sign[-1] in _CLOSE))
        before = sign
        tokens.append(token)
    return formula[tokens[0].start() : tokens[-1].end()] if tokens else ""


def _drop_end(tokens: list[re.Match[str]]) -> None:
    """Remove spaces and the `:` of a `:=` from the end of the tokens."""
    while tokens and _AT_THE_END.fullmatch(tokens[-1].group()):
        if len(tokens) > 1 and _TAKES.fullmatch(tokens[-2].group()):
            break
        tokens.pop()


def without_right_sides(label: str) -> str:
    """The label with each formula cut before its `=`, for use as a name in a sentence."""
    if "=" not in label:
        return label
    return "".join(
        f"${left_side(p.text[1:-1]) or p.text[1:-1]}$" if p.math else p.text for p in pieces(one_line(label))
    )


def in_parentheses(symbol: str) -> str:
    """The symbol, in parentheses unless it is one letter with its scripts, or one word."""
    if not symbol.startswith("$"):
        return words_in_parentheses(symbol)
    return symbol if is_one_letter(symbol[1:-1]) else f"$({symbol[1:-1]})$"


def words_in_parentheses(text: str) -> str:
    """A text without formulas, in parentheses if it has several words and no quotation marks round it."""
    quoted = text[:1] + text[-1:] in _QUOTES
    return f"({text})" if _SEVERAL.search(text) and not quoted else text


def after_partial(symbol: str) -> str:
    """The symbol as it is written after a ∂: in parentheses if needed, and with its own writing direction."""
    return isolated(to_join(in_parentheses(symbol)))


def is_one_letter(formula: str) -> bool:
    """Whether a formula is a letter, with accents, scripts and one pair of parentheses: `x_{1}`, `h(x)`."""
    match = _LETTER.match(formula)
    if match is None:
        return False
    at = _argument(formula, match.end()) if match["takes"] else match.end()
    while at < len(formula) and formula[at] in "_^' ":
        at = _argument(formula, at + 1) if formula[at] in "_^" else at + 1
    if at < len(formula) and formula[at] == "(":
        at = _group(formula, at)
    return at == len(formula)


def _argument(formula: str, at: int) -> int:
    """The offset at which the argument ends that begins at `at`: a group, a command with its group, or a character."""
    while at < len(formula) and formula[at] == " ":
        at += 1
    if at < len(formula) and formula[at] == "{":
        return _group(formula, at)
    match = re.compile(r"\\[A-Za-z]+|.").match(formula, at)
    if match is None:
        return at
    at = match.end()
    return _group(formula, at) if match.group().startswith("\\") and formula[at : at + 1] == "{" else at


def _group(formula: str, at: int) -> int:
    """The offset after the bracket that closes the one at `at`; the end of the formula if it is never closed."""
    opens, depth = formula[at], 0
    closes = _CLOSE[_OPEN.index(opens)]
    for i in range(at, len(formula)):
        depth += (formula[i] == opens) - (formula[i] == closes)
        if depth == 0:
            return i + 1
    return len(formula)
