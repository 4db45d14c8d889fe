"""Contrast of colours, and readable texts on fills that the author chose: dark or light ink, whichever is better."""

from __future__ import annotations

from graphdraw.draw.scene import LabelMark, Scene
from graphdraw.draw.style.themes import DARK, PLAIN

LEAST = 4.5
"""The least contrast of text (WCAG 2.2, success criterion 1.4.3)."""

INKS = (PLAIN.ink, DARK.ink)


def legible(scene: Scene, ink: str) -> Scene:
    """The scene, with texts in `ink` that have less than 4.5:1 on their node's fill in the better of `INKS` instead."""
    fills = {n.id: n.fill for n in scene.nodes if n.outline and n.fill and _is_opaque(n.fill)}
    if all(contrast(ink, fill) >= LEAST for fill in set(fills.values())):
        return scene

    def mark(label: LabelMark) -> LabelMark:
        fill = fills.get(label.of)
        if fill is None or label.color != ink or contrast(ink, fill) >= LEAST:
            return label
        return label._replace(color=max(INKS, key=lambda color: contrast(color, fill)))

    return scene._replace(labels=tuple(mark(label) for label in scene.labels))


def contrast(a: str, b: str) -> float:
    """The contrast of two opaque colours, from 1 to 21 (WCAG 2.2, definition)."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _is_opaque(color: str) -> bool:
    return color != "none" and not (color.startswith("#") and len(color) > len("#rrggbb"))


def _luminance(color: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(color: str) -> tuple[float, ...]:
    """Red, green and blue, from 0 to 1, of a colour given as `#rrggbb` or by its CSS name."""
    if color.startswith("#"):
        return tuple(int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    from matplotlib.colors import to_rgb  # start-up time: for names only

    return tuple(to_rgb(color))
