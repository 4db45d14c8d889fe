"""Which of a number's forms stand in a figure and which are left blank, from what the view and the looks say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphdraw.draw.text.markup import isolated
from graphdraw.view import Shown, Visibility

_NUMBERED = ("value", "blank", "computed")


class Caption(NamedTuple):
    """A text to write; `blank`: only its room is kept, for the reader to fill in, between what stands round it."""

    text: str
    blank: bool = False
    before: str = ""
    after: str = ""


def parts(
    shown: Sequence[Shown], visibility: Visibility | None, name: str | None, number: str | None, *, given: bool
) -> tuple[Caption, ...]:
    """What is to be shown, one by one; what does not exist is left out. Only numbers are left blank, each once."""
    if visibility == "hide" or (visibility is None and "hide" in shown):
        return ()
    words = ["number" if word in _NUMBERED else "name" for word in shown if word != "hide"]
    if visibility is not None and "number" not in words:
        words.append("number")
    blank = is_left(shown, [visibility], given=given)
    wanted = {"number": Caption(number or "", blank), "name": Caption(name or "")}
    return tuple(wanted[word] for word in dict.fromkeys(words) if wanted[word].text)


def in_one(captions: Sequence[Caption]) -> Caption | None:
    """Captions joined by =, of which one may be blank; None for none."""
    if len(captions) < 2:
        return captions[0] if captions else None
    texts = [caption.text if caption.blank else isolated(caption.text) for caption in captions]
    at = next((i for i, caption in enumerate(captions) if caption.blank), None)
    if at is None:
        return Caption(" = ".join(texts))
    before, after = (f"{text} = " for text in texts[:at]), (f" = {text}" for text in texts[at + 1 :])
    return Caption(texts[at], True, "".join(before), "".join(after))


def is_told(shown: Sequence[Shown], wishes: Sequence[Visibility | None], *, given: bool, filled: bool) -> bool:
    """Whether a number can be read: the view shows it, and no wish is against it. `filled`: blanks are filled in."""
    if "hide" in wishes or (not any(wishes) and "hide" in shown):
        return False
    if is_left(shown, wishes, given=given):
        return filled
    return any(wishes) or any(word in _NUMBERED for word in shown)


def is_left(shown: Sequence[Shown], wishes: Sequence[Visibility | None], *, given: bool, filled: bool = False) -> bool:
    """Whether a number is left blank; what is `given` is not where only what is computed is."""
    if filled or "hide" in wishes:
        return False
    blank = ("blank",) if given else ("blank", "computed")
    if any(wishes):
        return any(wish in blank for wish in wishes)
    return "hide" not in shown and any(word in blank for word in shown)


def by_numbers(shown: tuple[Shown, ...], numeric: bool) -> tuple[Shown, ...]:
    """What stands there; without numbers nothing is computed that could be left blank, and names are shown."""
    if numeric:
        return shown or ("value",)
    return tuple("name" if word == "computed" else word for word in shown) or ("name",)
