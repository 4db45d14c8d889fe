"""Hints for words of other languages and programs: `false` where `hide` is meant, `yes` where `true` is."""

from __future__ import annotations

from collections.abc import Sequence

from graphdraw.registry import nearest, planned_name, quoted_list

OFF = ("false", "no", "off", "none", "hide", "hidden", "never", "0")
ON = ("true", "yes", "on", "all", "show", "always", "1")
"""Words that mean no and yes elsewhere."""

NOTHING = ("hide", "none", "false", "never")
EVERYTHING = ("show", "all", "true", "value")
"""The words that mean no and yes here; each key has some of them."""


_SYNONYMS = {
    "down": "tb td top-down top-to-bottom vertical portrait bottom downward south",
    "right": "lr left-to-right horizontal landscape rightward east",
    "up": "bt bottom-up bottom-to-top top upward north",
    "left": "rl right-to-left leftward west",
    "param": "weight weights parameter params bias theta learnable",
    "const": "constant fixed hyperparameter",
    "target": "label labels truth y",
    "data": "input feature features x",
    "int": "integer whole d i",
    "percent": "%",
    "expanded": "open unfolded unrolled",
    "collapsed": "closed folded",
    "compact": "tight dense narrow small",
    "airy": "loose roomy spacious wide",
}
_MEANT = {word: key for key, words in _SYNONYMS.items() for word in words.split()}
"""The word of this language by what other programs call it."""


def synonym(text: str, known: Sequence[str]) -> str | None:
    """The word of a closed list that other programs call `text`; None if there is no such word."""
    found = _MEANT.get(text.casefold())
    return found if found in known else None


def meant(text: str, known: Sequence[str], later: Sequence[str] = ()) -> str | None:
    """The hint for a word that is not in a closed list: the word with the same meaning, or the nearest ones; or None.

    The words `later` are not supported yet: the hint says so and offers none of them.
    """
    word = text.casefold()
    for words, candidates in ((OFF, NOTHING), (ON, EVERYTHING)):
        if word in words and (found := next((one for one in candidates if one in known), None)):
            return f"write {found}"
    if other := synonym(text, known):
        return f"write {other}"
    if found := planned_name(text, known, later):
        return f"'{found}' is not supported yet"
    near = nearest(text, known)
    return f"did you mean {quoted_list(near, 'or')}?" if near else None
