"""`graphdraw ops`: what there is to compute with, and the table of local derivatives for a book."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import click

from graphdraw.cli import table
from graphdraw.errors import UsageError
from graphdraw.ops import OPERATIONS, Operation, Parameter
from graphdraw.registry import UnknownNameError

ARGUMENTS = ("x", "y")
"""What the first and the second argument are called in formulas; the result is z."""

NO_GRADIENT = "–"
"""Stands in a table for the derivative by an argument that no gradient reaches."""

OPERATION = {"en": "operation", "ja": "演算"}
IN_SHORT = {"en": "in short", "ja": "ひとことで言うと"}
"""Heads of the columns of the table, by language."""

TEX = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "–": "--",
    "−": "$-$",
    "×": r"$\times$",
    "·": r"$\cdot$",
    "±": r"$\pm$",
    "²": "$^2$",
    "³": "$^3$",
    "ⁿ": "$^n$",
    "ˣ": "$^x$",
    "½": r"$\frac{1}{2}$",
    "√": r"$\surd$",
    "α": r"$\alpha$",
    "σ": r"$\sigma$",
    "Φ": r"$\Phi$",
    "λ": r"$\lambda$",
    "π": r"$\pi$",
    "φ": r"$\varphi$",
}
"""Characters of our words as every TeX engine sets them."""

Operations = Sequence[Operation]


def head(chosen: Operations, lang: str) -> list[str]:
    """Heads of the columns: the operation, a derivative for as many arguments as any of them has, the words."""
    count = max(len(operation.partials) for operation in chosen)
    return [OPERATION[lang], *(f"$\\partial z / \\partial {name}$" for name in ARGUMENTS[:count]), IN_SHORT[lang]]


def row(operation: Operation, count: int, lang: str, text: Callable[[str], str] = str) -> list[str]:
    """The cells of one operation with `count` derivatives, empty for an argument that it has not.

    `text` is how what is no formula is written.
    """
    cells = [f"${partial}$" if partial else text(NO_GRADIENT) for partial in operation.partials[:count]]
    name, words = text(operation.name), text(operation.short[lang])
    return [f"{name}: $z = {operation.formula}$", *cells, *[""] * (count - len(cells)), words]


def as_markdown(chosen: Operations, lang: str) -> str:
    """The table of local derivatives in Markdown, formulas between dollars."""
    heads = head(chosen, lang)
    return table.markdown(heads, [row(operation, len(heads) - 2, lang) for operation in chosen])


def as_latex(chosen: Operations, lang: str) -> str:
    """The same as a LaTeX `tabular` that needs no package."""
    heads = head(chosen, lang)
    rows = [row(operation, len(heads) - 2, lang, _tex) for operation in chosen]
    lines = [f"\\begin{{tabular}}{{{'l' * len(heads)}}}", r"\hline", _tex_row(heads), r"\hline"]
    return "\n".join([*lines, *map(_tex_row, rows), r"\hline", r"\end{tabular}"])


def as_json(chosen: Operations, lang: str) -> str:
    """Everything about the operations that is text; formulas as in LaTeX, null where no gradient passes."""
    records = [
        {
            "name": o.name,
            "aliases": o.aliases,
            "symbol": o.symbol,
            "formula": o.formula,
            "partials": [partial or None for partial in o.partials],
            "parameters": {p.name: p.doc for p in o.parameters},
            "doc": o.doc[lang],
            "short": o.short[lang],
            "source": o.source,
        }
        for o in chosen
    ]
    return json.dumps(records, ensure_ascii=False, indent=2)


TABLES: dict[str, Callable[[Operations, str], str]] = {"markdown": as_markdown, "latex": as_latex, "json": as_json}
"""How `--format` writes operations, beside `text`."""


def listing(chosen: Operations, lang: str) -> str:
    """One line for each operation."""
    rows = [(o.name, ", ".join(o.aliases), o.symbol, o.doc[lang]) for o in chosen]
    return table.aligned(("name", "aliases", "drawn", "what it is"), rows)


def detail(operation: Operation, lang: str) -> str:
    """All there is to say of one operation to a person."""
    said = [
        ("also", ", ".join(operation.aliases)),
        ("drawn", operation.symbol),
        ("formula", f"z = {operation.formula}"),
    ]
    for name, partial in zip(ARGUMENTS, operation.partials, strict=False):
        said.append((f"∂z/∂{name}", partial or "no gradient passes"))
    said.append(("in short", operation.short[lang]))
    said += [(parameter.name, parameter_text(parameter)) for parameter in operation.parameters]
    if operation.kink:
        said.append(("at a kink", f"{operation.kink.choice} ({operation.kink.others})"))
    said.append(("source", operation.source))
    lines = table.aligned(("", ""), [(f"  {what}", text) for what, text in said if text]).splitlines()[1:]
    return "\n".join([f"{operation.name}: {operation.doc[lang]}", *lines])


def parameter_text(parameter: Parameter) -> str:
    """What a parameter is and what it is if not given."""
    words = f": {', '.join(parameter.words)}" if parameter.words else ""
    return f"{parameter.doc}{words} ({'required' if parameter.required else f'default {parameter.default}'})"


def chosen_operations(names: Sequence[str], search: str | None) -> Operations:
    """The operations asked for, by name or all of them; raises `UsageError` if there is none."""
    try:
        chosen = [OPERATIONS.get(name) for name in names] or list(OPERATIONS)
    except UnknownNameError as error:
        raise UsageError(str(error), error.hint or "'graphdraw ops' lists them all", "unknown-operation") from None
    if search is None:
        return list({operation.name: operation for operation in chosen}.values())
    found = [operation for operation in chosen if search.casefold() in _searched(operation).casefold()]
    if not found:
        raise UsageError(f"no operation has '{search}' in its names or description", "'graphdraw ops' lists them all")
    return found


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--search", metavar="TEXT", help="Only those with this text in their names or descriptions.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *TABLES]),
    default="text",
    show_default=True,
    help="markdown and latex: the table of local derivatives.",
)
@click.option(
    "--lang", type=click.Choice(list(OPERATION)), default="en", show_default=True, help="Language of the words."
)
def command(names: tuple[str, ...], search: str | None, form: str, lang: str) -> None:
    """List the operations; with names, say everything about those.

    The table that stands under a figure: graphdraw ops add mul --format markdown
    """
    chosen = chosen_operations(names, search)
    if form != "text":
        click.echo(TABLES[form](chosen, lang))
    elif names:
        click.echo("\n\n".join(detail(operation, lang) for operation in chosen))
    else:
        click.echo(listing(chosen, lang))


def _searched(operation: Operation) -> str:
    return " ".join((operation.name, *operation.aliases, *operation.doc.values(), *operation.short.values()))


def _tex(text: str) -> str:
    return "".join(TEX.get(character, character) for character in text)


def _tex_row(cells: Sequence[str]) -> str:
    return " & ".join(cells) + r" \\"
