"""The stable name of the fence for MkDocs, ProperDocs and Zensical, for their configuration files.

`format: !!python/name:graphdraw.superfences.formatter` and `validator: !!python/name:graphdraw.superfences.validator`.
"""

from graphdraw.integrations.superfences import formatter, validator

__all__ = ["formatter", "validator"]
