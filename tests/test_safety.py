"""The promises of SECURITY.md about specs from strangers, each tried from outside, in a process of its own."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import graphdraw
from graphdraw import limits
from graphdraw.errors import SpecError

ROOT = Path(__file__).parents[1]
SPECS = [path for path in sorted((ROOT / "specs").glob("*.yaml")) if b"\nextends:" not in path.read_bytes()]
"""Examples that are whole by themselves."""

WATCHED = """
import sys
from pathlib import Path

import graphdraw
from graphdraw.pipeline.names import FORMATS

data = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
INSTALLED = tuple(filter(None, (sys.prefix, sys.base_prefix, *sys.path)))
FONTS = (".ttf", ".ttc", ".otf", ".pfb", ".afm")
said = []

def harmless(event, arguments):
    if event in ("os.listdir", "os.scandir"):
        return str(arguments[0]).startswith(INSTALLED)
    path, mode, _ = arguments
    reads = not set(mode or "r") & set("wax+")
    return reads and (isinstance(path, int) or str(path).startswith(INSTALLED) or str(path).endswith(FONTS))

def watch(event, arguments):
    if event.split(".")[0] in ("open", "os", "socket", "subprocess", "shutil", "webbrowser", "urllib"):
        if not (event in ("open", "os.listdir", "os.scandir") and harmless(event, arguments)):
            said.append(f"{event} {arguments!r}")

graphdraw.render("inputs: {x: 2}\\nnodes: {y: x * x}\\n", "png")  # matplotlib's cache of fonts, whoever asks for it
sys.addaudithook(watch)
for text in data:
    figure = graphdraw.Figure(text + "\\n")
    for name in FORMATS:
        figure.render(name, dpi=72)  # fewer pixels, the same files
    figure.describe()
print(*dict.fromkeys(said), sep="\\n")
"""


def run(code, *arguments, **how):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, **how)


def test_drawing_a_spec_reads_fonts_and_modules_and_does_nothing_else(tmp_path):
    """No network, no program, no other file: Python's audit events would say so."""
    result = run(WATCHED, *SPECS, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == ""
    assert list(tmp_path.iterdir()) == []


def test_the_watch_would_see_a_file(tmp_path):
    spy = WATCHED.replace("for text in data:", "open('seen', 'w').close()\nfor text in []:")
    assert "open ('seen', 'w'," in run(spy, SPECS[0], cwd=tmp_path).stdout


def test_settings_in_the_current_folder_change_nothing(tmp_path):
    code = "import sys, graphdraw; sys.stdout.buffer.write(graphdraw.render(sys.argv[1], 'svg'))"
    clean = tmp_path / "clean"
    clean.mkdir()
    hostile = tmp_path / "hostile"
    hostile.mkdir()
    (hostile / "matplotlibrc").write_text("backend: module://evil\ntext.usetex: True\nfont.size: 99\n")
    (hostile / "evil.py").write_text("open('loaded', 'w').close()\n")
    drawn = [run(code, ROOT / "specs" / "snack.yaml", cwd=folder) for folder in (clean, hostile)]
    assert drawn[0].stdout.startswith("<?xml"), drawn[0].stderr
    assert drawn[1].stdout == drawn[0].stdout, drawn[1].stderr
    assert not (hostile / "loaded").exists()


def _pipe(path):
    os.mkfifo(path)


REFUSED = {
    "no UTF-8": (lambda path: path.write_bytes(b"font.size: \xff\n"), "they are not UTF-8"),
    "a pipe": (_pipe, "this is not an ordinary file"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "this is not an ordinary file"),
    "too large": (
        lambda path: path.write_bytes(b"#" * 60_000_000),
        "the file has 60,000,000 bytes; 1,000,000 are the most",
    ),
    "a language that is not there": (
        lambda path: path.write_text("axes.formatter.use_locale: True\n"),
        "they ask for the numbers of a language: unsupported locale setting",
    ),
}
"""What may be called `matplotlibrc` in a stranger's folder, and why it is not read."""


@pytest.mark.skipif(os.name != "posix", reason="pipes, devices and locales of POSIX")
@pytest.mark.parametrize("processes", ["1", "2"])
@pytest.mark.parametrize("what", REFUSED)
def test_settings_that_matplotlib_cannot_read_are_told(tmp_path, what, processes):
    make, why = REFUSED[what]
    make(tmp_path / "matplotlibrc")
    code = "from graphdraw.cli.app import group; group.main()"
    specs = [ROOT / "specs" / name for name in ("snack.yaml", "colah.yaml")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "xx_XX.UTF-8"}
    command = [sys.executable, "-P", "-c", code, "build", *map(str, specs), "-o", "out", "-j", processes]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    told = f"error: matplotlibrc: matplotlib cannot read its settings: {why} [usage]"
    hint = "hint: remove the file, or run graphdraw in another folder"
    assert done.returncode == 2
    assert done.stderr.splitlines() == [told, hint] * 2 + ["0 figures drawn, 0 unchanged, 2 failed"]


EVIL = [
    "</text><script>alert(1)</script>",
    "--><b>",
    "]]>",
    "\"' onload='x'",
    "&amp;&lt;",
    "costs $5 and $6",
    "日本<語>",
]


@pytest.mark.parametrize("text", EVIL)
def test_text_is_text_in_an_svg(text):
    quoted = "'" + text.replace("'", "''") + "'"
    spec = (
        f"title: {quoted}\ndescription: {quoted}\n"
        f"inputs:\n  x: {{value: 2, label: {quoted}, unit: {quoted}}}\nnodes:\n  y: x * x\n"
    )
    root = ET.fromstring(graphdraw.render(spec, "svg"))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names & {"script", "foreignObject", "a", "image", "iframe"} == set()
    attributes = {name.rpartition("}")[2] for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on")]
    title = next(element for element in root.iter() if element.tag.endswith("}title"))
    assert title.text == text


BOMBS = {
    "deep": "inputs: " + "[" * 100_000,
    "deep mapping": "inputs: {x: " * 5_000,
    "deep expression": "inputs: {x: 1}\nnodes: {y: '" + "(" * 1_900 + "x'}\n",
    "long": "inputs:\n" + "".join(f"  x{i}: 1\n" for i in range(80_000)),
    "wide": "inputs: {x: 1}\nnodes:\n  y: '" + " + ".join(["x"] * 450) + "'\n",
    "chain": "inputs: {x0: 1}\nnodes:\n" + "".join(f"  x{i + 1}: x{i} + 1\n" for i in range(4_900)),
    "tower": "inputs: {x: 9}\nnodes:\n  y: 9**9**9**9 * x\n",
    "square": "inputs: {x0: 99}\nnodes:\n" + "".join(f"  x{i + 1}: x{i} * x{i}\n" for i in range(60)),
    "digits": "inputs: {x: " + "9" * 900_000 + "}\n",
    "big": "#" * 1_100_000,
    "aliases": "a: &a [1]\nb: &b [*a, *a]\n",
    "bytes": bytes(range(256)).decode("latin-1") * 100,
    "math": "inputs: {x: {value: 1, label: '$" + "{" * 200 + "x" + "}" * 200 + "$'}}\n",
}

BOUND = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (15, 15))
"""
"""The promise, held by the system: 1 GB, and 15 s of computing, whatever else the machine does."""

EVALUATED = """
import graphdraw
try:
    evaluated = graphdraw.evaluate(sys.stdin.read() + "\\n")
except graphdraw.SpecError as error:
    assert error.problems
print("ended")
"""

bounded = pytest.mark.skipif(sys.platform != "linux", reason="a bound on memory, as Linux has it")


@bounded
@pytest.mark.parametrize("name", BOMBS)
def test_any_spec_ends_in_time_and_memory(name):
    result = run(BOUND + EVALUATED, input=BOMBS[name])
    assert (result.returncode, result.stdout) == (0, "ended\n"), result.stderr[-2000:]


DRAWN = """
from graphdraw.cli.app import group
group.main(["render", "-", "-o", sys.argv[1]])
"""

NODES_DRAWN = 500
"""How large a graph is drawn within the promise, on a slow machine too; the default limit is 5,000."""


def line(size):
    """Each node made of the one before it."""
    return "inputs: {x0: 1}\nnodes:\n" + "".join(f"  x{i + 1}: -x{i}\n" for i in range(size - 1))


def chain_with_shared_inputs(size):
    """Each node made of the one before it and one of two inputs, which so have hundreds of uses."""
    signs = ("* w", "- b")
    nodes = "".join(f"  x{i + 1}: x{i} {signs[i % 2]}\n" for i in range(size - 3))
    return f"inputs: {{x0: 1, w: 1, b: 2}}\nnodes:\n{nodes}"


def random_pairs(size):
    """Each node made of two of all those before it."""
    choose, names, nodes = random.Random(1), ["a", "b", "c"], ""
    for i in range(size - 3):
        first, second = choose.sample(names, 2)
        nodes += f"  x{i}: max({first}, {second})\n"
        names.append(f"x{i}")
    return f"inputs: {{a: 1, b: 2, c: 3}}\nnodes:\n{nodes}"


@bounded
@pytest.mark.parametrize("graph", [line, chain_with_shared_inputs, random_pairs])
def test_a_large_graph_is_drawn_in_time_and_memory(graph, tmp_path):
    result = run(BOUND + DRAWN, tmp_path / "large.svg", input=graph(NODES_DRAWN))
    assert result.returncode == 0, result.stderr[-2000:]
    ET.parse(tmp_path / "large.svg")


@bounded
@pytest.mark.parametrize("suffix", ["png", "pdf"])
def test_a_picture_that_is_too_large_is_refused_in_time_and_memory(suffix, tmp_path):
    result = run(BOUND + DRAWN, tmp_path / f"long.{suffix}", input=line(NODES_DRAWN))
    assert result.returncode == 1, result.stderr[-2000:]
    assert "the figure is " in result.stderr
    assert "inches wide, more than 200" in result.stderr
    assert not (tmp_path / f"long.{suffix}").exists()


HARD_MATH = {
    "many terms": "x+" * 248 + "x",
    "fractions": r"\frac{1}{" * 11 + "x" + "}" * 11,
    "indices": "x_{" * 11 + "x" + "}" * 11,
    "roots": r"\sqrt{" * 12 + "x" + "}" * 12,
    "braces": "{" * 200 + "x" + "}" * 200,
    "left": r"\left(" * 60 + "x",
}


@bounded
@pytest.mark.parametrize("name", HARD_MATH)
def test_math_ends_in_time_and_memory(name, tmp_path):
    spec = f"inputs: {{a: 1}}\nnodes:\n  y:\n    expr: a + 1\n    label: '${HARD_MATH[name]}$'\n"
    result = run(BOUND + DRAWN, tmp_path / "math.svg", input=spec)
    assert result.returncode in (0, 1), result.stderr[-2000:]
    assert "Traceback" not in result.stderr
    assert (tmp_path / "math.svg").exists() == (result.returncode == 0)


@pytest.mark.parametrize(
    "expression", ["__import__('os')", "x.__class__", "eval(x)", "open(x)", "lambda: x", "x[0]", "f'{x}'"]
)
def test_an_expression_is_no_python(expression):
    quoted = expression.replace("'", "''")
    with pytest.raises(SpecError):
        graphdraw.evaluate(f"inputs: {{x: 1}}\nnodes:\n  y: '{quoted}'\n")


@pytest.mark.parametrize(
    "line", ["x: !!python/object/apply:os.system [id]", "x: &a 1", "x: {<<: {y: 1}}", "x: {file: /etc/passwd}"]
)
def test_yaml_is_data_only(line):
    with pytest.raises(SpecError):
        graphdraw.evaluate(f"inputs:\n  {line}\nnodes:\n  z: x * x\n")


def test_no_message_shows_another_file(tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("inputs: {password: hunter2}\n")
    with pytest.raises(SpecError) as refused:
        graphdraw.evaluate(f"extends: {secret}\ninputs: {{x: {{file: {secret}}}}}\nnodes:\n  y: x * x\n")
    assert "hunter2" not in str(refused.value)


PROMISES = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_promise_names_tests():
    promised = PROMISES[PROMISES.index("\n## What is promised") : PROMISES.index("\n## Limits")]
    promises = re.findall(r"^- .*(?:\n  .*)*", promised, re.MULTILINE)
    assert promises
    assert [promise for promise in promises if "`tests/" not in promise] == []


@pytest.mark.parametrize(("file", "name"), re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PROMISES))
def test_the_tests_that_promises_name_exist(file, name):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not name or f"\ndef {name}(" in text


def test_limits_are_told_with_their_defaults():
    documented = re.findall(r"^\| `([a-z-]+)` \| ([\d,]+) \| (.+) \|$", PROMISES, re.MULTILINE)
    described = re.findall(r'^    (\w+): int = .*\n    """(.+)"""$', Path(limits.__file__).read_text(), re.MULTILINE)
    said = dict(described)
    defaults = [(name.replace("_", "-"), f"{most:,}", said[name]) for name, most in limits.Limits()._asdict().items()]
    assert documented == defaults
