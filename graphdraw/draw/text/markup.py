"""The syntax of labels: lines, math between dollars, and turning names into labels.

Math stands between `$…$` by pandoc's rule (Pandoc User's Guide, tex_math_dollars): no space just inside of either
dollar, no digit right after the closing one. Any other dollar is an ordinary character.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_MATH = re.compile(r"\$(?![\s$])([^$]*[^\s$\\])\$(?!\d)")

_LETTERS = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega
Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
"""
# Patterns as texts are compiled when they are first used: start-up time.
_UNREAD = r"\\(?:math(?:rm|bf|it|sf|tt|cal|bb|frak|scr|regular)|text|left|right|operatorname)\b|\\[,;:! ]"
_COMMAND = r"\\(?!(?:wide)?(?:hat|tilde)\b|bar\b|vec\b|d?dot\b|[dt]?frac\b|sqrt\b)([A-Za-z]+)\s*"
_ACCENT = r"\\(?:wide)?(hat|tilde|bar|vec|d?dot)\b\s*(?:\{([^{}]*)\}|(\w))"
_FRACTION = r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"
_ROOT = r"\\sqrt\s*\{([^{}]*)\}"
_INDEX = r"(?<=[_^])\{([^{}]*)\}"
_SIGNS = {
    "partial": "∂",
    "times": "×",
    "cdot": "·",
    "div": "÷",
    "pm": "±",
    "leq": "≤",
    "geq": "≥",
    "neq": "≠",
    "infty": "∞",
}
GREEK = frozenset(_LETTERS.split())
"""The names of Greek letters, which are set as the letter."""

_NAME = (
    r"(?P<base>[A-Za-z]+?|[α-ωΑ-Ω])(?P<hat>_?hat)?(?P<digits>[0-9]+)?"
    r"(?:_(?!hat$)(?P<suffix>[A-Za-z0-9]+|[α-ωΑ-Ω]))?(?P<late_hat>_hat)?"
)

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LETTER = rf"(?:[A-Za-zα-ωΑ-Ω]|\\(?:{'|'.join(sorted(GREEK))})(?![A-Za-z]))"
ACCENTS = r"(?:wide)?(?:hat|tilde)|bar|vec|d{1,4}ot|acute|grave|breve|check|overline|mathring"
SCRIPTS = r"math[a-z]+|boldsymbol"
"""Regular expressions of the commands that put an accent on a letter, and of those that set it in another script."""

_SYMBOL = (
    rf"\$(?:(?P<base>{_LETTER})|\\(?:{ACCENTS}|{SCRIPTS})\s*(?:\{{{_LETTER}\}}|\s{_LETTER}))"
    r"(?:_(?:\{?(?P<digits>[0-9]+)\}?|(?P<rest>\w|\\[A-Za-z]+|\{(?:[^{}]|\{[^{}]*\})*\})))?\$"
)
"""A formula that is one letter, plain, with an accent or in another script, and maybe an index."""

LINE_END = "\n"
"""The character between the lines of a label."""

_INNER = r".+?(?:\[(?P<number>[0-9]+)\])?\.(?P<name>[^.]+)"

_DOLLAR, _BORDER = "\x02", "\x03"
"""In a joinable text: the first stands for an ordinary dollar, the second ends math. No label can have them."""

_OWN, _OUT = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_ISOLATES = str.maketrans("", "", _OWN + _OUT)
_ISOLATED = f"{_MATH.pattern}|{_OWN}([^{_OWN}{_OUT}]*){_OUT}"
_TURNED = "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"


class TextPiece(NamedTuple):
    """A piece of a label: plain text, or math with its dollars. `start` is its offset in the label."""

    text: str
    math: bool
    start: int


def pieces(label: str) -> tuple[TextPiece, ...]:
    """The label cut into pieces of plain text and of math, in order; plain text is in Unicode form NFC."""
    if "$" not in label:
        text = unicodedata.normalize("NFC", as_typed(label))
        return (TextPiece(text, False, 0),) if text else ()
    found: list[TextPiece] = []
    end = 0
    for match in _MATH.finditer(label):
        if match.start() > end:
            found.append(TextPiece(label[end : match.start()], False, end))
        found.append(TextPiece(match.group().translate(_ISOLATES), True, match.start()))
        end = match.end()
    if end < len(label):
        found.append(TextPiece(label[end:], False, end))
    plain = (p if p.math else TextPiece(unicodedata.normalize("NFC", as_typed(p.text)), False, p.start) for p in found)
    return tuple(piece for piece in plain if piece.text)


def to_join(label: str) -> str:
    """The label in a form that can be joined with others without changing which parts of it are math."""
    if "$" not in label:
        return label
    return LINE_END.join(
        "".join(p.text + _BORDER if p.math else p.text.replace("$", _DOLLAR) for p in pieces(line))
        for line in label.split(LINE_END)
    )


def as_text(text: str) -> str:
    """A text without formulas in the form of `to_join`: its dollars are ordinary characters."""
    return text.replace("$", _DOLLAR)


def has_right_to_left(text: str) -> bool:
    """Whether a text has letters of a script that runs from right to left."""
    return re.search(_TURNED, text) is not None


def isolated(text: str) -> str:
    """A text in the form of `to_join`, made to keep its own direction when joined, and not to change that of others.

    Uses the characters FSI and PDI of Unicode Standard Annex 9. A text that has isolated parts already is returned as
    it is, since graphdraw has made it, and it runs to the right.
    """
    if not has_right_to_left(text) or _OWN in text:
        return text
    return LINE_END.join(f"{_OWN}{line}{_OUT}" for line in text.split(LINE_END))


def split_at_isolates(line: str) -> tuple[str, ...]:
    """A line cut at its isolated texts: parts of the line (first and last, maybe empty) and isolated texts by turns."""
    found, end = list[str](), 0
    for match in re.finditer(_ISOLATED, line):
        if match.group().startswith(_OWN):
            found += [line[end : match.start()], match.group()[1:-1]]
            end = match.end()
    return (*found, line[end:])


def one_line(label: str) -> str:
    """The lines of a label joined into one, with spaces between them, but not between Japanese or Chinese ones."""
    if LINE_END not in label:
        return label
    first, *others = (to_join(line) for line in label.split(LINE_END))
    for line in others:
        close = is_unspaced(first[-1:]) and is_unspaced(line[:1])
        first += line if close or not first or not line else f" {line}"
    return first


def is_unspaced(text: str) -> bool:
    """Whether a text is in scripts without spaces between words: all characters are wide, and none is Korean."""
    wide = (unicodedata.east_asian_width(c) in "WF" and "HANGUL" not in unicodedata.name(c, "") for c in text)
    return bool(text) and all(wide)


def as_typed(text: str) -> str:
    """A text in the form of `to_join`, turned back into the form that authors type."""
    return text.replace(_DOLLAR, "$").replace(_BORDER, "").translate(_ISOLATES)


def has_math(label: str) -> bool:
    """Whether the label has math in it."""
    return "$" in label and _MATH.search(label) is not None


def plain_text(label: str) -> str:
    """The label on one line without dollars and TeX commands: `$x_1$` becomes x_1, and `$h_{t-1}$` h_(t-1)."""
    return "".join(_read(p.text.strip("$")) if p.math else p.text for p in pieces(one_line(label)))


def _read(formula: str) -> str:
    """A formula as plain text; its innermost parts are replaced first."""
    text, before = re.sub(_COMMAND, _word, re.sub(_UNREAD, "", formula)), ""
    while text != before:
        before = text
        text = re.sub(_INDEX, lambda m: _as_one(m[1]), text)
        text = re.sub(_ACCENT, lambda m: f"{m[2] or m[3]} {m[1]}", text)
        text = re.sub(_FRACTION, lambda m: f"{_as_one(m[1])}/{_as_one(m[2])}", text)
        text = re.sub(_ROOT, r"sqrt(\1)", text)
    return re.sub(r"[\\{}]", "", text)


def _word(command: re.Match[str]) -> str:
    """The text of a TeX command: a sign, or its name, with a space if a letter follows."""
    name, behind = command[1], command.string[command.end() : command.end() + 1]
    return _SIGNS.get(name) or (f"{name} " if behind.isalpha() else name)


def _as_one(part: str) -> str:
    """The content of braces, in parentheses unless it is one word or number."""
    return part if re.fullmatch(r"∂?[\w,]*", part) else f"({part})"


def name_as_label(name: str) -> str:
    """A name as a label: a letter or Greek word, with digits, a suffix or `hat`, becomes math; other names stay text.

    `x1` becomes x with index 1, `W_xh` W with index xh, `sigma` (or `σ`) the Greek letter, `x_hat` x with a hat; `tax`
    stays text.
    """
    match = re.fullmatch(_NAME, name)
    if match is None:
        return name
    base, hat, digits, suffix, late_hat = match.group("base", "hat", "digits", "suffix", "late_hat")
    if (len(base) > 1 and base not in GREEK) or (hat and late_hat):
        return name
    letter = base if len(base) == 1 else rf"\{base}"
    if hat or late_hat:
        letter = rf"\hat{{{letter}}}"
    index = ",".join(part for part in (digits, _index(suffix)) if part)
    return f"${letter}_{{{index}}}$" if index else f"${letter}$"


def inner_as_label(name: str) -> str | None:
    """The label of a node inside of a block, from its name there; None for any other name.

    `cell.f` is labelled f; `rnn[2].h` is labelled h with index 2, or None if the name is not set as math.
    """
    match = re.fullmatch(_INNER, name)
    if match is None or match["name"].isdigit():
        return None
    label, number = name_as_label(match["name"]), match["number"]
    if number is None:
        return label
    indexed = label.startswith("$") and "_" not in label
    return name_as_label(match["name"] + number) if indexed else None


def letter_of(label: str) -> str | None:
    r"""The label in the form of `to_join` if it is one letter (with an index) or one sign: `y`, `σ`, `x₁`; else None.

    A letter that plain text cannot write stays a formula (`$\hat{y}$`).
    """
    text = unicodedata.normalize("NFC", label)
    if len(text) == 1:
        return text if text.isalpha() or unicodedata.category(text) in ("Sm", "So") else None
    match = re.fullmatch(_SYMBOL, text)
    if match is None:
        return None
    base, digits = match["base"], match["digits"]
    if base is None or match["rest"]:
        return to_join(text)
    letter = _greek(base[1:]) if base.startswith("\\") else base
    return letter + (digits or "").translate(_SUBSCRIPTS)


def _greek(word: str) -> str:
    """The Greek letter that a word of `GREEK` names."""
    case = "CAPITAL" if word[0].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {case} LETTER {word.upper().replace('LAMBDA', 'LAMDA')}")


def _index(suffix: str | None) -> str:
    """The suffix of a name as an index in TeX."""
    if not suffix:
        return ""
    if suffix in GREEK:
        return rf"\{suffix}"
    return suffix if len(suffix) == 1 or suffix.isdigit() else rf"\mathrm{{{suffix}}}"
