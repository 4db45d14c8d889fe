"""Several figures on one sheet: everything of every figure is there, in its place and in its own fonts."""

from __future__ import annotations

import dataclasses
from itertools import combinations

from graphdraw.draw.scene import BoxEdges, Scene
from graphdraw.draw.sheet import WIDTH
from graphdraw.draw.style.themes import THEMES
from graphdraw.output.settings import own_settings
from graphdraw.output.svg import svg
from graphdraw.pipeline.encoding import sheet_of
from graphdraw.spec import Source
from tests import scenes

SPEC = b"inputs: {x: {value: 2, label: 'a $x$ b'}, y: {value: 3, grad: false}}\nnodes: {z: x * x + y}\n"


def _figure(theme: str, **changes: object) -> Scene:
    loaded = scenes.load(Source("x.yaml", SPEC, None))
    view = dataclasses.replace(loaded.view, theme=theme, **changes)  # type: ignore[arg-type]
    return scenes.draw(scenes.with_view(loaded, view), scenes.evaluate(loaded))


def _all() -> dict[str, Scene]:
    return {name: _figure(name) for name in THEMES.names()}


def _meet(a: BoxEdges, b: BoxEdges) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_figures_lie_on_their_grounds_and_not_on_each_other() -> None:
    sheet = sheet_of([("x", _all().items())])
    grounds = [node for node in sheet.nodes if node.id == "ground"]
    assert [ground.fill for ground in grounds] == [theme.ground for theme in THEMES]
    assert not any(_meet(a.box, b.box) for a, b in combinations(grounds, 2))
    assert not any(_meet(label.box, ground.box) for label in sheet.labels for ground in grounds)
    for node in sheet.nodes:
        assert sum(_meet(node.box, ground.box) for ground in grounds) == 1
        assert 0 < node.box[0] < node.box[2] < sheet.width
        assert 0 < node.box[1] < node.box[3] < sheet.height


def test_nothing_of_a_figure_is_lost_and_texts_come_last() -> None:
    figures = _all()
    sheet = sheet_of([("x", figures.items())])
    texts = [node for node in sheet.nodes if node.kind == "text"]
    assert sheet.nodes[-len(texts) :] == tuple(texts)
    assert [t.text for t in texts] == [label.text for figure in figures.values() for label in figure.labels]
    assert [t.fill for t in texts] == [label.color for figure in figures.values() for label in figure.labels]
    assert len(sheet.edges) == sum(len(figure.edges) for figure in figures.values())
    assert len(sheet.nodes) == sum(len(f.nodes) + len(f.labels) + 1 for f in figures.values())


def test_texts_keep_their_fonts() -> None:
    """The outline on the sheet has as many points as the glyphs of its own figure's fonts."""
    points = {}
    for name in ("plain", "serif"):
        (text,) = [
            n for n in sheet_of([("x", [(name, _figure(name))])]).nodes if (n.kind, n.text) == ("text", "a $x$ b")
        ]
        assert text.outline is not None
        inside = [text.box[0] - 1 <= x <= text.box[2] + 1 for x, _ in text.outline.points]
        assert all(inside)
        points[name] = len(text.outline.points)
    assert points["plain"] != points["serif"]


def test_a_row_breaks_where_the_page_ends_and_has_a_heading_among_others() -> None:
    figure = _figure("plain")
    cells = [(str(i), figure) for i in range(20)]
    sheet = sheet_of([("one", cells), ("two", cells[:1])])
    assert sheet.width <= WIDTH + 24
    assert [label.text for label in sheet.labels] == ["one", *(title for title, _ in cells), "two", "0"]
    assert [label.text for label in sheet_of([("one", cells[:1])]).labels] == ["0"]


def test_blanks_and_transparent_grounds() -> None:
    figure = _figure("plain", background="none", values=("blank",))
    sheet = sheet_of([("x", [("blank", figure)])])
    assert not [node for node in sheet.nodes if node.id == "ground"]
    assert sum(label.frame is not None for label in sheet.labels) == sum(m.frame is not None for m in figure.labels) > 0


def test_a_sheet_is_a_file_like_any_other() -> None:
    with own_settings():
        assert svg(sheet_of([("x", _all().items())])).startswith(b"<?xml")
