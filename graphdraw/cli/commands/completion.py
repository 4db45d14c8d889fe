"""`graphdraw completion`: the script by which a shell completes the command line."""

from __future__ import annotations

import click

from graphdraw.cli.choices import WordOption
from graphdraw.cli.commands.completing import SHELLS, script


@click.command()
@click.argument("shell", type=WordOption(tuple(SHELLS)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script by which a shell completes commands, options, names and files.

    In bash: eval "$(graphdraw completion bash)"
    """
    click.echo(script(shell, ctx.find_root().command), nl=False)
