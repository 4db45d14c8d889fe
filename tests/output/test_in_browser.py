"""Figures in pages of a real browser: beside each other, in narrow and dark pages, found as text, told to listeners."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import graphdraw
from graphdraw.draw.text.fonts import missing_characters
from graphdraw.output.encoding import SvgText
from graphdraw.spec import Source
from tests import scenes
from tests.browser import Browser

COLAH = "title: A fork\ninputs: {a: 2, b: 1}\nnodes: {c: a + b, d: b + 1, e: c * d}\n"
DARK = COLAH + "view: {theme: dark}\n"
MATH = "inputs: {x1: 2, w: {value: 3, label: weight}}\nnodes: {total: x1 * w}\n"
SHRINKS = "img, svg { max-width: 100%; height: auto }"
PLACE = "<div style='position:absolute;left:0;top:{top}px'>{svg}</div>"
STRICT = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"

Write = Callable[..., Path]


@pytest.fixture
def page(tmp_path: Path) -> Write:
    """Writes a page and gives its path."""

    def write(body: str, *, css: str = "", head: str = "", name: str = "page.html", root: str = "") -> Path:
        styles = f"<style>body {{ margin: 0 }} {css}</style>"
        path = tmp_path / name
        path.write_text(f"<!DOCTYPE html><html{root}><meta charset=utf-8>{head}{styles}{body}", encoding="utf-8")
        return path

    return write


def _inline(spec: str, text: SvgText = "path", ids: str | None = None) -> str:
    """A figure as it is put into a page."""
    return graphdraw.render(spec, svg_text=text, ids=ids).decode().partition("?>")[2]


def _size(spec: str) -> tuple[float, float]:
    """Of a figure, in pixels of CSS."""
    loaded = scenes.load(Source("a.yaml", spec.encode(), None))
    scene = scenes.draw(loaded, scenes.evaluate(loaded))
    return scene.width / 0.75, scene.height / 0.75


def _shown(browser: Browser, spec: str, top: int = 0) -> Any:
    """The pixels of the figure that lies at the left edge of the page."""
    width, height = _size(spec)
    return browser.picture(0, top, int(width), int(height))


def test_three_figures_in_one_page_do_not_change_each_other(browser: Browser, page: Write) -> None:
    figures = [_inline(COLAH, ids="one"), _inline(COLAH, ids="two"), _inline(DARK)]
    browser.open(page("".join(PLACE.format(top=200 * i, svg=svg) for i, svg in enumerate(figures))))
    together = [_shown(browser, COLAH, 200 * i) for i in range(3)]
    ids = browser.run("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids)) > 60
    named = browser.run("[...document.querySelectorAll('svg')].map(e => e.getAttribute('aria-describedby'))")
    assert named[:2] == ["one-desc", "two-desc"]
    for number, (svg, seen) in enumerate(zip(figures, together, strict=True)):
        browser.open(page(PLACE.format(top=200 * number, svg=svg)))
        assert np.array_equal(_shown(browser, COLAH, 200 * number), seen)
    assert np.abs(together[0].astype(int) - together[1]).mean() < 0.5  # edges depend a little on the place in the page
    assert together[0].mean() > 200 > 80 > together[2].mean()


def test_a_page_that_allows_no_styles_shows_the_same(browser: Browser, tmp_path: Path) -> None:
    seen = []
    for head in ("", STRICT):
        plain = tmp_path / "plain.html"
        plain.write_text(f"<!DOCTYPE html><meta charset=utf-8>{head}{_inline(COLAH)}", encoding="utf-8")
        browser.open(plain)
        seen.append(browser.picture())
    assert np.array_equal(*seen)
    assert seen[0].min() < 100


@pytest.mark.parametrize("how", ["img", "inline"])
def test_a_figure_shrinks_with_its_column_and_is_never_blown_up(
    how: str, browser: Browser, page: Write, tmp_path: Path
) -> None:
    (tmp_path / "figure.svg").write_bytes(graphdraw.render(COLAH))
    figure = "<img src=figure.svg>" if how == "img" else _inline(COLAH)
    width, height = _size(COLAH)
    for column in (150, 300, 2000):
        browser.open(page(f"<div style='width:{column}px'>{figure}</div>", css=SHRINKS), width=2100)
        box = browser.run("(r => [r.width, r.height])(document.querySelector('img, svg').getBoundingClientRect())")
        factor = min(1, column / width)
        assert box == pytest.approx([width * factor, height * factor], abs=1)


@pytest.mark.parametrize("dark", [False, True])
def test_a_pair_follows_the_page(dark: bool, browser: Browser, page: Write, tmp_path: Path) -> None:
    (tmp_path / "light.svg").write_bytes(graphdraw.render(COLAH))
    (tmp_path / "dark.svg").write_bytes(graphdraw.render(DARK))
    source = "<source srcset=dark.svg media='(prefers-color-scheme: dark)'>"
    browser.open(page(f"<picture>{source}<img src=light.svg alt='A fork'></picture>"), dark=dark)
    assert browser.run("document.querySelector('img').currentSrc").endswith("dark.svg" if dark else "light.svg")
    assert (_shown(browser, COLAH).mean() < 80) == dark


@pytest.mark.parametrize("text", ["path", "text"])
def test_text_is_found_and_selected_if_it_is_text(text: SvgText, browser: Browser, page: Write) -> None:
    browser.open(page(_inline(MATH, text)))
    for word in ("weight", "x_1", "6"):
        found, selected = browser.run(f"[window.find('{word}', false, false, true), String(getSelection())]")
        assert (found, selected) == ((True, word) if text == "text" else (False, ""))


def test_japanese_is_found(browser: Browser, page: Write) -> None:
    if missing_characters("消費税", ("Noto Sans CJK JP",)):
        pytest.skip("Noto Sans CJK JP is not installed")
    spec = "lang: ja\ninputs: {tax: {value: 2, label: 消費税}}\nnodes: {y: tax * 3}\n"
    browser.open(page(_inline(spec, "text")))
    assert browser.run("[window.find('消費'), String(getSelection())]") == [True, "消費"]


def test_text_stands_where_its_outlines_would(browser: Browser, page: Write) -> None:
    """Up to the edges of letters, which browsers draw in their own way."""
    seen = []
    for text in ("path", "text"):
        browser.open(page(PLACE.format(top=0, svg=_inline(MATH, text))))  # type: ignore[arg-type]
        seen.append(_shown(browser, MATH).astype(int))
    assert np.abs(seen[0] - seen[1]).mean() < 2
    both = "t => [t.textLength.baseVal.value, t.getComputedTextLength()]"
    lengths = browser.run(f"[...document.querySelectorAll('text')].map({both})")
    assert lengths
    assert all(wanted == pytest.approx(drawn, abs=0.5) for wanted, drawn in lengths)


@pytest.mark.parametrize("family", ["monospace", "serif"])
def test_text_keeps_its_middle_where_its_length_and_font_are_ignored(
    family: str, browser: Browser, page: Write
) -> None:
    middles = []
    svg = _inline(MATH, "text")
    for seen in (svg, re.sub(' (?:textLength|lengthAdjust|font-family)="[^"]*"', "", svg)):
        browser.open(page(f"<div style='font-family: {family}'>{PLACE.format(top=0, svg=seen)}</div>"))
        box = "t => (r => [r.left + r.width / 2, r.width])(t.getBoundingClientRect())"
        middles.append(browser.run(f"[...document.querySelectorAll('text')].map({box})"))
    assert [x for x, _ in middles[1]] == pytest.approx([x for x, _ in middles[0]], abs=0.6)
    assert max(abs(a - b) for (_, a), (_, b) in zip(*middles, strict=True)) > 1


@pytest.mark.parametrize(
    ("root", "css"),
    [
        (" dir=rtl", ""),
        ("", "div { font: italic bold 30px serif; letter-spacing: 5px; word-spacing: 9px }"),
        ("", "div { writing-mode: vertical-rl }"),
        ("", "div { text-anchor: end; fill: red }"),
    ],
)
def test_the_page_around_a_figure_does_not_move_its_text(root: str, css: str, browser: Browser, page: Write) -> None:
    svg = PLACE.format(top=0, svg=_inline(MATH, "text"))
    browser.open(page(svg, css="svg { display: block }"))
    expected = _shown(browser, MATH)
    browser.open(page(svg, css="svg { display: block }" + css, root=root))
    assert np.array_equal(_shown(browser, MATH), expected)


@pytest.mark.parametrize("text", ["path", "text"])
def test_the_accessibility_tree_names_the_figure(text: SvgText, browser: Browser, page: Write) -> None:
    browser.open(page(_inline(COLAH, text)))
    roles = ("image", "img") if text == "path" else ("graphics-document", "GraphicsDocument")
    (image,) = [node for node in browser.accessible() if node["role"] in roles]
    assert image["name"].startswith("A fork Inputs: a = 2, b = 1. Forward: c = a + b = 3; ")
    assert image["description"].startswith("Inputs: a = 2, b = 1.")


def test_the_language_is_that_of_the_figure(browser: Browser, page: Write) -> None:
    browser.open(page(_inline("lang: ja\n" + COLAH), root=" lang=en"))
    assert browser.run("document.querySelector('svg').matches(':lang(ja)')")
    assert browser.run("document.querySelector('desc').textContent").startswith("入力：")


def test_a_png_looks_as_the_svg(browser: Browser, page: Write, tmp_path: Path) -> None:
    """The PNG, shown at the size that its resolution gives, has the SVG's pixels up to the edges of lines."""
    (tmp_path / "figure.png").write_bytes(graphdraw.render(COLAH, "png", dpi=96))
    browser.open(page(PLACE.format(top=0, svg="<img src=figure.png>")))
    png = _shown(browser, COLAH).astype(int)
    browser.open(page(PLACE.format(top=0, svg=_inline(COLAH))))
    assert np.abs(_shown(browser, COLAH).astype(int) - png).mean() < 3
