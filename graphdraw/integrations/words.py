"""Messages for authors of books: in the book's language, with paths as the author wrote them, and safe for logs."""

from __future__ import annotations

import os
from collections.abc import Mapping

from graphdraw import Problem
from graphdraw.errors import inert, visible

BROKEN = {"en": "This figure cannot be drawn.", "ja": "この図は描けません。"}
"""By language: the text in place of a figure that cannot be drawn."""

NO_SPEC = "there is no spec here"
"""The message for a fence or a cell without a spec."""


def for_log(text: str) -> str:
    """A text with unprintable characters escaped, and changed so that the log of a CI run takes it for no command.

    Every path, name and text in a message to a host goes through this function.
    """
    return inert(visible(text))


def in_language(words: Mapping[str, str], lang: str | None) -> str:
    """The word in a language (`ja`, `ja-JP`); in English if it has none in that language."""
    return words.get((lang or "en").replace("_", "-").partition("-")[0], words["en"])


def as_written(problem: Problem, path: str, written: str) -> Problem:
    """The problem with the folder of the file `path` in its text replaced by the folder in `written`.

    `written` is the path as the author wrote it.
    """
    folder = path[: len(path) - len(os.path.basename(path))]  # noqa: PTH119 (with its separator)
    before = written[: len(written.replace("\\", "/").rpartition("/")[0]) + 1] if "/" in written else ""
    if not folder:
        return problem
    return problem._replace(text=problem.text.replace(folder, before))


def in_root(problem: Problem, root: str) -> Problem:
    """The problem; if a file lies outside of the root, with a hint that describes the root (`root`).

    The usual hint names `--root`, which a host does not have.
    """
    return problem._replace(hint=f"the root is {root}") if problem.code == "outside-root" else problem
