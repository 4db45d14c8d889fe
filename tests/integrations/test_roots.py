"""No page reads outside of its book, waits for a pipe or shows a file that is no spec, in any host."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integrations.outside import OUTSIDE, SECRET, SPEC, UNUSABLE, write_outside

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")

ROOT = Path(__file__).parents[2]
FILES = ROOT / "graphdraw" / "integrations" / "files"
ALL = (*OUTSIDE, *UNUSABLE)
TIME = 120
STARTED = f'#!/bin/sh\nexec "{sys.executable}" -P -m graphdraw "$@"\n'


CALLS = """\
import json, sys
from click.testing import CliRunner
from graphdraw.cli.app import group
for line in sys.stdin:
    done = CliRunner().invoke(group, json.loads(line), input="inputs: {x: 2}\\nnodes: {y: x * x}\\n")
    print(json.dumps([done.exit_code, done.stdout]))
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_outside(tmp_path)
    monkeypatch.chdir(folder)
    return folder


def alike(said: dict[str, str]) -> set[str]:
    """What is said of the files outside, without their names."""
    return {said[name].replace(name, "NAME") for name in OUTSIDE}


@pytest.mark.usefixtures("book")
def test_embed() -> None:
    always = ["embed", "--book", ".", "--lang", "ja", "--translations"]
    calls = [[*always, "--", name] for name in ALL] + [[*always, "--view", name, "--", "-"] for name in ALL]
    calls += [[*always, "--", "snack.yaml"], ["embed", "--book", "..", "--", "links/folder/secret.yaml"]]
    asked = "".join(f"{json.dumps(call)}\n" for call in calls)
    done = subprocess.run([sys.executable, "-c", CALLS], input=asked, capture_output=True, text=True, timeout=TIME)
    assert done.returncode == 0, done.stderr
    *answers, translated, wider = [json.loads(line) for line in done.stdout.splitlines()]
    assert {code for code, _ in answers} <= {1, 2}
    assert [said for _, said in answers if SECRET in said or "Traceback" in said] == []
    problems = [json.loads(said)["problems"][0] for _, said in answers]
    for start in (0, len(ALL)):
        told = dict(zip(ALL, problems[start:], strict=False))
        assert alike({name: problem["text"] for name, problem in told.items()}) == {"'NAME' is outside the root folder"}
        assert {told[name]["code"] for name in OUTSIDE} == {"outside-root"}
    assert translated[0] == 0
    assert json.loads(translated[1])["values"] == {"x": "2", "y": "4"}
    assert SECRET in wider[1]


def test_mkdocs(book: Path) -> None:
    pytest.importorskip("mkdocs", reason="MkDocs is not installed")
    pytest.importorskip("pymdownx", reason="pymdown-extensions is not installed")
    guide = (ROOT / "docs" / "guides" / "mkdocs.md").read_text(encoding="utf-8")
    config = guide.partition("```yml\n")[2].partition("```")[0] + "theme: {name: null, custom_dir: theme, locale: ja}\n"
    (book / "mkdocs.yml").write_text(config, encoding="utf-8")
    (book / "theme").mkdir()
    (book / "theme" / "main.html").write_text("<body>{{ page.content }}</body>", encoding="utf-8")
    (book / "docs").mkdir()
    fences = [f'```graphdraw file="{name}"\n```\n' for name in ALL]
    fences += [f'```graphdraw view="{name}"\n{SPEC}```\n' for name in ALL]
    page = "\n".join([*fences, '```graphdraw file="snack.yaml"\n```\n', '```graphdraw file="a\0b.yaml"\n```\n'])
    (book / "docs" / "index.md").write_text(page, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "999"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIME, check=False)
    html = (book / "site" / "index.html").read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stderr + html
    assert "Traceback" not in done.stderr
    assert html.count("<svg") == 1
    assert html.count("admonition danger") == 2 * len(ALL) + 1
    lines = [line for line in done.stderr.splitlines() if "error: " in line]
    assert len(lines) == 2 * len(ALL) + 1
    told = {name: line.partition("error: ")[2] for name, line in zip(ALL, lines, strict=False)}
    assert alike(told) == {"'NAME' is outside the root folder [outside-root]"}
    heads = [number for number, line in enumerate(page.split("\n"), 1) if line.startswith("```graphdraw")]
    assert f"docs/index.md:{heads[0]}:1: error" in lines[0]
    assert f"docs/index.md:{heads[len(ALL)]}:1: error" in lines[len(ALL)]


def test_sphinx(book: Path) -> None:
    pytest.importorskip("sphinx", reason="Sphinx is not installed")
    pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")
    from tests.integrations.books import Book

    forms = (
        ".. graphdraw:: {}",
        ".. graphdraw:: snack.yaml\n   :view: {}",
        ".. graphdraw-table:: {}",
        ":graphdraw:value:`y@{}`",
    )
    pages = {
        f"page{number}.rst": "Page\n====\n\n" + "\n\n".join(form.format(f"/{name}") for name in ALL) + "\n"
        for number, form in enumerate(forms)
    }
    nul = "# NUL\n\n```{graphdraw} a\0b.yaml\n```\n\n```{graphdraw} snack.yaml\n```\n"
    index = "Index\n=====\n\n.. toctree::\n\n   nul\n" + "".join(f"   page{number}\n" for number in range(len(forms)))
    made = Book(book, {**pages, "index.rst": index, "nul.md": nul})
    built = made.build(language="ja")
    assert [line for line in built.warnings if SECRET in line] == []
    for number in range(len(forms)):
        said = [line for line in built.warnings if line.startswith(f"page{number}.rst:")]
        outside = [line.partition(": WARNING: ")[2] for line in said if "outside the root" in line]
        assert {line.partition("'/")[2].partition("'")[2] for line in outside} == {
            " is outside the root folder; the root is the source folder of the book, unless a project file names "
            "another [outside-root] [graphdraw.spec]"
        }
        assert {line.partition("'/")[2].partition("'")[0] for line in outside} >= set(OUTSIDE)
        assert SECRET not in made.text(f"html/page{number}.html")
    assert len(built.warnings) == len(forms) * len(ALL) + 1
    assert "y" in made.text("html/nul.html")
    assert "nul.md:3" in "\n".join(built.warnings)


def test_pandoc(book: Path, tmp_path: Path) -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    program = tmp_path / "graphdraw"
    program.write_text(STARTED, encoding="utf-8")
    program.chmod(0o755)
    names = ("../outside/secret.yaml", "links/folder/missing.yaml", "odd/pipe.yaml", "snack.yaml")
    blocks = [f'``` {{.graphdraw file="{name}"}}\n```\n' for name in names]
    blocks.append(f'``` {{.graphdraw view="../outside/secret.yaml"}}\n{SPEC}```\n')
    (book / "page.md").write_text("---\nlang: ja\n---\n\n" + "\n".join(blocks), encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "page.md", "--lua-filter", str(FILES / "graphdraw.lua"), "-t", "html"]
    environment = {**os.environ, "GRAPHDRAW": str(program), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIME, check=False)
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stderr + done.stdout
    assert done.stdout.count("<img") == 1
    hint = "the root is the folder of the nearest project file above, else that where Pandoc runs"
    assert done.stderr.count(f"is outside the root folder ({hint})") == 3
    assert "page.md:5: error: '../outside/secret.yaml' is outside" in done.stderr
    assert "odd/pipe.yaml: this is a pipe or a device" in done.stderr


NODE = """\
import plugin from '%s';
for (const name of %s) {
  const told = [];
  const vfile = { path: 'page.md', message: (text) => { told.push(text); return {}; } };
  const data = { arg: name, options: {}, node: { position: { start: { line: 3 } } } };
  const [container] = plugin.directives[0].run(data, vfile, { parseMyst: () => ({ children: [] }) });
  console.log(JSON.stringify([told.join(), container.children[0].type, container.children[0].value ?? '']));
}
"""


STAND_IN = """\
#!/bin/sh
if [ "$1" = --version ]; then echo "graphdraw 1"; exit; fi
printf '<svg/>' > "$3.svg"
echo '{"problems": [], "dependencies": [], "alt": ""}'
"""
"""In the place of graphdraw, where what the plugin does with files is looked at."""


@pytest.fixture
def plugin(book: Path, tmp_path: Path) -> Callable[..., list[list[str]]]:
    """Runs directives of the plugin of mystmd with files as their arguments: what is told, and what stands there."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    program = tmp_path / "graphdraw"
    (book / "myst.yml").write_text("version: 1\n", encoding="utf-8")
    (book / "page.md").write_text("# Page\n", encoding="utf-8")

    def run(*names: str, script: str = STARTED) -> list[list[str]]:
        program.write_text(script, encoding="utf-8")
        program.chmod(0o755)
        (book / "script.mjs").write_text(NODE % (FILES / "graphdraw.mjs", json.dumps(names)), encoding="utf-8")
        cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
        environment = {**os.environ, **cache, "GRAPHDRAW": str(program), "PYTHONPATH": str(ROOT)}
        command = [node, "script.mjs", "--site"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIME, check=False)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def test_mystmd(plugin: Callable[..., list[list[str]]], book: Path) -> None:
    os.mkfifo(book / "pyproject.toml")
    names = ("../outside/secret.yaml", "links/folder/missing.yaml", "snack.yaml")
    told = plugin(*names)
    assert SECRET not in str(told)
    assert [kind for _, kind, _ in told] == ["code", "code", "image"]
    hint = "(the root is the folder of the nearest project file above, else that of the book)"
    assert [said for said, _, _ in told if hint in said] == [said for said, _, _ in told[:2]]


def test_mystmd_keeps_its_files_in_the_book(plugin: Callable[..., list[list[str]]], book: Path, tmp_path: Path) -> None:
    """A folder that leads out is not used, links in it are replaced, and what is not ours is left alone."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    mine = elsewhere / "letter.txt"
    mine.write_text("mine", encoding="utf-8")
    os.utime(mine, (0, 0))
    (book / "_build").mkdir()
    (book / "_build" / "graphdraw").symlink_to(elsewhere)
    ((said, kind, _),) = plugin("snack.yaml", script=STAND_IN)
    assert kind == "code"
    assert "leads out of the book" in said
    assert sorted(elsewhere.iterdir()) == [mine]
    store = book / "_build" / "graphdraw"
    store.unlink()
    ((_, kind, _),) = plugin("snack.yaml", script=STAND_IN)
    assert kind == "image"
    (record,) = store.glob("*.json")
    (store / "letter.txt").write_text("mine", encoding="utf-8")
    for path in (store / "letter.txt", *store.glob("*.svg")):
        os.utime(path, (0, 0))
    sealed = json.loads(record.read_text(encoding="utf-8"))
    sealed["record"] |= {"alt": "a stranger's", "image": "../../../x"}
    for damaged in ("[]", "{", '{"record": {"image": "../../../x", "dependencies": []}}', json.dumps(sealed)):
        record.unlink()
        record.write_text(damaged, encoding="utf-8")
        assert plugin("snack.yaml", script=STAND_IN)[0][1] == "image"
        assert "stranger" not in record.read_text(encoding="utf-8")
    record.unlink()
    record.symlink_to(mine)
    assert plugin("snack.yaml", script=STAND_IN)[0][1] == "image"
    (drawn,) = store.glob("*.svg")
    drawn.write_text("<svg><script>alert(1)</script></svg>", encoding="utf-8")
    assert plugin("snack.yaml", script=STAND_IN)[0][1] == "image"
    assert drawn.read_text(encoding="utf-8") == "<svg/>"
    before = drawn.stat().st_mtime_ns, record.stat().st_ino
    assert plugin("snack.yaml", script=STAND_IN)[0][1] == "image"
    assert (drawn.stat().st_mtime_ns, record.stat().st_ino) == before
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not record.is_symlink()
    assert (store / "letter.txt").exists()


def test_a_note_of_mystmd_ends_no_environment_of_latex(plugin: Callable[..., list[list[str]]]) -> None:
    """mystmd writes it into LaTeX word for word, as code."""
    problem = {"severity": "error", "code": "x", "path": None, "text": r"a '\end{verbatim}\end{lstlisting}\input{x}'"}
    told = json.dumps({"problems": [problem]}).replace("'", "'\\''")
    script = f"#!/bin/sh\nif [ $1 = --version ]; then echo 1; exit; fi\nprintf '%s' '{told}'\nexit 1\n"
    ((said, kind, value),) = plugin("snack.yaml", script=script)
    assert r"\end{verbatim}" in said
    assert kind == "code"
    assert r"a '\end {verbatim}\end {lstlisting}\input{x}'" in value


MAGICS = """\
import json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
shell.history_manager.enabled = False
shell.run_cell("%load_ext graphdraw")
for name in json.loads(sys.stdin.read()):
    shell.run_cell(f"%graphdraw {name}")
    shell.run_cell(f"%%graphdraw --view {name}\\ninputs: {{x: 2}}\\nnodes: {{y: x * x}}")
    print("ENDED", name[:20])
"""


def test_a_notebook_has_no_root_and_shows_specs_only(book: Path) -> None:
    pytest.importorskip("IPython", reason="IPython is not installed")
    environment = {**os.environ, "IPYTHONDIR": str(book / "ipython"), "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    names = [*UNUSABLE, "/etc/passwd", "/dev/zero"]
    command = [sys.executable, "-c", MAGICS]
    done = subprocess.run(
        command, input=json.dumps(names), env=environment, capture_output=True, text=True, timeout=TIME, check=True
    )
    assert done.stdout.count("ENDED") == len(names)
    assert done.stdout.count("error: ") == 2 * len(names)
    assert [word for word in (SECRET, "root:x", "Traceback") if word in done.stdout + done.stderr] == []
