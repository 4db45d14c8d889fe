"""The messages of `graphdraw build` about a whole book: what is stale, orphans, kept files, the summary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphdraw.build import Cleaned, FolderLook, Plan
from graphdraw.build.records import manifest
from graphdraw.cli.reporting import Reporter
from graphdraw.cli.table import passed_over, plural
from graphdraw.disk.roots import OUTSIDE, ROOT_HINT
from graphdraw.errors import Location, Problem, visible

MOST_KEPT = 50
"""The most kept files that are named; the others are counted."""

NAMED = 5
"""The most figures without a spec that are named; the others are counted."""


def tell(plan: Plan, look: FolderLook, reporter: Reporter, *, force: bool, prune: bool) -> None:
    """Report a dry run: which figures are stale and why, and which have no spec any more or would be pruned."""
    from graphdraw.build.why import why  # start-up time: few builds say why

    reasons_of = why(plan, look, force=force)
    for job in plan.stale:
        for target in job.targets:
            reasons = ", ".join(reasons_of[target]) or "with the other figures of the spec"
            reporter.say(f"{job.source} -> {target} ({reasons})")
    if prune:
        for figure in plan.orphans:
            reporter.say(f"{plan.folder / figure}: would be removed, since it has no spec any more")
    else:
        warn(plan, reporter)
    current = plan.specs - len(plan.stale)
    reporter.say(f"{plural(len(plan.stale), 'figure')} to draw, {current} current")


def tell_of_pruned(cleaned: Cleaned, reporter: Reporter) -> None:
    """Report which figures `--prune` has removed, and which it has kept."""
    reporter.add([Problem(None, visible(text), "no-spec", severity="warning") for text in kept(cleaned)])
    for path in cleaned.removed:
        reporter.say(f"{path}: removed, since it has no spec any more")


def kept(cleaned: Cleaned) -> list[str]:
    """A line for each kept file, at most `MOST_KEPT`, and one with the number of the others."""
    lines = [f"{path}: kept, {why}" for path, why in cleaned.kept[:MOST_KEPT]]
    more = len(cleaned.kept) - MOST_KEPT
    return [*lines, f"{plural(more, 'more file')} kept"] if more > 0 else lines


def warn_of_damage(look: FolderLook, reporter: Reporter) -> None:
    """Warn of a damaged manifest, and say what happens to it."""
    if look.damage:
        path = visible(str(look.folder / manifest.NAME))
        text = f"{path}: nothing is known of the figures, since {look.damage.text}"
        hint = _what_becomes_of_it(look) if look.damage.aside else None
        reporter.add([Problem(None, text, "damaged-manifest", hint, "warning")])


def _what_becomes_of_it(look: FolderLook) -> str:
    """The hint for a damaged manifest: the name under which it is kept, or that there are too many already."""
    name = manifest.aside(look.folder)
    if name is None:
        return f"nothing new is remembered, since no more can be put aside; {manifest.FULL_HINT}"
    return f"what is drawn gets a new one; the old one is kept as {name}"


def warn(plan: Plan, reporter: Reporter, *, kept: bool = False) -> None:
    """Warn of figures without a spec; `kept` says that `--prune` removed none of them, since a spec failed."""
    if plan.orphans:
        reporter.add([without_spec([plan.folder / figure for figure in plan.orphans], kept=kept)])


def warn_of_empty(folders: Sequence[str], reporter: Reporter) -> None:
    """Warn of folders that were named and have no specs."""
    hint = "a folder is searched for .yaml and .yml files with 'nodes:' or 'extends:'; others are named one by one"
    reporter.add([Problem(None, f"no specs below '{name}'", "no-specs", hint, "warning") for name in folders])


def tell_of_outside(links: Sequence[str], reporter: Reporter) -> None:
    """Report the links that were not followed, since they lead out of the root folder, as errors."""
    text, hint = f"this is a link that leads {OUTSIDE}", f"put a file in its place; {ROOT_HINT}"
    reporter.add([Problem(Location(name, 1, 1), text, "outside-root", hint) for name in links])


def without_spec(figures: Sequence[Path], *, kept: bool = False) -> Problem:
    """The warning `1 figure has no spec any more: out/old.svg`; `kept` as in `warn`."""
    one = len(figures) == 1
    names = [visible(str(figure)) for figure in figures[:NAMED]]
    more = f" and {len(figures) - NAMED} more" if len(figures) > NAMED else ""
    has = "has" if one else "have"
    text = f"{plural(len(figures), 'figure')} {has} no spec any more: {', '.join(names)}{more}"
    hint = f"--prune removes {'it' if one else 'them'}"
    return Problem(None, text, "no-spec", "nothing was removed, since a spec failed" if kept else hint, "warning")


def summary(plan: Plan, failed: int, suspicious: Sequence[str]) -> str:
    """The last line of a build: `3 figures drawn, 17 unchanged, 1 failed`, and the suspicious files."""
    drawn, unchanged = len(plan.stale) - failed, plan.specs - len(plan.stale)
    return f"{plural(drawn, 'figure')} drawn, {unchanged} unchanged, {failed} failed{passed_over(suspicious)}"
