"""The SVG: well-formed, sized in points, named, with ids for every mark and nothing a strict page refuses."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graphdraw
from graphdraw.draw.scene import Scene
from graphdraw.errors import UsageError
from graphdraw.output.encoding import SVG_TEXTS, Encoding, SvgText
from graphdraw.output.formats import FORMATS
from graphdraw.output.svg import number, svg
from graphdraw.pipeline.names import THEMES
from graphdraw.spec import read_file
from tests import scenes
from tests.scenes import SPECS

PAINT = {"fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-dasharray"}
TEXT = {"font-family", "font-style", "font-weight", "letter-spacing", "word-spacing", "text-anchor"}
XML, XLINK = "{http://www.w3.org/XML/1998/namespace}", "{http://www.w3.org/1999/xlink}"
ROOT = {"width", "height", "viewBox", "role", "aria-labelledby", f"{XML}lang"}
ALLOWED = {
    "svg": {*ROOT, *TEXT, "direction", "writing-mode"},
    "title": set(),
    "desc": set(),
    "defs": set(),
    "g": {"fill", "transform"},
    "path": {"d", *PAINT},
    "use": {f"{XLINK}href", "x", "y", "transform"},
    "rect": {"x", "y", "width", "height", "fill"},
    "text": {"x", "y", "font-size", "textLength", "lengthAdjust", "fill-opacity", f"{XML}space"},
}
"""Elements with their attributes: SVG 1.1, with `role` and `aria-labelledby`, which EPUB 3 takes as well."""

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
    assert ET.fromstring(svg(scene, "text")).get("role") == "graphics-document"
    assert [named[id_] for id_ in (root.get("aria-labelledby") or "").split()] == ["A product & <more>", "x times two"]
    assert (root.get(f"{XML}lang"), root.get("lang")) == ("en", None)  # EPUB refuses the two beside each other


def test_in_a_page_an_attribute_has_the_name_and_no_title_pops_up(scene: Scene) -> None:
    root = ET.fromstring(svg(scene, ids="fig3"))
    assert root.find(f"{SVG}title") is None
    assert root.get("aria-label") == "A product & <more>"
    assert root.get("aria-labelledby") is None
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert (root.get("aria-describedby"), description.text) == (description.get("id"), "x times two")


def test_in_a_page_one_without_a_title_is_named_by_what_it_has(scene: Scene) -> None:
    root = ET.fromstring(svg(scene._replace(title=""), ids="fig3"))
    assert (root.get("aria-label"), root.get("aria-labelledby")) == (None, "fig3-desc")
    bare = ET.fromstring(svg(scene._replace(title="", description=""), ids="fig3"))
    assert not [name for name in bare.attrib if name.startswith("aria-")]


@pytest.mark.parametrize("text", SVG_TEXTS)
def test_nothing_that_a_strict_page_or_an_e_book_refuses(text: SvgText, scene: Scene) -> None:
    data = svg(scene, text)
    assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<svg ')
    for element in ET.fromstring(data).iter():
        known = ALLOWED[element.tag.removeprefix(SVG)]
        assert set(element.keys()) <= {*known, "id"}
    references = re.findall(r'href="([^"]*)"|url\(([^)]*)\)', data.decode())
    assert all(part.startswith("#") for both in references for part in both if part)


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
    other = scene._replace(edges=tuple(e._replace(color="#000000") for e in scene.edges))
    first, second = ({e.get("id") for e in _tree(s).iter() if e.get("id")} for s in (scene, other))
    assert not first & second


def test_ids_begin_as_the_page_says(scene: Scene) -> None:
    ids = {element.get("id") for element in ET.fromstring(svg(scene, ids="fig3")).iter() if element.get("id")}
    assert all((id_ or "").startswith("fig3-") for id_ in ids)
    assert {"fig3-desc", "fig3-edge-x-total-0", "fig3-edge-x-total-0-backward", "fig3-node-total"} <= ids
    drawn = [
        re.sub(rb"gd[0-9a-f]{8}-|fig3-", b"", data).partition(b"<defs>")[2]
        for data in (svg(scene), svg(scene, ids="fig3"))
    ]
    assert drawn[0] == drawn[1] != b""


@pytest.mark.parametrize("ids", ["", "3", "-a", "a b", 'a"', "a.b", "é", "a#", "a\n"])
def test_ids_that_a_page_cannot_use_are_refused(ids: str, scene: Scene) -> None:
    with pytest.raises(UsageError, match="ids cannot begin with"):
        FORMATS.get("svg").write(scene, Encoding(ids=ids).checked())


def test_text_as_text_has_the_place_and_the_width_of_its_outlines(scene: Scene) -> None:
    texts = {element.text: element for element in ET.fromstring(svg(scene, "text")).iter(f"{SVG}text")}
    assert set(texts) == {"x_1", "30", "×"}
    attributes = {key: texts["30"].get(key) for key in ("x", "y", "font-size", "textLength")}
    assert attributes == {"x": "47.09", "y": "22", "font-size": "8", "textLength": "10.18"}
    assert [text for text, element in texts.items() if element.get("fill-opacity") == "0"] == ["x_1"]
    assert len(svg(scene, "text")) < len(svg(scene))


@pytest.mark.parametrize(
    ("families", "written"),
    [
        (("DejaVu Sans",), "'DejaVu Sans', sans-serif"),
        (("Noto Sans Serif", "It's"), r"'Noto Sans Serif', 'It\'s', sans-serif"),
        (("STIXGeneral", "DejaVu Sans"), "'STIXGeneral', 'DejaVu Sans', serif"),
        (("DejaVu Serif",), "'DejaVu Serif', serif"),
    ],
)
def test_text_names_the_families_and_a_generic_one(families: tuple[str, ...], written: str, scene: Scene) -> None:
    nameless = scene._replace(fonts=families, labels=())
    assert ET.fromstring(svg(nameless, "text")).get("font-family") == written


def test_spaces_at_the_ends_of_text_are_kept(scene: Scene) -> None:
    (run,) = scene.labels[1].runs
    padded = scene._replace(labels=(scene.labels[1]._replace(runs=(run._replace(text=" a  <b>& "),)),))
    (text,) = ET.fromstring(svg(padded, "text")).iter(f"{SVG}text")
    assert (text.text, text.get(f"{XML}space")) == (" a  <b>& ", "preserve")


def test_ids_do_not_depend_on_what_is_below_the_drawn_precision(scene: Scene) -> None:
    nudged = scene._replace(width=scene.width + 1e-9)
    assert svg(scene) == svg(nudged)


def test_without_background_there_is_no_ground(scene: Scene) -> None:
    assert _tree(scene).find(f"{SVG}rect") is not None
    assert _tree(scene._replace(background=None)).find(f"{SVG}rect") is None


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (2.0, "2"), (-3.14159, "-3.14"), (100.0, "100")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@given(st.floats(-1e6, 1e6))
def test_numbers_are_right_to_half_a_hundredth(value: float) -> None:
    assert abs(float(number(value)) - value) <= 0.005 + 1e-9


def _ids(data: bytes) -> set[str]:
    return {id_ for element in ET.fromstring(data).iter() if (id_ := element.get("id"))}


def test_no_two_examples_and_no_two_themes_of_one_share_an_id() -> None:
    taken: dict[str, str] = {}
    for path in SPECS[::3]:
        loaded = scenes.load(read_file(path))
        evaluation = scenes.evaluate(loaded)
        figures = {
            theme: scenes.draw(scenes.with_view(loaded, replace(loaded.view, theme=theme)), evaluation)
            for theme in THEMES
        }
        figures["pair"] = scenes.draw(loaded, evaluation, dark=True)
        for name, figure in figures.items():
            if name == "pair" and figure == figures["dark"]:
                continue  # the same figure twice
            for id_ in _ids(svg(figure)):
                assert taken.setdefault(id_, f"{path.stem} {name}") == f"{path.stem} {name}"


def test_one_figure_twice_in_a_page_shares_no_id_if_each_has_a_name() -> None:
    text = "inputs: {x: 2, w: 3}\nnodes: {y: x * w}\n"
    first, second = (_ids(graphdraw.render(text, ids=f"fig{occurrence}")) for occurrence in (1, 2))
    assert first
    assert not first & second
    assert {id_.replace("fig1-", "fig2-") for id_ in first} == second
