"""`graphdraw clean`: removes what builds have written into a folder, and nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from graphdraw import build
from graphdraw.cli import console, links
from graphdraw.cli.options import PathName
from graphdraw.cli.table import plural
from graphdraw.cli.telling import kept


@click.command()
@click.argument("folder", metavar="DIR", type=PathName(Path))
def command(folder: Path) -> int:
    """Remove the figures that `graphdraw build` has written into a folder; what was changed since then is kept."""
    links.say([folder])
    cleaned = build.clean(folder)
    for text in kept(cleaned):
        console.tell(text)
    console.tell(f"{plural(len(cleaned.removed), 'figure')} removed")
    return 0
