"""Titles, labels, units, names of files, alternatives and captions are text in the page of every host."""

from __future__ import annotations

import html.parser
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ROOT / "graphdraw" / "integrations" / "files"

MARKUP = (
    "</title></desc></text></svg><script>alert(1)</script>",
    '" onload="alert(1)" x=\'',
    "'><img src=x onerror=alert(1)>",
    "]]><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "</code></pre></figcaption><script>alert(1)</script>",
    "[a](javascript:alert(1)) ![b](x) <javascript:alert(1)>",
    "`a <javascript:alert(1)>`_ |name| :raw:`x`",
    "{{ 7 * 7 }} {% raw %} ``` ::: ~~~",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)
TEX = (
    r"\input{graphdraw-secret}",
    r"^^5cinput{graphdraw-secret}",
    r"\end{verbatim}\input{graphdraw-secret}",
    r"\end{alltt}\end{sphinxVerbatim}\input{graphdraw-secret}",
    r"}\input{graphdraw-secret}\write18{touch graphdraw-secret}%",
)
MATH = (
    r"$\text{^^5cinput{graphdraw-secret}}$",
    r"$\text{\)</span><script>alert(1)</script>}$",
)
TEXTS = (*MARKUP, *TEX, *MATH)
OBEYED = re.compile(r"(?<!\\)\\(input|write18)\b[^\n]*graphdraw-secret|\^\^5c|\\href\{javascript")
"""What TeX would do."""


def spec(text: str) -> str:
    """A spec that says it wherever it can."""
    said, unit = json.dumps(text, ensure_ascii=False), json.dumps(text[:20].replace("$", ""))
    return (
        f"title: {said}\ndescription: {said}\ninputs:\n  x: {{value: 2, label: {said}, unit: {unit}}}\n"
        f"nodes:\n  y: {{expr: x * x, label: {said}}}\n"
    )


class Page(html.parser.HTMLParser):
    """The elements and attributes of a page, as a browser takes them apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    handle_startendtag = handle_starttag

    def demand_harmless(self) -> None:
        """Nothing of ours runs a script, or came out of its quotes."""
        assert {"script", "iframe", "object", "foreignobject", "img onerror"} & set(self.tags) == set()
        assert [name for name, _ in self.attributes if name.startswith("on")] == []
        links = [value for name, value in self.attributes if name in ("href", "xlink:href", "src")]
        assert [value for value in links if value.strip().lower().startswith("javascript")] == []


def wrong(text: str) -> str:
    """A spec whose mistake is told with the text."""
    return f"inputs: {{x: 1}}\nnodes: {{y: x}}\n{json.dumps(text, ensure_ascii=False)}: 1\n"


def body(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.splitlines())


def test_a_fence_of_markdown() -> None:
    markdown = pytest.importorskip("markdown", reason="pymdown-extensions is not installed")
    superfences = pytest.importorskip("graphdraw.superfences", reason="pymdown-extensions is not installed")
    fence = {
        "name": "graphdraw",
        "class": "graphdraw",
        "format": superfences.formatter,
        "validator": superfences.validator,
    }
    options = {"pymdownx.superfences": {"custom_fences": [fence]}}
    extensions = ["attr_list", "pymdownx.superfences"]
    md = markdown.Markdown(extensions=extensions, extension_configs=options)
    fences = [f"```graphdraw\n{made(text)}```" for text in TEXTS for made in (spec, wrong)]
    for text in MARKUP + TEX:
        quoted = text.replace('"', "'")
        fences += [
            f'```graphdraw {option}="{quoted}"\ninputs: {{x: 1}}\nnodes: {{y: x}}\n```'
            for option in ("alt", "caption", "theme", "file", "view", "set", "width", "dark", quoted, "data-a")
        ]
        fences += [f"``` {{ .graphdraw #{part} .{part} data-b={part} }}\n{SMALL}```" for part in text.split()[:2]]
    fences += [
        f'``` {{ .graphdraw {key}="alert(1)" }}\n{SMALL}```' for key in ("data-a/onclick", "data-><script>", "onclick")
    ]
    found = 0
    for one in fences:
        if one.partition("\n")[0].count("`") != 3:
            continue  # no fence, but code of the page
        page = md.reset().convert(one)
        if "<svg" in page or "admonition" in page:
            found += 1
            Page(page).demand_harmless()
    assert found > 150


SMALL = "inputs: {x: 1}\nnodes: {y: x}\n"


def test_sphinx(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="Sphinx is not installed")
    pytest.importorskip("myst_parser", reason="MyST-Parser is not installed")
    from tests.integrations.books import Book

    files = {}
    pages = ["Page\n====\n"]
    for number, text in enumerate(TEXTS):
        files[f"good{number}.yaml"] = spec(text)
        named = f"{re.sub('[/`@]', '', text)}{number}.yaml"
        files[named] = wrong(text)
        pages += [f".. graphdraw-table:: good{number}.yaml"]
        if number % 3 == 0:  # drawing takes its time
            pages += [f".. graphdraw:: good{number}.yaml", f".. graphdraw:: good{number}.yaml\n   :alt: {text}"]
        pages += [f".. graphdraw-table:: good{number}.yaml\n   :only: x {text}\n   :columns: name value"]
        pages += [f".. graphdraw::\n\n{body(wrong(text))}", f".. graphdraw:: {named}"]
        pages += [f":graphdraw:value:`x@good{number}.yaml`"]
    conf = "html_math_renderer = 'mathjax'\nmathjax_path = 'm.js'\n"
    book = Book(tmp_path, {"index.rst": "\n\n".join(pages) + "\n", **files}, conf)
    book.build()
    page = book.text("html/index.html")
    content = page[page.index('<div class="body"') : page.index('<div class="clearer"')]
    Page(content).demand_harmless()
    assert not OBEYED.search(re.sub(r"<[^>]*>|<pre>.*?</pre>", "", " ".join(mathjax(content))))
    assert content.count("<img") == 2 * len(TEXTS[::3])
    assert len(mathjax(content)) >= len(MATH)
    book.build("latex")
    tex = book.text("latex/book.tex")
    assert [match[0] for match in OBEYED.finditer(tex)] == []
    assert "graphdraw-secret" in tex


def mathjax(page: str) -> list[str]:
    """The formulas of a page, as MathJax gets them."""
    return [html.unescape(one) for one in re.findall(r"\\\((.*?)\\\)", page, re.DOTALL)]


def test_pandoc(tmp_path: Path) -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc_binary is not installed")
    if os.name == "nt":
        pytest.skip("the program is called through a shell script")
    program = tmp_path / "graphdraw"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m graphdraw "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    nasty = f"{MARKUP[0]} {MARKUP[2]} {MARKUP[6]} {TEX[0]} {TEX[2]} {TEX[1]}"
    blocks = {
        "html": f"``` {{.graphdraw}}\n{spec(nasty)}```\n",
        "latex": f"``` {{.graphdraw}}\n{wrong(nasty)}```\n\n"
        "``` {.graphdraw file='\\end{verbatim}\\input{graphdraw-secret}'}\n```\n",
    }
    environment = {**os.environ, "GRAPHDRAW": str(program), "PYTHONPATH": str(ROOT)}
    for form, text in blocks.items():
        command = [pypandoc.get_pandoc_path(), "-t", form, "--lua-filter", str(FILES / "graphdraw.lua")]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, input=text, capture_output=True, encoding="utf-8", check=True
        )
        if form == "html":
            Page(done.stdout).demand_harmless()
            assert "<img" in done.stdout
        else:
            outside = re.sub(r"\\begin\{verbatim\}.*?\\end\{verbatim\}", "", done.stdout, flags=re.DOTALL)
            assert [match[0] for match in OBEYED.finditer(outside)] == []
        assert "secret" in done.stdout
