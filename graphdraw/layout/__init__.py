"""Where boxes and links go; knows sizes, never an operation, a number or a colour."""

from graphdraw.layout.place import place
from graphdraw.layout.problem import Box, LayoutProblem, Link, Placement

__all__ = ["Box", "LayoutProblem", "Link", "Placement", "place"]
