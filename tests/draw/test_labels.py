"""Which part of a label is math, how a bare name is set, what is read aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdraw.draw.labels import has_math, name_as_label, pieces, plain_text


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
    ],
)
def test_names_are_set_as_the_field_writes_them(name: str, label: str) -> None:
    assert name_as_label(name) == label


@pytest.mark.parametrize(
    ("label", "words"), [("$x_1$", "x_1"), (r"$\mathrm{net}$ input", "net input"), ("$5", "$5"), ("税", "税")]
)
def test_read_aloud_without_markup(label: str, words: str) -> None:
    assert plain_text(label) == words
