"""A book with everything that a page can name and should not: files outside, links, pipes, what is no spec."""

from __future__ import annotations

import os
from pathlib import Path

SECRET = "hunter2"
SPEC = "inputs: {x: 2}\nnodes: {y: x * x}\n"

OUTSIDE = (
    "../outside/secret.yaml",
    "../outside/missing.yaml",
    "sub/../../outside/secret.yaml",
    "links/secret.yaml",
    "links/folder/secret.yaml",
    "links/folder/missing.yaml",
    "links/zero.yaml",
)
"""Names that lead out of the book; whether anything is there must not be told."""

UNUSABLE = (
    "links/loop.yaml",
    "odd/pipe.yaml",
    "odd/large.yaml",
    "odd/latin.yaml",
    "odd/passwords.yaml",
    "odd/folder.yaml",
    "odd/missing.yaml",
    f"odd/{'a' * 300}.yaml",
)
"""Names of the book that are of no use; no secret in them may be shown."""


def write_outside(folder: Path) -> Path:
    """Write them below a folder; returns the folder of the book."""
    book, outside = folder / "book", folder / "outside"
    for one in (book / "links", book / "odd" / "folder.yaml", book / "sub", outside):
        one.mkdir(parents=True)
    secret = f"title: {SECRET}\ninputs: {{{SECRET}: 2}}\nnodes: {{y: {SECRET} * nothing}}\n"
    (outside / "secret.yaml").write_text(secret, encoding="utf-8")
    (book / "snack.yaml").write_text(SPEC, encoding="utf-8")
    (book / "links" / "secret.yaml").symlink_to("../../outside/secret.yaml")
    (book / "links" / "folder").symlink_to("../../outside")
    (book / "links" / "zero.yaml").symlink_to("/dev/zero")
    (book / "links" / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(book / "odd" / "pipe.yaml")
    with (book / "odd" / "large.yaml").open("wb") as large:
        large.write(f"nodes: {SECRET}\n".encode())
        large.truncate(2_500_000_000)
    (book / "odd" / "latin.yaml").write_bytes(f"nodes: {SECRET}\n".encode() + b"\xe9\n")
    passwords = f"root:x:0:0:{SECRET}\n{SECRET}: '{SECRET}\n"
    (book / "odd" / "passwords.yaml").write_text(passwords, encoding="utf-8")
    # a translation that leads out of the book is none
    (book / "snack.ja.yaml").symlink_to("../outside/secret.yaml")
    return book
