"""What a shell offers behind a command: names of themes, examples and operations, formats, files and folders.

What a parameter takes is told by its metavar, so that whoever adds an option `FILE` has nothing to do here. It is all
looked up when a shell asks, and nothing of it brings matplotlib.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from graphdraw.limits import Limits

PROGRAM = "graphdraw"
ASKED = f"_{PROGRAM.upper()}_COMPLETE"
"""The environment variable by which the script in a shell asks; click's name for it (`app.COMPLETING`)."""

Item: TypeAlias = "CompletionItem[Any]"
Offer = Callable[[str], Iterable[Item]]
"""What can stand where so much is typed already."""


class Bash(BashComplete):
    """bash, which takes the `=` of `--theme=dark` for a word of its own."""

    def source(self) -> str:
        """The script, without a word about which bash is there: it may be meant for another machine."""
        return ShellComplete.source(self)

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is typed, and that one."""
        words, typed = super().get_completion_args()
        return [word for word in words if word != "="], "" if typed == "=" else typed


class WholeWord(ShellComplete):
    """A shell that takes `--theme=da` for one word, which it replaces as a whole."""

    def get_completions(self, args: list[str], incomplete: str) -> list[Item]:
        """What can stand there, behind the option that is typed with it."""
        option, equals, _ = incomplete.partition("=")
        found = super().get_completions(args, incomplete)
        if not (equals and option.startswith("--")):
            return found
        return [CompletionItem(f"{option}={item.value}", item.type, item.help) for item in found]


class Zsh(WholeWord, ZshComplete):
    """zsh."""


class Fish(WholeWord, FishComplete):
    """fish, whose script in click cuts what has a comma: `svg,pdf`, and the help of most commands."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","')


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}
"""What answers each shell, by its name."""


def script(shell: str, group: click.Command) -> str:
    """The script that makes a shell complete the command line."""
    return SHELLS[shell](group, {}, PROGRAM, ASKED).source()


def prepare() -> None:
    """Have the shells asked for answered by the classes above."""
    for answering in SHELLS.values():
        add_completion_class(answering)


def files(typed: str) -> Iterator[Item]:
    """The shell completes paths itself, and better."""
    yield CompletionItem(typed, type="file")


def folders(typed: str) -> Iterator[Item]:
    """Folders alone."""
    yield CompletionItem(typed, type="dir")


def formats(typed: str) -> Iterator[Item]:
    """Lists of formats, each once."""
    from graphdraw.output.formats import FORMATS  # start-up time: when a shell asks

    before, comma, _ = typed.rpartition(",")
    left = [name for name in FORMATS.names() if name not in before.split(",")]
    yield from words((f"{before}{comma}{name}", "") for name in left)(typed)


def limits(typed: str) -> Iterator[Item]:
    """Every limit with the number that it has."""
    given = Limits()._asdict().items()
    yield from words((f"{name.replace('_', '-')}={most}", "") for name, most in given)(typed)


def themes(typed: str) -> Iterator[Item]:
    """Themes with what they are."""
    from graphdraw.draw.style.themes import THEMES  # start-up time: when a shell asks

    yield from words((name, THEMES.get(name).doc) for name in THEMES.names())(typed)


def operations(typed: str) -> Iterator[Item]:
    """Operations and their other names, with what they are."""
    from graphdraw.ops import OPERATIONS  # start-up time: when a shell asks

    yield from words(
        (name, record.texts.doc["en"]) for record in OPERATIONS for name in (record.name, *record.signature.aliases)
    )(typed)


def examples(typed: str) -> Iterator[Item]:
    """Examples with what they show."""
    from graphdraw.cli import examples as shipped  # start-up time: when a shell asks

    yield from words((name, shipped.summary(name)) for name in shipped.names())(typed)


def integrations(typed: str) -> Iterator[Item]:
    """Hosts with what is written for them."""
    from graphdraw.cli.commands.integration import INTEGRATIONS  # start-up time: when a shell asks

    yield from words((name, one.summary) for name, one in INTEGRATIONS.items())(typed)


def words(known: Iterable[tuple[str, str]]) -> Offer:
    """Words with their meaning, those that begin as what is typed."""
    listed = list(known)
    return lambda typed: (CompletionItem(word, help=said or None) for word, said in listed if word.startswith(typed))


BY_METAVAR: dict[str, Offer] = {
    **dict.fromkeys(("SPEC", "FILE", "PATH", "STEM", "FILE|DIR/|-", "FOLDER|FILE"), files),
    **dict.fromkeys(("DIR", "FOLDER"), folders),
    "LIST": formats,
    "NAME=N": limits,
    "TAG": words((("en", "English"), ("ja", "Japanese"))),
    "N|auto": words((("auto", "as many as pay"),)),
}
"""What stands for a parameter in the help, without brackets and dots, and what a shell offers for it."""

BY_NAME: dict[tuple[str, str], Offer] = {
    ("new", "file"): files,
    ("new", "name"): examples,
    ("integration", "name"): integrations,
    ("ops", "names"): operations,
}
"""Of a command the parameters that take something of their own."""


def offer(command: str, param: click.Parameter) -> Offer | None:
    """What a shell offers for a parameter; None for what is free text, a number, or completed by click."""
    if (command, param.name) in BY_NAME:
        return BY_NAME[command, param.name or ""]
    if param.type.name == "theme":
        return themes
    return BY_METAVAR.get((param.metavar or "").strip("[]."))


def completed(name: str, command: click.Command) -> click.Command:
    """The command, its parameters completed as they are here."""
    for param in command.params:
        if found := offer(name, param):
            param.shell_complete = _answer(found)  # type: ignore[assignment,method-assign]
    return command


def _answer(found: Offer) -> Callable[[click.Context, str], list[Item]]:
    return lambda _context, typed: list(found(typed))
