"""Every theme: contrast that print and screens need, and sizes that can be read."""

import dataclasses

import pytest

from graphdraw.draw.themes import THEMES, Theme

NAMES = THEMES.names()


def _luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", ["ink", "forward", "backward", "neutral", "branch_fill", "node_outline"])
def test_what_is_drawn_stands_out_from_the_ground(name: str, role: str) -> None:
    theme = THEMES.get(name)
    assert _contrast(getattr(theme, role), theme.ground) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_symbols_stand_out_from_their_circle(name: str) -> None:
    theme = THEMES.get(name)
    assert _contrast(theme.ink, theme.node_fill) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_running_text_is_never_under_seven_points(name: str) -> None:
    theme = THEMES.get(name)
    assert min(theme.name_size, theme.number_size, theme.small_size, theme.word_size) >= 7.0


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_is_values_only(name: str) -> None:
    theme = THEMES.get(name)
    assert theme.name == name
    assert theme.doc
    for field in dataclasses.fields(Theme):
        assert isinstance(getattr(theme, field.name), (str, float, tuple)), field.name
