"""Texts for TeX: characters that pdflatex lacks, above all the minus sign, are set as formulas.

A bare U+2212 stops pdflatex or is left out, so that −3 becomes 3. Here words, numbers and formulas are told apart, so
that hosts that write LaTeX set each as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

_GREEK = (
    *("α alpha", "β beta", "γ gamma", "δ delta", "ε varepsilon", "ζ zeta", "η eta", "θ theta", "ι iota", "κ kappa"),
    *("λ lambda", "μ mu", "ν nu", "ξ xi", "π pi", "ρ rho", "σ sigma", "τ tau", "υ upsilon", "φ varphi", "χ chi"),
    *("ψ psi", "ω omega", "Γ Gamma", "Δ Delta", "Θ Theta", "Λ Lambda", "Ξ Xi", "Π Pi", "Σ Sigma", "Φ Phi", "Ψ Psi"),
    "Ω Omega",
)
_COMMANDS = (
    *("× times", "· cdot", "÷ div", "± pm", "≤ leq", "≥ geq", "≠ neq", "∞ infty", "√ surd", "∂ partial", "⊙ odot"),
    *("← leftarrow", "→ rightarrow", "∑ sum"),
)

SIGNS: Mapping[str, str] = MappingProxyType(
    {"−": "-", "½": r"\frac{1}{2}", "\N{THIN SPACE}": r"\,", "\N{NARROW NO-BREAK SPACE}": r"\,"}
    | {character: rf"\{name} " for character, name in map(str.split, (*_COMMANDS, *_GREEK))}
)
"""Signs of formulas, and how TeX writes each; superscripts and subscripts have tables of their own."""

_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿˣᵀ", "0123456789-+nxT", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))

_SIGN = re.compile(f"[{''.join(map(re.escape, (*SIGNS, *_RAISED, *_LOWERED)))}]")
_TERM = rf"(?:[A-Za-z0-9()+\-*/=.,%]|{_SIGN.pattern})+(?<![.,])"
_TERMS = re.compile(rf"{_TERM}(?:(?<![-+=−×·±≤≥≠←→]) [-+=−×·±≤≥] {_TERM})*")
"""What may be a formula: `1.5×10⁻⁵`, `x(1 − x)`, and words, without the punctuation behind them."""

_OF_UNITS = rf"[A-Za-zµμΩ\N{{OHM SIGN}}/·⋅*(){''.join(map(re.escape, _RAISED))}]"
_QUANTITY = re.compile(rf"(?=[-+−.]?[0-9])({_TERM}) ({_OF_UNITS}+(?: {_OF_UNITS}*[/·⋅*⁻¹²³]{_OF_UNITS}*)*)")
"""A whole text that is a number and its unit: `37.5 m/s²`."""

_LETTERS = re.compile(r"[A-Za-z]+")
_IN_UNITS = {" ": r"\,", "⋅": r"\cdot ", "\N{OHM SIGN}": r"\Omega "} | dict.fromkeys("µμ", r"\mbox{µ}")
"""Signs of units that formulas need other commands for: TeX has an upright μ in texts only."""

_DIGIT = re.compile(r"[-+.]?[0-9]")
_SCRIPTS = re.compile(f"[{''.join(_RAISED)}]+|[{''.join(_LOWERED)}]+")
_EXPONENT = re.compile(r"(?<=[0-9.])[eE]([-+−]?[0-9]+)")
_WORD = re.compile(r"[A-Za-z]{2,}")

_TEXT = re.compile(r"\\text\s*(?=\{)")
_AMPERSAND = re.compile(r"(?<!\\)&")

_ESCAPES = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "–": "--",
}


def tex_parts(text: str, numbers: bool = False) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it is a formula, which is written in TeX.

    A piece with one of `SIGNS`, a superscript or a subscript is a formula. With `numbers`, so is whatever begins with
    a digit, and the unit after a number, with upright letters. The other pieces are the text unchanged.
    """
    if numbers and (quantity := _QUANTITY.fullmatch(text)):
        return (_formula(quantity[1]), True), (" ", False), (_unit(quantity[2]), True)
    found: list[tuple[str, bool]] = []
    end = 0
    for match in _TERMS.finditer(text):
        if _SIGN.search(match[0]) or (numbers and _DIGIT.match(match[0])):
            found += [(text[end : match.start()], False), (_formula(match[0]), True)]
            end = match.end()
    return tuple((part, is_formula) for part, is_formula in [*found, (text[end:], False)] if part)


def tex(text: str, numbers: bool = False) -> str:
    """The text as TeX sets it: formulas between dollars, and characters escaped that TeX would take for commands."""
    return "".join(f"${part}$" if is_formula else escaped(part) for part, is_formula in tex_parts(text, numbers))


def tex_table(head: Sequence[str], rows: Sequence[Sequence[str]], columns: str) -> str:
    """A `tabular` that needs no package, without a final line end.

    The cells are in TeX; `columns` has a letter for the alignment of each column.
    """
    ruled = [r"\hline", _tex_row(head), r"\hline", *map(_tex_row, rows), r"\hline"]
    return "\n".join([rf"\begin{{tabular}}{{{columns}}}", *ruled, r"\end{tabular}"])


def _tex_row(cells: Sequence[str]) -> str:
    return " & ".join(cells) + r" \\"


def tex_formula(text: str) -> str:
    """A formula in TeX, with commands instead of the characters of `SIGNS`, superscripts and subscripts."""
    return "".join(SIGNS.get(character, character) for character in _SCRIPTS.sub(_script, text)).strip()


def tex_of_math(formula: str) -> str:
    r"""A formula of a label, checked as mathtext before, as TeX that shows the same.

    What stands in `\text{…}` is a text to mathtext, whatever it is; in TeX and in MathJax commands there would be
    obeyed: `\input`, `\href`, and `^^5c`, which TeX reads as a backslash.
    """
    parts: list[str] = []
    at = 0
    for match in _TEXT.finditer(formula):
        if match.start() >= at:
            inner, end = _braced(formula, match.end())
            parts += [_outside_of_texts(formula[at : match.start()]), rf"\text{{{escaped(inner)}}}"]
            at = end
    return "".join([*parts, _outside_of_texts(formula[at:])])


def _braced(formula: str, start: int) -> tuple[str, int]:
    """The text in the braces that begin at index `start`, as mathtext shows it, and the index after them."""
    shown, depth, at = "", 0, start
    while at < len(formula):
        character = formula[at]
        at += 1
        if character == "\\" and at < len(formula):
            shown += " " if formula[at] in "tnfr" else formula[at]
            at += 1
        elif character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0:
                break
        else:
            shown += character
    return shown, at


def _outside_of_texts(formula: str) -> str:
    r"""A part of a formula in TeX: mathtext needs `&` escaped, and `^^` split, which TeX reads as a character code."""
    return _AMPERSAND.sub(r"\&", formula).replace("^^", "^ ^")


def escaped(text: str) -> str:
    """A text without formulas, with the characters escaped that TeX would take for commands."""
    return "".join(_ESCAPES.get(character, character) for character in text)


def _formula(text: str) -> str:
    text = text.replace("%", r"\%").replace(",", "{,}").replace(" ", "")
    text = _WORD.sub(lambda word: rf"\mathrm{{{word[0]}}}", text)
    text = _EXPONENT.sub(lambda power: rf"\times 10^{{{int(power[1].replace('−', '-'))}}}", text)
    return tex_formula(text)


def _unit(text: str) -> str:
    """A unit as a formula in TeX, with upright letters."""
    upright = _LETTERS.sub(lambda word: rf"\mathrm{{{word[0]}}}", text)
    return tex_formula("".join(_IN_UNITS.get(character, character) for character in upright))


def _script(match: re.Match[str]) -> str:
    characters = match[0]
    table, mark = (_RAISED, "^") if characters[0] in _RAISED else (_LOWERED, "_")
    inner = "".join(table[character] for character in characters)
    return mark + (inner if len(inner) == 1 else f"{{{inner}}}")
