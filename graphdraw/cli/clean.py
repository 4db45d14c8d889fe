"""`graphdraw clean`: removes what builds have written into a folder, and nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from graphdraw import build
from graphdraw.cli import console
from graphdraw.cli.options import PathName
from graphdraw.cli.table import plural


@click.command()
@click.argument("folder", metavar="DIR", type=PathName(Path))
def command(folder: Path) -> int:
    """Remove the figures that `graphdraw build` has written into a folder; what was changed since then is kept."""
    cleaned = build.clean(folder)
    for path in cleaned.kept:
        console.tell(f"{path}: kept, since it was changed after it was drawn")
    console.tell(f"{plural(len(cleaned.removed), 'figure')} removed")
    return 0
