"""The command line as a whole: help, wrong commands, and every way a run can end."""

from __future__ import annotations

import errno
import io
import os
import re
import sys

import click
import pytest

from graphdraw import __main__, __version__
from graphdraw.build.drawing import figure
from graphdraw.cli import exit_codes
from graphdraw.cli.app import COMMANDS, START, group
from graphdraw.errors import Problem, SpecError, UsageError

HELP_LINE = "hint: 'graphdraw --help' shows how it is used\n"


def test_alone_it_says_what_it_is_and_how_to_begin(run):
    result = run()
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", START)
    assert len(START.splitlines()) <= 12
    assert all(f"graphdraw {name} " in START for name in ("new", "render", "check"))


def test_help_lists_every_command_with_its_line(run):
    result = run("--help")
    assert (result.exit_code, result.stderr) == (0, "")
    for name, line in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(line)}$", result.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run, name):
    result = run(name, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: graphdraw {name} ")


def test_version(run):
    assert run("--version").stdout == f"graphdraw {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "text", "hint"),
    [
        (["snack.yaml"], "no such command 'snack.yaml'", "did you mean 'graphdraw render snack.yaml'?"),
        (["a.yml", "-f", "pdf"], "no such command 'a.yml'", "did you mean 'graphdraw render a.yml -f pdf'?"),
        (
            [r"C:\figures\Snack.YAML"],
            r"no such command 'C:\figures\Snack.YAML'",
            r"did you mean 'graphdraw render C:\figures\Snack.YAML'?",
        ),
        (["rendr"], "no such command 'rendr'", "did you mean 'graphdraw render'?"),
        (["Check"], "no such command 'Check'", "did you mean 'graphdraw check'?"),
        (["xyzzy"], "no such command 'xyzzy'", f"commands: {', '.join(COMMANDS)}"),
        (["build", "."], "the output folder is missing", "for example -o figures, or 'output:' in graphdraw.yaml"),
        (["check", "--gradient", "a"], "no such option '--gradient'", "did you mean '--gradients'?"),
        (["--versoin"], "no such option '--versoin'", "did you mean '--version'?"),
        (["render"], "missing argument 'SPEC...'", "'graphdraw render --help' shows how it is used"),
        (
            ["render", "a.yaml", "--dpi", "x"],
            "invalid value for '--dpi': 'x' is not a valid integer range",
            "'graphdraw render --help' shows how it is used",
        ),
        (
            ["check", "a.yaml", "--limit", "nodes"],
            "'--limit nodes' is not NAME=N with a whole number",
            "for example --limit nodes=10000",
        ),
    ],
)
def test_wrong_usage_is_one_line_a_hint_and_exit_2(run, arguments, text, hint):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {text} [usage]\nhint: {hint}\n"


@pytest.fixture
def ending(monkeypatch, capsys):
    """Run the command line with a command that raises; returns exit code, standard output and standard error."""

    def call(error):
        @click.command()
        def command():
            raise error

        monkeypatch.setattr(type(group), "get_command", lambda *_: command)
        with pytest.raises(SystemExit) as ended:
            group.main(["check"], prog_name="graphdraw")
        return (ended.value.code, *capsys.readouterr())

    return call


def test_a_spec_with_problems_is_1(ending):
    error = SpecError([Problem(None, "so not", "code", "rather so")])
    assert ending(error) == (1, "", "error: so not [code]\nhint: rather so\n")


def test_wrong_usage_is_2(ending):
    assert ending(UsageError("so not", "rather so")) == (2, "", "error: so not [usage]\nhint: rather so\n")


def test_a_bug_is_3_and_says_how_to_report_it(ending, monkeypatch):
    monkeypatch.delenv(exit_codes.DEBUG, raising=False)
    code, out, err = ending(ZeroDivisionError("division by zero"))
    assert (code, out) == (3, "")
    first, *rest = err.splitlines()
    assert first == "internal error: ZeroDivisionError: division by zero"
    assert rest[0].startswith("This is a bug of graphdraw, not a mistake of yours.")
    assert rest[-1].startswith(f"graphdraw {__version__}, Python {sys.version_info.major}.")
    assert "Traceback" not in err


def test_a_bug_shows_its_traceback_to_who_asks_for_it(ending, monkeypatch):
    monkeypatch.setenv(exit_codes.DEBUG, "1")
    code, _, err = ending(ZeroDivisionError("division by zero"))
    assert code == 3
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.endswith("ZeroDivisionError: division by zero\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file", "inner.txt"), "inner.txt: cannot be used: no such file"),
        (
            PermissionError(errno.EACCES, "Permission denied", b"in\xff\n"),
            "in\\udcff\\n: cannot be used: permission denied",
        ),
        (OSError(errno.EIO, "Input/output error", 7), "7: cannot be used: input/output error"),
        (OSError(errno.EXDEV, "Cross-device link", "a", None, "b"), "a: cannot be used: cross-device link"),
    ],
)
def test_a_file_that_we_forgot_to_guard_is_named(ending, error, told):
    assert ending(error) == (2, "", f"error: {told} [usage]\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "no space left on device"),
        (BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable"), "resource temporarily unavailable"),
        (OSError("The name of a socket is too long"), "the name of a socket is too long"),
    ],
)
def test_an_error_without_a_file_is_none_of_standard_output(ending, error, told):
    hint = "with GRAPHDRAW_DEBUG=1 in the environment it is said where"
    assert ending(error) == (2, "", f"error: the system has refused: {told} [usage]\nhint: {hint}\n")


def test_where_the_system_has_refused_is_said_to_who_asks_for_it(ending, monkeypatch):
    monkeypatch.setenv(exit_codes.DEBUG, "1")
    code, _, err = ending(FileNotFoundError(errno.ENOENT, "No such file", "inner.txt"))
    assert code == 2
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.endswith("\nerror: inner.txt: cannot be used: no such file [usage]\n")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_is_130_and_silent(ending, error):
    code, out, err = ending(error)
    assert (code, out, err.strip()) == (130, "", "")


posix = pytest.mark.skipif(os.name != "posix", reason="POSIX pipes and devices")


@posix
@pytest.mark.parametrize("arguments", [["schema"], ["ops"], ["new"], ["--help"], ["--version"], ["render", "--help"]])
def test_a_closed_pipe_is_silent(shell, arguments):
    read, write = os.pipe()
    os.close(read)
    result = shell(*arguments, stdout=write, stderr=-1, capture_output=False)
    os.close(write)
    assert (result.returncode, result.stderr) == (exit_codes.PIPE_CLOSED, b"")


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full")  # noqa: PTH110 (a device)
@pytest.mark.parametrize("arguments", [["schema"], ["--help"], ["new"]])
def test_a_full_disk_behind_standard_output_is_one_line(shell, arguments):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        result = shell(*arguments, stdout=full, stderr=-1, capture_output=False)
    expected = b"error: standard output: cannot be written: no space left on device [usage]\n"
    assert (result.returncode, result.stderr) == (2, expected)


CLOSED = "error: standard output is closed [usage]\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_closed_standard_output_is_an_error_for_all_commands(monkeypatch, name):
    assert closed(monkeypatch, name, "--help") == (2, CLOSED)


def closed(monkeypatch, *arguments):
    """Exit code and standard error of a command whose standard output is closed: Python starts without a stream."""
    errors = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", errors)
    with pytest.raises(SystemExit) as ended:
        group.main(list(arguments), prog_name="graphdraw")
    errors.flush()
    return ended.value.code, errors.buffer.getvalue().decode()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        *(("--help",), ("--version",), ("new",), ("ops",), ("schema",), ("themes",), ("integration",)),
        *(("eval", "snack.yaml"), ("describe", "snack.yaml"), ("resolve", "snack.yaml"), ("embed", "snack.yaml")),
        *(("render", "snack.yaml", "-o", "-"), ("render", "snack.yaml", "-o", "-", "-f", "png")),
        *(("check", "snack.yaml", "--error-format", "json"), ("integration", "mystmd")),
    ],
)
def test_what_would_be_lost_is_an_error(monkeypatch, arguments):
    code, said = closed(monkeypatch, *arguments)
    assert (code, said.splitlines()[-1] + "\n") == (2, CLOSED)


@pytest.mark.usefixtures("folder")
def test_who_writes_nothing_there_needs_no_standard_output(monkeypatch):
    assert closed(monkeypatch, "render", "snack.yaml")[0] == 0
    assert closed(monkeypatch, "check", "snack.yaml")[0] == 0


@posix
def test_closed_streams_are_no_bug(shell):
    result = shell("new", preexec_fn=lambda: os.close(1))
    assert (result.returncode, result.stderr.decode()) == (2, CLOSED)
    result = shell("check", "-q", "-", preexec_fn=lambda: os.close(0))
    assert (result.returncode, result.stderr) == (2, b"error: standard input is closed [usage]\n")


@pytest.mark.parametrize("word", ["-set", "-theme", "-width"])
def test_a_long_option_with_one_hyphen(word, run):
    result = run("render", "snack.yaml", word, "tax=1")
    expected = f"error: no such option '{word}' [usage]\nhint: write -{word}, with two hyphens\n"
    assert (result.exit_code, result.stderr) == (2, expected)


def test_exit_codes_that_stand_twice_are_equal() -> None:
    """Start-up and workers do without the module of exit codes."""
    assert (__main__.INTERRUPTED, figure.BUG) == (exit_codes.INTERRUPTED, exit_codes.BUG)
