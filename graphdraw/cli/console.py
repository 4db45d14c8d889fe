"""Reading and writing the standard streams: UTF-8, colours, and what happens if one is closed or full."""

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
    """Stands for a closed standard output: writing to it raises UsageError, so that no output is lost silently."""

    encoding = "utf-8"

    def write(self, text: str) -> int:  # noqa: ARG002 (the signature of a stream)
        """Raises UsageError."""
        raise UsageError("standard output is closed")

    @property
    def buffer(self) -> io.BufferedIOBase:
        """Raises UsageError, as all that is written would."""
        raise UsageError("standard output is closed")


class OutputError(OSError):
    """Standard output cannot be written. The class tells it from the error of a file, which may lack a path as well."""


class _Watched:
    """A stream that calls `on_error` if it cannot be written; a BrokenPipeError is raised as usual."""

    def __init__(self, stream: Any, on_error: Callable[[OSError], object]) -> None:
        self._stream, self._on_error = stream, on_error

    def write(self, data: Any) -> int:
        """Write to the stream, and return what its `write` does, or 0 if it fails and `on_error` raises nothing."""
        return int(self._call(self._stream.write, data) or 0)

    def flush(self) -> None:
        """Flush the stream."""
        self._call(self._stream.flush)

    @property
    def buffer(self) -> Any:
        """The stream of bytes below, with the same `on_error`."""
        return _Watched(self._stream.buffer, self._on_error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _call(self, method: Callable[..., Any], *given: Any) -> Any:
        try:
            return method(*given)
        except BrokenPipeError:
            raise
        except OSError as error:
            return self._on_error(error)


def _raise_output_error(error: OSError) -> None:
    """Raise OutputError, so that the output of a command is never lost silently."""
    raise OutputError(*error.args) from error


def prepare() -> None:
    """Replace `sys.stdout` and `sys.stderr` by streams that write UTF-8; what cannot be encoded is escaped.

    Writing to standard output raises UsageError if it is closed (Python has None for it then), and `OutputError` if it
    cannot be written, as on a full disk. If standard error cannot be written, its text is lost and the run goes on.
    """
    if sys.stdout is None:
        sys.stdout = _Closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not isinstance(sys.stdout, _Watched | _Closed):
        sys.stdout = cast(TextIO, _Watched(sys.stdout, _raise_output_error))
    if not (sys.stderr is None or isinstance(sys.stderr, _Watched)):
        stream = sys.stderr
        sys.stderr = cast(TextIO, _Watched(stream, lambda _: _silence(stream)))


STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "place": {"bold": True},
    "mark": {"fg": "green", "bold": True},
    "hint": {"fg": "blue", "bold": True},
}
"""For each role of `errors.Paint`: the style of that part of a message on a terminal."""


def is_colored() -> bool:
    """Whether standard error gets colours: by NO_COLOR (no-color.org), else FORCE_COLOR, else if it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal() and os.environ.get("TERM") != "dumb"


def is_terminal() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def say(text: str) -> None:
    """Print lines for people on standard error, changed so that the log of a CI run takes none for a command."""
    command(errors.inert(text))


def command(text: str) -> None:
    """Print lines on standard error as they are; the log of a CI run may take them for commands."""
    click.echo(text, err=True, color=is_colored())


def tell(text: str) -> None:
    """Print a line for people on standard error; unprintable characters in it, as of file names, are escaped."""
    say(visible(text))


def report(problems: Iterable[Problem]) -> str:
    """Problems as text for people, with colours if standard error gets them."""
    return errors.report(problems, _painted if is_colored() else errors.unpainted)


def _painted(role: str, text: str) -> str:
    return click.style(text, **STYLES[role])


def read_input(most: int) -> bytes:
    """The bytes of standard input, at most `most` + 1: one more than allowed shows that it is too large.

    Raises `UsageError` if it is closed or cannot be read.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    try:
        return sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise UsageError(f"standard input: cannot be read: {reason(error)}") from error


def write_output(data: bytes) -> None:
    """Write bytes to standard output; raises `UsageError` if it is closed, or a terminal and they are not text."""
    if sys.stdout.isatty() and not _is_text(data):
        raise UsageError(
            "this format is not text: not written to the terminal", "write it to a file (-o FILE) or to a pipe"
        )
    sys.stdout.buffer.write(data)
    flush()


def flush() -> None:
    """Flush standard output; raises `OutputError` if it cannot be written, as on a full disk."""
    sys.stdout.flush()


def silence_output() -> None:
    """Discard all further output: Python flushes at exit, which would fail again for a closed pipe or a full disk."""
    _silence(sys.stdout)


def _silence(stream: TextIO) -> None:
    """Redirect a stream to the null device."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
