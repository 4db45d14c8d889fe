"""`graphdraw check`: everything that can be wrong with specs, and nothing drawn. The gate for CI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from graphdraw.cli import options, sources, telling
from graphdraw.cli.commands.eval import readable
from graphdraw.cli.reporting import Reporter
from graphdraw.cli.table import aligned, passed_over, plural
from graphdraw.errors import Problem, visible
from graphdraw.graph.model import Graph
from graphdraw.limits import Limits
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides

if TYPE_CHECKING:  # start-up time: few checks compare gradients
    from graphdraw.autodiff.check import GradientCheck


@click.command()
@options.specs
@click.option(
    "--gradients",
    is_flag=True,
    help="Compare every gradient with a numerical one: they agree, differ, or it cannot be decided.",
)
@click.option("--skip-others", is_flag=True, help="Pass over files that 'build' would not find in a folder.")
@options.overrides
@options.limits
@options.error_format
@options.quiet
def command(
    specs: tuple[str, ...],
    gradients: bool,
    skip_others: bool,
    overrides: Overrides,
    limits: Limits,
    error_format: str,
    quiet: bool,
) -> int:
    """Read and evaluate specs, and hold what they `expect:` against the results. `-` reads standard input.

    Of a folder, the specs in it that `build` would draw. Draws nothing. The exit code is 1 if a spec has problems. With
    --error-format json or sarif the problems are one document on standard output.
    """
    reporter = Reporter(error_format, quiet=quiet, document_to_output=True)
    expected = met = 0
    names, suspicious, empty, outside = sources.chosen(specs, overrides.root, skip_others=skip_others)
    telling.warn_of_empty(empty, reporter)
    telling.tell_of_outside(outside, reporter)
    for name in names:
        with reporter.file(name if len(names) > 1 else None):
            run = Run(sources.read(name, limits), limits, overrides)
            graph, expectations, unmet = run.spec.graph, len(run.spec.expectations), run.unmet
            expected += expectations
            met += expectations - len({problem.where for problem in unmet})
            reporter.add((*run.problems, *unmet))
            if gradients:
                reporter.show(f"{visible(name)}\n{comparison(run.checks)}")
                reporter.add((*wrong(run.checks, graph), *undecided(run.checks, graph)))
    reporter.say(summary(len(names), reporter, expected, met) + passed_over(suspicious))
    return reporter.finish()


def summary(specs: int, reporter: Reporter, expected: int, met: int) -> str:
    """The last line: `2 specs: no problems, 6 expected numbers met`."""
    counted = [(reporter.count(severity), severity) for severity in ("error", "warning")]
    said = [plural(count, severity) for count, severity in counted if count] or ["no problems"]
    if expected:
        numbers = plural(expected, "expected number")
        said.append(f"{numbers} met" if met == expected else f"{met} of {numbers} met")
    return f"{plural(specs, 'spec')}: {', '.join(said)}"


def comparison(checks: Sequence[GradientCheck]) -> str:
    """A table of every gradient, its numerical value, how far apart they are, and what that says."""
    head = ("gradient", "computed", "numerical", "difference", "verdict")
    rows = [
        (c.name, readable(c.gradient), readable(c.numerical), "-" if apart is None else f"{apart:.1e}", c.verdict)
        for c in checks
        for apart in [c.difference]
    ]
    return aligned(head, rows, numbers=(1, 2, 3))


def wrong(checks: Sequence[GradientCheck], graph: Graph) -> tuple[Problem, ...]:
    """A problem for every gradient that the numerical one contradicts, at its node."""
    return tuple(
        Problem(
            graph.by_name[check.name].where,
            f"the gradient of '{check.name}' is {check.gradient!r}, its numerical value is {check.numerical!r}",
            "gradient",
            "this is a bug of graphdraw: the numerical value follows the conventions at kinks, too",
        )
        for check in checks
        if check.verdict == "differs"
    )


def undecided(checks: Sequence[GradientCheck], graph: Graph) -> tuple[Problem, ...]:
    """A note for every reason why gradients were not compared or the comparison says nothing, at the first of them."""
    names: dict[str, list[str]] = {}
    for check in checks:
        if check.verdict == "undecided":
            names.setdefault(check.why, []).append(check.name)
    return tuple(
        Problem(graph.by_name[found[0]].where, f"{_not_decided(found)}: {why}", "gradient-undecided", severity="note")
        for why, found in names.items()
    )


def _not_decided(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"it cannot be decided whether the gradient of '{names[0]}' is right"
    return f"it cannot be decided whether the gradients of '{names[0]}' and {plural(len(names) - 1, 'other')} are right"
