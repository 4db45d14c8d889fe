"""Where boxes and links go; knows sizes, never an operation, a number or a colour."""

from graphdraw.layout.memo import Known, place_once
from graphdraw.layout.place import place
from graphdraw.layout.problem import Box, LayoutProblem, Link, Placement

__all__ = ["Box", "Known", "LayoutProblem", "Link", "Placement", "place", "place_once"]
