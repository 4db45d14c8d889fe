"""The reference of operations: search, the facts about one, and the table of local derivatives that a book prints.

Formulas are mathtext, which is also LaTeX. `x` and `y` are the first and the second argument, `z` is the result.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from graphdraw.ops.operation import Operation
from graphdraw.ops.printing import partials
from graphdraw.ops.rules import Elementwise
from graphdraw.ops.signature import ARGUMENTS, Parameter
from graphdraw.ops.table import OPERATIONS, kind_of
from graphdraw.registry import UnknownNameError

NO_GRADIENT = "–"
"""Stands in a table for the derivative by an argument to which no gradient passes."""

OPERATION: Mapping[str, str] = MappingProxyType({"en": "operation", "ja": "演算"})
IN_SHORT: Mapping[str, str] = MappingProxyType({"en": "in short", "ja": "ひとことで言うと"})
"""Heads of the columns of the table, by language."""

LANGUAGES = tuple(OPERATION)
"""The languages in which every operation has its words."""


def chosen(names: Iterable[str] = ()) -> tuple[Operation, ...]:
    """The operations with these names or aliases, each once; all for no names. Raises UnknownNameError."""
    found = [OPERATIONS.get(name) for name in names] or list(OPERATIONS)
    return tuple({operation.name: operation for operation in found}.values())


def search(text: str, among: Iterable[Operation] = OPERATIONS) -> tuple[Operation, ...]:
    """The operations that have `text` in their names, signs, kind or words, in any language and case."""
    return tuple(operation for operation in among if text.casefold() in _searched(operation).casefold())


def listing(operations: Iterable[Operation], lang: str) -> list[tuple[str, str, str, str]]:
    """For each operation its name, its aliases, the sign that is drawn, and its description."""
    return [(o.name, ", ".join(o.signature.aliases), o.signature.symbol, o.texts.doc[lang]) for o in operations]


def facts(operation: Operation, lang: str) -> list[tuple[str, str]]:
    """All facts about one operation, as pairs of a heading and a text; facts without a text are left out."""
    signature, rule, texts = operation
    said = [
        ("also", ", ".join(signature.aliases)),
        ("call", signature.call()),
        ("drawn", signature.symbol),
        ("formula", f"z = {texts.formula}"),
        ("where", _domain(operation)),
    ]
    for name, partial in zip(ARGUMENTS, partials(operation), strict=False):
        said.append((f"∂z/∂{name}", partial or "no gradient passes"))
    said.append(("in short", texts.short[lang]))
    said += [(parameter.name, _parameter_text(parameter)) for parameter in signature.parameters]
    if isinstance(rule, Elementwise) and rule.kink:
        said.append(("at a kink", f"{rule.kink.choice} ({rule.kink.others})"))
    said.append(("source", texts.source))
    return [(what, text) for what, text in said if text]


def operations_table(names: Iterable[str] = (), format: str = "markdown", lang: str = "en") -> str:  # noqa: A002
    """The table of local derivatives of some operations (all of them for no names), without a final line end.

    Columns: operation, the derivative by each argument, and what the backward pass does in short. `format` is
    `markdown`, `latex` (a `tabular` that needs no package) or `json` (all texts of the records); `lang` is `en` or
    `ja`. Raises UnknownNameError for an unknown name, format or language.
    """
    for kind, given, known in (("format", format, _WRITERS), ("language", lang, OPERATION)):
        if given not in known:
            raise UnknownNameError(kind, given, known)
    return _WRITERS[format](chosen(names), lang)


def _markdown(operations: Sequence[Operation], lang: str) -> str:
    heads = _heads(operations, lang)
    rows = [_row(operation, len(heads) - 2, lang) for operation in operations]
    cells = [[cell.replace("|", r"\|") for cell in row] for row in (heads, ["---"] * len(heads), *rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _latex(operations: Sequence[Operation], lang: str) -> str:
    from graphdraw.ops.tex import tex, tex_table  # start-up time: for one format only

    heads = _heads(operations, lang)
    rows = [_row(operation, len(heads) - 2, lang, tex) for operation in operations]
    return tex_table(heads, rows, "l" * len(heads))


def _json(operations: Sequence[Operation], lang: str) -> str:
    return json.dumps([_record(operation, lang) for operation in operations], ensure_ascii=False, indent=2)


_WRITERS: Mapping[str, Callable[[Sequence[Operation], str], str]] = MappingProxyType(
    {"markdown": _markdown, "latex": _latex, "json": _json}
)

TABLE_FORMATS = tuple(_WRITERS)
"""Formats of `operations_table`."""


def _heads(operations: Sequence[Operation], lang: str) -> list[str]:
    """The heads of the columns, with one derivative for each argument that any of the operations has."""
    count = max(len(partials(operation)) for operation in operations)
    return [OPERATION[lang], *(f"$\\partial z / \\partial {name}$" for name in ARGUMENTS[:count]), IN_SHORT[lang]]


def _row(operation: Operation, count: int, lang: str, text: Callable[[str], str] = str) -> list[str]:
    """The cells of one operation with `count` derivatives, empty for an argument that it does not have.

    `text` writes everything that is not a formula.
    """
    cells = [f"${partial}$" if partial else text(NO_GRADIENT) for partial in partials(operation)[:count]]
    name, words = text(operation.name), text(operation.texts.short[lang])
    return [f"{name}: $z = {operation.texts.formula}$", *cells, *[""] * (count - len(cells)), words]


def _record(operation: Operation, lang: str) -> dict[str, object]:
    """An operation as JSON: a derivative is null where no gradient passes, the domain where it has no bounds."""
    signature, _, texts = operation
    return {
        "name": signature.name,
        "aliases": signature.aliases,
        "call": signature.call(),
        "symbol": signature.symbol,
        "formula": texts.formula,
        "domain": _domain(operation) or None,
        "partials": [partial or None for partial in partials(operation)],
        "parameters": {parameter.name: parameter.doc for parameter in signature.parameters},
        "doc": texts.doc[lang],
        "short": texts.short[lang],
        "source": texts.source,
    }


def _domain(operation: Operation) -> str:
    return operation.rule.domain if isinstance(operation.rule, Elementwise) else ""


def _parameter_text(parameter: Parameter) -> str:
    words = f": {', '.join(parameter.words)}" if parameter.words else ""
    return f"{parameter.doc}{words} ({'required' if parameter.required else f'default {parameter.default}'})"


def _searched(operation: Operation) -> str:
    signature, _, texts = operation
    words = (texts.doc, texts.short, kind_of(operation))
    return " ".join((signature.name, *signature.aliases, signature.symbol, *(t for w in words for t in w.values())))
