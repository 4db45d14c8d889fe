"""The stages in their order; the only module that knows them all.

    Source ─load─▶ Spec ─evaluate─▶ Evaluation ─draw─▶ Scene ─encode─▶ bytes

Whatever needs matplotlib is imported when a picture is drawn, so that a command that draws nothing does not pay for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from graphdraw import autodiff, expect, spec
from graphdraw.autodiff import Evaluation
from graphdraw.draw.content.visibility import with_default
from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.themes import THEMES as _THEMES
from graphdraw.draw.style.themes import completed, in_dark
from graphdraw.draw.style.unseen import unseen_looks
from graphdraw.draw.text.markup import has_math
from graphdraw.errors import Problem, SpecError, UsageError, placed, placing
from graphdraw.limits import Limits
from graphdraw.output.encoding import Encoding
from graphdraw.output.formats import FORMATS as _FORMATS
from graphdraw.output.formats import Format
from graphdraw.registry import suggestion
from graphdraw.spec import Overrides, Source, Spec, Vocabulary
from graphdraw.view import View
from graphdraw.work import Work

if TYPE_CHECKING:  # start-up time: only pictures need it
    from graphdraw.draw.scene import Scene
    from graphdraw.layout import Known

PLAIN, DARK = "plain", "dark"
"""The theme where the spec names none, and that of the second figure of a pair."""

THEMES = _THEMES.names()
"""Names that `view.theme` and `--theme` accept."""

FORMATS = _FORMATS.names()
"""Names that `--format` accepts; each is the suffix of its files."""

VOCABULARY = Vocabulary(themes=THEMES, shapes=SHAPES.names())
"""The names that a spec may use for what is defined outside the spec language."""


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

    mathfont = _THEMES.get(loaded.view.theme).mathfont
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


def evaluate(loaded: Spec) -> Evaluation:
    """Values and gradients of a spec. Raises SpecError where a value does not exist (log of 0)."""
    with placing(loaded.start):
        evaluation = autodiff.evaluate(loaded.graph)
    return evaluation._replace(problems=placed(evaluation.problems, loaded.start))


def problems(loaded: Spec, evaluation: Evaluation) -> tuple[Problem, ...]:
    """Warnings and notes that a user should read; none of them stops a figure."""
    return (*loaded.problems, *evaluation.problems, *_unnamed(loaded, evaluation), *_unseen(loaded))


def _unseen(loaded: Spec) -> Iterable[Problem]:
    """A warning for every fill or colour of a name in the spec that the figure shows nothing of."""
    for name, key in unseen_looks(loaded.graph, loaded.view, _THEMES.get(loaded.view.theme)):
        if where := loaded.place("view", "nodes", name, key):
            text, hint = f"the {key} of '{name}' is not seen: it has no outline", "give it one, as in 'shape: box'"
            yield Problem(where, text, "no-outline", hint, "warning")


def _unnamed(loaded: Spec, evaluation: Evaluation) -> tuple[Problem, ...]:
    view = loaded.view
    if not evaluation.goes_back or "name" not in with_default(view.gradients, bool(evaluation.seeds)):
        return ()
    from graphdraw.draw.content.unnamed import note_of_unnamed  # start-up time: few commands use names

    return note_of_unnamed(loaded.graph, evaluation, view)


def unmet(loaded: Spec, evaluation: Evaluation) -> tuple[Problem, ...]:
    """A problem for every published number of the spec that its figure does not reproduce; see `expect`."""
    if not loaded.expectations:
        return ()
    from graphdraw.draw.numbers.value_text import texts_by_format  # start-up time: few commands write numbers

    shown = texts_by_format(loaded.graph, evaluation, completed(loaded.view))
    return expect.unmet(loaded.expectations, evaluation, shown)


def demand(loaded: Spec, evaluation: Evaluation) -> None:
    """Raise SpecError with every published number that the figure does not reproduce, if there is one."""
    if found := unmet(loaded, evaluation):
        raise SpecError(found)


def draw(
    loaded: Spec, evaluation: Evaluation, *, dark: bool = False, lang: str | None = None, known: Known | None = None
) -> Scene:
    """The figure as a scene, in points, told in `lang` or the language of the spec.

    `dark`: the second figure of a pair, in dark colours. `known` keeps layouts for further figures of the spec. Raises
    SpecError for characters that no font has, too small text, a figure wider than its width or with more steps than
    the limit `work`, a pair of a dark one.
    """
    with placing(loaded.start):
        scene = _drawn(loaded, evaluation, dark, {} if known is None else known)
    lang = lang or loaded.lang
    title = loaded.title or describe(loaded, evaluation, lang=lang)
    # the two are read one after the other, so the second does not say the title again
    description = loaded.description or describe(replace(loaded, title=None), evaluation, long=True, lang=lang)
    return scene._replace(title=title, description=description, lang=lang or "en", where=loaded.start)


def _drawn(loaded: Spec, evaluation: Evaluation, dark: bool, known: Known) -> Scene:
    """The scene without its words."""
    from graphdraw.layout import place_once  # start-up time: only pictures need it
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    theme, view = _THEMES.get(loaded.view.theme), completed(loaded.view)
    if dark:
        theme, view = in_dark(theme), _darkened(view, loaded)
    with own_settings():
        from graphdraw.draw.diagram import coverage, least_sizes, sketch  # start-up time: need matplotlib
        from graphdraw.draw.fit import fit_width  # start-up time: need matplotlib
        from graphdraw.draw.style import contrast  # start-up time: need matplotlib

        wanted = (view.font, *theme.fonts) if view.font else theme.fonts
        fonts = coverage.families(loaded.texts, wanted, loaded.lang)
        work = Work(loaded.limits.work)
        diagram = sketch.sketch(loaded.graph, evaluation, view, theme, fonts, work)
        least_sizes.count_marks(diagram, work)
        missing = coverage.problems(diagram, loaded.texts)
        if missing:
            raise SpecError(missing)
        if small := least_sizes.too_small(diagram, theme, loaded.place("view", "font_size"), loaded.texts):
            raise SpecError([small])
        fit = fit_width.fitted(
            diagram, theme, view, partial(place_once, work=work, known=known), loaded.lang or "en", work
        )
        if view.width is not None and fit.needed > view.width:
            raise SpecError([least_sizes.too_wide(diagram, fit.needed, view, loaded.place("view", "width"))])
        return contrast.legible(fit.scene, theme.ink)


def describe(loaded: Spec, evaluation: Evaluation, *, long: bool = False, lang: str | None = None) -> str:
    """The figure in words: a sentence of at most 250 characters or the whole walk, in `lang` or the spec's language."""
    from graphdraw.draw.describe import describe_long, describe_short  # start-up time: few commands use words

    tell = describe_long if long else describe_short
    return tell(loaded.graph, evaluation, completed(loaded.view), title=loaded.title, lang=lang or loaded.lang)


def number(loaded: Spec, evaluation: Evaluation, name: str, *, gradient: bool = False) -> str:
    """The value of a node or, of a node or an edge (`x -> y`, `x -> y[1]`), the gradient, as the figure writes it.

    Raises UsageError for a name that there is not, and for a number that there is not.
    """
    from graphdraw.draw.content import lookup  # start-up time: few commands write numbers

    return lookup.number(loaded.graph, evaluation, completed(loaded.view), name, gradient=gradient)


def numbers(loaded: Spec, evaluation: Evaluation) -> tuple[dict[str, str], dict[str, str]]:
    """All that `number` can tell: the values of nodes, and the gradients of nodes and edges, by name."""
    from graphdraw.draw.content import lookup  # start-up time: few commands write numbers

    return lookup.numbers(loaded.graph, evaluation, completed(loaded.view))


def is_blank(loaded: Spec, evaluation: Evaluation, name: str, *, gradient: bool = False) -> bool:
    """Whether the figure leaves the value or the gradient of a node for the reader to fill in."""
    from graphdraw.draw.content import lookup  # start-up time: few commands write numbers

    return lookup.is_blank(loaded.graph, evaluation, completed(loaded.view), name, gradient=gradient)


def label(loaded: Spec, evaluation: Evaluation, name: str) -> tuple[tuple[str, bool], ...]:
    """The name of a node as the figure writes it, its label if it has one: texts, each with whether it is a formula.

    Raises UsageError for a name that there is not.
    """
    from graphdraw.draw.content import lookup  # start-up time: few commands write names

    return lookup.label(loaded.graph, evaluation, completed(loaded.view), name)


def all_formats() -> tuple[Format, ...]:
    """Every format, the most used first."""
    return tuple(_FORMATS)


def known_theme(name: str) -> str:
    """The name, if there is such a theme; raises UsageError."""
    return _known("theme", name, THEMES)


def known_format(name: str) -> str:
    """The name, if there is such a format; raises UsageError."""
    return _known("format", name, FORMATS)


def _known(kind: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        raise UsageError(f"unknown {kind} '{name}'", suggestion(name, known) or f"known here: {', '.join(known)}")
    return name


def _darkened(view: View, loaded: Spec) -> View:
    """The view without the ground that the author gave the light figure, unless that is transparent."""
    if view.theme == DARK:
        text = "the theme is dark already: there is no light figure to make a pair with"
        hint = "leave 'theme' out, or draw it without --dark-pair"
        raise SpecError([Problem(loaded.place("view", "theme"), text, "dark-pair", hint)])
    return view if view.background == "none" else replace(view, background=None)


def sheet(rows: Iterable[tuple[str, Iterable[tuple[str, Scene]]]]) -> Scene:
    """Figures on one sheet: in each row figures that belong together, each with what stands above it."""
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    with own_settings():
        from graphdraw.draw.sheet import Cell, Row, sheet
        from graphdraw.draw.text.fonts import families_for  # start-up time: need matplotlib

        filled = [Row(heading, tuple(Cell(*cell) for cell in cells)) for heading, cells in rows]
        written = "".join(text for row in filled for text in (row.heading, *(cell.title for cell in row.cells)))
        return sheet(filled, families_for(written, _THEMES.get(PLAIN).fonts))


def encode(scene: Scene, format: str, encoding: Encoding = Encoding()) -> bytes:  # noqa: A002, B008 (a plain value)
    """The bytes of a scene in a registered format.

    Raises UnknownNameError for another format, UsageError for a choice that there is not, and SpecError for a picture
    too large for the format.
    """
    with placing(scene.where):
        return _FORMATS.get(format).write(scene, encoding.checked())


def fonts_of(scene: Scene) -> tuple[str, ...]:
    """Families that a figure was drawn with and that are not part of matplotlib, so that they can change alone."""
    own = {family for theme in _THEMES for family in theme.fonts}
    return tuple(family for family in scene.fonts if family not in own)


def fonts_before(loaded: Spec, scene: Scene) -> tuple[str, ...]:
    """Families that a figure would have been drawn with instead, if they were installed."""
    from graphdraw.draw.text import fonts  # start-up time: brings matplotlib's list of fonts
    from graphdraw.output.settings import own_settings  # start-up time: brings matplotlib

    with own_settings():
        return fonts.before((family for family in fonts_of(scene) if family != loaded.view.font), loaded.lang)
