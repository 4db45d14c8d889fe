"""A figure of a given width: the same where it fits, in rows where it does not, an error where rows do not help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphdraw
from graphdraw.cli.app import group
from graphdraw.errors import SpecError

SPECS = Path(__file__).parents[2] / "specs"
MM = 72 / 25.4


def wide(name, width, **keys):
    text = (SPECS / f"{name}.yaml").read_text(encoding="utf-8")
    keys = "".join(f"\n  {key}: {value}" for key, value in {"width": width, **keys}.items())
    return text.replace("\nview:", f"\nview:{keys}") if "\nview:" in text else f"{text}\nview:{keys}\n"


def scene(text):
    return json.loads(graphdraw.render(text, "json"))


@pytest.mark.parametrize("width", ["30cm", "300 mm", "11.9in", "1000pt", "1200px"])
def test_a_figure_that_fits_is_the_same(width):
    assert graphdraw.render(wide("mlp", width)) == graphdraw.render(SPECS / "mlp.yaml")


@pytest.mark.parametrize(("name", "width"), [("micrograd", 180), ("mlp", 150), ("lstm-step", 170), ("neuron", 90)])
@pytest.mark.parametrize("direction", ["right", "left"])
def test_a_long_figure_goes_on_in_another_row(name, width, direction):
    found = scene(wide(name, f"{width}mm", direction=direction))
    whole = scene((SPECS / f"{name}.yaml").read_text(encoding="utf-8"))
    assert found["width"] <= width * MM < whole["width"]
    assert found["height"] > whole["height"]
    circles = [node["text"] for node in found["nodes"] if node["kind"] == "continuation"]
    assert circles
    assert all(circles.count(letter) == 2 for letter in circles)
    assert {node["id"] for node in whole["nodes"]} <= {node["id"] for node in found["nodes"]}
    assert {label["text"] for label in whole["labels"]} <= {label["text"] for label in found["labels"]}


def test_letters_are_not_names_of_the_figure():
    circles = {node["text"] for node in scene(wide("neuron", "90mm"))["nodes"] if node["kind"] == "continuation"}
    assert "A" in circles
    spec = "inputs: {A: 2}\nnodes:\n  b: exp(A)\n  c: sin(b)\n  d: cos(c)\n  e: tanh(d)\nview: {width: 60mm}\n"
    assert "A" not in {node["text"] for node in scene(spec)["nodes"] if node["kind"] == "continuation"}


@pytest.mark.parametrize("direction", ["right", "down"])
def test_what_can_not_be_so_narrow_is_an_error_that_says_what_would_do(direction):
    with pytest.raises(SpecError) as raised:
        graphdraw.render(wide("mlp", "20mm", direction=direction))
    (problem,) = raised.value.problems
    assert problem.code == "too-wide"
    assert problem.where is not None
    needed = problem.text.split()[-1]
    assert scene(wide("mlp", needed, direction=direction))["width"] <= float(needed[:-2]) * MM


@pytest.mark.parametrize("width", ["120", "0mm", "a4", "-3cm", "[1]", "1e3mm"])
def test_what_is_no_width_is_refused(width):
    with pytest.raises(SpecError, match="a width with its unit is expected"):
        graphdraw.render(wide("mlp", width))


def test_the_flag_does_the_same(tmp_path):
    spec = tmp_path / "a.yaml"
    spec.write_text((SPECS / "mlp.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    done = CliRunner().invoke(group, ["render", str(spec), "--width", "150mm", "-o", str(tmp_path / "a.json")])
    assert done.exit_code == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["width"] <= 150 * MM
    assert CliRunner().invoke(group, ["render", str(spec), "--width", "wide"]).exit_code == 2
