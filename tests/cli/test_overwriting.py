"""No command writes over a file that it reads, or over what it has just written: told before anything is written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from graphdraw.cli import examples
from tests.cli.conftest import SNACK

SPEC = '{"inputs": {"x": 1}, "nodes": {"y": "x + 1"}}\n'

FILES = {
    "a.yaml": SNACK,
    "Relu.yaml": SNACK,
    "relu.yaml": SNACK,
    "é.yaml": SNACK,
    "e\u0301.yaml": SNACK,
    "s.json": SPEC,
    "e.yaml": "extends: s.json\ninputs: {x: 2}\n",
    "far.yaml": "extends: e.yaml\n",
    "v.json": '{"view": {"theme": "mono"}}\n',
    "figs.svg": SNACK,
    "broken.yaml": "extends: s.json\nnodes: {z: zz}\n",
    "graphdraw.yaml": "# the root\n",
}

FIGURE, DEPFILE, SHEET = (f"name another file: {option} FILE" for option in ("-o", "--depfile", "--sheet"))

REFUSED = [
    ("render a.yaml --depfile a.yaml", "the depfile would replace the spec 'a.yaml'", DEPFILE),
    ("render a.yaml --depfile a.svg", "the figure and the depfile would both be written to 'a.svg'", DEPFILE),
    ("render a.yaml --depfile A.SVG", "the figure and the depfile would both be written to 'A.SVG'", DEPFILE),
    ("render a.yaml --depfile graphdraw.yaml", "the depfile would replace the project file 'graphdraw.yaml'", DEPFILE),
    ("render a.yaml --view v.json -o v.json", "the figure would replace the view file 'v.json'", FIGURE),
    ("render e.yaml -o s.json", "the figure would replace the included file 's.json'", FIGURE),
    ("render far.yaml -o s.json", "the figure would replace the included file 's.json'", FIGURE),
    ("render s.json -f json", "the figure would replace the spec 's.json'", FIGURE),
    ("render s.json -o ./S.json", "the figure would replace the spec 's.json'", FIGURE),
    ("render a.yaml s.json -f json", "the figure would replace the spec 's.json'", FIGURE),
    ("render a.yaml broken.yaml --depfile s.json", "the depfile would replace the included file 's.json'", DEPFILE),
    ("render figs.svg", "the figure would replace the spec 'figs.svg'", FIGURE),
    (
        "render Relu.yaml relu.yaml",
        "'Relu.yaml' and 'relu.yaml' would both be drawn to 'relu.svg'",
        "rename one of them",
    ),
    (
        "render é.yaml e\u0301.yaml",
        "'é.yaml' and 'e\u0301.yaml' would both be drawn to 'e\u0301.svg'",
        "rename one of them",
    ),
    ("render a.yaml a.yaml", "'a.yaml' and 'a.yaml' would both be drawn to 'a.svg'", "name it once"),
    ("themes --sheet figs.svg figs.svg", "the sheet would replace the spec 'figs.svg'", SHEET),
    ("themes --sheet FIGS.svg a.yaml figs.svg", "the sheet would replace the spec 'figs.svg'", SHEET),
]


@pytest.fixture
def book(folder):
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    if len(list(folder.glob("[rR]elu.yaml"))) == 1:
        pytest.skip("this file system does not tell letter case")
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(("line", "text", "hint"), REFUSED, ids=[line for line, _, _ in REFUSED])
def test_what_is_refused(run, book, line, text, hint):
    before = contents(book)
    result = run(*line.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {text} [usage]\nhint: {hint}\n"
    assert contents(book) == before


def test_embed_answers_as_json(run, book):
    before = contents(book)
    for line, text in (
        ("embed s.json -o s -f json", "the figure would replace the spec 's.json'"),
        ("embed e.yaml -o s -f svg,json", "the figure would replace the included file 's.json'"),
        ("embed a.yaml --view v.json -o v -f json", "the figure would replace the view file 'v.json'"),
    ):
        result = run(*line.split())
        assert result.exit_code == 2
        assert f'"text": "{text}"' in result.stdout
        assert '"hint": "name another stem: -o STEM"' in result.stdout
    assert contents(book) == before


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize("kind", ["hard", "symbolic"])
def test_links_to_what_is_read(run, book, kind):
    link = book / "link.json"
    if kind == "hard":
        os.link(book / "s.json", link)
    else:
        link.symlink_to("s.json")
    result = run("render", "e.yaml", "-o", "link.json")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        "error: the figure would replace the included file 's.json' [usage]",
    )
    assert (book / "s.json").read_text() == SPEC


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize(
    ("line", "links", "text"),
    [
        (
            "render a.yaml -o a.svg --depfile d",
            {"a.svg": "d"},
            "the figure and the depfile would both be written to 'd'",
        ),
        (
            "render a.yaml -o a.svg --depfile d",
            {"a.svg": "x", "d": "x"},
            "the figure and the depfile would both be written to 'd'",
        ),
        (
            "render a.yaml -f svg,pdf",
            {"a.pdf": "a.svg"},
            "'a.yaml' and 'a.yaml' would both be drawn to 'a.pdf'",
        ),
        (
            "themes a.yaml --theme plain --sheet sheet.svg",
            {"sheet.svg": "a.yaml"},
            "the sheet would replace the spec 'a.yaml'",
        ),
    ],
)
def test_links_that_lead_to_nothing_yet(run, book, line, links, text):
    for name, target in links.items():
        (book / name).symlink_to(target)
    before = sorted(path.name for path in book.iterdir())
    result = run(*line.split())
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, f"error: {text} [usage]")
    assert sorted(path.name for path in book.iterdir()) == before


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_embed_and_links_that_lead_to_nothing_yet(run, book):
    (book / "e.svg").symlink_to("e.png")
    result = run("embed", "a.yaml", "-o", "e", "-f", "svg,png")
    assert result.exit_code == 2
    (problem,) = json.loads(result.stdout)["problems"]
    assert problem["text"] == "'a.yaml' and 'a.yaml' would both be drawn to 'e.png'"
    assert not (book / "e.png").exists()


def test_new_does_not_write_one_file_twice(run, folder):
    base = examples.extended("snack-tax") or ""
    assert base
    result = run("new", f"{base.upper()}.yaml", "--from", "snack-tax")
    told = f"the spec and the spec that it extends would both be written to '{Path(f'{base}.yaml')}'"
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, f"error: {told} [usage]")
    assert sorted(path.name for path in folder.iterdir()) == ["snack.yaml", "typo.yaml"]


def test_what_is_not_read_may_be_replaced(run, book):
    (book / "old.json").write_text("{}")
    assert run("render", "e.yaml", "-o", "old.json", "--depfile", "e.d").exit_code == 0
    assert run("render", "e.yaml", "-o", "old.json", "--depfile", "e.d").exit_code == 0
    assert (book / "s.json").read_text() == SPEC
