"""Turn ten lines of YAML into a textbook-quality picture of a computational graph.

Everything a host needs is here: `Figure`, made of a path, a text or a mapping; the functions `render`, `evaluate` and
`describe` for what is wanted once; `display`, which says what figures are in a notebook; and the errors they raise. The
names are looked up when they are used, so that a command line that only prints its help does not read a parser and an
evaluator first.
"""

import importlib
from typing import TYPE_CHECKING, Any

from graphdraw._version import __version__

if TYPE_CHECKING:
    from graphdraw.api import Figure, describe, evaluate, formats, render
    from graphdraw.errors import GraphdrawError, Problem, SpecError, UsageError
    from graphdraw.notebook import display

__all__ = [
    "Figure",
    "GraphdrawError",
    "Problem",
    "SpecError",
    "UsageError",
    "__version__",
    "describe",
    "display",
    "evaluate",
    "formats",
    "render",
]


def __getattr__(name: str) -> Any:
    """A public name, from the module that defines it (PEP 562)."""
    if name in ("Figure", "describe", "evaluate", "formats", "render"):
        from graphdraw import api  # start-up time

        return getattr(api, name)
    if name == "display":
        from graphdraw import notebook  # start-up time

        return notebook.display
    if name in __all__:
        from graphdraw import errors  # start-up time

        return getattr(errors, name)
    raise AttributeError(f"module 'graphdraw' has no attribute '{name}'")


def load_ipython_extension(ipython: Any) -> None:
    """The magics `%%graphdraw` and `%graphdraw` for an IPython that is told `%load_ext graphdraw`."""
    importlib.import_module("graphdraw.integrations.ipython").load(ipython)
