"""What can be chosen about a file: each choice changes the formats that it is about, and no other."""

import pytest

from graphdraw.draw.scene import Scene
from graphdraw.errors import UsageError
from graphdraw.output.encoding import CHOICES_OF, Encoding
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


def test_the_options_of_a_format_are_those_that_change_it() -> None:
    """Where its table names them for people, and where a build compares them."""
    assert set(CHOICES_OF) <= set(FORMATS.names())
    words = {"svg_text": "--svg-text", "ids": "--id-prefix", "pdf_fonts": "--pdf-fonts", "dpi": "--dpi"}
    for form in map(FORMATS.get, CHOICES_OF):
        assert [words[choice] for choice in CHOICES_OF[form.name]] == [option.split()[0] for option in form.options]


def test_of_a_format_that_nobody_knows_every_choice_matters() -> None:
    """So that a figure is drawn again once too often, and not once too seldom."""
    plain = Encoding().choices("toy")
    assert plain == tuple(Encoding())
    assert all(one.choices("toy") != plain for those in CHOICES.values() for one in those)


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
