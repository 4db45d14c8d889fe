"""Imported once by the server that workers are forked from, so that each has matplotlib already."""

from graphdraw.output.formats import FORMATS
from graphdraw.output.settings import own_settings

with own_settings():
    from graphdraw.draw import compose, sketch

    for _format in FORMATS:
        _format.load()

__all__ = ["compose", "sketch"]
