"""Imported once by the server that workers are forked from, so that each has matplotlib already."""

from graphdraw.output.settings import own_settings

with own_settings():
    from graphdraw.draw import compose, sketch
    from graphdraw.output import pdf, png, svg

__all__ = ["compose", "pdf", "png", "sketch", "svg"]
