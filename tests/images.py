"""The figures of README.md and `docs/`, drawn from `specs/`.

    python -m tests.images

draws those again that are not as this version draws them, and names them; `tests/test_readme_outputs.py` fails where
one is not. Look at them before and after. Lines, outlines, the places of texts and the words are compared, no glyphs.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

import graphdraw
from graphdraw.cli.app import group
from graphdraw.draw.text.extras import font_of_extra

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "images"
RENEW = "python -m tests.images draws it again"

SHEET = "themes"
"""The one figure of no spec: `graphdraw themes --sheet`."""

PARTS = re.compile(r'<(?:path|g) [^>]*?(?:d="[^"]*"|transform="[^"]*")')
WORDS = re.compile(r"<(?:title|desc) [^>]*>([^<]*)<")


def names() -> list[str]:
    """The figures that there are, by the names of their specs."""
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


def drawn(name: str) -> str:
    """The SVG as it is now."""
    if name != SHEET:
        return graphdraw.render(ROOT / "specs" / f"{name}.yaml", "svg").decode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{SHEET}.svg"
        done = CliRunner().invoke(group, ["themes", "--sheet", str(path), "-q"])
        assert done.exit_code == 0, done.output
        return path.read_text(encoding="utf-8")


def shown(name: str) -> str:
    """The SVG as it is in the folder."""
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def compared(svg: str) -> list[str]:
    """What a figure is made of, but for its ids and its glyphs, and what it tells those who cannot see it."""
    body = re.sub(r"gd[0-9a-f]{8}", "", svg.split("</defs>")[1])
    return [*PARTS.findall(body), *WORDS.findall(svg)]


def lacks_font(name: str) -> bool:
    """Whether a figure needs the font of `graphdraw[ja]`, which is not installed."""
    return name.endswith("-ja") and font_of_extra() is None


def main() -> None:
    """Draw again what has changed."""
    for name in names():
        if lacks_font(name):
            print(f"{name}.svg: passed over, since graphdraw[ja] is not installed")
        elif compared(shown(name)) != compared(new := drawn(name)):
            (FOLDER / f"{name}.svg").write_text(new, encoding="utf-8", newline="\n")
            print(f"{name}.svg: renewed")


if __name__ == "__main__":
    main()
