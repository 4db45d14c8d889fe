"""The steps of a picture: a diagram, where its parts go, and a scene, which several figures of one spec may share.

All of it needs matplotlib, so this is imported, and its steps run, in our own settings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import NamedTuple

from graphdraw import layout
from graphdraw.autodiff import Evaluation
from graphdraw.draw.compose.compose import compose
from graphdraw.draw.diagram import coverage, least_sizes, sketch
from graphdraw.draw.diagram.model import Diagram
from graphdraw.draw.fit import fit_width
from graphdraw.draw.fit.placing import Fit
from graphdraw.draw.fit.rows import arranged
from graphdraw.draw.scene import Scene
from graphdraw.draw.style.contrast import legible
from graphdraw.draw.style.style import resolve
from graphdraw.draw.style.themes import THEMES, Theme, in_dark
from graphdraw.draw.text import fonts
from graphdraw.errors import Problem, SpecError
from graphdraw.pipeline.fits import Fits, Measured
from graphdraw.spec import Spec
from graphdraw.view import View
from graphdraw.work import Work

DARK = "dark"
"""The theme of which there is no pair: what would be the second figure is the first."""


class _Sketched(NamedTuple):
    """A diagram, and the steps that it took."""

    diagram: Diagram
    work: Work


@dataclass(frozen=True, eq=False)
class Picture:
    """One figure of a spec, in the theme of its view or the dark one of a pair; each step is made once.

    `fits` are those of all figures of the spec. Each step raises SpecError, of problems that may have no place.
    """

    spec: Spec
    evaluation: Evaluation
    dark: bool
    fits: Fits

    @cached_property
    def theme(self) -> Theme:
        """The colours and sizes of the figure."""
        theme = THEMES.get(self.spec.view.theme)
        return in_dark(theme) if self.dark else theme

    @cached_property
    def view(self) -> View:
        """What is shown and how; refuses a pair of which both would be dark."""
        return _darkened(self.spec.view, self.spec) if self.dark else self.spec.view

    @property
    def diagram(self) -> Diagram:
        """The parts with measured texts; refuses characters that no font has, too much text and too small text."""
        return self._sketched.diagram

    @cached_property
    def _sketched(self) -> _Sketched:
        work = Work(self.spec.limits.work)
        spec, style = self.spec, resolve(self.theme, self.view)
        style = replace(style, fonts=coverage.families(spec.texts, style.fonts, spec.lang))
        diagram = sketch.sketch(spec.graph, self.evaluation, self.view, style, work)
        least_sizes.count_marks(diagram, work)
        if missing := coverage.problems(diagram, spec.texts):
            raise SpecError(missing)
        if small := least_sizes.too_small(diagram, spec.place("view", "font_size"), spec.texts):
            raise SpecError([small])
        return _Sketched(diagram, work)

    @cached_property
    def fit(self) -> Fit:
        """Where everything goes; refuses a figure wider than its width, and one of more steps than the limit `work`."""
        diagram, before = self._sketched
        work = Work(before.most, before.done, dict(before.of))  # so that to ask again gives the same answer
        measured = Measured(diagram.uncoloured, (work.most, work.done))
        place, lang = partial(layout.place, work=work), self.spec.lang or "en"
        fit = self.fits.once(measured, lambda: fit_width.fitted(diagram, place, lang, work))
        if diagram.style.width is not None and fit.needed > diagram.style.width:
            raise SpecError([least_sizes.too_wide(diagram, fit.needed, self.spec.place("view", "width"))])
        return fit

    @cached_property
    def scene(self) -> Scene:
        """All marks with their colours, without the words that tell them."""
        fit = self.fit
        diagram = arranged(self.diagram, fit)
        return legible(compose(diagram, fit.placement, fit.ends), diagram.style.ink)

    @property
    def fonts(self) -> tuple[str, ...]:
        """Families that it is drawn with and that are not part of matplotlib, so that they can change alone."""
        own = {family for theme in THEMES for family in theme.fonts}
        return tuple(family for family in self.scene.fonts if family not in own)

    @property
    def fonts_before(self) -> tuple[str, ...]:
        """Families that it would have been drawn with instead, if they were installed."""
        return fonts.before((family for family in self.fonts if family != self.spec.view.font), self.spec.lang)


def _darkened(view: View, spec: Spec) -> View:
    """The view without the ground that the author gave the light figure, unless that is transparent."""
    if view.theme == DARK:
        text = "the theme is dark already: there is no light figure to make a pair with"
        hint = "leave 'theme' out, or draw it without --dark-pair"
        raise SpecError([Problem(spec.place("view", "theme"), text, "dark-pair", hint)])
    return view if view.background == "none" else replace(view, background=None)
