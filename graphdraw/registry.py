"""Registries, tables of named things in the order of registration, and hints for names that are in none."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

FEW = 5
"""Up to this many known names, the hint for an unknown name lists them all."""

LONGEST_COMPARED = 80
"""Characters of the longest name that is compared: a longer one is no typing slip, and comparing is quadratic."""

_SPACES = "\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}"

_FILLERS = frozenset(map(chr, (*range(0xFE00, 0xFE10), 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0)))
"""Variation selectors and other signs that take no room, though Unicode counts them as letters or marks."""

_LATIN = str.maketrans(
    "асеіјорԛѕухһԁԝАВСЕІЈКМНОРЅТУХονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aceijopqsyxhdwABCEIJKMHOPSTYXovABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that look like a Latin one."""

MOST_COMPARED = 2_000
"""The most names that are compared for likeness; among more, only those equal after NFKC and casefolding count."""


class UnknownNameError(KeyError):
    """A name that is not registered; `hint` names the nearest ones, or lists all if they are few, or is None."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name = kind, name
        self.hint = suggestion(name, known)
        super().__init__(f"unknown {kind} '{name}'")

    def __str__(self) -> str:
        return f"unknown {self.kind} '{self.name}'"


class Registry(Generic[T]):
    """Entries by name and alias, in the order of registration."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, T] = {}
        self._names: dict[str, str] = {}
        self._to_come: dict[str, Callable[[], Mapping[str, T]]] = {}

    def register(self, name: str, entry: T, aliases: Iterable[str] = ()) -> T:
        """Add an entry under its name and aliases; returns it."""
        self._take(name, aliases)
        self._entries[name] = entry
        return entry

    def register_later(self, names: Mapping[str, Iterable[str]], load: Callable[[], Mapping[str, T]]) -> None:
        """Add names, each with its aliases, whose entries `load` brings by name, once one of them is asked for.

        Then ValueError is raised if it brings others.
        """
        for name, aliases in names.items():
            self._take(name, aliases)
            self._to_come[name] = load

    def _take(self, name: str, aliases: Iterable[str]) -> None:
        for key in (name, *aliases):
            if key in self._names:
                raise ValueError(f"{self.kind} '{key}' is registered twice")
            self._names[key] = name

    def _entry(self, name: str) -> T:
        if name not in self._entries:
            load = self._to_come[name]
            entries, wanted = load(), {other for other, one in self._to_come.items() if one is load}
            if set(entries) != wanted:
                raise ValueError(
                    f"{self.kind} {quoted_list(sorted(wanted ^ set(entries)), 'or')} is not where it is said"
                )
            self._entries.update(entries)
        return self._entries[name]

    def get(self, name: str) -> T:
        """The entry of a name or alias; raises `UnknownNameError` with the nearest names."""
        if name not in self._names:
            raise UnknownNameError(self.kind, name, self._names)
        return self._entry(self._names[name])

    def canonical(self, name: str) -> str:
        """The registered name behind a name or alias; raises `UnknownNameError`."""
        if name not in self._names:
            raise UnknownNameError(self.kind, name, self._names)
        return self._names[name]

    def names(self) -> tuple[str, ...]:
        """Registered names without aliases, in order."""
        return tuple(dict.fromkeys(self._names.values()))

    def names_and_aliases(self) -> tuple[str, ...]:
        """Registered names, each followed by its aliases, in order."""
        return tuple(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[T]:
        return iter([self._entry(name) for name in self.names()])

    def __len__(self) -> int:
        return len(self.names())


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """At most `most` known names that may be meant: those equal after NFKC and casefolding, else close matches."""
    candidates = list(dict.fromkeys(known))
    folded = _fold(name)
    same = [c for c in candidates if _fold(c) == folded]
    if same or len(name) > LONGEST_COMPARED or len(candidates) > MOST_COMPARED:
        return same[:most]
    import difflib  # costs start-up time and is needed only when something is wrong

    by_fold: dict[str, str] = {}
    for candidate in candidates:
        by_fold.setdefault(_fold(candidate), candidate)
    return [by_fold[c] for c in difflib.get_close_matches(folded, by_fold, n=most, cutoff=0.6)]


def planned_name(name: str, known: Iterable[str], later: Iterable[str]) -> str | None:
    """The name that is meant, if it is one of `later`, which are not supported yet; None if a known one is nearer."""
    have = list(known)
    near = nearest(name, [*have, *later], most=1)
    return near[0] if near and near[0] not in have else None


def suggestion(name: str, known: Iterable[str]) -> str | None:
    """The hint for an unknown name: `did you mean 'number'?`, else all known names if they are few, else None."""
    candidates = list(dict.fromkeys(known))
    if other := next((one for one in candidates if _in_latin(one, name)), None):
        return _letter_hint(name, other)
    near = nearest(name, candidates)
    if near and (hint := _looks_alike(name, near[0])):
        return hint
    if near:
        return f"did you mean {quoted_list(near, 'or')}?"
    if 0 < len(candidates) <= FEW:
        return f"known here: {', '.join(candidates)}"
    return None


def unseen(text: str) -> str | None:
    """The name of the first character that is invisible or looks like a space: `a soft hyphen (U+00AD)`; or None."""
    if text.isascii():
        return None
    pairs = zip(text, " " + text, strict=False)
    found = next((c for c, before in pairs if is_unseen(c, before)), None)
    return found and f"a {unicodedata.name(found, '?').lower()} (U+{ord(found):04X})"


def is_unseen(character: str, before: str = " ") -> bool:
    """Whether a character is invisible or looks like a space; a selector after an emoji (`before`) belongs to that."""
    if character in _FILLERS:
        return unicodedata.category(before) not in ("So", "Sk")
    return unicodedata.category(character) == "Cf" or (character != " " and character in _SPACES)


def unseen_hint(text: str) -> str | None:
    """The hint that names the first invisible character and, unless it is a space, says to remove it; else None."""
    found = unseen(text)
    if found is None:
        return None
    return f"there is {found} there" + ("" if " space (U+" in found and "zero width" not in found else ": remove it")


def _looks_alike(name: str, other: str) -> str | None:
    """The hint for a known name that looks like the typed one, so that `did you mean` would not help; or None."""
    if found := unseen(name):
        return f"there is {found} in '{name}'"
    if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other):
        how = "composed" if unicodedata.is_normalized("NFC", other) else "decomposed"
        return f"there is '{other}', whose letters are {how} (Unicode has two forms of them)"
    if unicodedata.normalize("NFKC", name) != unicodedata.normalize("NFKC", other) or len(name) != len(other):
        return None
    typed, meant = next((a, b) for a, b in zip(name, other, strict=True) if a != b)
    if "F" in (unicodedata.east_asian_width(typed), unicodedata.east_asian_width(meant)):
        return None  # full-width letters look different
    return _letter_hint(name, other)


def _in_latin(name: str, other: str) -> bool:
    """Whether two names differ only in Cyrillic or Greek letters that look like Latin ones."""
    return len(name) == len(other) and name != other and name.translate(_LATIN) == other.translate(_LATIN)


def _letter_hint(name: str, other: str) -> str:
    typed, meant = next((a, b) for a, b in zip(name, other, strict=True) if a != b)
    return f"did you mean '{other}'? its {meant} is U+{ord(meant):04X}, this is U+{ord(typed):04X}"


def listed(parts: Sequence[str], most: int) -> str:
    """The parts with commas between them (`a, b, c`); of more than `most`, the first ones and an ellipsis."""
    return ", ".join(parts if len(parts) <= most else [*parts[:most], "…"])


def quoted_list(names: Iterable[str], word: str) -> str:
    """`'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`."""
    quoted = [f"'{n}'" for n in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {word} {quoted[-1]}"


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
