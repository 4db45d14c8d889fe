"""Completion in real shells, each with the script that `graphdraw completion` prints, and what is offered for what."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from graphdraw.cli.app import COMMANDS, COMPLETING, group
from graphdraw.cli.commands import completing
from graphdraw.draw.style.themes import THEMES
from graphdraw.ops import OPERATIONS
from graphdraw.output.formats import FORMATS

pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")

ROOT = Path(__file__).parents[2]
PROMPT = "ready>"
WAIT = 30.0
"""Seconds in which a shell must answer, on a machine that does other things as well."""

FREE = {
    ("render", "id_prefix"),
    ("ops", "text"),
    *((command, name) for command in COMMANDS for name in ("settings", "font", "executor", "width", "dpi")),
}
"""What is a number or a text of one's own, which no shell can know."""


def parameters():
    context = click.Context(group)
    return [(name, param) for name in COMMANDS for param in group.get_command(context, name).params]


@pytest.mark.parametrize(("command", "param"), parameters(), ids=lambda it: getattr(it, "name", it))
def test_every_parameter_is_completed_or_free(command, param):
    """A new option is in the table by its metavar, or it says here that nothing can be offered."""
    is_flag = getattr(param, "is_flag", False)
    is_choice = isinstance(param.type, click.Choice)
    offered = completing.offer(command, param) is not None
    assert [is_flag, is_choice, offered, (command, param.name) in FREE].count(True) == 1


@pytest.mark.parametrize(("command", "param"), parameters(), ids=lambda it: getattr(it, "name", it))
def test_every_path_is_completed_by_the_shell(command, param):
    if not re.search(r"SPEC|FILE|PATH|DIR|FOLDER|STEM", param.metavar or ""):
        return
    (item,) = completing.offer(command, param)("sn")
    expected = "dir" if param.metavar in ("DIR", "FOLDER") else "file"
    assert (item.value, item.type) == ("sn", expected)


def offered(run, monkeypatch, *words, shell="bash"):
    """What is offered for the last of the words, as click hands it to bash."""
    monkeypatch.setenv(COMPLETING, f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "\n".join(["graphdraw", *words]))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    return [line.partition(",")[2] for line in result.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["re"], ["render", "resolve"]),
        (["render", "--theme", "da"], ["dark"]),
        (["render", "--theme", "="], list(THEMES.names())),
        (["render", "--theme", "=", "da"], ["dark"]),
        (["themes", "--theme", ""], list(THEMES.names())),
        (["render", "a.yaml", "-f", ""], list(FORMATS.names())),
        (["build", "a.yaml", "-f", "svg,p"], ["svg,pdf", "svg,png"]),
        (["ops", "sigm"], ["sigmoid"]),
        (["ops", "mul", "sw"], ["swish"]),
        (["new", "a.yaml", "--from", "lstm"], ["lstm-step"]),
        (["integration", ""], ["mystmd", "pandoc", "quarto"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["render", "--direction", ""], ["right", "left", "down", "up"]),
        (["check", "--limit", "no"], ["nodes=5000"]),
        (["describe", "--lang", ""], ["en", "ja"]),
        (["render", "--sol"], ["--solution"]),
        (["rendr", "sn"], []),
    ],
)
def test_what_is_offered(words, expected, run, monkeypatch):
    assert offered(run, monkeypatch, *words) == expected


def test_all_operations_and_commands_are_offered(run, monkeypatch):
    names = [name for record in OPERATIONS for name in (record.name, *record.signature.aliases)]
    assert offered(run, monkeypatch, "ops", "") == names
    assert offered(run, monkeypatch, "") == list(COMMANDS)


@pytest.mark.parametrize("shell", completing.SHELLS)
def test_the_script_is_printed_and_nothing_else(shell, run, monkeypatch):
    monkeypatch.setenv("PATH", "")  # no bash to ask for its version
    result = run("completion", shell)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{COMPLETING}={shell}_complete" in result.stdout


def test_a_shell_that_there_is_not(run):
    result = run("completion", "zhs")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: invalid value for '{bash|zsh|fish}': 'zhs' is not one of 'bash', 'zsh', 'fish' [usage]\n"
        "hint: did you mean 'zsh'?\n"
    )


PROBE = """
import sys
from graphdraw.cli.app import group
try:
    group.main([], prog_name="graphdraw")
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("words", [["render", ""], ["ops", "s"], ["render", "--theme", "d"], [""]], ids=" ".join)
def test_completing_imports_neither_matplotlib_nor_numpy(words, tmp_path):
    asked = {"COMP_WORDS": "\n".join(["graphdraw", *words]), "COMP_CWORD": str(len(words))}
    environment = {"PYTHONPATH": str(ROOT), COMPLETING: "bash_complete", **asked}
    done = subprocess.run([sys.executable, "-c", PROBE], env=environment, cwd=tmp_path, capture_output=True, check=True)
    found = set(done.stderr.decode().split())
    assert found & {"matplotlib", "numpy", "PIL"} == set()
    if words == [""]:
        assert "graphdraw.ops" not in found, "commands are named without importing them"


class Shell:
    """An interactive shell in a terminal of its own, in which completion is switched on."""

    def __init__(self, command, setup, folder):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            environment = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder), "TERM": "dumb"}
            environment |= {"LC_ALL": "C.UTF-8", "PS1": PROMPT}
            os.chdir(folder / "book")
            os.execvpe(command[0], command, environment)
        self.said = ""
        for line in setup:
            self.type(f"{line}\n")
        self.type("echo set''up\n")
        self.until("setup")

    def type(self, text):
        os.write(self.terminal, text.encode())

    def until(self, text):
        """Wait until the shell has said a text; what it said before and with it is forgotten then."""
        end = time.monotonic() + WAIT
        while text not in self.said:
            assert time.monotonic() < end, f"{text!r} did not come: {self.said!r}"
            if select.select([self.terminal], [], [], 0.2)[0]:
                self.said += os.read(self.terminal, 65536).decode(errors="replace")
        self.said = ""

    def completes(self, typed, expected):
        """Type a text and the tabulator, and wait for what must stand there then; the line is given up."""
        self.type(f"{typed}\t")
        self.until(expected)
        self.type("\x15\n")

    def close(self):
        os.close(self.terminal)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with `graphdraw` on the path, and a folder `book` with a spec and a folder."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "bin").mkdir()
    program = folder / "bin" / "graphdraw"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m graphdraw "$@"\n')
    program.chmod(0o755)
    (folder / "book" / "figures").mkdir(parents=True)
    (folder / "book" / "snack.yaml").write_text("inputs: {x: 2}\nnodes: {y: x*2}\n")
    return folder


def program(name):
    return shutil.which(name) or pytest.skip(f"{name} is not installed")


LINES = {
    "graphdraw rend": "er ",
    "graphdraw render sn": "ack.yaml",
    "graphdraw check fig": "ures/",
    "graphdraw render snack.yaml --theme da": "rk",
    "graphdraw render snack.yaml --theme=da": "rk",
    "graphdraw render snack.yaml --view sn": "ack.yaml",
    "graphdraw render snack.yaml -f svg,pd": "f",
    "graphdraw clean fig": "ures/",
    "graphdraw ops sigmo": "id",
    "graphdraw new x.yaml --from lst": "m-step",
    "graphdraw integration mys": "tmd",
}
"""What is typed, and what the shell adds to it."""


@pytest.fixture(scope="module")
def bash(home):
    shell = Shell(
        [program("bash"), "--norc", "--noprofile", "-i"],
        ["bind 'set enable-bracketed-paste off'", 'eval "$(graphdraw completion bash)"'],
        home,
    )
    yield shell
    shell.close()


@pytest.fixture(scope="module")
def zsh(home):
    shell = Shell(
        [program("zsh"), "-f", "-i"],
        [
            "unsetopt zle_bracketed_paste; PS1='>'",
            "autoload -Uz compinit; compinit -u -D",
            'eval "$(graphdraw completion zsh)"',
        ],
        home,
    )
    yield shell
    shell.close()


@pytest.mark.parametrize("typed", LINES)
def test_bash(typed, bash):
    bash.completes(typed, typed + LINES[typed])


@pytest.mark.parametrize("typed", LINES)
def test_zsh(typed, zsh):
    zsh.completes(typed, typed + LINES[typed])


@pytest.fixture(scope="module")
def fish(home):
    """What fish offers for each line, all asked in one process."""
    asked = "; ".join(f"echo '== {line}'; complete -C '{line}'" for line in LINES)
    script = f"graphdraw completion fish | source; {asked}"
    environment = {"PATH": f"{home / 'bin'}:{os.environ['PATH']}", "HOME": str(home), "LC_ALL": "C.UTF-8"}
    command = [program("fish"), "--no-config", "-c", script]
    done = subprocess.run(command, cwd=home / "book", env=environment, capture_output=True, check=True, timeout=120)
    parts = done.stdout.decode().split("== ")[1:]
    return {line: rest.splitlines() for line, _, rest in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("typed", LINES)
def test_fish(typed, fish):
    word = (typed + LINES[typed].strip()).split()[-1]
    assert word in [offer.partition("\t")[0] for offer in fish[typed]]


def test_fish_shows_the_whole_help(fish):
    assert "render\tDraw specs as SVG, PDF, PNG or JSON." in fish["graphdraw rend"]
