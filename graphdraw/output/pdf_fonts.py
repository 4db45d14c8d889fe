"""Embedding fonts with PostScript outlines (CFF) into a PDF, so that their text stays text.

matplotlib's `PdfFile` embeds every font as TrueType. Here a CFF font becomes a CIDFontType0 (PDF 32000-1:2008, 9.7.4),
which every reader since PDF 1.3 can show; a CMap maps the codes in the page to glyphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
from fontTools import subset
from matplotlib import font_manager
from matplotlib.backends.backend_pdf import Name, PdfFile

_MOST_IN_BLOCK = 100
"""The most mappings between a `begin` and an `end` in a CMap (Adobe Technical Note 5014)."""

_ORDERING = {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0}

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def
/CMapName /{name} def
/CMapType {kind} def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class FontFile(PdfFile):
    """matplotlib's PDF file, with CFF fonts; `kept`, if it is a list, also collects all that is written."""

    kept: list[bytes] | None = None

    def write(self, data: bytes) -> None:
        """Write to the current page, or to the file if there is none."""
        if self.kept is not None:
            self.kept.append(data)
        super().write(data)

    def embedTTF(self, filename: Any, subset_index: int, charmap: Mapping[int, int]) -> Any:  # noqa: N802 (theirs)
        """Embed a subset of a font, and return its font dictionary; `charmap` maps codes to the glyphs used."""
        if mpl.rcParams["pdf.fonttype"] == 42 and is_postscript(filename):
            return self._embed_postscript(filename, subset_index, charmap)
        return super().embedTTF(filename, subset_index, charmap)

    def _embed_postscript(self, path: Any, subset_index: int, charmap: Mapping[int, int]) -> Any:
        """`embedTTF` for a font with PostScript outlines: a Type 0 font (PDF 32000-1:2008, 9.7)."""
        font = font_manager.get_font(path)
        name = self._get_subsetted_psname(font.postscript_name, charmap)
        used, moved = _reduced(path, set(charmap.values()))
        with used:
            data = used.getTableData("CFF ")
            glyphs = {code: moved[glyph] for code, glyph in charmap.items()}
            ids = {code: _cid(used, glyph) for code, glyph in glyphs.items()}
            widths = {ids[code]: _advance(used, glyph) for code, glyph in glyphs.items()}
        texts = {code: self._character_tracker.subset_to_unicode(path, subset_index, code) for code in charmap}
        file = self._stream(data, {"Subtype": Name("CIDFontType0C")})
        descendant = {
            "Type": Name("Font"),
            "Subtype": Name("CIDFontType0"),
            "BaseFont": Name(name),
            "CIDSystemInfo": _ORDERING,
            "FontDescriptor": self._object(_descriptor(font, name) | {"FontFile3": file}),
            "W": [part for cid, width in sorted(widths.items()) for part in (cid, [width])],
        }
        codes = (f"<{code:04X}> {cid}" for code, cid in sorted(ids.items()))
        unicode = (f"<{code:04X}> <{text.encode('utf-16be').hex().upper()}>" for code, text in sorted(texts.items()))
        to_glyphs = _cmap("Codes", 1, "cid", codes)
        about = {"Type": Name("CMap"), "CMapName": Name("Codes"), "CIDSystemInfo": _ORDERING}
        return self._object(
            {
                "Type": Name("Font"),
                "Subtype": Name("Type0"),
                "BaseFont": Name(f"{name}-Codes"),
                "Encoding": self._stream(to_glyphs, about),
                "DescendantFonts": [self._object(descendant)],
                "ToUnicode": self._stream(_cmap("Unicode", 2, "bf", unicode), {}),
            }
        )

    def _object(self, value: Any) -> Any:
        reference = self.reserveObject("font")
        self.writeObject(reference, value)
        return reference

    def _stream(self, data: bytes, about: dict[str, Any]) -> Any:
        reference = self.reserveObject("font")
        self.outputStream(reference, data, extra=about)
        return reference


def _reduced(path: Any, glyphs: set[int]) -> tuple[Any, Mapping[int, int]]:
    """The font at `path` with only these glyphs, and a mapping from the old glyph indices to the new ones."""
    options = subset.Options(glyph_names=True, recommended_glyphs=True, font_number=path.face_index)
    font, subsetter = subset.load_font(path, options), subset.Subsetter(options)
    subsetter.populate(gids=glyphs)
    subsetter.subset(font)
    return font, subsetter.glyph_index_map


def is_postscript(path: Any) -> bool:
    """Whether a font file, or the font in a collection that `path.face_index` names, has PostScript outlines (CFF)."""
    with Path(path).open("rb") as file:
        kind = file.read(4)
        if kind == b"ttcf":
            file.seek(12 + 4 * path.face_index)
            file.seek(int.from_bytes(file.read(4), "big"))
            kind = file.read(4)
    return kind == b"OTTO"


def _cid(font: Any, glyph: int) -> int:
    """The CID of a glyph: in a CID-keyed font the number in the glyph's name, else the glyph's index."""
    top = font["CFF "].cff.topDictIndex[0]
    return int(top.charset[glyph].removeprefix("cid")) if glyph and hasattr(top, "ROS") else glyph


def _advance(font: Any, glyph: int) -> int:
    """The width of a glyph in thousandths of an em."""
    return int(font["hmtx"][font.getGlyphName(glyph)][0] * 1000 / font["head"].unitsPerEm + 0.5)


def _descriptor(font: Any, name: str) -> dict[str, Any]:
    """The font descriptor (PDF 32000-1:2008, 9.8), with lengths in thousandths of an em."""
    scale = 1000 / font.units_per_EM
    return {
        "Type": Name("FontDescriptor"),
        "FontName": Name(name),
        "Flags": 4,  # symbolic: the font has more than Latin letters
        "FontBBox": [round(side * scale) for side in font.bbox],
        "Ascent": round(font.ascender * scale),
        "Descent": round(font.descender * scale),
        "CapHeight": round(font.ascender * scale),
        "ItalicAngle": 0,
        "StemV": 80,
    }


def _cmap(name: str, kind: int, what: str, mappings: Iterable[str]) -> bytes:
    """A CMap of type 1 (codes to CIDs) or 2 (codes to text); `what` is `cid` or `bf`, as its operators are called."""
    lines, blocks = list(mappings), []
    for first in range(0, len(lines), _MOST_IN_BLOCK):
        part = lines[first : first + _MOST_IN_BLOCK]
        blocks.append("\n".join((f"{len(part)} begin{what}char", *part, f"end{what}char")))
    ordering = "Identity" if kind == 1 else "UCS"
    text = _CMAP.format(name=name, kind=kind, ordering=ordering, blocks="\n".join(blocks))
    return text.encode("ascii")
