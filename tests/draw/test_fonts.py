"""Families and their files."""

import pytest
from matplotlib.font_manager import fontManager

from graphdraw.draw.fonts import font_file


@pytest.mark.parametrize("family", sorted(set(fontManager.get_font_names())))
def test_every_installed_family_has_a_file(family):
    assert font_file(family)


@pytest.mark.parametrize("name", ["No-Such: family", "Nowhere"])
def test_a_family_is_a_name_and_never_a_pattern(name):
    """matplotlib reads a lone text as a fontconfig pattern, in which a hyphen or a colon begins something else."""
    with pytest.raises(ValueError, match="Failed to find font"):
        font_file(name)
