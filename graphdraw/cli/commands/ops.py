"""`graphdraw ops`: what there is to compute with, and the table of local derivatives for a book."""

from __future__ import annotations

from collections.abc import Sequence

import click

from graphdraw.cli import table
from graphdraw.cli.choices import WordOption
from graphdraw.errors import UsageError
from graphdraw.ops import (
    LANGUAGES,
    PLANNED,
    TABLE_FORMATS,
    Operation,
    chosen,
    facts,
    listing,
    operation_meant,
    operations_table,
    search,
)
from graphdraw.registry import UnknownNameError

ALL = "'graphdraw ops' lists them all"


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--search", "text", metavar="TEXT", help="Only those with this text in their names or descriptions.")
@click.option(
    "--format",
    "form",
    type=WordOption(["text", *TABLE_FORMATS]),
    default="text",
    show_default=True,
    help="markdown and latex: the table of local derivatives.",
)
@click.option("--lang", type=WordOption(LANGUAGES), default="en", show_default=True, help="Language of the words.")
def command(names: tuple[str, ...], text: str | None, form: str, lang: str) -> None:
    """List the operations; with names, say everything about those.

    The table that stands under a figure: graphdraw ops add mul --format markdown
    """
    operations = asked_for(names, text)
    if form != "text":
        click.echo(operations_table([operation.name for operation in operations], form, lang))
    elif names:
        click.echo("\n\n".join(detail(operation, lang) for operation in operations))
    else:
        click.echo(table.aligned(("name", "aliases", "drawn", "what it is"), listing(operations, lang)))


def asked_for(names: Sequence[str], text: str | None) -> Sequence[Operation]:
    """The operations asked for, by name or all of them, with `text` in their words; raises `UsageError` if none is."""
    try:
        operations = chosen(names)
    except UnknownNameError as error:
        if error.name in PLANNED:
            raise UsageError(f"'{error.name}' is not supported yet", PLANNED[error.name], "not-supported-yet") from None
        raise UsageError(str(error), operation_meant(error.name) or error.hint or ALL, "unknown-operation") from None
    if text is not None:
        operations = search(text, operations)
    if not operations:
        raise UsageError(f"no operation has '{text}' in its names or description", ALL)
    return operations


def detail(operation: Operation, lang: str) -> str:
    """All there is to say of one operation to a person."""
    rows = [(f"  {what}", text) for what, text in facts(operation, lang)]
    return f"{operation.name}: {operation.texts.doc[lang]}\n{table.aligned(rows[0], rows[1:])}"
