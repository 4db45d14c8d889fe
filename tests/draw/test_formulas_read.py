"""Formulas that are read and set by our own means are those of mathtext, to the last bit, and cost little."""

import logging
import random
import sys

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser

from graphdraw.draw.text import formulas, mathtree
from graphdraw.draw.text.formulas import EM
from graphdraw.draw.text.math import check_math
from graphdraw.errors import Location
from graphdraw.output.settings import own_settings
from tests.calls import calls_of

MATHFONTS = ("dejavusans", "cm", "stix", "dejavuserif", "stixsans")

LETTERS = "abxyzLMNfj0123456789+-=<>/*,.;:!?&'@()[]|αβ∂∑−×·~"
NAMES = """alpha sum int prod partial sigma cdot leq rightarrow infty sin log max lim exp quad , ! rm bf it cal % $ { }
_ | ldots nabla ell in # & prime"""
SIGNS = [*LETTERS, r"\ ", *(f"\\{name}" for name in NAMES.split())]
FENCES = ("( )", r"[ \}", r"\{ |", r". \rangle", r"\langle .")


class _Mathtext(MathTextParser):
    """Matplotlib's own parser, which forgets what an earlier formula that it refused left behind."""

    _parser = None

    def parse(self, s, dpi=72, prop=None, *, antialiased=None):
        if self._parser is not None:
            self._parser._needs_space_after_subsuper = False
        return super().parse(s, dpi, prop, antialiased=antialiased)


@pytest.fixture(autouse=True)
def _settings():
    logging.disable(logging.WARNING)
    with own_settings():
        yield
    logging.disable(logging.NOTSET)


def _random(chance, depth):
    """A formula of anything that mathtext knows, most often a right one."""
    blank = " " if chance.random() < 0.2 else ""
    if depth == 0 or chance.random() < 0.5:
        return chance.choice(SIGNS) + blank

    def some():
        return "".join(_random(chance, depth - 1) for _ in range(chance.randint(1, 3)))

    one = _random(chance, depth - 1)
    left, right = chance.choice(FENCES).split()
    kinds = [
        "{" + some() + "}",
        rf"\{chance.choice(('frac', 'dfrac', 'binom'))}{blank}{{{some()}}}{{{some()}}}",
        f"{one}_{some()}",
        f"{one}^{{{some()}}}",
        f"{one}_{{{some()}}}^{{{some()}}}",
        rf"\sqrt{{{some()}}}",
        rf"\sqrt[{some()}]{{{some()}}}",
        rf"\{chance.choice(('hat', 'bar', 'vec', 'dot', 'widehat'))}{{{some()}}}",
        rf"\{chance.choice(('overline', 'underline', 'mathrm', 'mathbf', 'mathcal'))}{{{some()}}}",
        rf"\left{left}{blank}{some()}\right{right}",
        r"\text{if x }",
        one + "'" * chance.randint(1, 2),
    ]
    return chance.choice(kinds)


def _told(parsed):
    glyphs = [(font.fname, size, code, index, x, y) for font, size, code, index, x, y in parsed.glyphs]
    return parsed.width, parsed.height, parsed.depth, glyphs, list(parsed.rects)


def _differences(seed, count):
    """Formulas that are set otherwise than by mathtext, and how many were read here."""
    chance, mathtext, differ, read = random.Random(seed), _Mathtext("path"), [], 0
    for number in range(count):
        formula = "".join(_random(chance, 3) for _ in range(chance.randint(1, 4)))
        if mathtree.read(formula) is None:
            continue
        mathfont = MATHFONTS[number % len(MATHFONTS)]
        properties = FontProperties(size=EM, math_fontfamily=mathfont)
        try:
            wanted = _told(mathtext.parse(f"${formula}$", 72, properties))
        except Exception:  # mathtext raises anything
            wanted = None
        try:
            found = _told(formulas.formula(f"${formula}$", mathfont))
        except Exception:
            found = None
        read += 1
        if found != wanted:
            differ.append((mathfont, formula))
    return differ, read


def test_formulas_are_set_as_by_mathtext():
    differ, read = _differences(7, 120)
    assert differ == []
    assert read >= 60


@pytest.mark.parametrize(
    "formula",
    [
        r"x_i^2", r"\frac{a_0}{b^2}+\frac{1}{2}", r"\log_{a+b} x", r"f''(x)", r"\sum_{i=0}^n x_i", r"\hat x",
        r"\sqrt[3]{x}", r"\left(\frac{a}{b}\right)^2", r"\mathrm{loss}", r"\sin x + \cos(x)", r"x_{12}", r"{,}", r"1.5",
        r"\mathregular{R}_2",
    ],
)  # fmt: skip
def test_what_is_common_is_read(formula):
    assert mathtree.read(formula) is not None


@pytest.mark.parametrize(
    "formula",
    [
        "", "x^", "x_1_2", "{x", "x}", r"\frac{1}", r"\frac{}{2}", r"\sqrt{}", r"\nonsense", r"\left(x", r"x^ 2",
        r"\#y", r"\left( \right)", r"\hat", r"\quadx", "x\ty",
    ],
)  # fmt: skip
def test_what_is_wrong_or_odd_is_left_to_mathtext(formula):
    assert mathtree.read(formula) is None


@pytest.mark.parametrize("depth", [1, 10])
def test_what_mathtext_cannot_set_has_its_words(depth):
    """Where the boxes cannot be made, mathtext is asked, and its words are told."""
    problem = check_math(r"$" + r"\hat{" * depth + r"\mathrm{\!}_2" + "}" * depth + "$", Location("a", 1, 1), "cm")
    assert problem is not None
    assert problem.code == "bad-math"


def test_a_formula_is_set_once_for_its_check_and_its_figure(monkeypatch):
    formulas.formula("$q_{once}^{18}$", "cm")
    monkeypatch.setattr(formulas, "_set_quickly", lambda *_: pytest.fail("set again"))
    assert check_math("$q_{once}^{18}$", Location("a", 1, 1), "cm") is None
    assert formulas.formula("$q_{once}^{18}$", "cm", "/a/font.ttf").glyphs


def test_the_cost_of_a_formula_grows_with_its_length_only():
    formulas.formula(r"$\frac{a_0}{b^2}$", "dejavusans")  # what is made once
    one, ten = (
        calls_of(lambda n=n: formulas.formula("$" + "+".join([r"\frac{a_0}{b^2}"] * n) + "$", "dejavusans"))
        for n in (4, 40)
    )
    assert ten < 11 * one


def test_nested_formulas_cost_no_more_than_others():
    shallow = r"\frac{x}{2}" * 10
    deep = r"\frac{" * 10 + "x" + "}{2}" * 10
    formulas.formula(f"${shallow}+1$", "dejavusans")
    shallow_cost, deep_cost = (calls_of(lambda f=f: formulas.formula(f"${f}$", "dejavusans")) for f in (shallow, deep))
    assert deep_cost < 4 * shallow_cost  # what is inside is made smaller with all that is in it


if __name__ == "__main__":  # `python -m tests.draw.test_formulas_read SEED COUNT`
    logging.disable(logging.WARNING)
    with own_settings():
        differ, read = _differences(int(sys.argv[1]), int(sys.argv[2]))
    print(f"{read} formulas read, {len(differ)} set otherwise than by mathtext")
    for mathfont, formula in differ[:20]:
        print(f"  {mathfont}: {formula}")
    sys.exit(bool(differ))
