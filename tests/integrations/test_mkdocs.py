"""MkDocs, ProperDocs and Zensical build small books: figures, their words and ids, mistakes at their lines."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.integrations.mkdocs_books import (
    BROKEN,
    CONFIGURATION,
    KINK,
    MISTAKES,
    Built,
    build,
    ids,
    mkdocs,
    program,
    unresolved,
)
from tests.integrations.mkdocs_books import write_book as book

PROPER = "theme: {name: null, custom_dir: theme}\n"


def properdocs(folder: Path, *flags: str) -> Built:
    """Without its packages of themes, it has none."""
    found = program("proper", "properdocs")
    (folder / "properdocs.yml").write_text((folder / "mkdocs.yml").read_text(encoding="utf-8") + PROPER, "utf-8")
    return build([found, "build", *flags], folder)


def zensical(folder: Path, *flags: str) -> Built:
    return build([program("zen", "zensical"), "build", *flags], folder)


HOSTS = {"mkdocs": mkdocs, "properdocs": properdocs, "zensical": zensical}


@pytest.fixture(scope="module", params=HOSTS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return HOSTS[request.param](book(tmp_path_factory.mktemp(request.param)), "--strict")


@pytest.fixture(scope="module", params=HOSTS)
def broken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return HOSTS[request.param](book(tmp_path_factory.mktemp(request.param), broken=True))


def test_a_book_without_mistakes_passes_a_strict_build(built: Built) -> None:
    assert built.code == 0, built.said
    assert "graphdraw" not in built.said
    assert "anchor" not in built.said


def test_the_figures_of_the_guide_are_in_their_page(built: Built) -> None:
    page = built.page("")
    assert page.count("<figure") == 2
    assert "<figcaption>The price of five snacks</figcaption>" in page
    assert '= 30, Number = 5 to Total = 150, with the gradient ∂Total/∂Snack = 5."' in page
    assert '<figure id="snack-tax" class="graphdraw wide">' in page
    assert '<a href="#snack-tax">' in page
    assert "Snack = 30, Number = 5, Tax = 1.2. Forward: subtotal = Snack × Number = 150;" in page


def test_a_dark_pair_is_two_figures_of_which_one_has_the_words(built: Built) -> None:
    page = built.page("")
    assert page.count('class="graphdraw-light"') == page.count('class="graphdraw-dark"') == 1
    assert page.count('aria-describedby="snack-tax-desc"') == 2
    assert page.count('<link rel="stylesheet" href="data:text/css,') == 1
    assert "<style>.graphdraw" not in page


@pytest.mark.parametrize("name", ["", "twice"])
def test_ids_are_unique_and_all_that_is_referred_to_is_there(built: Built, name: str) -> None:
    page = built.page(name)
    assert len(ids(page)) == len(set(ids(page)))
    assert unresolved(page) == set()
    assert sum(id_.endswith("-desc") for id_ in ids(page)) == page.count("<figure")


def test_what_the_author_says_is_told(built: Built) -> None:
    page = built.page("twice")
    assert '<figure class="graphdraw" style="width:60%;max-width:100%" data-part="1">' in page
    assert "<figcaption>2 &lt; 3</figcaption>" in page
    assert 'aria-label="a &lt; b"' in page
    assert "<title id" not in page


def test_mistakes_are_told_at_their_lines_and_the_page_has_notes(broken: Built) -> None:
    assert broken.code == 0, broken.said
    page = broken.page("broken")
    for mistake in MISTAKES:
        assert mistake in broken.said
        assert mistake.replace("'", "&#x27;") in page
    assert KINK in broken.said
    assert "in the figure of docs/broken.md:21" in broken.said
    assert "did you mean &#x27;caption&#x27;?" in page
    assert page.count("graphdraw-error") == len(MISTAKES)
    assert page.count("<figure") == 1
    assert "<p>The end.</p>" in page
    assert "Traceback" not in broken.said


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_a_strict_build_tells_all_mistakes_and_fails(host: str, tmp_path: Path) -> None:
    strict = HOSTS[host](book(tmp_path / "book", broken=True), "--strict")
    assert strict.code == 1
    assert all(mistake in strict.said for mistake in (*MISTAKES, KINK))
    assert f"Aborted with {len(MISTAKES)} errors, 1 warnings in strict mode" in strict.said
    assert "Traceback" not in strict.said


def test_a_strict_build_of_zensical_fails_whatever_was_built_before(tmp_path: Path) -> None:
    folder = book(tmp_path / "book", broken=True)
    assert zensical(folder).code == 0
    strict = zensical(folder, "--strict")
    assert strict.code == 1
    assert MISTAKES[0] in strict.said
    (folder / "docs" / "broken.md").write_text(BROKEN[BROKEN.index("```graphdraw\ninputs: {x: 0}") :], encoding="utf-8")
    strict = zensical(folder, "--strict")
    assert strict.code == 1
    assert "docs/broken.md:4:6: warning: 'y' stands exactly on a kink" in strict.said


def test_zensical_sees_a_file_change_or_warns_that_it_would_not(tmp_path: Path) -> None:
    folder = book(tmp_path / "book")
    spec = folder / "figures" / "snack.yaml"
    assert "30, Number = 5, Tax" in zensical(folder).page("")
    spec.write_text("inputs: {Snack: 25, Number: 6, Tax: 1}\nnodes: {Total: Snack * Number * Tax}\n", encoding="utf-8")
    os.utime(spec, (time.time() + 5,) * 2)
    assert "25, Number = 6, Tax" in zensical(folder).page("")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    assert "warning: a change of figures/snack.yaml would not be noticed [not-watched]" in zensical(folder).said
