"""The pages that people read first: their commands are the ones that are tested, their specs work, their links lead."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphdraw.cli.app import group

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("**/*.md"))]
TEST_COMMAND = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest"

FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<(?:img|a)[^>]*?(?:src|href)=\"([^\"]+)\"")


def page_id(page):
    return page.relative_to(ROOT).as_posix()


def blocks(page, language):
    return [body for _, name, body in FENCE.findall(page.read_text(encoding="utf-8")) if name == language]


def specs(page):
    """The specs that a page shows; one without inputs continues the first."""
    first, *more = blocks(page, "yaml") or [""]
    return [first, *(spec if "inputs:" in spec else first + spec for spec in more)] if first else []


SPECS = [pytest.param(spec, id=f"{page_id(page)}-{i}") for page in PAGES for i, spec in enumerate(specs(page))]


def commands(page):
    """Lines of the shell blocks, those that continue after a backslash joined."""
    text = "\n".join(blocks(page, "sh")).replace("\\\n", "")
    return [re.sub(r"\s+", " ", line.split("  #")[0]).strip() for line in text.splitlines() if line.strip()]


def slug(heading):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {slug(re.sub(r"[`*]", "", heading)) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


def test_the_readme_has_the_command_that_passes_the_tests():
    assert TEST_COMMAND in commands(ROOT / "README.md")


def test_the_readme_has_a_command_that_renders_the_first_figure():
    assert any(line.endswith("graphdraw render specs/snack.yaml") for line in commands(ROOT / "README.md"))


def test_the_readme_says_what_to_expect_of_the_tests_and_where_the_package_comes_from():
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert "The tests take a few minutes. Some are skipped, which is normal" in text
    assert "graphdraw is not in the package index yet." in text
    assert "`pip install path/of/the/copy`" in text
    assert "`pip install 'graphdraw @ git+https://…/graphdraw.git'`" in text


def test_the_commands_of_the_readme_are_what_ci_runs():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert TEST_COMMAND in script
    render = next(line for line in commands(ROOT / "README.md") if line.endswith("render specs/snack.yaml"))
    assert render in script


@pytest.mark.parametrize("spec", SPECS)
def test_every_spec_shown_is_right(spec, tmp_path):
    path = tmp_path / "shown.yaml"
    path.write_text(spec, encoding="utf-8")
    result = CliRunner().invoke(group, ["check", str(path)])
    assert result.exit_code == 0, result.output


def test_the_commands_of_the_readme_work_one_after_the_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = [line for line in commands(ROOT / "README.md") if line.startswith("graphdraw ")]
    assert found
    for line in found:
        result = CliRunner().invoke(group, shlex.split(line)[1:])
        assert result.exit_code == 0, f"{line}: {result.output}"


def test_the_readme_shows_a_spec():
    assert blocks(ROOT / "README.md", "yaml")


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_somewhere(page):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for link in (a or b for a, b in LINK.findall(text)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{link} leads out of the project"
        if anchor:
            assert anchor in anchors(target), f"{link}: no such heading"
