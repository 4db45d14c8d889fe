"""Lowers an expression to nodes: the unnamed ones in post-order, left to right, and the named one last."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from graphdraw import expression as language
from graphdraw.errors import Location
from graphdraw.expression import CONSTANTS, Call, Expression, ExpressionError, Name, NumberLiteral, postorder
from graphdraw.graph.model import Apply, Display, Input, Literal, Operand, Ref
from graphdraw.limits import raise_with
from graphdraw.ops import IDENTITY, OPERATIONS, rewritten, value_of
from graphdraw.spec.graph.calls import GivenParameter, Scope, Use, block, fits, operation, values
from graphdraw.spec.graph.library import BlockUse as BlockCall
from graphdraw.spec.graph.library import Instance, UnexpandedNode
from graphdraw.spec.yaml.document import Scalar

NO_PARAMS: Mapping[str, object] = MappingProxyType({})


def lowered(
    name: str, tree: Expression, scalar: Scalar, display: Display, scope: Scope, instance: Instance | None = None
) -> tuple[UnexpandedNode, ...]:
    """The parts of the graph that an expression stands for; () after a problem was noted.

    An expression of numbers alone is a constant. `instance` is the use of a block that the whole expression is, if any.
    """
    if isinstance(tree, NumberLiteral):
        return (Input(name, tree.value, scalar.where, "const", False, display, tree.text),)
    return _Lowering(name, scalar, display, scope, instance).parts(tree)


def parsed(scalar: Scalar, scope: Scope) -> Expression | None:
    """The tree of an expression, its literal-only parts folded; None after a problem was noted.

    Raises `Stop` if its operations, those on numbers included, make the graph exceed a limit.
    """
    limits = scope.reading.limits
    constants = {name: value for name, value in CONSTANTS.items() if name not in scope.names}
    try:
        tree = language.parse(scalar.text, max_length=limits.expression_length, max_depth=limits.expression_depth)
        calls = [
            part for part in postorder(tree) if isinstance(part, Call) and not scope.calls_block(part.op, part.typed)
        ]
        scope.grow(len(calls), scalar, sum([len(call.arguments) for call in calls]))
        return language.fold(tree, scalar.text, constants=constants, compute=partial(_computed, scope))
    except ExpressionError as error:
        limit = {"too-long": "expression-length", "too-deep": "expression-depth"}.get(error.code)
        hint = _call_meant(error, scalar.text, scope) or error.hint or (raise_with(limit) if limit else None)
        scope.reading.problems.add(scalar.at(error.start, error.length), error.text, error.code, hint)
        return None


def _call_meant(error: ExpressionError, text: str, scope: Scope) -> str | None:
    """The hint for `sin x`, which the parser, knowing no operations, takes for a product without a sign; else None."""
    word, _, argument = text[error.start : error.start + error.length].partition(" ")
    known = word in OPERATIONS or word in scope.library.known
    if error.code != "missing-sign" or not known or word in scope.names:
        return None
    return f"write {word}({argument.strip()})"


def _computed(scope: Scope, call: Call, numbers: tuple[int | float, ...]) -> int | float | None:
    """The result of an operation on numbers alone; None if its use is wrong, which is noted later, or calls a block."""
    params = {param.name: param.value for param in call.params}
    if call.op not in OPERATIONS or scope.calls_block(call.op, call.typed):
        return None
    record = OPERATIONS.get(call.op)
    return value_of(record, numbers, params) if fits(record, len(numbers), params) else None


class _Lowering:
    """Lowers one expression; `values` are the operands built so far that no operation has taken, the latest last.

    A part with a problem is None in `values`, so that nothing more is noted of what contains it.
    """

    def __init__(self, name: str, scalar: Scalar, display: Display, scope: Scope, instance: Instance | None) -> None:
        self.name, self.display, self.scope, self.instance = name, display, scope, instance
        self.place = scalar.places()
        self.values: list[Operand | None] = []
        self.made: list[UnexpandedNode] = []
        self.taken = 0

    def parts(self, tree: Expression) -> tuple[UnexpandedNode, ...]:
        """All parts of a tree that is not a number; () after a problem was noted."""
        self.taken = self._steps_inside(tree)
        for part in postorder(tree):
            self.values.append(self._value(part, last=part is tree))
        if None in self.values:
            return ()
        value = self.values[-1]
        if isinstance(tree, Name):
            assert value is not None  # noqa: S101 (asked just above)
            return (Apply(self.name, IDENTITY, IDENTITY, (value,), value.where, display=self.display),)
        return tuple(self.made)

    def _value(self, part: Expression, last: bool) -> Operand | None:
        if isinstance(part, NumberLiteral):
            return Literal(part.value, part.text, self.place(part.at.start, part.at.length))
        if isinstance(part, Name):
            return reference(part.id, self.place(part.at.start, part.at.length), self.scope)
        return self._call(part, last)

    def _steps_inside(self, tree: Expression) -> int:
        """How many unnamed nodes a block has if it is the whole expression: its arguments are numbered after these."""
        if not isinstance(tree, Call) or not self.scope.calls_block(tree.op, tree.typed):
            return 0
        found = self.scope.library.get(tree.op)
        return found.steps if found else 0

    def _call(self, call: Call, last: bool) -> Operand | None:
        count = len(call.arguments)
        operands = self.values[len(self.values) - count :]
        del self.values[len(self.values) - count :]
        params = tuple([GivenParameter(p.name, p.value, self.place(p.at.start, p.at.length)) for p in call.params])
        written = tuple([_written(part) for part in call.arguments])
        use = Use(call.op, call.typed, self.place(call.at.start, call.at.length), written, params)
        name = self.name if last else f"{self.name}.{self.taken + len(self.made) + 1}"
        where = self.place(call.whole.start, call.whole.length)
        display = self.display if last else Display()
        if self.scope.calls_block(call.op, call.typed):
            made = called(name, use, operands, where, self.scope, self.instance if last else None)
            return self._add(
                made and made._replace(display=display), Ref(made.instance.results[0], where) if made else None
            )
        node = applied(name, use, operands, where, self.scope, display, named=last)
        return self._add(node, Ref(name, where))

    def _add(self, part: UnexpandedNode | None, value: Ref | None) -> Ref | None:
        if part is None:
            return None
        self.made.append(part)
        return value


def _written(part: Expression) -> str:
    """An argument as messages repeat it: a name or number as it is typed, `…` for anything else."""
    if isinstance(part, Call):
        return "…"
    return part.text if isinstance(part, NumberLiteral) else part.id


def called(
    name: str, use: Use, operands: list[Operand | None], where: Location, scope: Scope, instance: Instance | None
) -> BlockCall | None:
    """The use of a block; None if it or an operand has a problem, which is noted.

    Without an `instance` it is a part of an expression, and has to have one output.
    """
    found = block(use, scope)
    if found is None:
        return None
    named = instance is not None
    if instance is None and len(found.outputs) > 1:
        text = (
            f"{use.typed} has {len(found.outputs)} outputs ({', '.join(found.ports)}), and an expression uses one value"
        )
        hint = f"give it a node of its own: '{', '.join(found.ports)}: {use.typed}(…)'"
        scope.reading.problems.add(use.where, text, "several-outputs", hint)
        return None
    if instance is None:
        scope.grow_by(found, 1, where)
        instance = Instance(name, found, (name,))
    known = tuple(operand for operand in operands if operand is not None)
    return None if len(known) < len(operands) else BlockCall(instance, known, where, named=named)


CONSTANT_FORMS = {
    "e": "write exp(1), and exp(x) for e**x",
    "E": "write exp(1), and exp(x) for E**x",
    "π": "write pi",
    "PI": "write pi",
    "Pi": "write pi",
    "tau": "write 2*pi",
    "τ": "write 2*pi",
    "math.pi": "write pi",
    "np.pi": "write pi",
    "math.e": "write exp(1)",
    "np.e": "write exp(1)",
}
"""Names that other programs have for numbers, and what to write here."""


def _has_name(name: str, scope: Scope) -> bool:
    """Whether a name is given, possibly in another letter case or outside the block."""
    given = (*scope.names, *(scope.names.outer or ()))
    return any(name.casefold() == other.casefold() for other in given)


def reference(name: str, where: Location, scope: Scope) -> Ref | None:
    """The operand for a name; None after it was noted that no value has it."""
    if name in scope.names:
        found = scope.names.find(name, where)
        return None if found is None else Ref(found, where)
    callable_ = name in OPERATIONS or name in scope.library.known
    if callable_ and scope.names.complete:
        hint = f"'{name}' is {'a block' if name in scope.library.known else 'an operation'}: write {name}(…)"
        scope.reading.problems.add(where, f"unknown name '{name}'", "unknown-name", hint)
        return None
    if name in CONSTANT_FORMS and scope.names.complete and not _has_name(name, scope):
        scope.reading.problems.add(where, f"unknown name '{name}'", "unknown-name", CONSTANT_FORMS[name])
        return None
    found = scope.names.find(name, where)
    return None if found is None else Ref(found, where)


def argument(arg: Scalar, scope: Scope) -> Operand | None:
    """The operand for a name or a number in a list (`args:`); None after a problem was noted."""
    tree = parsed(arg, scope)
    if isinstance(tree, NumberLiteral):
        return Literal(tree.value, tree.text, arg.where)
    if isinstance(tree, Name):
        return reference(tree.id, arg.where, scope)
    if tree is not None:
        text = f"'{arg.text}' is neither a name nor a number"
        scope.reading.problems.add(
            arg.where, text, "argument", "give it a node of its own, or write the node as 'expr'"
        )
    return None


def applied(
    name: str,
    use: Use,
    operands: list[Operand | None],
    where: Location,
    scope: Scope,
    display: Display,
    *,
    named: bool,
) -> Apply | None:
    """The node of one operation, `1/x` as a reciprocal; None if it or an operand has a problem, which is noted."""
    record = operation(use, scope)
    known = tuple(operand for operand in operands if operand is not None)
    if record is None or len(known) < len(operands):
        return None
    op, known = rewritten(record.name, known)
    return Apply(name, op, use.typed, known, where, MappingProxyType(dict(values(use.params))), named, display)
