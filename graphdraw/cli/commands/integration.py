"""`graphdraw integration`: the plugins that hosts without Python load, written into a book."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import click

from graphdraw.cli import console, links
from graphdraw.cli.options import PathName
from graphdraw.cli.table import aligned
from graphdraw.disk import files, overwrites
from graphdraw.disk.overwrites import WrittenFile
from graphdraw.errors import UsageError, reason, visible
from graphdraw.registry import suggestion

SHIPPED = Path(__file__).resolve().parents[2] / "integrations" / "files"


class Integration(NamedTuple):
    """What a host needs: `files` are the shipped file of each path below the output folder; `use` is what to do then.

    In `use`, `{path}` is the first file as the configuration of a book names it.
    """

    summary: str
    files: Mapping[str, str]
    use: str


INTEGRATIONS = {
    "mystmd": Integration(
        "a plugin for mystmd and Jupyter Book 2",
        {"graphdraw.mjs": "graphdraw.mjs"},
        "# in myst.yml\nproject:\n  plugins:\n    - {path}\n",
    ),
    "pandoc": Integration(
        "a filter for Pandoc, and an engine for pandoc-ext/diagram",
        {"graphdraw.lua": "graphdraw.lua"},
        "# in the defaults file of Pandoc; on the command line: pandoc --lua-filter {path}\nfilters:\n  - {path}\n",
    ),
    "quarto": Integration(
        "an extension for Quarto",
        {
            "_extensions/graphdraw/_extension.yml": "_extension.yml",
            "_extensions/graphdraw/graphdraw.lua": "graphdraw.lua",
        },
        "# in _quarto.yml, or at the head of a document\nfilters:\n  - graphdraw\n",
    ),
}
"""By the name of the host, in alphabetical order."""


@click.command()
@click.argument("name", required=False)
@click.option(
    "-o", "output", metavar="FOLDER|FILE", type=PathName(), help="Where to write, instead of the current folder."
)
@click.option("--force", is_flag=True, help="Replace files that are there with other contents.")
def command(name: str | None, output: str | None, force: bool) -> None:
    """Write what the host NAME needs to draw figures, and print the lines for its configuration.

    Without NAME, list the hosts. A file that is there with other contents is left as it is, unless --force is given.
    """
    if name is None:
        if output is not None:
            raise UsageError("which integration to write is missing", f"one of {', '.join(INTEGRATIONS)}")
        click.echo(aligned(("name", "is"), [(known, one.summary) for known, one in INTEGRATIONS.items()]))
        return
    if name not in INTEGRATIONS:
        raise UsageError(f"there is no integration '{name}'", suggestion(name, INTEGRATIONS))
    integration = INTEGRATIONS[name]
    wanted = {path: files.read(SHIPPED / shipped) for path, shipped in _paths(integration, output).items()}
    folder = Path(output or ".") if len(wanted) > 1 else None
    planned = [WrittenFile(path, "the plugin", "name another place: -o FOLDER", folder=folder) for path in wanted]
    overwrites.refuse(planned, (), made=[path.parent for path in wanted])
    if not force:
        _refuse_others(wanted)
    links.say([folder] if folder else (), () if folder else wanted)
    for path, data in wanted.items():
        _write(path, data, folder)
    click.echo(integration.use.format(path=visible(next(iter(wanted)).as_posix())), nl=False)


def _paths(integration: Integration, output: str | None) -> dict[Path, str]:
    """Where each file goes; `output` is a file for an integration of one, if it has its suffix and is no folder."""
    folder = Path(output or ".")
    only = next(iter(integration.files)) if len(integration.files) == 1 else None
    is_folder = output is None or files.is_folder(folder) or output.endswith(("/", os.sep))
    if only and not is_folder and folder.suffix == Path(only).suffix:
        return {folder: integration.files[only]}
    return {folder / path: shipped for path, shipped in integration.files.items()}


def _refuse_others(wanted: Mapping[Path, bytes]) -> None:
    """Raise `UsageError` for a file that is there with other contents."""
    for path, data in wanted.items():
        try:
            is_other = files.is_there(path) and not files.holds(path, data)
        except OSError as error:
            raise UsageError(f"{path}: cannot be read: {reason(error)}") from error
        if is_other:
            raise UsageError(f"{path}: there is another file, left as it is", "--force replaces it")


def _write(path: Path, data: bytes, folder: Path | None) -> None:
    files.make_folder(path.parent, folder)
    changed = files.write(path, data, folder)
    console.tell(f"{path}: {'written' if changed else 'is there already'}")
