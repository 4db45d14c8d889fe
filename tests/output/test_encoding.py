"""What can be chosen about a file: each choice changes the formats that it is about, and no other."""

import pytest

from graphdraw.draw.scene import Scene
from graphdraw.errors import UsageError
from graphdraw.output.encoding import Encoding
from graphdraw.output.formats import FORMATS

CHOICES = {
    "svg": [Encoding(svg_text="text"), Encoding(ids="fig1")],
    "pdf": [Encoding(pdf_fonts="3"), Encoding(pdf_fonts="outlines")],
    "png": [Encoding(dpi=72)],
    "json": [],
}


@pytest.mark.parametrize("name", FORMATS.names())
def test_a_format_depends_on_its_own_choices_alone(name: str, scene: Scene) -> None:
    plain = FORMATS.get(name).write(scene, Encoding())
    for about, choices in CHOICES.items():
        for encoding in choices:
            changed = FORMATS.get(name).write(scene, encoding) != plain
            assert changed == (about == name) == (encoding.choices(name) != Encoding().choices(name))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (Encoding(svg_text="outlines"), "svg_text cannot be 'outlines'"),  # type: ignore[arg-type]
        (Encoding(pdf_fonts="41"), "pdf_fonts cannot be '41'"),  # type: ignore[arg-type]
    ],
)
def test_a_choice_that_there_is_not(encoding: Encoding, text: str) -> None:
    with pytest.raises(UsageError, match=text):
        encoding.checked()
