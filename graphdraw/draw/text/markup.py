"""Labels before they are measured: their lines, which part of a text is math, and how a bare name is set.

Math stands between `$…$` by pandoc's rule (Pandoc User's Guide, tex_math_dollars): no space just inside either dollar,
no digit right after the closing one. Every other dollar is a dollar.
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
_UNREAD = re.compile(r"\\(?:math(?:rm|bf|it|sf|tt|cal|bb|frak|scr|regular)|text|left|right|operatorname)\b|\\[,;:! ]")
_COMMAND = re.compile(r"\\(?!(?:wide)?(?:hat|tilde)\b|bar\b|vec\b|d?dot\b|[dt]?frac\b|sqrt\b)([A-Za-z]+)\s*")
_ACCENT = re.compile(r"\\(?:wide)?(hat|tilde|bar|vec|d?dot)\b\s*(?:\{([^{}]*)\}|(\w))")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_INDEX = re.compile(r"(?<=[_^])\{([^{}]*)\}")
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
"""Names that are set as the letter they spell."""

_NAME = re.compile(
    r"(?P<base>[A-Za-z]+?|[α-ωΑ-Ω])(?P<hat>_?hat)?(?P<digits>[0-9]+)?"
    r"(?:_(?!hat$)(?P<suffix>[A-Za-z0-9]+|[α-ωΑ-Ω]))?(?P<late_hat>_hat)?"
)

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LETTER = rf"(?:[A-Za-zα-ωΑ-Ω]|\\(?:{'|'.join(sorted(GREEK))})(?![A-Za-z]))"
ACCENTS = r"(?:wide)?(?:hat|tilde)|bar|vec|d{1,4}ot|acute|grave|breve|check|overline|mathring"
SCRIPTS = r"math[a-z]+|boldsymbol"
"""Commands that put an accent on a letter, and that set it in another script."""

_SYMBOL = re.compile(
    rf"\$(?:(?P<base>{_LETTER})|\\(?:{ACCENTS}|{SCRIPTS})\s*(?:\{{{_LETTER}\}}|\s{_LETTER}))"
    r"(?:_(?:\{?(?P<digits>[0-9]+)\}?|(?P<rest>\w|\\[A-Za-z]+|\{(?:[^{}]|\{[^{}]*\})*\})))?\$"
)
"""A formula that is one letter, with an accent or in another script, and an index."""

LINE_END = "\n"
"""Between the lines of a label."""

_INNER = re.compile(r".+?(?:\[(?P<number>[0-9]+)\])?\.(?P<name>[^.]+)")

_DOLLAR, _BORDER = "\x02", "\x03"
"""For a dollar that is one, and behind math, in a text that is joined with others; no label may hold them."""

_OWN, _OUT = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_ISOLATES = str.maketrans("", "", _OWN + _OUT)
_ISOLATED = re.compile(f"{_MATH.pattern}|{_OWN}([^{_OWN}{_OUT}]*){_OUT}")
_TURNED = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


class Piece(NamedTuple):
    """A stretch of a label: plain text, or math with its dollars. `start` is its offset in the label."""

    text: str
    math: bool
    start: int


def pieces(label: str) -> tuple[Piece, ...]:
    """The label cut into plain and math pieces, in order; plain text is NFC."""
    if "$" not in label:
        text = unicodedata.normalize("NFC", as_typed(label))
        return (Piece(text, False, 0),) if text else ()
    found: list[Piece] = []
    end = 0
    for match in _MATH.finditer(label):
        if match.start() > end:
            found.append(Piece(label[end : match.start()], False, end))
        found.append(Piece(match.group().translate(_ISOLATES), True, match.start()))
        end = match.end()
    if end < len(label):
        found.append(Piece(label[end:], False, end))
    plain = (p if p.math else Piece(unicodedata.normalize("NFC", as_typed(p.text)), False, p.start) for p in found)
    return tuple(piece for piece in plain if piece.text)


def to_join(label: str) -> str:
    """The label in a form that may stand beside others: they change nothing about what of it is math."""
    if "$" not in label:
        return label
    return LINE_END.join(
        "".join(p.text + _BORDER if p.math else p.text.replace("$", _DOLLAR) for p in pieces(line))
        for line in label.split(LINE_END)
    )


def as_text(text: str) -> str:
    """A text without formulas in the form of `to_join`: what looks like one in it stays what it is."""
    return text.replace("$", _DOLLAR)


def may_turn(text: str) -> bool:
    """Whether a text has letters that run from right to left."""
    return _TURNED.search(text) is not None


def isolated(text: str) -> str:
    """A text `to_join` that keeps its own direction and changes that of nothing round it (UAX 9, FSI and PDI).

    What has isolated parts already is a text of ours: it runs to the right, whatever is in them.
    """
    if not may_turn(text) or _OWN in text:
        return text
    return LINE_END.join(f"{_OWN}{line}{_OUT}" for line in text.split(LINE_END))


def parted(line: str) -> tuple[str, ...]:
    """A line cut at what is isolated in it: by turns a part of the line and an isolated text, first and last a part."""
    found, end = list[str](), 0
    for match in _ISOLATED.finditer(line):
        if match.group().startswith(_OWN):
            found += [line[end : match.start()], match.group()[1:-1]]
            end = match.end()
    return (*found, line[end:])


def one_line(label: str) -> str:
    """The lines of a label on one, to be read or joined: a blank between them, but none between Japanese or Chinese."""
    if LINE_END not in label:
        return label
    first, *others = (to_join(line) for line in label.split(LINE_END))
    for line in others:
        close = is_unspaced(first[-1:]) and is_unspaced(line[:1])
        first += line if close or not first or not line else f" {line}"
    return first


def is_unspaced(text: str) -> bool:
    """Whether a text is of scripts that put no blanks between words: wide characters, but none of Korean."""
    wide = (unicodedata.east_asian_width(c) in "WF" and "HANGUL" not in unicodedata.name(c, "") for c in text)
    return bool(text) and all(wide)


def as_typed(text: str) -> str:
    """A text that was made of labels `to_join`, as their authors typed them."""
    return text.replace(_DOLLAR, "$").replace(_BORDER, "").translate(_ISOLATES)


def has_math(label: str) -> bool:
    """Whether any of the label is math."""
    return "$" in label and _MATH.search(label) is not None


def plain_text(label: str) -> str:
    """The label on one line without dollars and TeX commands, to be read aloud: `$x_1$` is x_1, `$h_{t-1}$` h_(t-1)."""
    return "".join(_read(p.text.strip("$")) if p.math else p.text for p in pieces(one_line(label)))


def _read(formula: str) -> str:
    """A formula on one line, the innermost of its parts first."""
    text, before = _COMMAND.sub(_word, _UNREAD.sub("", formula)), ""
    while text != before:
        before = text
        text = _INDEX.sub(lambda m: _as_one(m[1]), text)
        text = _ACCENT.sub(lambda m: f"{m[2] or m[3]} {m[1]}", text)
        text = _FRACTION.sub(lambda m: f"{_as_one(m[1])}/{_as_one(m[2])}", text)
        text = _ROOT.sub(r"sqrt(\1)", text)
    return re.sub(r"[\\{}]", "", text)


def _word(command: re.Match[str]) -> str:
    """A sign, or the name of a letter, apart from a letter behind it."""
    name, behind = command[1], command.string[command.end() : command.end() + 1]
    return _SIGNS.get(name) or (f"{name} " if behind.isalpha() else name)


def _as_one(part: str) -> str:
    """What stood in braces, in parentheses where it would otherwise not be seen what belongs together."""
    return part if re.fullmatch(r"∂?[\w,]*", part) else f"({part})"


def name_as_label(name: str) -> str:
    """A bare name as it is set: a letter or Greek word with digits, a suffix or `hat` as math, others as they are.

    `x1` is x with index 1, `W_xh` W with index xh, `sigma` (or `σ`) the letter, `x_hat` x with a hat; `tax` stays text.
    """
    match = _NAME.fullmatch(name)
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
    """What is inside a block goes by its name there: `cell.f` is f, `rnn[2].h` is h with index 2 if that is math."""
    match = _INNER.fullmatch(name)
    if match is None or match["name"].isdigit():
        return None
    label, number = name_as_label(match["name"]), match["number"]
    if number is None:
        return label
    indexed = label.startswith("$") and "_" not in label
    return name_as_label(match["name"] + number) if indexed else None


def letter_of(label: str) -> str | None:
    r"""The letter or sign that a label is, ready to stand among others (`y`, `σ`, `x₁`); None where it is more.

    What plain text cannot write stays a formula (`$\hat{y}$`).
    """
    text = unicodedata.normalize("NFC", label)
    if len(text) == 1:
        return text if text.isalpha() or unicodedata.category(text) in ("Sm", "So") else None
    match = _SYMBOL.fullmatch(text)
    if match is None:
        return None
    base, digits = match["base"], match["digits"]
    if base is None or match["rest"]:
        return to_join(text)
    letter = _greek(base[1:]) if base.startswith("\\") else base
    return letter + (digits or "").translate(_SUBSCRIPTS)


def _greek(word: str) -> str:
    """The letter that a word of `GREEK` spells."""
    case = "CAPITAL" if word[0].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {case} LETTER {word.upper().replace('LAMBDA', 'LAMDA')}")


def _index(suffix: str | None) -> str:
    if not suffix:
        return ""
    if suffix in GREEK:
        return rf"\{suffix}"
    return suffix if len(suffix) == 1 or suffix.isdigit() else rf"\mathrm{{{suffix}}}"
