"""The names of operations are known before their families are imported, and all of them are true."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import graphdraw.ops.families
from graphdraw.expression import Call, parse
from graphdraw.expression.parser import INFIX
from graphdraw.graph.model import Apply, Literal, Location, Ref
from graphdraw.ops import OPERATIONS, PLANNED, drawn_as, left_out, rewritten
from graphdraw.ops.rules import Elementwise
from graphdraw.ops.table import FAMILIES, IDENTITY, kind_of
from graphdraw.registry import Registry

ROOT = Path(__file__).parents[2]
HERE = Location("spec.yaml", 1, 1)


def records(family):
    return import_module(f"graphdraw.ops.families.{family}").OPERATIONS


def test_the_table_has_every_record_with_its_aliases_in_order():
    for family, names in FAMILIES.items():
        assert names.split() == ["=".join((o.name, *o.signature.aliases)) for o in records(family)]


def test_the_table_has_every_family():
    folder = Path(graphdraw.ops.families.__file__).parent
    modules = [import_module(f"graphdraw.ops.families.{path.stem}") for path in folder.glob("[!_]*.py")]
    with_records = {module.__name__.rpartition(".")[2] for module in modules if hasattr(module, "OPERATIONS")}
    assert with_records == set(FAMILIES)


def test_every_operation_is_of_the_kind_of_its_family():
    for family in FAMILIES:
        assert {kind_of(operation)["en"] for operation in records(family)} == {
            import_module(f"graphdraw.ops.families.{family}").FAMILY["en"]
        }


def test_order_and_names_without_importing_are_those_of_the_records():
    assert [operation.name for operation in OPERATIONS] == list(OPERATIONS.names())
    assert len(OPERATIONS) == len(OPERATIONS.names())


PROBE = """
import sys
from graphdraw.cli.app import group
try:
    group.main(sys.argv[1:], prog_name="graphdraw")
except SystemExit as ended:
    assert not ended.code, ended.code
print(*(name.rpartition(".")[2] for name in sys.modules if name.startswith("graphdraw.ops.families.")), file=sys.stderr)
"""


@pytest.fixture
def families(tmp_path):
    """The families in memory after a check of a spec with these nodes, in a fresh process."""

    def call(*nodes, options=()):
        (tmp_path / "a.yaml").write_text(
            "inputs: {a: 2, b: 3}\nnodes:\n" + "".join(f"  {node}\n" for node in nodes), encoding="utf-8"
        )
        command = [sys.executable, "-c", PROBE, "check", "-q", "a.yaml", *options]
        run = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
        return set(run.stderr.decode().split()) & set(FAMILIES)

    return call


@pytest.mark.parametrize("options", [(), ("--gradients",)])
def test_a_spec_of_arithmetic_imports_no_other_family(families, options):
    assert families("c: a*b - 1/a", "d: c/b + 2**a", "e: -c", "f: e", "g: f + d", options=options) == {"arithmetic"}


def test_a_family_is_imported_for_its_operation(families):
    assert families("c: sigmoid(a) + b") == {"arithmetic", "activation"}
    assert families("c: a", "d: half_squared_error(c, b)") == {"arithmetic", "loss"}


def test_names_that_a_family_does_not_have_are_refused():
    registry = Registry("thing")
    registry.register_later({"one": ["uno"], "two": []}, lambda: {"one": 1, "three": 3})
    assert registry.names_and_aliases() == ("one", "uno", "two")
    with pytest.raises(ValueError, match=r"^thing 'three' or 'two' is not where it is said$"):
        registry.get("uno")
    with pytest.raises(ValueError, match=r"^thing 'one' is registered twice$"):
        registry.register("one", 1)


def test_entries_are_brought_once():
    calls = []
    registry = Registry("thing")
    registry.register_later({"one": [], "two": []}, lambda: calls.append(1) or {"one": 1, "two": 2})
    assert (registry.get("two"), list(registry), registry.get("one"), calls) == (2, [1, 2], 1, [1])


def test_signs_of_the_language_are_operations():
    for sign, (name, _) in INFIX.items():
        assert name in PLANNED or OPERATIONS.get(name).signature.arity == 2, sign
    for text in ("-x", "x + y", "x - y", "x*y", "x/y", "x**y"):
        tree = parse(text)
        assert isinstance(tree, Call)
        assert tree.op in OPERATIONS


def test_an_identity_is_what_it_is_called():
    assert OPERATIONS.get(IDENTITY).rule.forward(7) == 7


A, B, ONE, TWO = Ref("a", HERE), Ref("b", HERE), Literal(1, "1", HERE), Literal(2, "2", HERE)


@pytest.mark.parametrize(
    ("op", "operands", "meant"),
    [
        ("div", (ONE, A), ("reciprocal", (A,))),
        ("div", (Literal(1.0, "1.0", HERE), A), ("reciprocal", (A,))),
        ("div", (TWO, A), ("div", (TWO, A))),
        ("div", (A, ONE), ("div", (A, ONE))),
        ("div", (ONE, TWO), ("div", (ONE, TWO))),
        ("mul", (Literal(-1, "-1", HERE), A), ("mul", (Literal(-1, "-1", HERE), A))),
        ("black box", (ONE, A), ("black box", (ONE, A))),
    ],
)
def test_what_is_meant_by_an_operation_with_a_number(op, operands, meant):
    assert rewritten(op, operands) == meant


def test_numbers_that_an_operation_has_in_itself():
    assert left_out(Apply("y", "reciprocal", "/", (A,), HERE))[:3] == ("div", 0, 1)
    assert left_out(Apply("y", "reciprocal", "inv", (A,), HERE)) is None
    assert left_out(Apply("y", "neg", "-", (A,), HERE)) is None
    assert drawn_as(Apply("y", "neg", "-", (A,), HERE))[:3] == ("mul", 0, -1)
    assert drawn_as(Apply("y", "reciprocal", "/", (A,), HERE)) is None


SPECIAL = [operation for operation in OPERATIONS if operation.signature.special]


@pytest.mark.parametrize("operation", SPECIAL, ids=lambda operation: operation.name)
def test_an_operation_with_a_number_in_it_is_the_other_one(operation):
    special = operation.signature.special
    other = OPERATIONS.get(special.of)
    for operation_, name in ((operation, special.of), *((other, name) for name in other.signature.specials)):
        assert isinstance(operation_.rule, Elementwise)
        assert name in OPERATIONS
    for sample in operation.rule.samples:
        arguments = [*sample[: special.argument], special.number, *sample[special.argument :]]
        assert other.rule.forward(*arguments) == operation.rule.forward(*sample)


def test_every_special_case_says_of_what_it_is_one():
    for operation in OPERATIONS:
        for name in operation.signature.specials:
            assert OPERATIONS.get(name).signature.special.of == operation.name
