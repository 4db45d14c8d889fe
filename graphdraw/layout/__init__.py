"""Where boxes and edges go; knows sizes, never an operation, a number or a colour."""

from graphdraw.layout.place import place
from graphdraw.layout.problem import Box, LayoutEdge, LayoutProblem, Placement

__all__ = ["Box", "LayoutEdge", "LayoutProblem", "Placement", "place"]
