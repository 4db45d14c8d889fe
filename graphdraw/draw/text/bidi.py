"""Ordering the characters of a line with right-to-left scripts (Unicode Standard Annex 9, without embeddings).

A formula counts as one object in its line, like a picture; a number with its sign and its power of ten is one number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from graphdraw.draw.text.markup import LINE_END, TextPiece, has_right_to_left, pieces, split_at_isolates

_FORMULA = "\N{OBJECT REPLACEMENT CHARACTER}"
_NUMBER = re.compile(r"(?:(?<!\w)[-+−±])?[0-9](?:[0-9.,'\u2009]*[0-9])?(?:×10[⁻⁰¹²³⁴-⁹]+)?")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_STRONG = {"L": "L", "R": "R", "AL": "R"}
_LETTERS = ("L", "R", "EN", "AN")
_WITHIN_NUMBERS = {("CS", "EN"), ("CS", "AN"), ("ES", "EN")}
_NEUTRAL = ("B", "S", "WS", "ON", "BN")


def reads_to_left(label: str) -> bool:
    """Whether the first letter of a label, over all its lines, is of a script that runs from right to left.

    Formulas and isolated texts do not count, so that a text which graphdraw makes of names and signs runs to the right.
    """
    if not has_right_to_left(label):
        return False
    parts = (part for line in label.split(LINE_END) for part in split_at_isolates(line)[::2])
    plain = (p.text for part in parts for p in pieces(part) if not p.math)
    return is_right_to_left("".join(plain))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a plain text is of a script that runs from right to left (rules P2 and P3)."""
    if not has_right_to_left(text):
        return False
    found = (_STRONG.get(_kind(character)) for character in text)
    return next((kind for kind in found if kind), "L") == "R"


def runs_of(line: str, right_to_left: bool) -> tuple[TextPiece, ...]:
    """The pieces of a line, in order from left to right; an isolated text is one object, ordered by itself."""
    parts = split_at_isolates(line)
    if len(parts) == 1:
        return in_visual_order(pieces(line), right_to_left)
    whole, inside, at = list[TextPiece](), dict[int, str](), 0
    for i, part in enumerate(parts):
        if i % 2:
            inside[at] = part
            whole.append(TextPiece(_FORMULA, True, at))
        else:
            whole += [piece._replace(start=at + piece.start) for piece in pieces(part)]
        at += len(part) + 1
    ordered = in_visual_order(whole, right_to_left)
    found = (runs_of(isolate, reads_to_left(isolate)) if (isolate := inside.get(p.start)) else (p,) for p in ordered)
    return tuple(piece for some in found for piece in some)


def in_visual_order(line_of: Sequence[TextPiece], right_to_left: bool) -> tuple[TextPiece, ...]:
    """The pieces of a line in order from left to right, cut where the direction changes, so that each is set by itself.

    `right_to_left` is the direction of the line.
    """
    if not right_to_left and not any(has_right_to_left(p.text) for p in line_of if not p.math):
        return tuple(line_of)
    line = "".join(_FORMULA if p.math else p.text for p in line_of)
    owners = [piece for piece in line_of for _ in (_FORMULA if piece.math else piece.text)]
    levels = _levels(line, 1 if right_to_left else 0)
    starts, at = {}, 0
    for piece in line_of:
        starts[piece.start] = at
        at += 1 if piece.math else len(piece.text)
    runs = []
    for (start, level), places in groupby(range(len(line)), key=lambda i: (owners[i].start, levels[i])):
        inside = list(places)
        piece = owners[inside[0]]
        text = piece.text if piece.math else line[inside[0] : inside[-1] + 1]
        runs.append((level, piece._replace(text=text, start=start + inside[0] - starts[start])))
    return tuple(_with_own_direction(piece, level) for level, piece in _reordered(runs))


def _reordered(runs: list[tuple[int, TextPiece]]) -> list[tuple[int, TextPiece]]:
    """Rule L2: for each level from the highest down, reverse every sequence of runs at that level or above."""
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        parts = [(deep, list(part)) for deep, part in groupby(runs, key=lambda run: run[0] >= level)]
        runs = [run for deep, part in parts for run in (reversed(part) if deep else part)]
    return runs


def _with_own_direction(piece: TextPiece, level: int) -> TextPiece:
    """A piece ready to be set by itself: signs without letters have no direction, so they are reversed here."""
    if piece.math or level % 2 == 0 or is_right_to_left(piece.text):
        return piece
    return piece._replace(text=piece.text[::-1].translate(_MIRRORED))


def _kind(character: str) -> str:
    """The bidirectional class of a character; ∂ counts as a Latin letter, since it starts a formula."""
    return "L" if character == "∂" else unicodedata.bidirectional(character) or "L"


def _levels(line: str, base: int) -> list[int]:
    """The embedding level of each character."""
    kinds = [_kind(character) for character in line]
    for number in _NUMBER.finditer(line):
        kinds[number.start() : number.end()] = ["EN"] * len(number.group())
    _resolve_weak(kinds, base)
    _resolve_brackets(line, kinds, base)
    _resolve_neutral(kinds, base)
    end = len(line.rstrip())
    raised = {"L": base % 2, "R": 1 - base % 2, "EN": 2 - base % 2, "AN": 2 - base % 2}
    return [base if i >= end else base + raised[kind] for i, kind in enumerate(kinds)]  # rules I1, I2 and L1


def _resolve_weak(kinds: list[str], base: int) -> None:
    """Rules W1 to W7: marks get the class of their letter, digits that of the letter before, signs that of digits."""
    strong = edge = "LR"[base]
    for i, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[i] = kind = kinds[i - 1] if i else edge
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    _resolve_signs(kinds)
    strong = edge
    for i, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"


def _resolve_signs(kinds: list[str]) -> None:
    """Rules W4 to W6: signs between or beside digits get the class of the digits, others become neutral."""
    for i in range(1, len(kinds) - 1):
        before, kind, after = kinds[i - 1 : i + 2]
        if before == after and (kind, before) in _WITHIN_NUMBERS:
            kinds[i] = before
    for kind, places in _equal_sequences(kinds):
        beside = kinds[max(0, places[0] - 1)], kinds[min(len(kinds) - 1, places[-1] + 1)]
        if kind == "ET" and "EN" in beside:
            kinds[places[0] : places[-1] + 1] = ["EN"] * len(places)
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]


def _equal_sequences(kinds: Sequence[str]) -> list[tuple[str, list[int]]]:
    """The classes and the indices of all sequences of equal classes."""
    return [(kind, list(places)) for kind, places in groupby(range(len(kinds)), key=lambda i: kinds[i])]


def _resolve_brackets(line: str, kinds: list[str], base: int) -> None:
    """Rule N0: both brackets of a pair get the direction of the text between them, or of that before them."""
    line_side = "LR"[base]
    for start, end in _pairs(line, kinds):
        inside = {_side(kind) for kind in kinds[start + 1 : end]} - {None}
        if line_side in inside:
            kinds[start] = kinds[end] = line_side
        elif inside:
            before = next((side for kind in reversed(kinds[:start]) if (side := _side(kind))), line_side)
            kinds[start] = kinds[end] = before


def _pairs(line: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """The indices of the two brackets of each pair, sorted (definition BD16)."""
    opened: list[tuple[str, int]] = []
    found = []
    for i, character in enumerate(line):
        if kinds[i] != "ON":
            continue
        if character in _PAIRS:
            opened.append((_PAIRS[character], i))
            continue
        for depth in range(len(opened) - 1, -1, -1):
            if opened[depth][0] == character:
                found.append((opened[depth][1], i))
                del opened[depth:]
                break
    return sorted(found)


def _side(kind: str) -> str | None:
    """The direction, L or R, that a letter or number gives to neutral characters beside it; None for neutral ones."""
    return "L" if kind == "L" else "R" if kind in _LETTERS else None


def _resolve_neutral(kinds: list[str], base: int) -> None:
    """Rules N1 and N2: neutral characters get the direction on both sides of them, else that of the line."""
    line_side = "LR"[base]
    for neutral, places in [(n, list(p)) for n, p in groupby(range(len(kinds)), key=lambda i: kinds[i] in _NEUTRAL)]:
        if neutral:
            before = _side(kinds[places[0] - 1]) if places[0] else line_side
            after = _side(kinds[places[-1] + 1]) if places[-1] + 1 < len(kinds) else line_side
            kinds[places[0] : places[-1] + 1] = [(before if before == after else line_side) or line_side] * len(places)
