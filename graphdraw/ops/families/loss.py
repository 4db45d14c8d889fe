"""Loss functions: how far one number is from its target. Rules: Goodfellow et al., Deep Learning, 5.5, 6.2."""

from __future__ import annotations

from graphdraw.ops.families import stable
from graphdraw.ops.operation import Operation, Texts, said
from graphdraw.ops.rules import Elementwise
from graphdraw.ops.signature import Signature
from graphdraw.values.scalar import Number, NumberError


def _binary_cross_entropy(p: Number, t: Number) -> float:
    if not 0 < p < 1:
        raise NumberError("bce needs a probability between 0 and 1")
    return stable.cross_entropy(p, t)


FAMILY = said("loss function", "損失関数")
"""The kind of these operations in words."""

OPERATIONS = (
    Operation(
        Signature("half_squared_error", 2, "½(y−t)²", letters=("y", "t")),
        Elementwise(
            forward=stable.half_square, derivatives=("x - y", "-(x - y)"), samples=((2, 3), (-1.5, 0.75), (0.3, 0.25))
        ),
        Texts(
            formula=r"\frac{1}{2}(x - y)^2",
            doc=said("half the square of the difference", "二乗誤差の半分"),
            short=said("multiplies by the difference", "差を掛ける"),
            source="Saito, Deep Learning from Scratch, 4.2.1",
        ),
    ),
    Operation(
        Signature("bce", 2, "BCE"),
        Elementwise(
            forward=_binary_cross_entropy,
            derivatives=("(x - y)/(x*(1 - x))", None),
            stable=(stable.by_probability, None),
            domain="0 < x < 1",
            samples=((0.3, 1), (0.75, 0), (0.5, 0.25), (0.02, 1)),
        ),
        Texts(
            formula=r"-y \log x - (1 - y) \log(1 - x)",
            doc=said("binary cross entropy of a probability and its target", "2 値の交差エントロピー誤差"),
            short=said(
                "the difference, divided by x(1 − x); none to the target", "差を x(1 − x) で割る（教師側には流さない）"
            ),
            source="Goodfellow, Bengio & Courville (2016), 6.2.2.2",
        ),
    ),
)
