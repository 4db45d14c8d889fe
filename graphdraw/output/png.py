"""Writing a scene as PNG, at an exact size and resolution."""

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
"""The resolution that publishers ask for in figures with text."""

COMPRESSION = 3
"""The zlib level: for line art without filters, the highest one that takes no longer than the lowest."""

BAND = 32
"""How many rows are compressed at a time."""

METRE = 1 / 0.0254
"""One metre in inches."""


def png(scene: Scene, dpi: int | None = None) -> bytes:
    """The scene as a PNG with its physical size; opaque unless the scene has no background.

    Raises PictureTooLargeError over 20,000 pixels a side, or 100,000,000 in all.
    """
    dpi = dpi or DEFAULT_DPI
    width, height = (math.ceil(side * dpi / 72 - 1e-6) for side in (scene.width, scene.height))
    check_pixels(scene, width, height)
    pixels = Pixels(scene, width, height, dpi)
    paint(scene, pixels)
    return _encoded(pixels.rgba(), 3 if scene.background else 4, dpi)


def _encoded(pixels: Any, channels: int, dpi: int) -> bytes:
    """A PNG of the first 3 or 4 `channels` of an array of shape (height, width, 4), bytes.

    Follows W3C Portable Network Graphics, third edition.
    """
    height, width, _ = pixels.shape
    header = struct.pack(">IIBBBBB", width, height, 8, {3: 2, 4: 6}[channels], 0, 0, 0)
    density = round(dpi * METRE)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"pHYs", struct.pack(">IIB", density, density, 1)),
            _chunk(b"IDAT", _compressed(pixels, channels)),
            _chunk(b"IEND", b""),
        )
    )


def _compressed(pixels: Any, channels: int) -> bytes:
    """The compressed rows, without PNG filters: areas of one colour get smaller and faster without them.

    They are compressed in bands of `BAND` rows, which needs little memory.
    """
    height, width, _ = pixels.shape
    band = np.zeros((BAND, 1 + width * channels), np.uint8)  # each row starts with its filter type, 0 for none
    packer = zlib.compressobj(COMPRESSION)
    parts = []
    for top in range(0, height, BAND):
        rows = band[: min(BAND, height - top)]
        for channel in range(channels):
            rows[:, 1 + channel :: channels] = pixels[top : top + BAND, :, channel]
        parts.append(packer.compress(rows.data))
    return b"".join((*parts, packer.flush()))


def _chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk: length, type, data, and the CRC-32 of type and data."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
