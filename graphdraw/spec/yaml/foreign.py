"""Files that are no specs, and that a command, a page or a link names all the same: nothing in them is shown.

No line of such a file stands in a message, no word but a key that is nearly one of specs, and no place, from which it
follows how long a text is: whoever may name a file in a page must not read the machine that builds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from graphdraw.limits import Limits
from graphdraw.registry import nearest, suggestion
from graphdraw.spec.yaml.document import Mapping
from graphdraw.spec.yaml.problems import Problems, Stop
from graphdraw.spec.yaml.reader import read
from graphdraw.spec.yaml.source import KEYS, Page, is_spec
from graphdraw.spec.yaml.targets import NO_SPEC_HINT

WITHOUT_WORDS = frozenset(
    (
        *("empty", "not-a-mapping", "control-character", "tab", "indentation", "documents", "directive", "tag"),
        *("merge-key", "too-many-values", "too-deep"),
    )
)
"""Codes of problems whose messages repeat nothing of the file."""


def read_named(
    page: Page,
    limits: Limits,
    problems: Problems,
    keys: Sequence[str] = KEYS,
    what: tuple[str, str] = ("a spec", NO_SPEC_HINT),
) -> Mapping:
    """The mapping that a file is. Of one with none of the `keys` nothing is shown but that it is not `what`, and why.

    `what` is its name and the hint. What is no file was written by those who read the message. Raises `Stop` where
    there is nothing to go on with.
    """
    if not page.is_file or is_spec(page, keys):
        return read(page, limits, problems)
    hidden, found = page._replace(shown=False), Problems()
    with suppress(Stop):
        names = [key for key, _ in read(hidden, limits, found).entries]
        if any(name.text in keys for name in names) or (names and all(name.text.startswith("x-") for name in names)):
            return read(page, limits, problems)
        for name in names:
            if nearest(name.text, keys):
                text = f"unknown key '{name.text[:80]}' in {what[0]}"
                found.add(name.where, text, "unknown-key", suggestion(name.text, keys))
    _tell(found, hidden, problems, what)
    raise Stop


def _tell(found: Problems, hidden: Page, problems: Problems, what: tuple[str, str]) -> None:
    """What a file has instead: keys that are nearly those of specs, with their lines; else its first problem alone."""
    listed = [problem for problem in found.sorted() if problem.severity == "error"]
    near = [problem for problem in listed if problem.code == "unknown-key"]
    start = hidden.location(0, 0)
    for where, text, code, hint, severity in near:
        problems.add(hidden.location(where.line - 1, 0) if where else start, text, code, hint, severity)
    if near:
        return
    first = next((problem for problem in listed if problem.code in WITHOUT_WORDS), None)
    if first is None:
        problems.add(start, f"this is not {what[0]}", "file", what[1])
    else:  # the hint of an indentation may name a line
        problems.add(start, first.text, first.code, None if first.code == "indentation" else first.hint)
