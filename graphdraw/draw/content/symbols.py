"""How formulas write a value: the symbol that its label holds, and whether it is one letter that a ∂ may stand before.

A symbol is a label of its own: a formula between dollars, or plain text.
"""

from __future__ import annotations

import re

from graphdraw.draw.text.markup import ACCENTS, SCRIPTS, as_text, isolated, one_line, pieces, to_join

_OPEN, _CLOSE = "([{", ")]}"
_SIDES = {r"\left": 1, r"\right": -1}
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\S", re.DOTALL)
_DRESS = rf"\\(?:{ACCENTS}|{SCRIPTS}|operatorname|text)"
_TAKES = re.compile(rf"[_^]|{_DRESS}|\\(?:[dt]?frac|sqrt|left|right)")
"""What a following sign belongs to, so that it cannot be cut off."""

_LETTER = re.compile(rf"(?P<takes>{_DRESS}\s*)|\\(?![dt]?frac|sqrt|left|right)[A-Za-z]+\s*|[^\W\d_]")
_AT_THE_END = re.compile(r"[:<>~]|\\(?:[ ,;:!>]|q?quad)")
"""What belongs to an `=` behind it (`:=`), and blanks."""

_QUOTES = ("“”", "「」")
_SEVERAL = re.compile(r"\S\s+\S")


def symbol_of(label: str) -> str | None:
    """The first formula of a label, without what follows a `=` outside of all brackets; else its text without that.

    None where nothing is left.
    """
    found = pieces(one_line(label))
    first = next((piece.text[1:-1] for piece in found if piece.math), None)
    if first is not None:
        return f"${left}$" if (left := left_side(first)) else None
    return as_text("".join(piece.text for piece in found).partition("=")[0].rstrip(" :")) or None


def left_side(formula: str) -> str:
    """What stands before the first `=` outside of all brackets: `h(x)` of `h(x)=x^2`; all of it if there is none."""
    depth, groups, before = 0, 0, ""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(formula):
        sign = token.group()
        if sign == "=" and depth == groups == 0 and not _TAKES.fullmatch(before):
            _leave_out(tokens)
            break
        if sign in "{}":
            groups += 1 if sign == "{" else -1
        elif sign in _SIDES:
            depth += _SIDES[sign]
        elif before not in _SIDES:  # else it is of that pair, whichever way it is turned
            depth = max(0, depth + (sign[-1] in _OPEN) - (sign[-1] in _CLOSE))
        before = sign
        tokens.append(token)
    return formula[tokens[0].start() : tokens[-1].end()] if tokens else ""


def _leave_out(tokens: list[re.Match[str]]) -> None:
    """Take from the end of tokens what says no more than a blank or the `:` of a `:=`."""
    while tokens and _AT_THE_END.fullmatch(tokens[-1].group()):
        if len(tokens) > 1 and _TAKES.fullmatch(tokens[-2].group()):
            break
        tokens.pop()


def without_right_sides(label: str) -> str:
    """The label with each of its formulas cut before its `=`, so that it can be a name in a sentence."""
    if "=" not in label:
        return label
    return "".join(
        f"${left_side(p.text[1:-1]) or p.text[1:-1]}$" if p.math else p.text for p in pieces(one_line(label))
    )


def behind_partial(symbol: str) -> str:
    """The symbol as it stands behind a ∂: in parentheses where it is more than a letter with its scripts or a word."""
    if not symbol.startswith("$"):
        return words_behind_partial(symbol)
    return symbol if is_one_letter(symbol[1:-1]) else f"$({symbol[1:-1]})$"


def words_behind_partial(text: str) -> str:
    """A text without formulas, whatever it begins with, as it stands behind a ∂ in a sentence."""
    quoted = text[:1] + text[-1:] in _QUOTES
    return f"({text})" if _SEVERAL.search(text) and not quoted else text


def below(symbol: str) -> str:
    """The symbol behind a ∂, ready to stand in a formula of ours, whichever way it runs itself."""
    return isolated(to_join(behind_partial(symbol)))


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
    """Where the argument ends that begins there: a group, a command with its group, or a sign."""
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
    """Where the bracket closes that opens there; the end if it never does."""
    opens, depth = formula[at], 0
    closes = _CLOSE[_OPEN.index(opens)]
    for i in range(at, len(formula)):
        depth += (formula[i] == opens) - (formula[i] == closes)
        if depth == 0:
            return i + 1
    return len(formula)
