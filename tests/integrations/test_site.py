"""The site of the documentation: it builds without a warning, has all there is, and a browser shows its origin page."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphdraw.cli.app import group
from graphdraw.ops import OPERATIONS
from tests.browser import Browser
from tests.integrations.books import ROOT, Book

for needed in ("sphinx", "myst_parser", "furo", "matplotlib_fontja"):
    pytest.importorskip(needed, reason=f"{needed} is not installed")

DOCS = ROOT / "docs"
OPTIONS = ["-W", "-n", "--keep-going", "-b", "html"]
PATIENCE = 300
"""Seconds for the site, on a busy machine."""


def build(docs: Path, folder: Path) -> str:
    """Build the site; what it tells."""
    command = [sys.executable, "-m", "sphinx", *OPTIONS, "-q", "-j", "2", str(docs), str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)
    return run.stdout + run.stderr + (f"exit code {run.returncode}" if run.returncode else "")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the built site, beside it what the build has told; built once, by the first of the workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while not (folder / "told.txt").exists() and time.monotonic() < end:
            time.sleep(0.2)
    else:
        told = build(DOCS, folder / "html")
        (folder / "told.new").write_text(told, encoding="utf-8")
        (folder / "told.new").rename(folder / "told.txt")
    return folder / "html"


QUOTES = re.compile("[`\"“”'’]")


class Page(HTMLParser):
    """What a page links to and loads, its ids, its pictures and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.words: list[str] = []
        self.ids: list[str | None] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.ids.append(given.get("id"))
        if tag == "a":
            self.links.append(given.get("href") or "")
        elif tag == "img":
            self.images.append(given)
        self.loaded += [given.get("src") or "", (given.get("href") or "") if tag == "link" else ""]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """The text, each run of spaces one."""
        return re.sub(r"\s+", " ", "".join(self.words))


def test_the_site_builds_without_a_warning(site: Path) -> None:
    assert (site.parent / "told.txt").read_text(encoding="utf-8") == ""


def test_the_command_that_builds_it_is_documented() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"python -m sphinx {' '.join(OPTIONS)} docs build/site" in page
    assert "/build/" in (ROOT / ".gitignore").read_text(encoding="utf-8")


def test_every_page_is_in_the_site_and_can_be_reached(site: Path) -> None:
    pages = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")}
    assert pages == {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")} - {
        "genindex",
        "search",
    }
    reached = {link.partition("#")[0].removesuffix(".html") for link in Page(site / "index.html").links}
    assert pages - {"index"} <= reached


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert [link for link in Page(path).loaded if re.match(r"(\w+:)?//", link)] == [], path.name
    for path in [*site.rglob("*.css"), *site.rglob("*.js")]:
        assert not re.search(r"url\(['\"]?https?:|@import|import\(", path.read_text(encoding="utf-8")), path.name


def test_every_spec_is_in_the_gallery(site: Path) -> None:
    page = Page(site / "gallery.html")
    assert len(page.images) == 2 * len(list((ROOT / "specs").glob("*.yaml")))  # one for dark pages
    for path in (ROOT / "specs").glob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        words = " ".join(line.strip("# ") for line in lines if line.startswith("#"))
        first = " ".join(QUOTES.sub("", words).split()[:6])
        spec = " ".join(" ".join(line for line in lines if not line.startswith("#")).split())
        assert first in QUOTES.sub("", page.text), path.name
        assert spec in page.text, path.name
        assert f"spec-{path.stem}" in page.ids, path.name
    assert all(image["alt"] for image in page.images)


def test_a_new_spec_comes_into_the_gallery_by_itself(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "graphdraw.yaml").write_text("")  # so that the root is above docs
    (tmp_path / "specs" / "one.yaml").write_text("# First.\ntitle: One\ninputs: {x: 1}\nnodes: {y: -x}\n")
    conf = f"import sys\nsys.path.insert(0, {str(DOCS / 'ext')!r})\nextensions += ['gallery']\n"
    book = Book(tmp_path / "docs", {"index.md": "# Gallery\n\n```{gallery} ../specs\n```\n"}, conf)
    assert book.build().warnings == []
    assert "Two" not in book.text("html/index.html")
    assert book.build().read == []
    text = "# With *stars* and `code`.\ntitle: Two\ninputs: {x: 1}\nnodes: {y: x + 1}\n"
    (tmp_path / "specs" / "two.yaml").write_text(text)
    again = book.build()
    assert (again.warnings, again.read) == ([], ["index"])
    assert "With *stars* and " in book.text("html/index.html")
    (tmp_path / "specs" / "one.yaml").unlink()
    assert book.build().read == ["index"]
    assert "One" not in book.text("html/index.html")


def test_every_operation_is_in_the_reference(site: Path) -> None:
    cells = set(re.findall(r'<span class="pre">([^<]+)</span>', (site / "operations.html").read_text(encoding="utf-8")))
    assert {name for operation in OPERATIONS for name in (operation.name, *operation.signature.aliases)} <= cells


def test_links_into_the_repository_lead_to_pages_where_there_are_some(site: Path) -> None:
    assert "gallery.html#spec-snack" in Page(site / "benchmarks.html").links
    assert "gallery.html" in Page(site / "benchmarks.html").links
    assert "guides/mkdocs.html" in Page(site / "changelog.html").links
    assert "benchmarks.html" in Page(site / "contributing.html").links


def test_the_tutorial_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    (conf,) = re.findall(r"^```python\n# conf.py\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    index = re.findall(r"^````md\n(.*?)^````$", page, re.DOTALL | re.MULTILINE)[0]
    told = re.findall(r"^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    beside = {".venv/lib/LICENSE.md": "## Licence", "out/_sources/index.md": "## Left"}
    book = Book(tmp_path, {"index.md": index, **beside})
    book.write({"conf.py": conf})
    assert book.build().warnings == []
    text = Page(tmp_path / "_build/html/index.html").text
    assert "As Fig. 1 shows, the price is 360. If a snack costs 1 more, the price is 3 more." in text
    book.write({"index.md": index.replace("snack * number", "snack * numbr")})
    assert book.build().warnings[0] == told[0].strip()
    spec = re.search(r"^inputs:.*?(?=^```)", index, re.DOTALL | re.MULTILINE)
    assert spec
    monkeypatch.chdir(tmp_path)
    Path("price.yaml").write_text(spec[0].replace("snack * number", "snack * numbr"), encoding="utf-8")
    assert CliRunner().invoke(group, ["render", "price.yaml"]).output == told[1]


SHOWN = "[...document.querySelectorAll('figure img')].filter(e => e.getClientRects().length)"


@pytest.mark.parametrize("dark", [False, True])
def test_a_browser_shows_the_origin_page(dark: bool, site: Path, browser: Browser) -> None:
    browser.open(site / "origin.html", width=1200, height=900, dark=dark)
    (image,) = browser.run(f"{SHOWN}.map(e => [e.src, e.alt, e.naturalWidth, e.naturalHeight, e.className])")
    source, alt, width, height, kind = image
    assert "-dark-" in source if dark else "-dark-" not in source
    assert ("only-dark" in kind, "only-light" in kind) == (dark, not dark)
    assert min(width, height) > 50
    assert "おかし = 30" in alt
    assert "合計 = 180" in alt
    assert re.match(r"図 \d+ おかしの値段の計算グラフ", browser.run("document.querySelector('figcaption').innerText"))
    assert browser.run("document.documentElement.lang") == "ja"
    text = re.sub(r"\s", "", browser.run("document.querySelector('article').innerText"))
    assert "個数の5をかけて150円" in text
    assert re.search(r"図\d+では、一つ30円", text)
    middle = browser.picture(600, 300, 1, 1)
    assert (middle.mean() < 60) == dark


def test_the_button_for_dark_pages_changes_the_figure(site: Path, browser: Browser) -> None:
    browser.open(site / "origin.html", width=1200, height=900)
    for theme in ("dark", "light"):
        browser.run(f"document.body.dataset.theme = '{theme}'")
        assert browser.run(f"{SHOWN}.map(e => e.className.includes('only-{theme}'))") == [True]


def test_the_table_of_the_origin_page_is_right(site: Path, browser: Browser) -> None:
    browser.open(site / "origin.html", width=1200, height=900)
    cells = "r => [...r.cells].map(c => c.textContent.replace(/\\s/g, ''))"
    heads, *rows = browser.run(f"[...document.querySelector('table.graphdraw').rows].map({cells})")
    assert heads == ["演算", "式", "∂z/∂x", "∂z/∂y", "ひとことで言うと"]
    assert [row[:4] for row in rows] == [
        ["add", "z=x+y", "1", "1"],
        ["mul", "z=xy", "y", "x"],
        ["div", "z=xy", "1y", "−xy2"],
        ["sigmoid", "z=11+e−x", "z(1−z)", ""],
    ]
    fractions = "[...document.querySelectorAll('table.graphdraw td mfrac')].map(e => e.children.length)"
    assert browser.run(fractions) == [2, 2, 2, 2]


@pytest.mark.parametrize("width", [400, 1200])
@pytest.mark.parametrize("name", ["index", "tutorial", "gallery", "operations", "origin"])
def test_no_page_is_wider_than_the_window(name: str, width: int, site: Path, browser: Browser) -> None:
    browser.open(site / f"{name}.html", width=width, height=800)
    assert browser.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [400, 1200])
def test_no_figure_of_the_gallery_is_too_small_to_be_read(width: int, site: Path, browser: Browser) -> None:
    browser.open(site / "gallery.html", width=width, height=800)
    factors = browser.run(f"{SHOWN}.map(e => e.getBoundingClientRect().width / e.naturalWidth)")
    assert min(factors) > 0.6
