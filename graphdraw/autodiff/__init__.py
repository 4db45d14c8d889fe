"""The evaluator: forward values, the reverse sweep, and the numerical check of both."""

from graphdraw.autodiff.check import GradientCheck, check_gradients
from graphdraw.autodiff.contracted import Contracted, Part, contracted
from graphdraw.autodiff.evaluate import evaluate
from graphdraw.autodiff.evaluation import EdgeResult, Evaluation

__all__ = [
    "Contracted",
    "EdgeResult",
    "Evaluation",
    "GradientCheck",
    "Part",
    "check_gradients",
    "contracted",
    "evaluate",
]
