"""The SVG: well-formed, sized in points, named, with ids for every mark and nothing a strict page refuses."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdraw.draw.scene import Scene
from graphdraw.output.svg import number, svg

SVG = "{http://www.w3.org/2000/svg}"


def _tree(scene: Scene) -> ET.Element:
    return ET.fromstring(svg(scene))


def test_size_in_points_and_the_same_view_box(scene: Scene) -> None:
    root = _tree(scene)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("120pt", "60pt", "0 0 120 60")


def test_name_and_description_for_those_who_listen(scene: Scene) -> None:
    root = _tree(scene)
    named = {child.get("id"): child.text for child in root if child.tag in (f"{SVG}title", f"{SVG}desc")}
    assert root.get("role") == "img"
    assert [named[id_] for id_ in (root.get("aria-labelledby") or "").split()] == ["A product & <more>", "x times two"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_nothing_that_a_strict_page_refuses(scene: Scene) -> None:
    text = svg(scene).decode()
    assert not re.search(r"<!DOCTYPE|<style|style=|<script|<metadata|href=\"http|\bon\w+=", text)


def test_ids_are_unique_and_references_lead_to_them(scene: Scene) -> None:
    root = _tree(scene)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    references = [element.get("{http://www.w3.org/1999/xlink}href") for element in root.iter(f"{SVG}use")]
    assert references
    assert {r[1:] for r in references if r} <= set(ids)


def test_every_mark_has_an_id_that_tells_it(scene: Scene) -> None:
    ids = {re.sub("^gd[0-9a-f]{8}-", "", element.get("id") or "") for element in _tree(scene).iter()}
    assert {"edge-x-total-0", "edge-x-total-0-backward", "node-total", "value-x-total-0", "name-x"} <= ids


def test_two_figures_in_one_page_share_no_id(scene: Scene) -> None:
    other = replace(scene, edges=tuple(replace(e, color="#000000") for e in scene.edges))
    first, second = ({e.get("id") for e in _tree(s).iter() if e.get("id")} for s in (scene, other))
    assert not first & second


def test_ids_do_not_depend_on_what_is_below_the_drawn_precision(scene: Scene) -> None:
    nudged = replace(scene, width=scene.width + 1e-9)
    assert svg(scene) == svg(nudged)


def test_without_background_there_is_no_ground(scene: Scene) -> None:
    assert _tree(scene).find(f"{SVG}rect") is not None
    assert _tree(replace(scene, background=None)).find(f"{SVG}rect") is None


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (2.0, "2"), (-3.14159, "-3.14"), (100.0, "100")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@given(st.floats(-1e6, 1e6))
def test_numbers_are_right_to_half_a_hundredth(value: float) -> None:
    assert abs(float(number(value)) - value) <= 0.005 + 1e-9
