"""Imported once by the server that workers are forked from, so that each has matplotlib already."""

from graphdraw.draw import compose, sketch
from graphdraw.output.formats import FORMATS

for _format in FORMATS:
    _format.load()

__all__ = ["compose", "sketch"]
