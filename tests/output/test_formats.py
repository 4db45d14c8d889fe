"""Every registered format: bytes that its own readers accept, and the same ones every time."""

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_pdf import RendererPdf

from graphdraw.draw.scene import Scene
from graphdraw.output.encoding import Encoding
from graphdraw.output.formats import FORMATS
from graphdraw.output.limits import PictureTooLargeError
from graphdraw.output.pdf import _Renderer, pdf

STARTS = {"svg": b"<?xml", "pdf": b"%PDF-", "png": b"\x89PNG\r\n", "json": b"{"}


@pytest.mark.parametrize("name", FORMATS.names())
def test_files_begin_as_their_format_does(name: str, scene: Scene) -> None:
    assert FORMATS.get(name).write(scene, Encoding()).startswith(STARTS[name])


@pytest.mark.parametrize("name", FORMATS.names())
def test_the_same_scene_gives_the_same_bytes(name: str, scene: Scene) -> None:
    write = FORMATS.get(name).write
    assert write(scene, Encoding()) == write(scene._replace(), Encoding())


@pytest.mark.parametrize("name", FORMATS.names())
def test_another_number_gives_other_bytes(name: str, scene: Scene) -> None:
    changed = scene._replace(labels=tuple(m._replace(text="31") for m in scene.labels))
    runs = tuple(run._replace(text="31") for run in scene.labels[1].runs)
    changed = changed._replace(labels=(*changed.labels[:1], changed.labels[1]._replace(runs=runs)))
    assert FORMATS.get(name).write(scene, Encoding()) != FORMATS.get(name).write(changed, Encoding())


@pytest.mark.parametrize("fonts", ["42", "3", "outlines"])
def test_a_text_that_a_pdf_has_twice_is_written_as_if_it_were_there_once(fonts, scene, monkeypatch):
    """It is copied to its second place instead of laid out again: seen by a page that lays out both."""
    moved = [
        mark._replace(runs=tuple(run._replace(x=run.x + 7.3, y=run.y - 2.1) for run in mark.runs))
        for mark in scene.labels
    ]
    twice = scene._replace(labels=(*scene.labels, *moved))
    copied = pdf(twice, fonts)
    laid_out = 0

    def draw_text(self, *arguments, **options):
        nonlocal laid_out
        laid_out += 1
        RendererPdf.draw_text(self, *arguments, **options)

    monkeypatch.setattr(_Renderer, "draw_text", draw_text, raising=False)
    assert pdf(twice, fonts) == copied
    assert laid_out == (0 if fonts == "outlines" else len({(r.text, r.size, r.math) for m in moved for r in m.runs}))
    monkeypatch.setattr("graphdraw.output.pdf._to_place", lambda _x, _y: b"another matplotlib writes it otherwise")
    laid_out = 0
    assert pdf(twice, fonts) == copied
    assert laid_out == (0 if fonts == "outlines" else 2 * sum(len(mark.runs) for mark in moved))


@pytest.mark.parametrize("name", ["pdf", "png"])
def test_a_side_over_two_hundred_inches_is_refused(name: str, scene: Scene) -> None:
    with pytest.raises(PictureTooLargeError, match="the figure is 201 inches wide, more than 200"):
        FORMATS.get(name).write(scene._replace(width=201 * 72.0), Encoding())


@pytest.mark.parametrize("name", ["svg", "json"])
def test_scalable_formats_have_no_largest_side(name: str, scene: Scene) -> None:
    assert FORMATS.get(name).write(scene._replace(width=201 * 72.0), Encoding())


def test_too_many_pixels_are_refused(scene: Scene) -> None:
    with pytest.raises(PictureTooLargeError, match="the picture is 33,334 pixels wide, more than 20,000"):
        FORMATS.get("png").write(scene, Encoding(20_000))


def test_too_many_pixels_in_all_are_refused(scene: Scene) -> None:
    large = scene._replace(width=2_400.0, height=2_400.24)
    with pytest.raises(PictureTooLargeError, match="is 10,000 by 10,001 pixels, which is more than 100,000,000 in all"):
        FORMATS.get("png").write(large, Encoding())


@pytest.mark.parametrize("name", FORMATS.names())
def test_writing_leaves_the_settings_of_the_session_alone(name: str, scene: Scene) -> None:
    before = dict(mpl.rcParams)
    FORMATS.get(name).write(scene, Encoding())
    assert dict(mpl.rcParams) == before
