"""Messages as the author of a book reads them: in its language, with paths as they were written and its own root."""

from __future__ import annotations

import os
from collections.abc import Mapping

from graphdraw import Problem
from graphdraw.errors import inert, visible

BROKEN = {"en": "This figure cannot be drawn.", "ja": "この図は描けません。"}
"""Stands in the place of a figure with a mistake."""

NO_SPEC = "there is no spec here"
"""Is said of a place in a book where a spec should stand, and which is no file that could be empty."""


def for_log(text: str) -> str:
    """A text on one line, with nothing unseen in it and no command to the log of a run.

    Every path, name and text that a host is told goes through it, the place of a message as well as what it says.
    """
    return inert(visible(text))


def in_language(words: Mapping[str, str], lang: str | None) -> str:
    """The word in a language (`ja`, `ja-JP`), in English for languages that it is not there in."""
    return words.get((lang or "en").replace("_", "-").partition("-")[0], words["en"])


def as_written(problem: Problem, path: str, written: str) -> Problem:
    """The problem with the folder of `path`, a file that it names, as the author wrote it."""
    folder = path[: len(path) - len(os.path.basename(path))]  # noqa: PTH119 (with its separator)
    before = written[: len(written.replace("\\", "/").rpartition("/")[0]) + 1] if "/" in written else ""
    if not folder:
        return problem
    return problem._replace(text=problem.text.replace(folder, before))


def in_root(problem: Problem, root: str) -> Problem:
    """The problem with a hint that says which folder no file may lie outside of: hosts have no option for it."""
    return problem._replace(hint=f"the root is {root}") if problem.code == "outside-root" else problem
