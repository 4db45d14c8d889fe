"""PDF: the page is the canvas, the text can be found, the fonts are embedded as asked."""

import io
import shutil
import subprocess
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from matplotlib.font_manager import fontManager

from graphdraw.draw.scene import Scene, TextRun
from graphdraw.draw.text.fonts import font_file, missing_characters
from graphdraw.output.encoding import PDF_FONTS, Encoding, PdfFonts
from graphdraw.output.formats import FORMATS
from graphdraw.output.pdf_fonts import is_postscript

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")

JAPANESE = "おかしい単語"


def _pdf(scene: Scene, fonts: PdfFonts = "42") -> bytes:
    return FORMATS.get("pdf").write(scene, Encoding(pdf_fonts=fonts))


def _read(data: bytes) -> tuple[Any, Any]:
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    (page,) = reader.pages
    return reader, page


def _fonts(data: bytes) -> list[Any]:
    """The fonts that the page uses."""
    resources: Any = _read(data)[1]["/Resources"]
    return [font.get_object() for font in resources["/Font"].values()]


def _with(scene: Scene, text: str, family: str) -> Scene:
    """The scene with a text in a family."""
    label = scene.labels[1]._replace(text=text, runs=(TextRun(text, 42, 22, 8),))
    return scene._replace(fonts=("DejaVu Sans", family), labels=(*scene.labels, label))


def _families(*, postscript: bool) -> list[str]:
    """Installed families that have Japanese, by the kind of their outlines."""
    having = [f for f in sorted(set(fontManager.get_font_names())) if not missing_characters(JAPANESE, (f,))]
    found = [family for family in having if is_postscript(font_file(family)) == postscript]
    if not found:
        pytest.skip("no Japanese font of this kind is installed")
    return found


def test_page_is_the_canvas_and_has_no_date(scene: Scene) -> None:
    reader, page = _read(_pdf(scene))
    assert [float(side) for side in page.mediabox] == [0, 0, 120, 60]
    assert reader.metadata
    assert reader.metadata.title == "A product & <more>"
    assert reader.metadata.creation_date is None
    assert reader.metadata.modification_date is None


@pytest.mark.parametrize("fonts", PDF_FONTS)
def test_text_can_be_searched_unless_it_is_outlines(fonts: PdfFonts, scene: Scene) -> None:
    words = _read(_pdf(scene, fonts))[1].extract_text().split()
    assert ("30" in words, "×" in words) == (fonts != "outlines", fonts != "outlines")


@pytest.mark.parametrize(("fonts", "kinds"), [("42", {"/Type0"}), ("3", {"/Type3"}), ("outlines", set())])
def test_fonts_are_embedded_as_asked(fonts: PdfFonts, kinds: set[str], scene: Scene) -> None:
    data = _pdf(scene, fonts)
    assert {font["/Subtype"] for font in _fonts(data)} == kinds
    assert (b"/FontFile2" in data) == (fonts == "42")


@pytest.mark.parametrize("fonts", PDF_FONTS)
def test_the_same_scene_gives_the_same_bytes(fonts: PdfFonts, scene: Scene) -> None:
    assert _pdf(scene, fonts) == _pdf(scene._replace(), fonts)


def test_japanese_in_truetype_can_be_searched(scene: Scene) -> None:
    family = _families(postscript=False)[0]
    for fonts in ("42", "3"):
        assert JAPANESE in _read(_pdf(_with(scene, JAPANESE, family), fonts))[1].extract_text()


def test_postscript_fonts_are_embedded_as_what_they_are(scene: Scene) -> None:
    data = _pdf(_with(scene, JAPANESE, _families(postscript=True)[0]))
    inner: list[Any] = [font["/DescendantFonts"][0].get_object() for font in _fonts(data)]  # type: ignore[index]
    (font,) = [font for font in inner if font["/Subtype"] == "/CIDFontType0"]
    file = font["/FontDescriptor"]["/FontFile3"].get_object()
    assert file["/Subtype"] == "/CIDFontType0C"
    program = CFFFontSet()
    program.decompile(io.BytesIO(file.get_data()), None)
    assert len(set(JAPANESE)) < len(program[0].CharStrings) < 20


@pytest.mark.parametrize("fonts", ["42", "3"])
def test_japanese_in_postscript_fonts_can_be_searched(fonts: PdfFonts, scene: Scene) -> None:
    """In a reader of another make: the codes of such a text lead to its glyphs and to its characters."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed")
    data = _pdf(_with(scene, JAPANESE, _families(postscript=True)[0]), fonts)
    text = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    assert JAPANESE in text.stdout.decode()
    assert text.stderr == b""


def test_no_setting_of_the_session_changes_a_page(scene: Scene) -> None:
    import matplotlib as mpl

    expected = [_pdf(scene, fonts) for fonts in PDF_FONTS]
    with mpl.rc_context({"ps.fonttype": 42, "pdf.fonttype": 3, "pdf.compression": 0}):
        assert [_pdf(scene, fonts) for fonts in PDF_FONTS] == expected
