"""Names of operations that the language has and this version does not: used, they are called not supported yet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TENSOR = """
matmul=dot affine=linear transpose reshape flatten squeeze expand_dims sum mean var std max min prod cumsum norm
broadcast_to=repeat sum_to=unbroadcast concat stack split getitem=slice embedding where softmax log_softmax logsumexp
cross_entropy softmax_with_loss sigmoid_with_loss mse batch_norm layer_norm rms_norm dropout conv2d max_pool avg_pool
im2col col2im outer bmm einsum
"""

_BLOCKS = "attention multi_head_attention residual mlp_layer softmax_from_exp"


def _names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for entry in (*_TENSOR.split(), *_BLOCKS.split()):
        name, _, alias = entry.partition("=")
        found[name] = name
        if alias:
            found[alias] = name
    return MappingProxyType(found)


PLANNED: Mapping[str, str] = _names()
"""Canonical names by name and alias; `max` and `min` are here for their use with one argument."""
