"""Operations: one record each, and what is derived from the records."""

from graphdraw.ops.derivatives import local_derivative
from graphdraw.ops.operation import Kink, Operation, Parameter
from graphdraw.ops.planned import PLANNED
from graphdraw.ops.table import OPERATIONS

__all__ = ["OPERATIONS", "PLANNED", "Kink", "Operation", "Parameter", "local_derivative"]
