"""Five things that can be added in one place: what is written for each, how it is used, which tests then miss more.

`tests/test_extension.py` applies each to a copy of the checkout.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

MOST_FILES = 2
"""Files of the package that one addition may touch."""


DOCUMENTED = "tests/test_docs.py::test_what_is_made_from_the_code_is_up_to_date"


class Edit(NamedTuple):
    """A text that is put before a line of a file; `file` is in the package."""

    file: str
    before: str
    text: str


class Addition(NamedTuple):
    """Something new.

    `used` is a program that ends well only if it works. `missing` has the tests that fail then, each with what its
    failure names: what else there is to do, outside of the package.
    """

    kind: str
    edits: tuple[Edit, ...]
    used: str
    missing: dict[str, str]

    def apply(self, root: Path) -> None:
        """Change a copy of the checkout; raises ValueError where a line is not there exactly once."""
        for edit in self.edits:
            path = root / "graphdraw" / edit.file
            text = path.read_text(encoding="utf-8")
            if text.count(edit.before) != 1:
                raise ValueError(f"{edit.file}: {edit.before!r} stands there {text.count(edit.before)} times")
            path.write_text(text.replace(edit.before, edit.text + edit.before), encoding="utf-8")


THEME = Addition(
    "theme",
    (
        Edit(
            "draw/style/themes.py",
            "):\n    THEMES.register(",
            '    replace(PLAIN, name="scratch", doc="violet values, for a test", forward="#5b2a86"),\n',
        ),
    ),
    """
from graphdraw import render
assert b"#5b2a86" in render("inputs: {x: 2}\\nnodes: {y: x * x}\\nview: {theme: scratch}\\n", "svg")
""",
    {DOCUMENTED: "command-line.md"},
)

VIEW_KEY = Addition(
    "view key",
    (
        Edit(
            "view.py",
            "    font: str | None = None\n",
            '    texts: Annotated[Literal["plain", "loud"], "How loud the texts are"] = "plain"\n',
        ),
        Edit("draw/compose/compose.py", "from typing import NamedTuple\n", "from dataclasses import replace\n"),
        Edit(
            "draw/compose/compose.py",
            "    labels = tuple(composer.enclosure_label(e) for e in composer.enclosures)\n",
            "    if view.texts == 'loud':\n"
            "        loud = replace(theme, ink=theme.backward)\n"
            "        composer = _Composer(diagram, placement, loud, composer.ends)\n",
        ),
    ),
    """
from graphdraw import SpecError, render
spec = "inputs: {x: 2}\\nnodes: {y: x * x}\\nview: {texts: %s}\\n"
assert render(spec % "loud", "svg") != render(spec % "plain", "svg")
try:
    render(spec % "shrill", "svg")
except SpecError as error:
    assert "texts" in str(error)
else:
    raise AssertionError("a word that there is not was taken")
""",
    {DOCUMENTED: "language.md"},
)

ADDITIONS = (THEME, VIEW_KEY)
