"""Deciding from the view and the looks whether a number is shown as value or name, left blank, or hidden.

`shown` is what the view says for all values or gradients; `visibility` and `wishes` are what looks say of one of them.
`given` says that a number is an input or a seed, which `computed` does not leave blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphdraw.draw.text.markup import isolated
from graphdraw.view import Shown, Visibility

_NUMBERED = ("value", "blank", "computed")


class Caption(NamedTuple):
    """A text to write. If `blank`, only room for the text is drawn, between the texts `before` and `after`."""

    text: str
    blank: bool = False
    before: str = ""
    after: str = ""


def parts(
    shown: Sequence[Shown], visibility: Visibility | None, name: str | None, number: str | None, *, given: bool
) -> tuple[Caption, ...]:
    """The captions to show, in the order of `shown`: the number and the name, each once, if they exist.

    `name` and `number` are their texts. Only the number may be left blank.
    """
    if visibility == "hide" or (visibility is None and "hide" in shown):
        return ()
    words = ["number" if word in _NUMBERED else "name" for word in shown if word != "hide"]
    if visibility is not None and "number" not in words:
        words.append("number")
    blank = is_left_blank(shown, [visibility], given=given)
    wanted = {"number": Caption(number or "", blank), "name": Caption(name or "")}
    return tuple(wanted[word] for word in dict.fromkeys(words) if wanted[word].text)


def joined_by_equals(captions: Sequence[Caption]) -> Caption | None:
    """The captions joined by ` = ` into one, of which one part may be blank; None if there are none."""
    if len(captions) < 2:
        return captions[0] if captions else None
    texts = [caption.text if caption.blank else isolated(caption.text) for caption in captions]
    at = next((i for i, caption in enumerate(captions) if caption.blank), None)
    if at is None:
        return Caption(" = ".join(texts))
    before, after = (f"{text} = " for text in texts[:at]), (f" = {text}" for text in texts[at + 1 :])
    return Caption(texts[at], True, "".join(before), "".join(after))


def is_readable(shown: Sequence[Shown], wishes: Sequence[Visibility | None], *, given: bool, filled: bool) -> bool:
    """Whether a number can be read in the figure; `filled` says that blanks are filled in with their answers."""
    if "hide" in wishes or (not any(wishes) and "hide" in shown):
        return False
    if is_left_blank(shown, wishes, given=given):
        return filled
    return any(wishes) or any(word in _NUMBERED for word in shown)


def is_left_blank(
    shown: Sequence[Shown], wishes: Sequence[Visibility | None], *, given: bool, filled: bool = False
) -> bool:
    """Whether a number is left blank: by a wish, else by the view; never if `filled`."""
    if filled or "hide" in wishes:
        return False
    blank = ("blank",) if given else ("blank", "computed")
    if any(wishes):
        return any(wish in blank for wish in wishes)
    return "hide" not in shown and any(word in blank for word in shown)


def with_default(shown: tuple[Shown, ...], numeric: bool) -> tuple[Shown, ...]:
    """What the view says, or its default: the value, or the name if the figure has no numbers (`numeric` is False).

    Without numbers, `computed` also means the name, since there is nothing to leave blank.
    """
    if numeric:
        return shown or ("value",)
    return tuple("name" if word == "computed" else word for word in shown) or ("name",)
