"""The example specs: in `graphdraw/specs` of an installed package, or in `specs` beside the package in a checkout."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

from graphdraw.disk import files
from graphdraw.errors import UsageError
from graphdraw.registry import suggestion

PACKAGE = Path(__file__).resolve().parents[1]
PLACES = (PACKAGE / "specs", PACKAGE.parent / "specs")
"""The folders in which the examples may be; the first that exists is used."""

_NEXT_SENTENCE = re.compile(r"(?<=\.) (?=[\"`A-Z])")
"""The space between two sentences."""


def names() -> tuple[str, ...]:
    """The names of the examples, in alphabetical order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def read(name: str) -> bytes:
    """The bytes of the example of this name (with or without `.yaml`); raises `UsageError` with the nearest names."""
    known = names()
    stem = name.removesuffix(".yaml")
    if stem not in known:
        hint = suggestion(stem, known) or "'graphdraw new' lists the examples"
        raise UsageError(f"no example is called '{stem}'", hint)
    return files.read(_folder() / f"{stem}.yaml")


def extended(name: str) -> str | None:
    """The name of the example that this example extends; None if it extends none."""
    found = re.search(r"^extends: (\S+)\.yaml$", read(name).decode(), re.MULTILINE)
    return found[1] if found else None


def summary(name: str) -> str:
    """What an example shows: the first sentence of its head comment."""
    lines = takewhile(lambda line: line.startswith("#"), read(name).decode().splitlines())
    head = " ".join(line.removeprefix("#").strip() for line in lines)
    return _NEXT_SENTENCE.split(head, maxsplit=1)[0]


def _folder() -> Path:
    return next(place for place in PLACES if place.is_dir())
