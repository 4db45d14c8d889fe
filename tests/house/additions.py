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
    """A text that is put before a line of a file, or a new file where `before` is empty; `file` is in the package."""

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
            text = path.read_text(encoding="utf-8") if edit.before else ""
            if edit.before and text.count(edit.before) != 1:
                raise ValueError(f"{edit.file}: {edit.before!r} stands there {text.count(edit.before)} times")
            path.write_text(text.replace(edit.before, edit.text + edit.before, 1), encoding="utf-8")


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
        Edit(
            "draw/style/style.py",
            '    background = None if view.background == "none"',
            "    if view.texts == 'loud':\n        values['ink'] = theme.backward\n",
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

OPERATION = Addition(
    "operation",
    (
        Edit(
            "ops/families/arithmetic.py",
            '    Operation(\n        Signature("square"',
            """    Operation(
        Signature("cube", 1, "x³", letters=("x",)),
        Elementwise(forward=lambda x: x * x * x, derivatives=("3*x**2",), samples=SINGLES),
        Texts("x^3", said("the number three times", "三乗"), said("times 3x²", "3x² を掛ける"), "a test"),
    ),
""",
        ),
        Edit("ops/table.py", " square reciprocal=inv", " cube"),
    ),
    """
from graphdraw import evaluate, render
numbers = evaluate("inputs: {x: 2}\\nnodes: {y: cube(x)}\\n")
assert (numbers.values["y"], numbers.gradients["x"]) == (8, 12)
assert render("inputs: {x: 2}\\nnodes: {y: cube(x)}\\n", "svg").startswith(b"<?xml")
""",
    {
        DOCUMENTED: "operations.md",
        "tests/ops/test_digits.py::test_every_operation_has_a_reference": "cube",
    },
)

SHAPE = Addition(
    "shape",
    (
        Edit(
            "draw/style/shapes.py",
            '    Shape(\n        "none",',
            """    Shape(
        "plate",
        "a rectangle with slightly rounded corners",
        _fit_box,
        lambda w, h: rounded_rectangle(w, h, 1),
        lambda w, h: outside_rounded(w, h, 1),
        "box",
    ),
""",
        ),
    ),
    """
from graphdraw import render
spec = "inputs: {x: 2}\\nnodes: {y: x * x}\\nview: {nodes: {x: {shape: %s}}}\\n"
assert render(spec % "plate", "svg") != render(spec % "box", "svg")
""",
    {DOCUMENTED: "shapes.md"},
)

FORMAT = Addition(
    "format",
    (
        Edit(
            "output/formats.py",
            'FORMATS: Registry[Format] = Registry("format")',
            """def _txt() -> Writer:
    from graphdraw.output.words import words  # start-up time: beside the others

    return lambda scene, _: words(scene)


""",
        ),
        Edit(
            "output/formats.py",
            '    Format(\n        "json",',
            """    Format("txt", "the texts", "text/plain", binary=False, picture=False, options=(), load=_txt),
""",
        ),
        Edit(
            "output/words.py",
            "",
            """def words(scene) -> bytes:
    return "\\n".join(label.text for label in scene.labels).encode()
""",
        ),
    ),
    """
from graphdraw import render
assert b"150" in render("inputs: {x: 30, y: 5}\\nnodes: {z: x * y}\\n", "txt")
""",
    {DOCUMENTED: "output-formats.md"},
)

ADDITIONS = (OPERATION, THEME, SHAPE, FORMAT, VIEW_KEY)
