"""The rules of the code base that a machine can hold: who imports whom, how long things are, what is documented."""

from __future__ import annotations

import ast
import fnmatch
import importlib
import re
import sys
from itertools import groupby
from pathlib import Path

import pytest

import graphdraw
from graphdraw.registry import Registry
from tests.house.bounds import passed
from tests.house.imports import MAY_IMPORT
from tests.house.source import FUNCTIONS, Source, one_way, targets

PACKAGE = Path(graphdraw.__file__).parent
TESTS = Path(__file__).parent

HEAVY = {
    "matplotlib": (
        "draw.text.library",
        "draw.text.typeset",
        "draw.text.fonts",
        "draw.text.formulas",
        "draw.text.installed",
        "draw.style.contrast",
        "draw.text.math",
        "draw.text.mathset",
        "draw.text.mathtree",
        "output",
    ),
    "numpy": ("draw", "output"),
}
"""Where the imports that cost start-up time may stand."""

POSTPONED = re.compile(r"#.*(start-up time|optional)")


HOUSE = Source()
SOURCES, TREES, IMPORTS, own_module = HOUSE.texts, HOUSE.trees, HOUSE.imports, HOUSE.own_module


def within(module, places):
    return any(module == place or module.startswith(f"{place}.") for place in places)


def test_every_part_has_its_place_in_the_table():
    assert {name.split(".")[0] for name in SOURCES} == set(MAY_IMPORT)


def test_imports_point_down():
    wrong = [
        str(found)
        for found in IMPORTS
        if (target := own_module(found.target)) is not None
        and not within(target, {found.module.split(".")[0], *MAY_IMPORT[found.module.split(".")[0]]})
    ]
    assert wrong == []


def test_the_house_keeps_to_its_bounds():
    """Modules in a folder, lines of files and functions, names defined twice: `python -m tests.house` prints them."""
    assert list(passed(HOUSE)) == [], "tests/house/bounds.py has the bounds"


def test_rooms_of_a_part_import_each_other_one_way_only():
    """The folders of a part, and what stands in it beside them, each on its own."""
    assert one_way(HOUSE.rooms) == []


STAGES = {
    "spec.load",
    "spec.loading.load",
    "autodiff.evaluate",
    "autodiff.evaluate.evaluate",
    "autodiff.check.check_gradients",
    "expect.unmet",
    "draw.diagram.sketch.sketch",
    "draw.fit.fit_width.fitted",
    "draw.fit.rows.arranged",
    "draw.compose.compose.compose",
    "draw.style.contrast.legible",
    "draw.describe.describe_short",
    "draw.describe.describe_long",
    "draw.sheet.sheet",
    "layout.place",
    "layout.place.place",
}
"""The functions that are stages or steps of one, and the short names of some."""

LAYING_OUT = {"draw.fit.placing.placed", "draw.fit.layout_problem.layout_problem", "draw.fit.placing.Place"}
"""What asks the layout, and what it is asked."""


def uses(tree):
    """What a module uses of this package, without its name: what it imports, and the attributes of that."""
    found, known = set(), {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias, target in zip(node.names, targets(node), strict=True):
                known[alias.asname or alias.name.split(".")[0]] = target if isinstance(node, ast.ImportFrom) else ""
                found.add(target)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            parts = [node.attr]
            while isinstance(node := node.value, ast.Attribute):
                parts.append(node.attr)
            if isinstance(node, ast.Name) and node.id in known:
                found.add(".".join([known[node.id] or node.id, *reversed(parts)]))
    return {target.removeprefix("graphdraw.") for target in found if target.startswith("graphdraw.")}


def users(names):
    """The modules that use one of these names, each with those that it uses."""
    found = {name: uses(tree) & names for name, tree in TREES.items()}
    return {name: used for name, used in found.items() if used}


def test_only_the_pipeline_strings_stages_together():
    """What stands in the part of a stage is that stage; everybody else asks a run."""
    found = users(STAGES)
    wrong = {
        name: strange
        for name, used in found.items()
        if not within(name, ["pipeline"])
        and (strange := {use for use in used if not within(use, [name.split(".")[0]])})
    }
    assert wrong == {}
    missing = STAGES - set().union(*(used for name, used in found.items() if within(name, ["pipeline"])))
    assert missing == {"spec.loading.load", "autodiff.evaluate.evaluate", "layout.place.place"}  # by their short names


def test_only_the_fit_asks_the_layout():
    """The pipeline hands the layout to it; a scene is composed on what came back."""
    assert {name for name in users(LAYING_OUT) if not within(name, ["draw.fit"])} == set()
    assert {name for name in users({"layout.place", "layout.place.place"}) if not within(name, ["layout"])} == {
        "pipeline.picture"
    }


@pytest.mark.parametrize(
    "text",
    [
        "from graphdraw.layout import place",
        "from graphdraw import layout as l\nl.place(1)",
        "import graphdraw.layout\ngraphdraw.layout.place(1)",
        "from graphdraw.layout.place import place as p",
    ],
)
def test_a_stage_in_use_is_seen(text):
    assert uses(ast.parse(text)) & STAGES


def test_the_table_itself_has_no_cycle():
    done = set()
    while len(done) < len(MAY_IMPORT):
        ready = {part for part, below in MAY_IMPORT.items() if {b.split(".")[0] for b in below} <= done} - done
        assert ready, f"a cycle among {sorted(set(MAY_IMPORT) - done)}"
        done |= ready


def test_no_module_imports_itself_round_a_corner():
    needs = {name: set() for name in SOURCES}
    for found in IMPORTS:
        target = own_module(found.target)
        if target is not None and target != found.module:
            needs[found.module].add(target)
    assert one_way(needs) == []


@pytest.mark.parametrize("library", HEAVY)
def test_heavy_libraries_stay_where_pictures_are_made(library):
    found = [i for i in IMPORTS if i.target.split(".")[0] == library]
    assert [str(i) for i in found if not within(i.module, HEAVY[library])] == []


def test_only_the_declared_libraries_are_imported():
    """And Pillow and fontTools, which matplotlib brings; what an extra brings is imported in its one place."""
    optional = {
        "watchfiles": ["build.watch"],
        "distributed": ["build.executors"],
        "markdown": ["integrations.pages", "integrations.superfences"],
        "pymdownx": ["integrations.superfences"],
        "IPython": ["integrations.ipython"],
        "sphinx": ["integrations.sphinx"],
        "docutils": ["integrations.sphinx"],
    }
    for library, places in optional.items():
        assert all(within(i.module, places) for i in IMPORTS if i.target.split(".")[0] == library)
    outside = {found.target.split(".")[0] for found in IMPORTS} - set(sys.stdlib_module_names)
    assert outside <= {"graphdraw", "click", "matplotlib", "numpy", "yaml", "PIL", "fontTools", *optional}


def blocks_of_imports(tree):
    """The imports inside functions, those that follow each other together."""
    for function in (node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)):
        for block in (b for node in ast.walk(function) if isinstance(b := getattr(node, "body", None), list)):
            for is_import, group in groupby(block, key=lambda node: isinstance(node, (ast.Import, ast.ImportFrom))):
                if is_import:
                    yield list(group)


@pytest.mark.parametrize("name", SOURCES)
def test_imports_inside_a_function_say_why(name):
    lines = SOURCES[name].splitlines()
    for block in blocks_of_imports(TREES[name]):
        text = "\n".join(lines[block[0].lineno - 1 : block[-1].end_lineno])
        assert POSTPONED.search(text), f"line {block[0].lineno}"


def test_pyplot_is_never_used():
    """It keeps figures and settings for the whole process."""
    assert [str(found) for found in IMPORTS if "pyplot" in found.target] == []


def public_definitions(tree):
    """Public functions and classes of a module, and the public methods of public classes.

    Without the methods that a protocol in the same module documents for all that follow it.
    """
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    protocols = [c for c in classes if any(getattr(base, "id", "") == "Protocol" for base in c.bases)]
    known = {n.name for c in protocols for n in c.body if isinstance(n, FUNCTIONS) and ast.get_docstring(n)}
    for node in tree.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                methods = [n for n in node.body if isinstance(n, FUNCTIONS) and not n.name.startswith("_")]
                yield from (n for n in methods if node in protocols or n.name not in known)


@pytest.mark.parametrize("name", SOURCES)
def test_every_module_and_everything_public_is_documented(name):
    undocumented = [node.name for node in public_definitions(TREES[name]) if not ast.get_docstring(node)]
    assert undocumented == []
    assert ast.get_docstring(TREES[name])


DOORS = {"open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes", "fromfile", "tofile", "memmap"}
"""What opens a file by another door than `files.read` and `files.write`, called as a function or as a method."""

OTHER_DOORS = {
    "disk.files": {"open", "write_bytes"},
    "output.pdf_fonts": {"open"},
    "cli.console": {"open"},
    "disk.caches": {"open"},
}
"""The doors themselves; the first bytes of a font that matplotlib has listed; what goes nowhere any more; notes of
several processes at once, that are added to the end of a file of the user's own."""


def opened(tree):
    """The functions and methods of a module that open a file, in the order of their lines."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [call.id if isinstance(call, ast.Name) else getattr(call, "attr", None) for call in calls]
    return [name for name in names if name in DOORS]


def test_files_are_opened_by_one_door():
    """Where kind and size are asked before anything is read, and nothing is written by halves."""
    found = {name: set(opened(TREES[name])) for name in SOURCES}
    assert {name: doors for name, doors in found.items() if doors} == OTHER_DOORS


@pytest.mark.parametrize(
    "line", ["open(p)", "p.open('xb')", "os.open(p, 0)", "io.open(p)", "a.b.read_text()", "Path(p).write_bytes(b'')"]
)
def test_another_door_is_seen(line):
    assert opened(ast.parse(f"def f(p):\n    return [{line}]"))


def registries():
    """The registries of the package by the name of their variable."""
    for name in SOURCES:
        if name != "__main__":
            module = importlib.import_module("graphdraw" if name == "__init__" else f"graphdraw.{name}")
            yield from ((key, value) for key, value in vars(module).items() if isinstance(value, Registry))


def test_every_registry_is_walked_by_a_test():
    """So that nothing can be added to one without being tested."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("test_*.py"))]
    names = sorted({name.lstrip("_") for name, _ in registries()})
    assert names
    for name in names:
        walk = re.compile(rf"(\bin |, |= |\()_?{name}(\.names\(\)|\b(?!\.))")
        assert any(walk.search(text) for text in texts), f"no test walks {name}"


def test_pytest_looks_into_every_folder_of_tests(pytestconfig):
    """By itself it passes over folders called `build`, without a word."""
    over = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in (PACKAGE.parent / "tests").rglob("test_*.py")}
    names = {part for folder in folders for part in folder.relative_to(PACKAGE.parent).parts}
    assert "build" in names
    assert [name for name in names if any(fnmatch.fnmatch(name, pattern) for pattern in over)] == []
