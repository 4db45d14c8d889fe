"""Standard streams: bytes go to files and pipes, text also to a terminal."""

from __future__ import annotations

import io
import sys

import pytest

from graphdraw.cli import console
from graphdraw.errors import UsageError


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def test_a_picture_is_not_thrown_at_a_terminal(monkeypatch):
    terminal = Terminal(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", terminal)
    with pytest.raises(UsageError) as refused:
        console.write_output(b"\x89PNG\r\n")
    assert str(refused.value) == "this format is not text: not written to the terminal"
    assert refused.value.problem.hint == "write it to a file (-o FILE) or to a pipe"
    assert terminal.buffer.getvalue() == b""


def test_text_may_be_read_on_a_terminal(monkeypatch):
    terminal = Terminal(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", terminal)
    console.write_output("<svg>合計</svg>".encode())
    assert terminal.buffer.getvalue().decode() == "<svg>合計</svg>"


def test_bytes_go_through_a_pipe_as_they_are(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", stream)
    console.write_output(b"\x89PNG\r\n")
    assert stream.buffer.getvalue() == b"\x89PNG\r\n"


def test_no_more_is_read_than_shows_that_it_is_too_much(monkeypatch):
    source = io.BytesIO(b"x" * 100)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(source))
    assert console.read_input(10) == b"x" * 11
    assert source.tell() == 11


def test_streams_become_utf8_whatever_the_locale(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    console.prepare()
    stream.write("合計 \udcff")
    stream.flush()
    assert stream.buffer.getvalue() == "合計 \\udcff".encode()


@pytest.mark.parametrize(
    ("name", "call"), [("stdout", lambda: console.write_output(b"x")), ("stdin", lambda: console.read_input(1))]
)
def test_a_closed_stream_is_said(monkeypatch, name, call):
    monkeypatch.setattr(sys, name, None)
    console.prepare()
    with pytest.raises(UsageError, match=r"standard (input|output) is closed"):
        call()
