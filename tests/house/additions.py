"""Five things that can be added in one place: what is written for each, how it is used, which tests then ask for more.

What is added is called `scratch`, a name for nothing real, and is put where a new neighbour does not matter.

`tests/test_extension.py` applies each to a copy of the checkout.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

MOST_FILES = 2
"""Files of the package that one addition may touch."""


DOCUMENTED = "tests/test_docs.py::test_what_is_made_from_the_code_is_up_to_date"


class Edit(NamedTuple):
    """A text that is put before one that is in a file, or `after` it; a new file where `place` is empty.

    `file` is in the package.
    """

    file: str
    place: str
    text: str
    after: bool = False


class Addition(NamedTuple):
    """Something new.

    `used` is a program that ends well only if it works. `missing` has the tests that say what else there is to do, in
    `tests/` and `docs/`: each fails then, and its failure has the texts.
    """

    kind: str
    edits: tuple[Edit, ...]
    used: str
    missing: dict[str, tuple[str, ...]]

    def apply(self, root: Path) -> None:
        """Change a copy of the checkout; raises ValueError where a text is not there exactly once."""
        for edit in self.edits:
            path = root / "graphdraw" / edit.file
            text = path.read_text(encoding="utf-8") if edit.place else ""
            if edit.place and text.count(edit.place) != 1:
                times = f"{edit.place!r} stands there {text.count(edit.place)} times, not once"
                raise ValueError(f"{edit.file}: {times}: choose another place in tests/house/additions.py")
            new = edit.place + edit.text if edit.after else edit.text + edit.place
            path.write_text(text.replace(edit.place, new, 1), encoding="utf-8")


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
    {
        DOCUMENTED: ("command-line.md", "themes.md"),
        "tests/test_readme_outputs.py::test_the_number_of_looks_is_that_of_the_themes": ("README.md",),
    },
)

VIEW_KEY = Addition(
    "view key",
    (
        Edit(
            "view.py",
            "    font: str | None = None\n",
            '    scratch: Annotated[Literal["plain", "loud"], "How loud the texts are"] = "plain"\n',
        ),
        Edit(
            "draw/style/style.py",
            '    background = None if view.background == "none"',
            "    if view.scratch == 'loud':\n        values['ink'] = theme.backward\n",
        ),
    ),
    """
from graphdraw import SpecError, render
spec = "inputs: {x: 2}\\nnodes: {y: x * x}\\nview: {scratch: %s}\\n"
assert render(spec % "loud", "svg") != render(spec % "plain", "svg")
try:
    render(spec % "shrill", "svg")
except SpecError as error:
    assert "scratch" in str(error)
else:
    raise AssertionError("a word that there is not was taken")
""",
    {DOCUMENTED: ("language.md",)},
)

OPERATION = Addition(
    "operation",
    (
        Edit(
            "ops/families/arithmetic.py",
            "OPERATIONS = (\n",
            """    Operation(
        Signature("scratch", 1, "x³", letters=("x",)),
        Elementwise(forward=lambda x: x * x * x, derivatives=("3*x**2",), samples=SINGLES),
        Texts("x^3", said("the number three times", "三乗"), said("times 3x²", "3x² を掛ける"), "a test"),
    ),
""",
            after=True,
        ),
        Edit("ops/table.py", '"arithmetic": "', "scratch ", after=True),
    ),
    """
from graphdraw import evaluate, render
numbers = evaluate("inputs: {x: 2}\\nnodes: {y: scratch(x)}\\n")
assert (numbers.values["y"], numbers.gradients["x"]) == (8, 12)
assert render("inputs: {x: 2}\\nnodes: {y: scratch(x)}\\n", "svg").startswith(b"<?xml")
""",
    {
        DOCUMENTED: ("operations.md",),
        "tests/ops/test_complete.py::test_of_every_operation_all_is_written": (
            "add 'scratch' to FUNCTIONS in graphdraw/autodiff/extended.py",
            "add 'scratch' to REFERENCES in tests/digits/references.py",
            "add 'scratch' to SYMBOLS in tests/ops/test_sympy.py",
        ),
    },
)

SHAPE = Addition(
    "shape",
    (
        Edit(
            "draw/style/shapes.py",
            '    Shape(\n        "none",',
            """    Shape(
        "scratch",
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
assert render(spec % "scratch", "svg") != render(spec % "box", "svg")
""",
    {DOCUMENTED: ("shapes.md",)},
)

FORMAT = Addition(
    "format",
    (
        Edit(
            "output/formats.py",
            'FORMATS: Registry[Format] = Registry("format")',
            """def _scratch() -> Writer:
    from graphdraw.output.scratch import words  # start-up time: beside the others

    return lambda scene, _: words(scene)


""",
        ),
        Edit(
            "output/formats.py",
            '    Format(\n        "json",',
            """    Format("scratch", "the texts", "text/plain", binary=False, picture=False, options=(), load=_scratch),
""",
        ),
        Edit(
            "output/scratch.py",
            "",
            """def words(scene) -> bytes:
    return "\\n".join(label.text for label in scene.labels).encode()
""",
        ),
    ),
    """
from graphdraw import render
assert b"150" in render("inputs: {x: 30, y: 5}\\nnodes: {z: x * y}\\n", "scratch")
""",
    {DOCUMENTED: ("output-formats.md",)},
)

ADDITIONS = (OPERATION, THEME, SHAPE, FORMAT, VIEW_KEY)
