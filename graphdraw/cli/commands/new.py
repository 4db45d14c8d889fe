"""`graphdraw new`: a spec to start from."""

from __future__ import annotations

from pathlib import Path

import click

from graphdraw.cli import console, examples, links
from graphdraw.cli.options import PathName
from graphdraw.cli.table import aligned
from graphdraw.cli.targets import STREAM
from graphdraw.disk import files, overwrites
from graphdraw.disk.overwrites import WrittenFile
from graphdraw.errors import UsageError
from graphdraw.output.formats import FORMATS

FIRST = "snack"
"""The example that a new author starts from: the figure of the README."""


@click.command()
@click.argument("file", required=False, type=PathName(only_file=True))
@click.option("--from", "name", metavar="NAME", help="Which example to start from; without it the first of the list.")
def command(file: str | None, name: str | None) -> None:
    """Write a commented spec to FILE, which must not exist yet. Without FILE, list the examples.

    `-` is standard output. What the spec extends is written beside it, unless it is there.
    """
    if file is None:
        if name is not None:
            raise UsageError("where to write is missing", f"for example: graphdraw new {name}.yaml --from {name}")
        click.echo(aligned(("name", "shows"), [(known, examples.summary(known)) for known in examples.names()]))
        return
    path, base = Path(file), examples.extended(name or FIRST)
    if file == STREAM:
        if base:
            text = f"'{name}' extends '{base}.yaml', which is written beside it: it needs a name"
            raise UsageError(text, f"for example: graphdraw new {name}.yaml --from {name}")
        console.write_output(examples.read(name or FIRST))
        return
    if path.suffix.removeprefix(".").lower() in FORMATS.names():
        raise UsageError(f"'{file}' is the name of a picture, not of a spec", "name a .yaml file")
    beside = path.parent / f"{base}.yaml" if base else None
    also = [WrittenFile(beside, "the spec that it extends", "name another file")] if beside else []
    overwrites.refuse([WrittenFile(path, "the spec", "name another file"), *also], ())
    links.say((), [path])
    files.create(path, examples.read(name or FIRST))
    if base and beside and not files.is_there(beside):
        files.create(beside, examples.read(base))
        console.tell(f"{beside}: the spec that it extends")
    console.tell(f"{file}: draw it with 'graphdraw render {file}'")
