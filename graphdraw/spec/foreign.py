"""Files that are no specs, and that a command, a page or a link names all the same: nothing in them is shown.

No line of such a file stands in a message, and no word but a key that is nearly one of specs: whoever may name a file
in a page must not read the machine that builds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from graphdraw.limits import Limits
from graphdraw.registry import nearest, suggestion
from graphdraw.spec.document import Mapping
from graphdraw.spec.problems import Problems, Stop
from graphdraw.spec.reader import read
from graphdraw.spec.source import Page
from graphdraw.spec.targets import KEYS, NO_SPEC_HINT, is_spec

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
    told = [problem for problem in found.sorted() if problem.code in WITHOUT_WORDS or problem.code == "unknown-key"]
    for where, text, code, hint, severity in told:
        problems.add(where or hidden.location(0, 0), text, code, hint, severity)
    if not any(problem.severity == "error" for problem in told):
        problems.add(hidden.location(0, 0), f"this is not {what[0]}", "file", what[1])
    raise Stop
