"""Operations: one record each, their values and local derivatives, and the texts and tables made from the records."""

from graphdraw.ops.blackbox import BLACK_BOX, operation_of
from graphdraw.ops.derivatives import local_derivative, passed_back, value_of, wide_derivative
from graphdraw.ops.name_hints import operation_meant
from graphdraw.ops.operation import Operation
from graphdraw.ops.planned import PLANNED
from graphdraw.ops.printing import partials
from graphdraw.ops.reference import LANGUAGES, TABLE_FORMATS, chosen, facts, listing, operations_table, search
from graphdraw.ops.rules import BlackBoxRule, Elementwise, Kink
from graphdraw.ops.signature import Parameter, Signature
from graphdraw.ops.special import drawn_as, left_out, rewritten
from graphdraw.ops.table import IDENTITY, OPERATIONS

__all__ = [
    "BLACK_BOX",
    "IDENTITY",
    "LANGUAGES",
    "OPERATIONS",
    "PLANNED",
    "TABLE_FORMATS",
    "BlackBoxRule",
    "Elementwise",
    "Kink",
    "Operation",
    "Parameter",
    "Signature",
    "chosen",
    "drawn_as",
    "facts",
    "left_out",
    "listing",
    "local_derivative",
    "operation_meant",
    "operation_of",
    "operations_table",
    "partials",
    "passed_back",
    "rewritten",
    "search",
    "value_of",
    "wide_derivative",
]
