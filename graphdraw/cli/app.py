"""The command line: the table of commands, and running one of them.

A command is a module in `commands` that defines `command`. It is imported when it is called, so that `--help` and
`--version` take little longer than importing click.
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
"""The name of each command and its line of help, in the order of `--help`."""

COMPLETING = "_GRAPHDRAW_COMPLETE"
"""The environment variable by which a shell asks for completions; the name is click's."""

START = """\
graphdraw turns a page of YAML into a picture of a computational graph,
with the values and the gradients worked out.

  graphdraw new snack.yaml       write a spec to start from
  graphdraw render snack.yaml    draw it: snack.svg
  graphdraw check snack.yaml     look for mistakes, draw nothing

All commands: graphdraw --help
"""


class App(click.Group):
    """The group of all commands; each command is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"graphdraw.cli.commands.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 (fails for a mistake in graphdraw, not of the user)
        if not ctx.resilient_parsing:
            return command
        from graphdraw.cli.commands import completing  # start-up time: only when a shell asks

        return completing.completed(cmd_name, command)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The completions of a word: names of commands, which are not imported, and options."""
        from click.shell_completion import CompletionItem  # start-up time: only when a shell asks

        found = [(name, text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
        return [
            *(CompletionItem(name, help=text) for name, text in found),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The name of the command, the command and its arguments; raises `UsageError` with a hint if it is unknown."""
        name = args[0]
        ctx.meta[exit_codes.TYPED] = tuple(args)
        if ctx.resilient_parsing and name not in COMMANDS:  # a shell asks for completions: no message is wanted
            return None, None, []
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        raise UsageError(f"no such command '{name}'", _hint(args))

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command line and exit with its exit code. The console script and the tests start here."""
        console.prepare()
        if COMPLETING in os.environ:
            from graphdraw.cli.commands import completing  # start-up time: only when a shell asks

            completing.prepare()
        extra["standalone_mode"] = False  # click would print its own messages and exit by itself
        raise SystemExit(exit_codes.run(lambda: super(App, self).main(*args, **extra)))

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the arguments, which also answers `--help` and `--version`.

        A closed pipe ends the run with our exit code for it; click's `main` would use its own.
        """
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            raise click.exceptions.Exit(exit_codes.pipe_closed()) from None

    def invoke(self, ctx: click.Context) -> int:
        """Run the command and return its exit code. It runs inside click's `main`, which must not see its errors."""
        return exit_codes.run(lambda: super(App, self).invoke(ctx))


def _hint(args: list[str]) -> str:
    """The hint for an unknown command: the name of a file, a command with a similar name, or the list of all."""
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
