"""The evaluator: forward values, the reverse sweep, and the numerical check of both."""

from graphdraw.autodiff.check import GradientCheck, check_gradients
from graphdraw.autodiff.evaluate import evaluate
from graphdraw.autodiff.evaluation import EdgeResult, Evaluation

__all__ = ["EdgeResult", "Evaluation", "GradientCheck", "check_gradients", "evaluate"]
