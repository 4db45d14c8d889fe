"""The fence on its own: options, ids, places of mistakes, what is drawn again, and how a page in a browser shows it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import graphdraw
from tests.browser import Browser
from tests.integrations.mkdocs_books import ids, unresolved

MISSING = "pymdown-extensions is not installed"
markdown = pytest.importorskip("markdown", reason=MISSING)
fences = pytest.importorskip("graphdraw.integrations.superfences", reason=MISSING)
drawings = pytest.importorskip("graphdraw.integrations.drawings", reason=MISSING)
pages = pytest.importorskip("graphdraw.integrations.pages", reason=MISSING)
superfences = pytest.importorskip("graphdraw.superfences", reason=MISSING)

SPEC = "inputs: {a: 2, b: 1}\nnodes:\n  c: a + b\n"
OUTSIDE = (
    "outside the root folder [outside-root]\n"
    "hint: the root is the folder of the configuration of the book; move the file into it"
)
KINKED = "inputs: {x: 0}\nnodes:\n  y: relu(x)\n"


class Page:
    """Converts Markdown in one folder with one formatter, as a live server does; counts what is drawn."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder)
        self.folder, self.drawn = folder, 0
        self.formatter = fences.FenceFormatter()
        draw = drawings._draw

        def counted(*arguments: Any) -> Any:
            self.drawn += 1
            return draw(*arguments)

        monkeypatch.setattr(drawings, "_draw", counted)
        self.md = self.new()

    def new(self) -> Any:
        fence = {"name": "graphdraw", "class": "gd", "format": self.formatter, "validator": superfences.validator}
        options = {"pymdownx.superfences": {"custom_fences": [fence]}}
        return markdown.Markdown(extensions=["pymdownx.superfences"], extension_configs=options)

    def html(self, *fences: str) -> str:
        """Of one page; a fence is its head and its body."""
        return str(self.md.reset().convert("\n\n".join(f"```{fence}```" for fence in fences)))

    def one(self, head: str = "", body: str = SPEC) -> str:
        return self.html(f"graphdraw {head}\n{body}")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(tmp_path, monkeypatch)


def test_the_same_figure_is_drawn_once_and_has_other_ids_each_time(page: Page) -> None:
    html = page.html(f"graphdraw\n{SPEC}", f'graphdraw caption="again"\n{SPEC}', f"{{.graphdraw #me}}\n{SPEC}")
    assert html.count("<figure") == 3
    assert len(ids(html)) == len(set(ids(html)))
    assert unresolved(html) == set()
    assert {"me", "me-desc", "me-node-c"} < set(ids(html))
    assert page.drawn == 1


def test_a_page_is_the_same_whenever_it_is_converted(page: Page) -> None:
    first = page.html(f"graphdraw\n{SPEC}", f"graphdraw dark\n{SPEC}")
    assert page.html(f"graphdraw\n{SPEC}", f"graphdraw dark\n{SPEC}") == first
    page.md = page.new()
    assert page.html(f"graphdraw\n{SPEC}", f"graphdraw dark\n{SPEC}") == first
    assert page.drawn == 2


def test_a_file_is_drawn_again_when_what_is_in_it_changes(page: Page) -> None:
    (page.folder / "base.yaml").write_text(SPEC, encoding="utf-8")
    (page.folder / "fig.yaml").write_text("extends: base.yaml\n", encoding="utf-8")
    (page.folder / "style.yaml").write_text("view: {theme: mono}\n", encoding="utf-8")
    head = 'file="fig.yaml" view="style.yaml"'
    first = page.one(head, "")
    assert "a = 2, b = 1 to c = 3" in first
    assert page.one(head, "") == first
    assert page.drawn == 1
    (page.folder / "base.yaml").write_text(SPEC.replace("b: 1", "b: 5"), encoding="utf-8")
    assert "a = 2, b = 5 to c = 7" in page.one(head, "")
    (page.folder / "style.yaml").write_text("view: {theme: boxed}\n", encoding="utf-8")
    assert page.one(head, "") != first
    assert page.drawn == 3
    (page.folder / "base.yaml").unlink()
    assert "graphdraw-error" in page.one(head, "")
    (page.folder / "base.yaml").write_text(SPEC, encoding="utf-8")
    assert "a = 2, b = 1 to c = 3" in page.one(head, "")


def test_links_to_a_broken_figure_still_lead(page: Page) -> None:
    assert '<div id="me" class="admonition danger graphdraw-error"' in page.html("{.graphdraw #me}\ninputs: {a: b}\n")


def test_old_drawings_are_forgotten(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "MOST_KEPT", 2)
    for number in (1, 2, 1, 3, 1, 2):
        page.one(body=SPEC.replace("b: 1", f"b: {number}"))
    assert page.drawn == 4


def test_options_are_those_of_the_command_line(page: Page) -> None:
    assert "a = 4, b = 7 to c = 11" in page.one('set="a=4; b=7"')
    svg = graphdraw.Figure(SPEC, theme="mono", settings=["view.direction=down"]).render(ids="x").decode()
    html = page.one('theme="mono" set="view.direction=down"')
    assert svg.count("<path") == html.count("<path")
    assert svg.split("viewBox")[1].split(" role")[0] in html
    assert page.one('dark="false"') == page.one()


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        ('captoin="x"', SPEC, "unknown option 'captoin' [usage]\nhint: did you mean 'caption'?"),
        ('zebra="x"', SPEC, "hint: known here: file, theme, set"),
        ('width="wide"', SPEC, "'wide' is no width"),
        ('width="1px;color:red"', SPEC, "is no width"),
        ('dark="maybe"', SPEC, "'dark' is a pair of figures"),
        ('theme="drak"', SPEC, "did you mean 'dark'?"),
        ('set="a"', SPEC, "'--set a' is not NAME=VALUE"),
        ('file="none.yaml"', "", "none.yaml: no such file"),
        ('file="fig.yaml"', SPEC, "a spec stands here beside the file"),
        ('theme="dark" dark', SPEC, "[dark-pair]\nhint: leave 'dark' out, or take another theme"),
        ("dark", SPEC + "view: {theme: dark}\n", "[dark-pair]\nhint: leave 'dark' out, or take another theme"),
        ('set="a=2"', SPEC.replace("b\n", "u\n") + "expect: {values: {c: 3}}\n", "note: 'expect' is left out"),
        ("", "", 'there is no spec here [empty]\nhint: write it here, or name its file: file="figures/snack.yaml"'),
        ("", "\n", "page (block):1:1: error: there is no spec here"),
        ("", "extends: ../out.yaml\n" + SPEC, f"'../out.yaml' is {OUTSIDE}"),
        ('file="../out.yaml"', "", f"'../out.yaml' is {OUTSIDE}"),
        ('view="../out.yaml"', SPEC, f"'../out.yaml' is {OUTSIDE}"),
    ],
)
def test_mistakes_are_notes_and_errors_in_the_log(
    page: Page, caplog: pytest.LogCaptureFixture, head: str, body: str, said: str
) -> None:
    html = page.one(head, body)
    assert '<div class="admonition danger graphdraw-error" role="note">' in html
    assert "<svg" not in html
    assert ": note:" not in html  # of what was done, not of what is wrong
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("mkdocs.plugins.graphdraw", "ERROR")
    message = record.getMessage()
    assert said in "\n".join(line for line in message.splitlines() if not line.startswith("    "))
    assert page.one().count("<svg") == 1


def test_files_are_offered_as_the_author_writes_paths(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    (page.folder / "figures").mkdir()
    for name in ("snack.yaml", "lstm.yaml"):
        (page.folder / "figures" / name).write_text(SPEC, encoding="utf-8")
    (page.folder / "site").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(page.folder / "site")
        patch.setattr(fences, "host_of", lambda _: pages.Host(None, "page", page.folder))
        page.one('file="figures/snak.yaml"', "")
        page.one('file="figures/none.yaml"', "")
    texts = [record.getMessage().splitlines()[0] for record in caplog.records]
    assert texts == [
        "page (block):1:1: error: figures/snak.yaml: no such file; did you mean 'figures/snack.yaml'? [usage]",
        "page (block):1:1: error: figures/none.yaml: no such file [usage]",
    ]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", "この図は描けません。"),
        ("ja-JP", "この図は描けません。"),
        ("fr", "This figure cannot be drawn."),
        (None, "This figure cannot be drawn."),
    ],
)
def test_the_note_is_in_the_language_of_the_page(
    page: Page, monkeypatch: pytest.MonkeyPatch, lang: str | None, words: str
) -> None:
    monkeypatch.setattr(fences, "host_of", lambda _: pages.Host(None, "page", page.folder, lang=lang))
    assert f'<p class="admonition-title">{words}</p>' in page.one(body="inputs: {a: b}\n")


def test_without_a_page_lines_count_from_the_fence(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    page.one(body=SPEC.replace("a + b", "a + q"))
    assert caplog.records[0].getMessage().startswith("page (block):3:10: error: unknown name 'q'")


def test_warnings_of_a_figure_are_warnings_of_the_build(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):  # also where the drawing is known
        assert "<svg" in page.one(body=KINKED)
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


def test_a_bug_of_ours_is_not_swallowed(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("here")

    monkeypatch.setattr(drawings, "_draw", broken)
    with pytest.raises(fences.SuperFencesException, match=r"page \(block\):1: graphdraw failed: ZeroDivisionError"):
        page.one()


def test_a_strict_host_that_does_not_count_gets_an_exception(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = pages.Host(None, "page", page.folder, None, True)
    monkeypatch.setattr("graphdraw.integrations.superfences.host_of", lambda md: strict)  # noqa: ARG005
    with pytest.raises(fences.SuperFencesException, match="unknown option"):
        page.one('captoin="x"')
    with pytest.raises(fences.SuperFencesException, match="kink"):
        page.one(body=KINKED)
    assert "<svg" in page.one()


@pytest.mark.parametrize(
    ("text", "body", "file", "occurrence", "found"),
    [
        ("# A\n\n```graphdraw\na: 1\n```\n", "a: 1", None, 1, (3, 0)),
        ("```graphdraw\na: 1\n```\n\n  ~~~ graphdraw\n  a: 1\n  ~~~\n", "a: 1", None, 2, (5, 2)),
        ("> ```graphdraw\n> a:\n>   b: 1\n> ```\n", "a:\n  b: 1", None, 1, (1, 2)),
        ('```graphdraw file="ab.yaml"\n```\n```{.graphdraw file=b.yaml}\n```\n', "", "b.yaml", 1, (3, 0)),
        ('```graphdraw file="a.yaml"\n```\n\n```graphdraw\n```\n', "", None, 1, (4, 0)),
        ("```text\n```\n\n```graphdraw\n\n```\n", "", None, 1, (4, 0)),
        ("```yaml\na: 1\n```\n\n```graphdraw\na: 1\n```\n", "a: 1", None, 1, (5, 0)),
        ("```graphdraw-x\na: 1\n```\n{.graphdraw}\n~~~ { #a .graphdraw }\na: 1\n~~~\n", "a: 1", None, 1, (5, 0)),
        ("````md\n```graphdraw\na: 1\n```\n````\n```graphdraw\na: 1\n```\n", "a: 1", None, 1, (6, 0)),
        ("```open\n\n~~~graphdraw\r\na: 1\r\n~~~\r\n", "a: 1", None, 1, (3, 0)),
        ("```graphdraw\n\na: 1\n\n```\n", "\na: 1\n", None, 1, (1, 0)),
        ("```graphdraw\na: 2\n```\n", "a: 1", None, 1, None),
        ("```graphdraw\na: 1\n```\n", "a: 1", None, 2, None),
    ],
)
def test_a_fence_is_found_in_its_page(
    tmp_path: Path, text: str, body: str, file: str | None, occurrence: int, found: tuple[int, int] | None
) -> None:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    assert pages.fence_in(path, body, "graphdraw", file, occurrence) == found


def test_a_page_that_cannot_be_read_has_no_fences(tmp_path: Path) -> None:
    assert pages.fence_in(tmp_path / "none.md", "a: 1", "graphdraw", None, 1) is None
    assert pages.fence_in(None, "a: 1", "graphdraw", None, 1) is None


def test_a_cache_of_pages_depends_on_the_version_and_on_strictness(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = pickle.dumps(fences.FenceFormatter())
    assert pickle.dumps(fences.FenceFormatter()) == plain
    assert isinstance(pickle.loads(plain), fences.FenceFormatter)
    monkeypatch.setattr(sys, "argv", ["zensical", "build", "--strict"])
    assert pickle.dumps(fences.FenceFormatter()) != plain
    monkeypatch.setattr(sys, "argv", ["zensical", "serve", "--strict"])
    assert pickle.dumps(fences.FenceFormatter()) == plain


def test_the_package_does_not_import_its_hosts() -> None:
    code = "import sys, graphdraw; graphdraw.Figure; print({'markdown', 'pymdownx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


SHOWN = """[...document.querySelectorAll("svg")].map(s => s.getBoundingClientRect()).filter(b => b.width)
    .map(b => [Math.round(b.width), Math.round(b.height)])"""


def show(browser: Browser, html: str, root: str = "", width: int = 800) -> Any:
    """Widths and heights of the drawings that are seen."""
    path = Path.cwd() / "page.html"
    head = "<meta charset=utf-8><style>body, figure { margin: 0 }</style>"
    path.write_text(f"<!DOCTYPE html><html {root}>{head}<body>{html}", encoding="utf-8")
    browser.open(path, width=width)
    return browser.run(SHOWN)


def test_a_figure_keeps_its_size_and_shrinks_with_its_column(page: Page, browser: Browser) -> None:
    html = page.one()
    ((wide, high),) = show(browser, html)
    assert 150 < wide < 400
    assert show(browser, html, width=100) == [[100, round(100 * high / wide)]]
    assert show(browser, page.one('width="50%"'))[0][0] == 400
    assert show(browser, page.one('width="900px"'), width=300)[0][0] == 300


@pytest.mark.parametrize(
    ("root", "dark"),
    [
        ("", False),
        ('data-bs-theme="light"', False),
        ('data-bs-theme="dark"', True),
        ('data-md-color-scheme="default"', False),
        ('data-md-color-scheme="slate"', True),
    ],
)
def test_one_of_a_pair_is_seen_and_told(page: Page, browser: Browser, root: str, dark: bool) -> None:
    sizes = show(browser, page.one('dark alt="Three"'), root)
    assert len(sizes) == 1
    seen = "[...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width)[0]"
    assert browser.run(f"{seen}.classList[0]") == ("graphdraw-dark" if dark else "graphdraw-light")
    (told,) = [node for node in browser.accessible() if node["role"] in ("image", "img")]
    assert told["name"] == "Three"
    assert told["description"].startswith("Inputs: a = 2, b = 1.")
