"""A scene as PNG, at an exact size and resolution."""

from __future__ import annotations

import math
import struct
import zlib
from typing import Any

import numpy as np

from graphdraw.draw.scene import Scene
from graphdraw.output.limits import check_pixels
from graphdraw.output.paint import paint
from graphdraw.output.pixels import Pixels

DEFAULT_DPI = 300
"""What publishers ask of figures with text."""

COMPRESSION = 3
"""Of line art without filters: the highest level that costs no more than the lowest."""

METRE = 1 / 0.0254
"""In inches."""


def png(scene: Scene, dpi: int | None = None) -> bytes:
    """The scene as a PNG with its physical size; opaque unless the scene has no background.

    Raises TooLargeError over 20,000 pixels a side.
    """
    dpi = dpi or DEFAULT_DPI
    width, height = (math.ceil(side * dpi / 72 - 1e-6) for side in (scene.width, scene.height))
    check_pixels(scene, width, height)
    pixels = Pixels(scene, width, height, dpi)
    paint(scene, pixels)
    rgba = pixels.rgba()
    return _encoded(rgba[:, :, :3] if scene.background else rgba, dpi)


def _encoded(pixels: Any, dpi: int) -> bytes:
    """A file of (height, width, 3 or 4) bytes; W3C Portable Network Graphics, third edition.

    No filter: rows of even colour are packed tighter without, and faster.
    """
    height, width, channels = pixels.shape
    rows = np.zeros((height, 1 + width * channels), np.uint8)  # each after the number of its filter, 0
    rows[:, 1:].reshape(height, width, channels)[:] = pixels
    header = struct.pack(">IIBBBBB", width, height, 8, {3: 2, 4: 6}[channels], 0, 0, 0)
    density = round(dpi * METRE)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"pHYs", struct.pack(">IIB", density, density, 1)),
            _chunk(b"IDAT", zlib.compress(rows.data, COMPRESSION)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
