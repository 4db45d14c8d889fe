"""The evaluator: forward values and the reverse sweep; `check`, loaded where it is asked for, compares both."""

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
