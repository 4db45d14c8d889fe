"""One spec on its way through the stages; every step is made when it is first asked for, and once.

    Source ─read, check─▶ Spec ─evaluate─▶ Evaluation ─diagram─▶ Diagram ─fit─▶ Fit ─compose─▶ Scene ─encode─▶ bytes

What follows on `Evaluation` is of one figure of the spec: in the theme that it names or another, or the dark one of a
pair. Figures that differ in colours alone have one fit. What only pictures need is imported when one is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from graphdraw import autodiff, expect
from graphdraw.autodiff import Evaluation
from graphdraw.draw.content.visibility import with_default
from graphdraw.draw.style.themes import THEMES, completed
from graphdraw.draw.style.unseen import unseen_looks
from graphdraw.errors import Problem, SpecError, placed, placing
from graphdraw.limits import Limits
from graphdraw.output.encoding import Encoding
from graphdraw.pipeline.encoding import encoded
from graphdraw.pipeline.fits import Fits
from graphdraw.pipeline.names import in_theme, known_format
from graphdraw.pipeline.reading import load, with_view
from graphdraw.spec import Overrides, Source, Spec
from graphdraw.view import View

if TYPE_CHECKING:  # start-up time: few runs draw or compare
    from graphdraw.autodiff.check import GradientCheck
    from graphdraw.draw.diagram.model import Diagram
    from graphdraw.draw.fit.placing import Fit
    from graphdraw.draw.scene import Scene
    from graphdraw.pipeline.picture import Picture


class Run:
    """A spec with its numbers, its words and its pictures.

    `source` is read with its `limits` and with what is laid over it, or is a spec that was read before; `view` makes
    its view another one. It is told in `lang`, or in the language of the spec. Each figure may take one of so many
    `parts` of the limit `work`. A step that fails raises the same whenever it is asked for.
    """

    def __init__(
        self,
        source: Source | Spec,
        limits: Limits | None = None,
        overrides: Overrides | None = None,
        *,
        view: Callable[[View], View] | None = None,
        lang: str | None = None,
        parts: int = 1,
    ) -> None:
        self._source, self._limits, self._overrides = source, limits, overrides
        self._view, self._lang, self._parts = view, lang, parts
        self._pictures: dict[tuple[str, bool], Picture] = {}
        self._scenes: dict[tuple[str, bool], Scene] = {}
        self._fits = Fits()

    # -- what it says

    @cached_property
    def as_written(self) -> Spec:
        """The spec with the view that it has itself.

        Raises SpecError with every problem, of math in labels too, and UsageError for overrides that are none.
        """
        return self._source if isinstance(self._source, Spec) else load(self._source, self._limits, self._overrides)

    @cached_property
    def spec(self) -> Spec:
        """The spec with the view of this run; errors as in `as_written`, and those of what makes the view."""
        loaded = self.as_written
        return loaded if self._view is None else with_view(loaded, self._view(loaded.view))

    # -- its numbers

    @cached_property
    def evaluation(self) -> Evaluation:
        """Values and gradients. Raises SpecError where a value does not exist (log of 0)."""
        with placing(self.spec.start):
            found = autodiff.evaluate(self.spec.graph)
        return found._replace(problems=placed(found.problems, self.spec.start))

    @cached_property
    def checks(self) -> tuple[GradientCheck, ...]:
        """Every gradient beside a numerical one."""
        from graphdraw.autodiff.check import check_gradients  # start-up time: one option of one command compares

        return tuple(check_gradients(self.spec.graph, self.evaluation))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings and notes that a user should read; none of them stops a figure."""
        return (*self.spec.problems, *self.evaluation.problems, *self._unnamed(), *self._unseen())

    def _unseen(self) -> Iterator[Problem]:
        """A warning for every fill or colour of a name in the spec that the figure shows nothing of."""
        spec = self.spec
        for name, key in unseen_looks(spec.graph, spec.view, THEMES.get(spec.view.theme)):
            if where := spec.place("view", "nodes", name, key):
                text, hint = f"the {key} of '{name}' is not seen: it has no outline", "give it one, as in 'shape: box'"
                yield Problem(where, text, "no-outline", hint, "warning")

    def _unnamed(self) -> tuple[Problem, ...]:
        view, evaluation = self.spec.view, self.evaluation
        if not evaluation.goes_back or "name" not in with_default(view.gradients, bool(evaluation.seeds)):
            return ()
        from graphdraw.draw.content.unnamed import note_of_unnamed  # start-up time: few commands use names

        return note_of_unnamed(self.spec.graph, evaluation, view)

    @cached_property
    def unmet(self) -> tuple[Problem, ...]:
        """A problem for every published number of the spec that its figure does not reproduce; see `expect`."""
        spec = self.spec
        if not spec.expectations:
            return ()
        from graphdraw.draw.numbers.value_text import texts_by_format  # start-up time: few commands write numbers

        return expect.unmet(
            spec.expectations, self.evaluation, texts_by_format(spec.graph, self.evaluation, self._completed)
        )

    def demand(self) -> None:
        """Raise SpecError with every published number that the figure does not reproduce, if there is one."""
        if self.unmet:
            raise SpecError(self.unmet)

    # -- as it is written in the figure

    @cached_property
    def _completed(self) -> View:
        return completed(self.spec.view)

    def describe(self, *, long: bool = False) -> str:
        """The figure in words: a sentence of at most 250 characters, or the whole walk."""
        return self._told(self.spec.title, long=long)

    def _told(self, title: str | None, *, long: bool) -> str:
        from graphdraw.draw.describe import describe_long, describe_short  # start-up time: few commands use words

        tell, lang = describe_long if long else describe_short, self._lang or self.spec.lang
        return tell(self.spec.graph, self.evaluation, self._completed, title=title, lang=lang)

    def number(self, name: str, *, gradient: bool = False) -> str:
        """The value of a node or, of a node or an edge (`x -> y`, `x -> y[1]`), the gradient, as the figure writes it.

        Raises UsageError for a name that there is not, and for a number that there is not.
        """
        from graphdraw.draw.content import lookup  # start-up time: few commands write numbers

        return lookup.number(self.spec.graph, self.evaluation, self._completed, name, gradient=gradient)

    def numbers(self) -> tuple[dict[str, str], dict[str, str]]:
        """All that `number` can tell: the values of nodes, and the gradients of nodes and edges, by name."""
        from graphdraw.draw.content import lookup  # start-up time: few commands write numbers

        return lookup.numbers(self.spec.graph, self.evaluation, self._completed)

    def is_blank(self, name: str, *, gradient: bool = False) -> bool:
        """Whether the figure leaves the value or the gradient of a node for the reader to fill in."""
        from graphdraw.draw.content import lookup  # start-up time: few commands write numbers

        return lookup.is_blank(self.spec.graph, self.evaluation, self._completed, name, gradient=gradient)

    def label(self, name: str) -> tuple[tuple[str, bool], ...]:
        """The name of a node as the figure writes it, its label if it has one.

        It is given as texts, each with whether it is a formula. Raises UsageError for a name that there is not.
        """
        from graphdraw.draw.content import lookup  # start-up time: few commands write names

        return lookup.label(self.spec.graph, self.evaluation, self._completed, name)

    # -- its pictures

    def diagram(self, theme: str | None = None, *, dark: bool = False) -> Diagram:
        """The parts of a figure with measured texts, in a theme or in that of the spec.

        `dark`: the second figure of a pair, in dark colours. Raises SpecError for characters that no font has, too much
        text, too small text, a pair of a dark figure, and UsageError for a theme that there is not.
        """
        with self._picturing(theme, dark=dark) as picture:
            return picture.diagram

    def fit(self, theme: str | None = None, *, dark: bool = False) -> Fit:
        """Where everything in a figure goes. Errors as in `diagram`, and for too large and too wide figures."""
        with self._picturing(theme, dark=dark) as picture:
            return picture.fit

    def scene(self, theme: str | None = None, *, dark: bool = False) -> Scene:
        """A figure in points, with the words that tell it. Errors as in `fit`."""
        key = theme or self.spec.view.theme, dark
        if key not in self._scenes:
            with self._picturing(theme, dark=dark) as picture:
                scene = picture.scene
            self._scenes[key] = self._with_words(scene)
        return self._scenes[key]

    def _with_words(self, scene: Scene) -> Scene:
        spec = self.spec
        title = spec.title or self.describe()
        # the two are read one after the other, so the second does not say the title again
        description = spec.description or self._told(None, long=True)
        return scene._replace(
            title=title, description=description, lang=self._lang or spec.lang or "en", where=spec.start
        )

    def draw(self, darks: Iterable[bool]) -> None:
        """Draw these figures of a pair, so that what is wrong with one is known before any is written."""
        for dark in sorted(set(darks)):
            self.scene(dark=dark)

    def encode(
        self,
        format: str,  # noqa: A002 (the users' word for it)
        encoding: Encoding = Encoding(),  # noqa: B008 (a plain value)
        *,
        dark: bool = False,
    ) -> bytes:
        """The bytes of a figure in a format. Errors as in `scene`, and UsageError for a format that there is not.

        It also raises UsageError for a choice that there is not, and SpecError for a picture too large for the format.
        """
        name = known_format(format)
        return encoded(self.scene(dark=dark), name, encoding)

    def fonts(self, *, dark: bool = False) -> tuple[str, ...]:
        """Families that a figure is drawn with and that are not part of matplotlib, so that they can change alone."""
        with self._picturing(None, dark=dark) as picture:
            return picture.fonts

    def fonts_before(self, *, dark: bool = False) -> tuple[str, ...]:
        """Families that a figure would have been drawn with instead, if they were installed."""
        with self._picturing(None, dark=dark) as picture:
            return picture.fonts_before

    @contextmanager
    def _picturing(self, theme: str | None, *, dark: bool) -> Iterator[Picture]:
        """Around each step of a figure: what it needs is imported, its problems have a place."""
        from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

        spec, evaluation, theme = self.spec, self.evaluation, theme or self.spec.view.theme
        with placing(spec.start), own_settings():
            from graphdraw.pipeline.picture import Picture  # start-up time: needs matplotlib

            if (theme, dark) not in self._pictures:
                limits = spec.limits._replace(work=max(spec.limits.work // self._parts, 1))
                seen = with_view(replace(spec, limits=limits), in_theme(theme)(spec.view))
                self._pictures[theme, dark] = Picture(seen, evaluation, dark, self._fits)
            yield self._pictures[theme, dark]
