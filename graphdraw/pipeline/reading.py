"""The first step: a spec read and checked, math and fonts included, which the spec language knows nothing of."""

from __future__ import annotations

from dataclasses import replace

from graphdraw import spec
from graphdraw.draw.style.themes import THEMES
from graphdraw.draw.text.markup import has_math
from graphdraw.errors import Problem, placed
from graphdraw.limits import Limits
from graphdraw.pipeline.names import VOCABULARY
from graphdraw.spec import Overrides, Source, Spec
from graphdraw.view import View
from graphdraw.work import Work


def load(source: Source, limits: Limits | None = None, overrides: Overrides | None = None) -> Spec:
    """Read and check a spec with all that it extends and what is laid over it, math in labels included.

    Raises SpecError with every problem, UsageError for overrides that are none.
    """
    loaded = spec.load(source, VOCABULARY, limits or Limits(), overrides or Overrides())
    found = _bad_math(loaded)
    if loaded.view.font is not None and (unknown := unknown_font(loaded.view.font)):
        found.append(unknown._replace(where=loaded.place("view", "font")))
    if found:
        raise spec.failure(placed(found, loaded.start))
    return loaded


def with_view(loaded: Spec, view: View) -> Spec:
    """The spec with another view, which may have another theme; raises SpecError for math that its fonts lack."""
    changed = replace(loaded, view=view)
    if view.theme != loaded.view.theme and (found := _bad_math(changed)):
        raise spec.failure(placed(found, loaded.start))
    return changed


def _bad_math(loaded: Spec) -> list[Problem]:
    formulas = [(text, where) for text, where in loaded.texts if has_math(text)]
    if not formulas:
        return []
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    mathfont = THEMES.get(loaded.view.theme).mathfont
    with own_settings():
        from graphdraw.draw.text.math import check_all  # start-up time: brings matplotlib's math parser

        return check_all(formulas, mathfont, Work(loaded.limits.work))


def unknown_font(family: str) -> Problem | None:
    """The problem of a font family that is not installed, without a place; None if it is."""
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    with own_settings():
        from graphdraw.draw.text.fonts import unknown_family  # start-up time: needs matplotlib

        wrong = unknown_family(family)
    if wrong is None:
        return None
    text, hint = wrong
    return Problem(None, text, "unknown-font", hint)
