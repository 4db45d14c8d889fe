"""What may be a name."""

import pytest

from graphdraw.expression import normal_name


@pytest.mark.parametrize("name", ["x", "lambda", "no", "on", "y", "e", "おかし", "W_xh", "_", "θ", "None"])
def test_ordinary_names(name):
    assert normal_name(name) == name


@pytest.mark.parametrize(("written", "name"), [("ｘ", "x"), ("x₁", "x1"), ("ﾀﾞ", "ダ"), ("ﬁt", "fit")])
def test_names_are_compared_after_nfkc(written, name):
    assert normal_name(written) == name


@pytest.mark.parametrize(
    "text", ["", "2x", "x y", "x²", "a·b", "リンゴ・ミカン", "true", "false", "null", "~", "x.y", "-"]
)
def test_no_names(text):
    assert normal_name(text) is None
