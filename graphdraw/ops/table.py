"""The registry of operations, filled from the family files."""

from __future__ import annotations

from graphdraw.ops.families import activation, arithmetic, elementary, loss, piecewise
from graphdraw.ops.operation import Operation, Words
from graphdraw.registry import Registry

OPERATIONS: Registry[Operation] = Registry("operation")
"""Every operation by name and alias, in the order of the reference."""

FAMILIES: dict[str, Words] = {}
"""What kind each operation is of, by its name."""

for _family in (arithmetic, elementary, activation, piecewise, loss):
    for _operation in _family.OPERATIONS:
        OPERATIONS.register(_operation.name, _operation, _operation.aliases)
        FAMILIES[_operation.name] = _family.FAMILY
