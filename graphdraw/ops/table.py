"""The registry of operations: it knows all names, and imports a family when one of its operations is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import Any

from graphdraw.ops.operation import Operation, Words
from graphdraw.registry import Registry

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "arithmetic": "add sub mul div neg pow square reciprocal=inv identity detach=stop_gradient",
        "elementary": "sqrt exp expm1 log=ln log2 log10 log1p sin cos tan asin acos atan sinh cosh erf",
        "activation": "sigmoid tanh relu leaky_relu elu selu softplus silu=swish gelu",
        "piecewise": "abs sign step max min clip=clamp round floor ceil int",
        "loss": "half_squared_error bce",
    }
)
"""For each file of `families` the names of its records, in the order of the reference, each with its aliases.

So the names are known without importing the files, and a command imports only those whose operations it meets.
"""

IDENTITY = "identity"
"""The operation that `y: x` applies."""

OPERATIONS: Registry[Operation] = Registry("operation")
"""Every operation by name and alias, in the order of the reference."""


def kind_of(operation: Operation) -> Words:
    """The kind of an operation in words, such as `loss function`, by language."""
    words: Words = _family(_FAMILY_OF[operation.name]).FAMILY
    return words


def _family(name: str) -> Any:
    return import_module(f"graphdraw.ops.families.{name}")


def _records(name: str) -> Mapping[str, Operation]:
    return {operation.name: operation for operation in _family(name).OPERATIONS}


_FAMILY_OF: dict[str, str] = {}

for _name, _words in FAMILIES.items():
    _names = {name: aliases for name, *aliases in (word.split("=") for word in _words.split())}
    OPERATIONS.register_later(_names, partial(_records, _name))
    _FAMILY_OF.update(dict.fromkeys(_names, _name))
