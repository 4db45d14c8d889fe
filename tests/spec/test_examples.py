"""The examples of the project and the published graphs all load."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPECS = sorted((ROOT / "specs").glob("*.yaml"))
PUBLISHED = json.loads((ROOT / "tests" / "data" / "worked-examples.json").read_text(encoding="utf-8"))


def spec_of(example):
    """A published graph as the text of a spec; its printed numbers are expected of it."""
    inputs = "".join(f"  {name}: {value}\n" for name, value in example["inputs"].items())
    nodes = "".join(f"  {name}: {expression}\n" for name, expression in example["steps"].items())
    expect = json.dumps({"values": example["value"], "gradients": example["grad"]}).replace('"', "")
    return f"inputs:\n{inputs}nodes:\n{nodes}expect: {expect}\n"


def is_scalar(example):
    return not any(isinstance(value, list) for value in example["inputs"].values())


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_example_loads_without_a_word(path, load):
    spec = load(path.read_bytes(), path.name, path.parent)
    assert spec.graph.outputs
    assert not spec.problems


@pytest.mark.parametrize("example", [e for e in PUBLISHED if is_scalar(e)], ids=lambda example: example["id"])
def test_every_published_scalar_graph_loads(example, load):
    spec = load(spec_of(example))
    assert [node.name for node in spec.graph.nodes if "." not in node.name] == [*example["inputs"], *example["steps"]]
    assert len(spec.expectations) == len(example["value"]) + len(example["grad"])


@pytest.mark.parametrize("example", [e for e in PUBLISHED if not is_scalar(e)], ids=lambda example: example["id"])
def test_published_tensor_graphs_are_not_supported_yet_and_nothing_else(example, failures):
    assert {problem.code for problem in failures(spec_of(example))} == {"not-supported-yet"}
