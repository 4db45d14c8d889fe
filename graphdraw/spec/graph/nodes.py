"""Makes the parts of a graph from `nodes:`, written short (as an expression) or long."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphdraw.errors import Location
from graphdraw.expression import Call as Application
from graphdraw.expression import Expression, ExpressionError, NumberLiteral, parse
from graphdraw.graph.model import Display, Input
from graphdraw.spec.graph import calls
from graphdraw.spec.graph.calls import Scope, Use
from graphdraw.spec.graph.displays import DISPLAY_KEYS, display
from graphdraw.spec.graph.library import BlockUse, Instance, UnexpandedNode
from graphdraw.spec.graph.lower import applied, argument, called, lowered, parsed
from graphdraw.spec.graph.repeat import BLOCK_KEYS, Repeat, instances, repeat, repeated
from graphdraw.spec.schema.compound import Given, Named
from graphdraw.spec.schema.labels import warn_of_comment
from graphdraw.spec.schema.signatures import parts
from graphdraw.spec.yaml.document import Scalar

FORMS = ("expr", "op", "block")


@dataclass(slots=True)
class Declared:
    """An entry of `nodes:` with its names, and what `_plan` finds of it before the other entries are read."""

    names: tuple[str, ...]
    key: Scalar
    value: Any
    tree: Expression | None = None
    instances: tuple[Instance, ...] = ()
    repeat: Repeat | None = None
    broken: bool = False

    @property
    def name(self) -> str:
        """The first name, which is also that of a block or repeat."""
        return self.names[0]

    @property
    def expression(self) -> Scalar | None:
        """The text of its expression, if it has one."""
        value = self.value
        if not isinstance(value, Given):
            return value if isinstance(value, Scalar) else None
        found = value.get("expr") if self.form == "expr" else None
        return found if isinstance(found, Scalar) else None

    @property
    def form(self) -> str | None:
        """Which of `FORMS` the entry has; None if it has none of them."""
        if not isinstance(self.value, Given):
            return "expr"
        return next((form for form in FORMS if form in self.value), None)

    @property
    def is_short(self) -> bool:
        """Whether it is an expression and nothing else."""
        return not isinstance(self.value, Given)

    @property
    def given(self) -> Given:
        """The keys of the long form; empty for a short one."""
        return self.value if isinstance(self.value, Given) else Given(self.key.where)


class Result(NamedTuple):
    """The result of an entry of `nodes:`: a node of its name, or the outputs of a block or of all its steps."""

    name: str
    where: Location
    steps: tuple[Instance, ...] = ()

    @property
    def nodes(self) -> list[str]:
        """The names of all these nodes."""
        return [result for step in self.steps for result in step.results] or [self.name]


@dataclass(slots=True)
class BuiltNodes:
    """The parts of a graph in order, and the result of each entry; for a broken entry the part is an input."""

    parts: list[UnexpandedNode] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)


def declare(given: Named, scope: Scope) -> list[Declared]:
    """The entries with their names, which are added to the scope before any is used, since nodes come in any order."""
    declared = []
    for key, value in given:
        keys = parts(key) if "," in key.text else (key,)
        known: list[str] = []
        for part in keys:
            name = scope.names.declare(part)
            if name is not None:
                known.append(name)
                scope.reading.texts.append((name, part.where))
        if len(known) == len(keys):
            declared.append(Declared(tuple(known), key, value))
        else:
            scope.names.broken.update(part.text for part in keys)
    return declared


def build(declared: list[Declared], scope: Scope) -> BuiltNodes:
    """The parts of the graph for these entries; problems are noted. Raises `Stop` if a limit is exceeded."""
    for entry in declared:
        _plan(entry, scope)
    result = BuiltNodes()
    unnamed: list[tuple[str, Scalar]] = []
    for entry in declared:
        made = _entry(entry, scope)
        if not made:
            scope.names.broken.update(entry.names)
            made = tuple(Input(name, None, entry.key.where) for name in entry.names)
        result.parts.extend(made)
        result.results.append(Result(entry.name, made[-1].where, entry.instances))
        unnamed.extend((part.name, entry.key) for part in made[:-1] if not isinstance(part, BlockUse))
    for name, key in unnamed:  # only now, since expressions can't use them
        scope.names.add(name, key)
    return result


def _plan(entry: Declared, scope: Scope) -> None:
    """Parse the expression, and find out whether the entry uses a block, whose outputs other entries may name."""
    found = None
    if entry.expression is not None:
        before = scope.size
        entry.tree = parsed(entry.expression, scope)
        tree = entry.tree
        if isinstance(tree, Application) and scope.calls_block(tree.op, tree.typed):
            found = scope.library.get(tree.op)
        elif scope.size == before:
            scope.grow(1, entry.key)
    elif entry.form == "block":
        entry.repeat, found = repeat(entry.given, entry.key, scope)
    else:
        scope.grow(1, entry.key)
    if found is not None:
        entry.instances = instances(entry.names, entry.key, found, entry.repeat, scope)
        entry.broken = not entry.instances


def _entry(entry: Declared, scope: Scope) -> tuple[UnexpandedNode, ...]:
    if entry.broken:
        return ()
    return _of_one_value(entry, _expression(entry, scope) if entry.is_short else _long(entry, scope), scope)


def _of_one_value(entry: Declared, made: tuple[UnexpandedNode, ...], scope: Scope) -> tuple[UnexpandedNode, ...]:
    """The parts, none of them where an entry that is no block has several names."""
    if made and len(entry.names) > 1 and not entry.instances and entry.form != "block":
        text = f"one value is computed here, and {len(entry.names)} names are given"
        scope.reading.problems.add(entry.key.where, text, "outputs", "only a block has several outputs")
        return ()
    return made


def _long(entry: Declared, scope: Scope) -> tuple[UnexpandedNode, ...]:
    given = entry.given
    forms = [form for form in FORMS if form in given]
    if len(forms) > 1:
        text = f"'{entry.name}' has both '{forms[0]}' and '{forms[1]}'"
        scope.reading.problems.add(given.keys[forms[1]].where, text, "two-forms", "give one of them")
        return ()
    if entry.form is None:
        text = f"'{entry.name}' has no expression"
        scope.reading.problems.add(entry.key.where, text, "no-expression", "write it as 'expr: a * b'")
        return ()
    _refuse_other_forms(entry.form, given, scope)
    if entry.form == "block":
        return _block(entry, scope)
    return _operation(entry.name, given, scope) if entry.form == "op" else _expression(entry, scope)


def _expression(entry: Declared, scope: Scope) -> tuple[UnexpandedNode, ...]:
    scalar = entry.expression
    if scalar is None:
        return ()
    warn_of_comment(scalar, scope.reading)
    if entry.tree is None:
        return ()
    instance = entry.instances[0] if entry.instances else None
    look = _display(entry, scope)
    return lowered(entry.name, entry.tree, scalar, look, scope, instance)


def _block(entry: Declared, scope: Scope) -> tuple[UnexpandedNode, ...]:
    """The uses of a block in the long form: one, or one for each step."""
    if not entry.instances:
        return ()
    look = _display(entry, scope)
    if entry.repeat is not None:
        return repeated(entry.name, entry.instances, entry.repeat, look, scope)
    given, instance = entry.given, entry.instances[0]
    args, block = given.get("args", ()), given.get("block")
    if args is None:
        return ()
    operands = [argument(arg, scope) for arg in args]
    use = Use(instance.block.name, block.text, block.where, tuple(arg.text for arg in args))
    made = called(entry.name, use, operands, block.where, scope, instance)
    return () if made is None else (made._replace(display=look),)


def _display(entry: Declared, scope: Scope) -> Display:
    """The display of the value; notes a problem if there are several values."""
    if entry.is_short:
        return Display()
    found = display(entry.given)
    block = entry.instances[0].block if entry.instances else None
    given_keys = [key for key in DISPLAY_KEYS if key in entry.given]
    if given_keys and block and len(block.outputs) > 1:
        text = f"'{given_keys[0]}' belongs to one value, '{block.name}' has {len(block.outputs)} outputs"
        hint = f"give it to a node of the block '{block.name}'"
        scope.reading.problems.add(entry.given.keys[given_keys[0]].where, text, "several-outputs", hint)
        return Display()
    return found


def _refuse_other_forms(form: str, given: Given, scope: Scope) -> None:
    """Note keys that belong to another form."""
    owners = {"args": ("op", "block"), "with": ("op",), **dict.fromkeys(BLOCK_KEYS, ("block",))}
    for key, owner in owners.items():
        if key in given and form not in owner:
            text = f"'{key}' belongs to '{owner[0]}'"
            hint = "write inputs and parameters in the expression: leaky_relu(x, slope=0.1)" if "op" in owner else None
            scope.reading.problems.add(given.keys[key].where, text, "two-forms", hint)


def _operation(name: str, given: Given, scope: Scope) -> tuple[UnexpandedNode, ...]:
    op = given.get("op")
    args, params = given.get("args", ()), given.get("with", ())
    if op is None or args is None or params is None:
        return ()
    operands = [argument(arg, scope) for arg in args]
    with_ = tuple(
        calls.GivenParameter(key.text, _parameter(value), key.where) for key, value in params if value is not None
    )
    use = Use(op.text, op.text, op.where, tuple(arg.text for arg in args), with_)
    node = applied(name, use, operands, op.where, scope, display(given), named=True)
    return () if node is None else (node,)


def _parameter(value: Any) -> calls.ParameterValue:
    """The value of a parameter: a list as a tuple, a text as a truth value, a number or a word."""
    if not isinstance(value, Scalar):
        return tuple(value)
    if value.text.casefold() in ("true", "false"):
        return value.text.casefold() == "true"
    try:
        tree = parse(value.text) if not value.style else None
    except ExpressionError:
        tree = None
    return tree.value if isinstance(tree, NumberLiteral) else value.text
