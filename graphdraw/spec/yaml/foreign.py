"""Reads files that may be no specs, though a command, a page or a link names them, without showing what they hold.

Messages about such a file show no line of it, no word except a key that is nearly one of specs, and no place, since
that tells how long a text is: who may name a file in a page must not thereby read the machine that builds it.
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
"""Codes of problems whose messages repeat nothing of the file, so that they may be shown."""


def read_named(
    page: Page,
    limits: Limits,
    problems: Problems,
    keys: Sequence[str] = KEYS,
    what: tuple[str, str] = ("a spec", NO_SPEC_HINT),
) -> Mapping:
    """The mapping that a file holds; of a file with none of the `keys`, messages say only that it is not `what`.

    `what` is what the file should be (`a spec`), and a hint. Pages that are no files are read without this care, since
    their author reads the message. Raises `Stop` where there is no mapping to go on with.
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
    _note_harmless(found, hidden, problems, what)
    raise Stop


def _note_harmless(found: Problems, hidden: Page, problems: Problems, what: tuple[str, str]) -> None:
    """Note the keys that are nearly those of specs, with their lines; without any, the first harmless problem."""
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
