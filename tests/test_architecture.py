"""The rules of the code base that a machine can hold: who imports whom, how long things are, what is documented."""

from __future__ import annotations

import ast
import fnmatch
import importlib
import re
import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

import graphdraw
from graphdraw.registry import Registry

PACKAGE = Path(graphdraw.__file__).parent
TESTS = Path(__file__).parent

FOUNDATION = {"errors", "registry"}
MAY_IMPORT = {
    "_version": set(),
    "errors": set(),
    "characters": set(),
    "registry": set(),
    "limits": FOUNDATION,
    "disk": {"errors", "limits"},
    "interrupts": set(),
    "values": set(),
    "graph": {*FOUNDATION, "values"},
    "view": FOUNDATION,
    "expression": {*FOUNDATION, "values"},
    "ops": {*FOUNDATION, "values", "graph", "expression"},
    "autodiff": {*FOUNDATION, "values", "graph", "expression", "ops"},
    "expect": {"errors", "graph", "autodiff", "values"},
    "spec": {*FOUNDATION, "characters", "disk", "limits", "values", "graph", "view", "expression", "ops"},
    "work": {"errors", "limits"},
    "layout": {"errors", "work"},
    "draw": {
        *FOUNDATION,
        "values",
        "graph",
        "view",
        "disk.caches",
        "disk.files",
        "interrupts",
        "work",
        "ops",
        "autodiff",
        "layout.problem",
        "layout.geometry.segments",
    },
    "output": {
        *FOUNDATION,
        "characters",
        "draw.scene",
        "draw.text.typeset",
        "draw.text.markup",
        "draw.text.bidi",
        "draw.text.library",
        "draw.text.formulas",
    },
    "pipeline": {
        *FOUNDATION,
        "expect",
        "limits",
        "work",
        "graph",
        "view",
        "autodiff",
        "spec",
        "draw",
        "layout",
        "output",
    },
    "build": {
        *FOUNDATION,
        "limits",
        "_version",
        "disk",
        "interrupts",
        "spec",
        "pipeline",
        "draw",
        "output",
    },
    "notebook": {*FOUNDATION, "output.formats"},
    "api": {"errors", "notebook", "disk", "pipeline", "autodiff", "spec", "draw.scene", "output.encoding"},
    "cli": {
        *FOUNDATION,
        "_version",
        "disk",
        "limits",
        "values",
        "graph",
        "view",
        "ops",
        "autodiff",
        "spec",
        "draw",
        "output.formats",
        "output.encoding",
        "pipeline",
        "build",
    },
    "integrations": {"__init__", "notebook", "disk", "errors", "ops", "output.own_svg", "registry"},
    "superfences": {"integrations"},
    "__init__": {"_version", "errors", "api", "notebook"},
    "__main__": {"cli"},
    "sphinx": {"integrations"},
}
"""Which parts of the package a part may import, besides itself; `draw.scene` allows that one module of `draw`."""

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

MOST_LINES = 300
MOST_TABLE_LINES = 400
MOST_FUNCTION_LINES = 50
POSTPONED = re.compile(r"#.*(start-up time|optional)")


@dataclass(frozen=True)
class Import:
    module: str
    target: str
    line: int

    def __str__(self):
        return f"{self.module}:{self.line} imports {self.target}"


def module_name(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


SOURCES = {module_name(path): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(source) for name, source in SOURCES.items()}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def targets(node):
    """Dotted names that an import statement brings; `from a import b` is a.b, which may be a module or not."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    assert node.level == 0, "relative imports hide the direction"
    return [f"{node.module}.{alias.name}" for alias in node.names]


def imports_of(name):
    for node in ast.walk(TREES[name]):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (Import(name, target, node.lineno) for target in targets(node))


IMPORTS = [found for name in SOURCES for found in imports_of(name)]


def own_module(target):
    """The module of this package that an import leads to, or None: graphdraw.draw.scene.Scene is draw.scene."""
    if target.split(".")[0] != "graphdraw":
        return None
    parts = target.split(".")[1:]
    for length in range(len(parts), 0, -1):
        if ".".join(parts[:length]) in SOURCES:
            return ".".join(parts[:length])
    return "__init__"


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


MOST_MODULES = 15
"""In one folder; a command has a file of its own, however many there are."""


def test_no_room_is_crowded():
    rooms = {path.parent for path in PACKAGE.rglob("*.py")}
    modules = {room.relative_to(PACKAGE).as_posix(): len(list(room.glob("[!_]*.py"))) for room in rooms}
    assert {room: count for room, count in modules.items() if count > MOST_MODULES and room != "cli/commands"} == {}


def test_rooms_of_a_part_import_each_other_one_way_only():
    """The folders of a part, and what stands in it beside them, each on its own."""

    def room(module):
        parts = module.split(".")
        return ".".join(parts[:2]) if len(parts) > 1 else parts[0]

    needs = {}
    for found in IMPORTS:
        target = own_module(found.target)
        if target and room(target) != room(found.module) and target.split(".")[0] == found.module.split(".")[0]:
            needs.setdefault(room(found.module), set()).add(room(target))
    done = set()
    everything = set(needs).union(*needs.values())
    while ready := {name for name in everything if needs.get(name, set()) <= done} - done:
        done |= ready
    assert sorted(everything - done) == []


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
    done = set()
    while ready := {name for name, below in needs.items() if below <= done} - done:
        done |= ready
    assert sorted(set(SOURCES) - done) == []


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


@pytest.mark.parametrize("name", SOURCES)
def test_files_are_short(name):
    most = MOST_TABLE_LINES if within(name, ["ops"]) else MOST_LINES
    assert len(SOURCES[name].splitlines()) <= most


@pytest.mark.parametrize("name", SOURCES)
def test_functions_are_short(name):
    long = [
        f"{node.name}: {length} lines"
        for node in ast.walk(TREES[name])
        if isinstance(node, FUNCTIONS) and (length := node.end_lineno - node.lineno + 1) > MOST_FUNCTION_LINES
    ]
    assert long == []


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
