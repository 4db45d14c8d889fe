"""Operations planned for later versions: their names are known, and the hint says how to write them out today."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "matmul dot bmm einsum conv2d": "x1*w1 + x2*w2",
        "affine linear": "x1*w1 + x2*w2 + b",
        "sum cumsum": "a + b + c",
        "mean": "(a + b + c)/3",
        "var": "((a - m)**2 + (b - m)**2)/2",
        "std": "sqrt(((a - m)**2 + (b - m)**2)/2)",
        "max max_pool": "max(a, b)",
        "min": "min(a, b)",
        "prod": "a*b*c",
        "norm": "sqrt(a**2 + b**2)",
        "avg_pool": "(a + b)/2",
        "outer": "x1*y1",
        "where": "step(c)*a + (1 - step(c))*b",
        "softmax": "exp(a)/(exp(a) + exp(b))",
        "log_softmax": "a - log(exp(a) + exp(b))",
        "logsumexp": "log(exp(a) + exp(b))",
        "softmax_from_exp": "e1/(e1 + e2)",
        "cross_entropy": "-(t1*log(p1) + t2*log(p2))",
        "softmax_with_loss": "-log(exp(a)/(exp(a) + exp(b)))",
        "sigmoid_with_loss": "bce(sigmoid(x), t)",
        "mse": "((y1 - t1)**2 + (y2 - t2)**2)/2",
        "batch_norm layer_norm": "g*(x - m)/sqrt(v + 1e-5) + b",
        "rms_norm": "g*x1/sqrt((x1**2 + x2**2)/2 + 1e-5)",
        "dropout": "x*mask",
        "attention multi_head_attention": "p1*v1 + p2*v2",
        "residual": "relu(w*x) + x",
        "mlp_layer": "relu(x1*w1 + x2*w2 + b)",
    }
)
"""By names that mean the same, separated by spaces, how the operation is written out with numbers today."""

SHAPES = """
transpose reshape flatten squeeze expand_dims broadcast_to repeat sum_to unbroadcast concat stack split getitem slice
embedding im2col col2im
"""
"""Names of operations that only rearrange the elements of a tensor."""

_ELEMENTS = "numbers have no shape: give each element a name of its own, as in x1, x2"

PLANNED: Mapping[str, str] = MappingProxyType(
    {name: f"write it out with numbers, as in {form}" for names, form in FORMS.items() for name in names.split()}
    | dict.fromkeys(SHAPES.split(), _ELEMENTS)
)
"""For each name the hint that says what works today; `max` and `min` are here for their use with one argument."""
