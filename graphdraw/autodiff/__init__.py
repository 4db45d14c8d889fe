"""The evaluator: forward values, gradients by a reverse sweep, and numerical gradients to check them (`check`)."""

from graphdraw.autodiff.collapsed_graph import CollapsedGraph, CollapsedNode, contracted
from graphdraw.autodiff.evaluate import evaluate
from graphdraw.autodiff.evaluation import EdgeResult, Evaluation

__all__ = [
    "CollapsedGraph",
    "CollapsedNode",
    "EdgeResult",
    "Evaluation",
    "contracted",
    "evaluate",
]
