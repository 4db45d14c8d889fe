"""`graphdraw eval`: the values and gradients of a spec, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from graphdraw.autodiff import Evaluation
from graphdraw.cli import options, sources, table
from graphdraw.cli.choices import WordOption
from graphdraw.cli.reporting import Reporter
from graphdraw.draw.numbers.formatting import format_number
from graphdraw.limits import Limits
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides, Spec
from graphdraw.values.scalar import Number
from graphdraw.view import Numbers

READABLE = Numbers(style="python", minus="-")
"""Numbers in a terminal: as `print` shows them after 12 significant digits, however few of them the figure has."""

HEAD = ("name", "value", "gradient", "shape")
SCALAR = "()"


def as_json(spec: Spec, evaluation: Evaluation) -> str:
    """The evaluation as version 1 of the JSON that other programs rely on."""
    edges = [
        {
            "from": edge.source,
            "to": edge.target,
            "argument": edge.argument,
            "value": edge.value,
            "gradient": edge.gradient,
            "local": edge.local,
        }
        for edge in evaluation.edges
    ]
    record: dict[str, Any] = {
        "graphdraw": 1,
        "title": spec.title,
        "values": {node.name: evaluation.values[node.name] for node in spec.graph.nodes},
        "gradients": {node.name: evaluation.gradients[node.name] for node in spec.graph.nodes},
        "edges": edges,
        "notes": {node.name: node.display.note for node in spec.graph.nodes if node.display.note},
    }
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False)


def readable(number: Number | None, style: Numbers = READABLE) -> str:
    """A number for a terminal; `-` where there is none."""
    return "-" if number is None else format_number(number, style)


def _in_signs_of(spec: Spec) -> Callable[[Number | None], str]:
    """`readable` with the decimal sign, thousands and minus sign that the spec asks for."""
    asked = spec.view.written
    minus = READABLE.minus if asked.minus == Numbers().minus else asked.minus
    style = READABLE._replace(decimal=asked.decimal, group=asked.group, minus=minus)
    return lambda number: readable(number, style)


def precise(number: Number | None) -> str:
    """A number with all its digits; nothing where there is none."""
    return "" if number is None else repr(number)


def _rows(spec: Spec, evaluation: Evaluation, text: Callable[[Number | None], str]) -> list[tuple[str, ...]]:
    names = [node.name for node in spec.graph.nodes]
    return [(name, text(evaluation.values[name]), text(evaluation.gradients[name]), SCALAR) for name in names]


def as_table(spec: Spec, evaluation: Evaluation) -> str:
    """Aligned columns."""
    return table.aligned(HEAD, _rows(spec, evaluation, _in_signs_of(spec)), numbers=(1, 2))


def as_csv(spec: Spec, evaluation: Evaluation) -> str:
    """Comma-separated values in full precision."""
    return table.as_csv(HEAD, _rows(spec, evaluation, precise))


def as_markdown(spec: Spec, evaluation: Evaluation) -> str:
    """A Markdown table."""
    return table.markdown(HEAD, _rows(spec, evaluation, _in_signs_of(spec)))


def as_latex(spec: Spec, evaluation: Evaluation) -> str:
    """A `tabular` that needs no package; numbers are formulas, so that every engine sets their minus sign."""
    return table.latex(HEAD, _rows(spec, evaluation, _in_signs_of(spec)), numbers=(1, 2))


FORMS: dict[str, Callable[[Spec, Evaluation], str]] = {
    "table": as_table,
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
    "latex": as_latex,
}
"""How each `--format` writes a spec and its evaluation."""


@click.command()
@click.argument("spec", metavar="SPEC", type=options.PathName())
@click.option(
    "--format",
    "form",
    type=WordOption(tuple(FORMS)),
    default="table",
    show_default=True,
    help="json and csv have numbers in full precision.",
)
@options.overrides
@options.limits
@options.error_format
@options.quiet
def command(spec: str, form: str, overrides: Overrides, limits: Limits, error_format: str, quiet: bool) -> int:
    """Print the values and gradients of a spec. `-` reads standard input.

    table, markdown and latex show names, not labels, and numbers with 12 significant digits, without units and without
    the decimals of the figure: they are for checking. Tables of a book come from the directives of its host.
    """
    reporter = Reporter(error_format, quiet=quiet)
    with reporter.file():
        run = Run(sources.read_one(spec, limits), limits, overrides)
        reporter.add(run.problems)
        click.echo(FORMS[form](run.spec, run.evaluation))
    return reporter.finish()
