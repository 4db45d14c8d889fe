"""PNG and JSON: the size and the keys they promise, colours where they belong."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from graphdraw.draw.scene import Curve, Scene
from graphdraw.output.encoding import Encoding
from graphdraw.output.formats import FORMATS
from graphdraw.output.png import BAND, _encoded


def _image(scene: Scene, dpi: int | None = None) -> Image.Image:
    return Image.open(io.BytesIO(FORMATS.get("png").write(scene, Encoding(dpi))))


@pytest.mark.parametrize(("dpi", "size"), [(None, (500, 250)), (72, (120, 60)), (600, (1000, 500))])
def test_png_has_the_size_its_resolution_gives(dpi: int | None, size: tuple[int, int], scene: Scene) -> None:
    image = _image(scene, dpi)
    assert image.size == size
    assert image.info["dpi"] == pytest.approx((dpi or 300, dpi or 300), abs=0.02)


def test_png_is_opaque_unless_there_is_no_background(scene: Scene) -> None:
    assert _image(scene).mode == "RGB"
    clear = _image(scene._replace(background=None))
    assert clear.mode == "RGBA"
    assert clear.getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_png_has_every_row_in_its_place() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (2 * BAND + 5, 7, 4), np.uint8)
    for channels, mode in ((3, "RGB"), (4, "RGBA")):
        image = Image.open(io.BytesIO(_encoded(pixels, channels, 300)))
        assert image.mode == mode
        assert np.array_equal(np.asarray(image), pixels[:, :, :channels])


def test_what_is_drawn_later_covers_what_was_drawn_before(scene: Scene) -> None:
    """Over a filled node no arrow shows, and a text shows over both, also where all that is alike is one path."""
    edge, node, symbol = scene.edges[0], scene.nodes[1], scene.labels[3]
    across = edge._replace(line=Curve("ML", ((4.0, 30.0), (110.0, 30.0))), head=Curve("MLLZ", ((4.0, 4.0),) * 3))
    later = edge._replace(id="later", line=Curve("ML", ((4.0, 50.0), (110.0, 50.0))))
    image = _image(scene._replace(edges=(across, later), nodes=(node,), labels=(symbol,)), 720)
    inside = {image.getpixel((x, 300)) for x in range(700, 900)}
    assert (0x0B, 0x4F, 0x9E) not in inside
    assert {(255, 255, 255), (0x1A, 0x1A, 0x1A)} <= inside | {
        image.getpixel((x, y)) for x in (800,) for y in range(400)
    }
    assert image.getpixel((500, 300)) == image.getpixel((500, 500)) == (0x0B, 0x4F, 0x9E)


def test_png_draws_lines_in_their_place_colour_and_width(scene: Scene) -> None:
    image = _image(scene, 720)  # ten pixels a point
    assert image.getpixel((450, 270)) == (0x0B, 0x4F, 0x9E)
    column = [image.getpixel((450, y)) for y in range(250, 290)]
    assert 7 <= sum(pixel == (0x0B, 0x4F, 0x9E) for pixel in column) <= 9
    assert image.getpixel((690, 300)) == (255, 255, 255)


def test_png_draws_dashes(scene: Scene) -> None:
    image = _image(scene, 720)
    row = [image.getpixel((x, 330)) == (0xD3, 0x2F, 0x2F) for x in range(400, 600)]
    assert 0.5 < sum(row) / len(row) < 0.7  # three on, two off


def test_json_has_the_documented_keys(scene: Scene) -> None:
    data = json.loads(FORMATS.get("json").write(scene, Encoding()))
    assert list(data) == ["width", "height", "unit", "nodes", "edges", "labels"]
    assert data["unit"] == "pt"
    assert data["nodes"][1] == {"id": "total", "kind": "operation", "box": [67.0, 17.0, 93.0, 43.0], "text": "×"}
    assert data["edges"][1] == {
        "id": "x -> total[0]:backward",
        "from": "x",
        "to": "total",
        "argument": 0,
        "direction": "backward",
        "points": [[67.0, 33.0], [27.0, 33.0]],
    }
    assert data["labels"][1] == {
        "text": "30",
        "role": "value",
        "of": "x -> total[0]",
        "box": [42.0, 14.0, 52.0, 24.0],
    }
