"""Imported once by the server that workers are forked from, so that each has matplotlib already.

What keeps matplotlib from being imported is told by every worker for its figures: here it would end the server, and
nobody could say why.
"""

from contextlib import suppress

from graphdraw.errors import GraphdrawError
from graphdraw.output.formats import FORMATS
from graphdraw.output.settings import own_settings

with suppress(GraphdrawError, OSError), own_settings():
    from graphdraw.pipeline import picture

    for _format in FORMATS:
        _format.load()

__all__ = ["picture"]
