"""The command line as a whole: which commands there are, and what becomes of every way a run can end.

A command is a module of this package that defines `command`; it is imported when it is called, so that `--help` and
`--version` cost little more than importing click.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any, NoReturn

import click

from graphdraw._version import __version__
from graphdraw.cli import console, exit_codes
from graphdraw.errors import UsageError
from graphdraw.registry import nearest

if TYPE_CHECKING:  # start-up time
    from click.shell_completion import CompletionItem

COMMANDS = {
    "render": "Draw specs as SVG, PDF, PNG or JSON.",
    "build": "Draw all specs of a book, only what is not current.",
    "clean": "Remove the figures that 'build' has written.",
    "new": "Write a spec to start from; alone: list the examples.",
    "eval": "Print the values and gradients of a spec.",
    "describe": "Print the figure of a spec in words.",
    "embed": "Draw one spec for a page; print its words and numbers as JSON.",
    "check": "Read and evaluate specs; compare with their 'expect:'.",
    "resolve": "Print a spec with all it extends and where values come from.",
    "themes": "List the themes; draw specs in all of them on one sheet.",
    "integration": "Write the plugin of mystmd, Pandoc or Quarto; alone: list them.",
    "ops": "List, search and explain the operations.",
    "schema": "Print the JSON Schema of specs, for editors.",
    "completion": "Print the script that makes bash, zsh or fish complete.",
}
"""Name and one line of help, in the order of `--help`."""

COMPLETING = "_GRAPHDRAW_COMPLETE"
"""The environment variable by which a shell asks what can stand where the cursor is (click's name for it)."""

START = """\
graphdraw turns a page of YAML into a picture of a computational graph,
with the values and the gradients worked out.

  graphdraw new snack.yaml       write a spec to start from
  graphdraw render snack.yaml    draw it: snack.svg
  graphdraw check snack.yaml     look for mistakes, draw nothing

All commands: graphdraw --help
"""


class App(click.Group):
    """The group of all commands, imported one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"graphdraw.cli.commands.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 (a slip of ours, not of the user)
        if not ctx.resilient_parsing:
            return command
        from graphdraw.cli.commands import completing  # start-up time: only when a shell asks

        return completing.completed(cmd_name, command)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, without importing them, and the options."""
        from click.shell_completion import CompletionItem  # start-up time: only when a shell asks

        found = [(name, said) for name, said in COMMANDS.items() if name.startswith(incomplete)]
        return [
            *(CompletionItem(name, help=said) for name, said in found),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for; raises `UsageError` with what may have been meant."""
        name = args[0]
        ctx.meta[exit_codes.TYPED] = tuple(args)
        if ctx.resilient_parsing and name not in COMMANDS:  # a shell asks: there is nothing to say of a slip
            return None, None, []
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        raise UsageError(f"no such command '{name}'", _meant(args))

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command line and exit with its code; the entry of the console script and of tests."""
        console.prepare()
        if COMPLETING in os.environ:
            from graphdraw.cli.commands import completing  # start-up time: only when a shell asks

            completing.prepare()
        extra["standalone_mode"] = False  # click would print its own messages and exit by itself
        raise SystemExit(exit_codes.run(lambda: super(App, self).main(*args, **extra)))

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the arguments. `--help` and `--version` are answered here; click exits by itself on a closed pipe."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            raise click.exceptions.Exit(exit_codes.pipe_closed()) from None

    def invoke(self, ctx: click.Context) -> int:
        """Run the command; returns the exit code. Inside click's `main`, as above."""
        return exit_codes.run(lambda: super(App, self).invoke(ctx))


def _meant(args: list[str]) -> str:
    name = args[0]
    if name.lower().endswith((".yaml", ".yml", ".json")):
        return f"did you mean 'graphdraw render {' '.join(args)}'?"
    near = nearest(name, COMMANDS)
    return f"did you mean 'graphdraw {near[0]}'?" if near else f"commands: {', '.join(COMMANDS)}"


@click.group(cls=App, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="graphdraw %(version)s")
@click.pass_context
def group(ctx: click.Context) -> None:
    """Draw computational graphs from YAML: values forward, gradients backward.

    Diagnostics go to standard error, data to standard output. Exit codes: 0 done; 1 a spec has problems; 2 wrong
    usage, or a file that cannot be opened or written; 3 a bug of graphdraw.
    """
    if ctx.invoked_subcommand is None:
        console.say(START.rstrip())
        ctx.exit(2)
