"""Expressions: text to tree, safe by construction; knows the column of every mistake and no operation."""

from graphdraw.expression.constants import CONSTANTS, fold
from graphdraw.expression.errors import ExpressionError
from graphdraw.expression.names import RESERVED, is_reserved, normal_name
from graphdraw.expression.parser import MAX_DEPTH, MAX_LENGTH, parse, sign_of
from graphdraw.expression.tree import Call, Expression, Name, NumberLiteral, Param, Span, postorder

__all__ = [
    "CONSTANTS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "RESERVED",
    "Call",
    "Expression",
    "ExpressionError",
    "Name",
    "NumberLiteral",
    "Param",
    "Span",
    "fold",
    "is_reserved",
    "normal_name",
    "parse",
    "postorder",
    "sign_of",
]
