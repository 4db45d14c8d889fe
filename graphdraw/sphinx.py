"""The Sphinx extension under its short name: `extensions = ["graphdraw.sphinx"]`."""

from graphdraw.integrations.sphinx import setup

__all__ = ["setup"]
