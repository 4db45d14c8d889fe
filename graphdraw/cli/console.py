"""Standard streams: UTF-8 everywhere, bytes out, and never a picture thrown at a terminal."""

from __future__ import annotations

import contextlib
import io
import os
import sys

from graphdraw.errors import UsageError, reason


def prepare() -> None:
    """Make standard output and error UTF-8; what cannot be encoded (a broken file name) is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


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
    if sys.stdout is None:
        raise UsageError("standard output is closed")
    if sys.stdout.isatty() and not _is_text(data):
        raise UsageError(
            "this format is not text: not written to the terminal", "write it to a file (-o FILE) or to a pipe"
        )
    sys.stdout.buffer.write(data)
    flush()


def flush() -> None:
    """Hand on what was written to standard output; a full disk shows itself here at the latest (`OSError`)."""
    if sys.stdout is not None:
        sys.stdout.flush()


def silence_output() -> None:
    """Send what Python would still flush at exit nowhere: the reader has gone, or the disk is full."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
