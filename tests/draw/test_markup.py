"""Which part of a label is math, how a bare name is set, what is read aloud."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphdraw.draw.style.themes import THEMES
from graphdraw.draw.text.markup import as_typed, has_math, name_as_label, pieces, plain_text, to_join
from graphdraw.draw.text.math import check_math
from graphdraw.errors import Location


@pytest.mark.parametrize(
    ("label", "cut"),
    [
        ("costs $5 and $6", [("costs $5 and $6", False)]),
        ("$x$", [("$x$", True)]),
        ("重み $w_1$ です", [("重み ", False), ("$w_1$", True), (" です", False)]),
        ("$ x$ or $x $", [("$ x$ or $x $", False)]),
        ("$x$5", [("$x$5", False)]),
        ("a $x$ b $y$", [("a ", False), ("$x$", True), (" b ", False), ("$y$", True)]),
        ("", []),
    ],
)
def test_pieces_follow_pandocs_rule(label: str, cut: list[tuple[str, bool]]) -> None:
    assert [(p.text, p.math) for p in pieces(label)] == cut
    assert has_math(label) == any(math for _, math in cut)


@given(st.text(alphabet="ab $\\{}5_", max_size=30))
def test_pieces_lose_nothing(label: str) -> None:
    assert "".join(p.text for p in pieces(label)) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("x", "$x$"),
        ("x1", "$x_{1}$"),
        ("W_xh", r"$W_{\mathrm{xh}}$"),
        ("sigma", r"$\sigma$"),
        ("sigma_2", r"$\sigma_{2}$"),
        ("x_hat", r"$\hat{x}$"),
        ("y_beta", r"$y_{\beta}$"),
        ("tax", "tax"),
        ("Snack", "Snack"),
        ("りんご", "りんご"),
        ("E", "$E$"),
        ("x12", "$x_{12}$"),
        ("x_1", "$x_{1}$"),
        ("x1_2", "$x_{1,2}$"),
        ("W_out", r"$W_{\mathrm{out}}$"),
        ("Sigma_xx", r"$\Sigma_{\mathrm{xx}}$"),
        ("alpha1", r"$\alpha_{1}$"),
        ("yhat", r"$\hat{y}$"),
        ("y_hat_1", r"$\hat{y}_{1}$"),
        ("y1_hat", r"$\hat{y}_{1}$"),
        ("y_1_hat", r"$\hat{y}_{1}$"),
        ("beta_hat", r"$\hat{\beta}$"),
        ("σ", "$σ$"),
        ("λ_max", r"$λ_{\mathrm{max}}$"),
        ("θ1", "$θ_{1}$"),
        ("y_β", "$y_{β}$"),
        ("hat", "hat"),
        ("x_hat_hat", "x_hat_hat"),
        ("x_1_2", "x_1_2"),
        ("xy1", "xy1"),
        ("_x", "_x"),
        ("é", "é"),
        ("税1", "税1"),
    ],
)
def test_names_are_set_as_the_field_writes_them(name: str, label: str) -> None:
    assert name_as_label(name) == label


@settings(deadline=None)  # the first formula brings matplotlib's parser
@pytest.mark.parametrize("family", sorted({theme.mathfont for theme in THEMES}))
@given(st.from_regex(r"([A-Za-z]|alpha|Omega|σ|Δ)(_?hat)?[0-9]{0,2}(_[a-z0-9β]{1,3})?(_hat)?", fullmatch=True))
def test_every_name_that_becomes_math_can_be_set(family: str, name: str) -> None:
    label = name_as_label(name)
    assert check_math(label, Location("a.yaml", 1, 1), family) is None
    assert label == name or plain_text(label).replace(",", "_") != ""


@given(st.lists(st.text(alphabet="ab $\\{}5税", max_size=12), max_size=4))
def test_texts_that_are_joined_keep_their_dollars_to_themselves(labels: list[str]) -> None:
    joined = "".join(map(to_join, labels))
    assert as_typed(joined) == "".join(labels)
    assert [p.text for p in pieces(joined) if p.math] == [p.text for x in labels for p in pieces(x) if p.math]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("$x_1$", "x_1"),
        (r"$\mathrm{net}$ input", "net input"),
        ("$5", "$5"),
        ("税", "税"),
        ("$h_{t-1}$", "h_(t-1)"),
        ("$x_{1,2}^{2}$", "x_1,2^2"),
        (r"$W_{\mathrm{xh}}$", "W_xh"),
        (r"$\hat{x}_{1} + \bar y$", "x hat_1 + y bar"),
        (r"$\hat{\theta}$", "theta hat"),
        (r"$\alpha x$, $\alpha_\beta$", "alpha x, alpha_beta"),
        (r"$\frac{\partial L}{\partial w_{1}}$", "∂L/∂w_1"),
        (r"$\frac{a + b}{2}$", "(a + b)/2"),
        (r"$e^{-x^{2}} \times \sqrt{x_{1}}$", "e^(-x^2) ×sqrt(x_1)"),
    ],
)
def test_read_aloud_without_markup(label: str, words: str) -> None:
    assert plain_text(label) == words
