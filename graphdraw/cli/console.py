"""Standard streams: UTF-8 everywhere, bytes out, and never a picture thrown at a terminal."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO, cast

import click

from graphdraw import errors
from graphdraw.errors import Problem, UsageError, reason, visible


class _Closed(io.TextIOBase):
    """In the place of a standard output that is closed: what would be lost without a word is an error."""

    encoding = "utf-8"

    def write(self, text: str) -> int:  # noqa: ARG002 (the signature of a stream)
        """Raises UsageError."""
        raise UsageError("standard output is closed")

    @property
    def buffer(self) -> io.BufferedIOBase:
        """Raises UsageError, as all that is written would."""
        raise UsageError("standard output is closed")


class OutputError(OSError):
    """Standard output cannot be written: by its kind told from an error of any file, which may have no name either."""


class _Watched:
    """A stream, or the bytes below it, of which it is `told` that it cannot be written; the reader's end passes."""

    def __init__(self, stream: Any, told: Callable[[OSError], object]) -> None:
        self._stream, self._told = stream, told

    def write(self, data: Any) -> int:
        """As the stream; what is lost counts as written where nothing is raised."""
        return int(self._asked(self._stream.write, data) or 0)

    def flush(self) -> None:
        """As the stream."""
        self._asked(self._stream.flush)

    @property
    def buffer(self) -> Any:
        """The bytes below, watched as well."""
        return _Watched(self._stream.buffer, self._told)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _asked(self, call: Callable[..., Any], *given: Any) -> Any:
        try:
            return call(*given)
        except BrokenPipeError:
            raise
        except OSError as error:
            return self._told(error)


def _lost(error: OSError) -> None:
    """Raises OutputError: what a command is asked for never gets lost without a word."""
    raise OutputError(*error.args) from error


def prepare() -> None:
    """Make standard output and error UTF-8; what cannot be encoded (a broken file name) is shown escaped.

    To write to a standard output that is closed is an error from now on, for which Python has no stream at all, and
    where one is full, it raises `OutputError`. Where standard error is full, what is written there is lost, which
    changes nothing in a run.
    """
    if sys.stdout is None:
        sys.stdout = _Closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not isinstance(sys.stdout, _Watched | _Closed):
        sys.stdout = cast(TextIO, _Watched(sys.stdout, _lost))
    if not (sys.stderr is None or isinstance(sys.stderr, _Watched)):
        told = sys.stderr
        sys.stderr = cast(TextIO, _Watched(told, lambda _: _silence(told)))


STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "place": {"bold": True},
    "mark": {"fg": "green", "bold": True},
    "hint": {"fg": "blue", "bold": True},
}
"""How the parts of a message stand out on a terminal, by the roles of `errors.Paint`."""


def is_colored() -> bool:
    """Whether standard error shows colours: NO_COLOR (no-color.org) and FORCE_COLOR decide, else a terminal does."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal() and os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def say(text: str) -> None:
    """Lines for people, on standard error; no log takes them for commands."""
    command(errors.inert(text))


def command(text: str) -> None:
    """Lines on standard error that a log may take for commands."""
    click.echo(text, err=True, color=is_colored())


def tell(text: str) -> None:
    """A line for people that may have any names of files in it."""
    say(visible(text))


def report(problems: Iterable[Problem]) -> str:
    """Problems as text for people, coloured where standard error shows colours."""
    return errors.report(problems, _painted if is_colored() else errors.unpainted)


def _painted(role: str, text: str) -> str:
    return click.style(text, **STYLES[role])


def read_input(most: int) -> bytes:
    """Standard input, of which no more than `most` bytes and one are read: enough to see that it is too big.

    Raises `UsageError` if it is closed.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    try:
        return sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise UsageError(f"standard input: cannot be read: {reason(error)}") from error


def write_output(data: bytes) -> None:
    """Write bytes to standard output; raises `UsageError` if it is closed, or a terminal and they are no text."""
    if sys.stdout.isatty() and not _is_text(data):
        raise UsageError(
            "this format is not text: not written to the terminal", "write it to a file (-o FILE) or to a pipe"
        )
    sys.stdout.buffer.write(data)
    flush()


def flush() -> None:
    """Hand on what was written to standard output; a full disk shows itself here at the latest (`OutputError`)."""
    sys.stdout.flush()


def silence_output() -> None:
    """Send what Python would still flush at exit nowhere: the reader has gone, or the disk is full."""
    _silence(sys.stdout)


def _silence(stream: TextIO) -> None:
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
