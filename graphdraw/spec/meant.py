"""The word of this language that is meant by one of another: `false` for `hide`, `yes` for `true`."""

from __future__ import annotations

from collections.abc import Sequence

from graphdraw.registry import nearest, quoted_list, to_come

OFF = ("false", "no", "off", "none", "hide", "hidden", "never", "0")
ON = ("true", "yes", "on", "all", "show", "always", "1")
"""Words for nothing and for everything; which of them a key has differs."""

NOTHING = ("hide", "none", "false")
EVERYTHING = ("show", "all", "true", "value")


def meant(text: str, known: Sequence[str], later: Sequence[str] = ()) -> str | None:
    """The hint for a word that is not in a closed list: the one with its meaning, or the nearest ones.

    Words `later` are not supported yet, so none of them is offered.
    """
    word = text.casefold()
    for words, candidates in ((OFF, NOTHING), (ON, EVERYTHING)):
        if word in words and (found := next((one for one in candidates if one in known), None)):
            return f"write {found}"
    if found := to_come(text, known, later):
        return f"'{found}' is not supported yet"
    near = nearest(text, known)
    return f"did you mean {quoted_list(near, 'or')}?" if near else None
