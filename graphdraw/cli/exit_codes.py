"""The end of a run: every exception becomes a message on standard error and an exit code."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

import click

from graphdraw._version import __version__
from graphdraw.cli import console
from graphdraw.errors import GraphdrawError, Problem, UsageError, on_one_line, reason, visible
from graphdraw.registry import nearest, quoted_list

BUG = 3
"""The exit code for a bug of graphdraw."""

INTERRUPTED = 130
PIPE_CLOSED = 141
"""The exit codes that a shell reports for a program that a signal ended: SIGINT and SIGPIPE."""

TYPED = "graphdraw.typed"
"""The key under which click's context keeps the arguments as typed: of `-set`, click's error has only `-s`."""

DEBUG = "GRAPHDRAW_DEBUG"
"""The environment variable that makes a bug print its traceback."""


def run(command: Callable[[], Any]) -> int:
    """Call a command and return its exit code (0 if it returns None). Every exception is reported, none is raised."""
    try:
        code = _code(command)
        console.flush()
        return code
    except click.ClickException as refusal:
        return _say([refused(refusal)], UsageError.exit_code)
    except GraphdrawError as error:
        return _say(error.problems, error.exit_code)
    except BrokenPipeError:
        return pipe_closed()
    except (KeyboardInterrupt, EOFError, click.Abort):
        return INTERRUPTED
    except console.OutputError as error:
        return _output_lost(error)
    except OSError as error:
        return _system_error(error)
    except Exception as error:
        console.say(_bug_report(error))
        return BUG


def _code(command: Callable[[], Any]) -> int:
    """Call a command; its exit code, also if click ends it early, as after `--help`."""
    try:
        return int(command() or 0)
    except click.exceptions.Exit as ending:
        return ending.exit_code


def pipe_closed() -> int:
    """End a run whose standard output nobody reads any more: silently, as other programs do. Returns the exit code."""
    console.silence_output()
    return PIPE_CLOSED


def _say(problems: Iterable[Problem], exit_code: int) -> int:
    """Print problems on standard error; returns `exit_code`."""
    console.say(console.report(map(on_one_line, problems)))
    return exit_code


def _output_lost(error: console.OutputError) -> int:
    """Report that standard output cannot be written, mostly since the disk is full; returns the exit code."""
    console.silence_output()
    problem = Problem(None, f"standard output: cannot be written: {reason(error)}", "usage")
    return _say([problem], UsageError.exit_code)


def _system_error(error: OSError) -> int:
    """Report an OSError that was not caught where it arose, as an error of usage and not as a bug; the exit code."""
    if os.environ.get(DEBUG):
        console.say(_traceback(error))
    return _say([system_problem(error)], UsageError.exit_code)


def system_problem(error: OSError) -> Problem:
    """An OSError as a problem that names its file; if it has none, whether the current folder is gone is checked."""
    if error.filename is not None:
        place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename)
        return Problem(None, f"{place}: cannot be used: {reason(error)}", "usage")
    try:
        os.getcwd()  # noqa: PTH109 (no path is made of it)
    except OSError as gone:
        return Problem(None, f"the current folder cannot be used: {reason(gone)}", "usage")
    hint = f"with {DEBUG}=1 in the environment it is said where"
    return Problem(None, f"the system has refused: {reason(error)}", "usage", hint)


def refused(refusal: click.ClickException) -> Problem:
    """An error of click as a problem, with a hint: the nearest option, or how to get help."""
    context = getattr(refusal, "ctx", None)
    near = getattr(refusal, "hint", None)
    hint = near or f"'{context.command_path} --help' shows how it is used" if context else near
    if isinstance(refusal, click.NoSuchOption):
        options = [name for p in context.command.get_params(context) for name in p.opts] if context else []
        typed = context.meta.get(TYPED, ()) if context else ()
        for word in (word.partition("=")[0] for word in typed if word.startswith(refusal.option_name)):
            if f"-{word}" in options:
                return Problem(None, f"no such option '{word}'", "usage", f"write -{word}, with two hyphens")
        near = nearest(refusal.option_name, (name for name in options if name.startswith("--")))
        hint = f"did you mean {quoted_list(near, 'or')}?" if near else hint
        return Problem(None, f"no such option '{refusal.option_name}'", "usage", hint)
    text = refusal.format_message().rstrip(".")
    return Problem(None, text[:1].lower() + text[1:], "usage", hint)


def _bug_report(error: Exception) -> str:
    """The message for a bug of graphdraw: that it is one, and what to put into a report; or the traceback (`DEBUG`)."""
    import platform  # start-up time: for bugs only

    if os.environ.get(DEBUG):
        return _traceback(error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return (
        f"internal error: {visible(what)}\n"
        "This is a bug of graphdraw, not a mistake of yours. Please report it on the project's issue tracker with\n"
        f"the spec, the command, and what the command prints when the environment variable {DEBUG}=1 is set.\n"
        f"graphdraw {__version__}, Python {platform.python_version()}, {platform.system()}"
    )


def _traceback(error: Exception) -> str:
    import traceback  # start-up time: only needed with DEBUG

    return "".join(traceback.format_exception(error)).rstrip()
