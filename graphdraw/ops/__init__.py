"""Operations: one record each, and what is derived from the records."""

from graphdraw.ops.blackbox import BLACK_BOX, operation_of
from graphdraw.ops.derivatives import local_derivative, passed_back, wide_derivative
from graphdraw.ops.habits import operation_meant
from graphdraw.ops.operation import Kink, Operation, Parameter
from graphdraw.ops.planned import PLANNED
from graphdraw.ops.reference import LANGUAGES, TABLE_FORMATS, chosen, facts, listing, operations_table, search
from graphdraw.ops.table import OPERATIONS

__all__ = [
    "BLACK_BOX",
    "LANGUAGES",
    "OPERATIONS",
    "PLANNED",
    "TABLE_FORMATS",
    "Kink",
    "Operation",
    "Parameter",
    "chosen",
    "facts",
    "listing",
    "local_derivative",
    "operation_meant",
    "operation_of",
    "operations_table",
    "passed_back",
    "search",
    "wide_derivative",
]
