"""Where figures go: a folder, or a pattern of names."""

from pathlib import Path

import pytest

from graphdraw.build import Found, outputs
from graphdraw.errors import UsageError
from tests.build.conftest import A, Book

DEEP = Found("specs/deep/a.yaml", "deep/a")
TOP = Found("specs/fig.1.yaml", "fig.1")


@pytest.mark.parametrize(
    ("text", "deep", "top"),
    [
        ("out", "out/deep/a.svg", "out/fig.1.svg"),
        ("out/{dir}/{name}", "out/deep/a.svg", "out/fig.1.svg"),
        ("out/{format}/{dir}/{name}.{format}", "out/svg/deep/a.svg", "out/svg/fig.1.svg"),
        ("{dir}/img/{name}", "deep/img/a.svg", "img/fig.1.svg"),
        ("out/fig-{name}", "out/fig-a.svg", "out/fig-fig.1.svg"),
        ("{name}-dark", "a-dark.svg", "fig.1-dark.svg"),
    ],
)
def test_places(text: str, deep: str, top: str) -> None:
    where = outputs(Path(text))
    assert [(where.folder / where.place(spec, "svg")).as_posix() for spec in (DEEP, TOP)] == [deep, top]


def test_the_dark_figure_of_a_pair_lies_beside_the_other() -> None:
    assert outputs(Path("out")).place(TOP, "svg", dark=True) == "fig.1-dark.svg"
    assert outputs(Path("out/{format}/{name}/{dir}")).place(DEEP, "svg", dark=True) == "svg/a/deep-dark.svg"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("out/{stem}", "'out/{stem}': there is no field '{stem}'"),
        ("out/{dir}", "'out/{dir}' is no pattern of output names"),
        ("out/{name", "'out/{name' is no pattern of output names"),
        ("out/{name}/../x", "'out/{name}/../x' is no pattern of output names"),
    ],
)
def test_no_patterns(text: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        outputs(Path(text))
    assert str(refused.value) == message


def test_a_build_with_a_pattern(book: Book) -> None:
    for drawn in ("3 figures drawn, 0 unchanged, 0 failed", "0 figures drawn, 3 unchanged, 0 failed"):
        result = book.run("build", "specs", "-o", "out/{format}/{dir}/fig-{name}", "-f", "svg,pdf")
        assert result.stderr.splitlines()[-1] == drawn
    found = sorted(p.relative_to(book.folder / "out").as_posix() for p in (book.folder / "out").rglob("fig-*"))
    assert found == [
        *("pdf/deep/fig-b.pdf", "pdf/deep/fig-child.pdf", "pdf/fig-a.pdf"),
        *("svg/deep/fig-b.svg", "svg/deep/fig-child.svg", "svg/fig-a.svg"),
    ]


def test_a_pattern_in_the_project_file(book: Book) -> None:
    book.write("graphdraw.yaml", "sources: specs\noutput: 'specs/{dir}/{name}'\n")
    assert book.run("build").exit_code == 0
    assert (book.folder / "specs" / "deep" / "b.svg").exists()
    assert book.run("build").stderr.splitlines()[-1] == "0 figures drawn, 3 unchanged, 0 failed"


def test_a_pattern_that_gives_two_specs_one_figure(book: Book) -> None:
    book.write("specs/deep/a.yaml", A)
    result = book.run("build", "specs", "-o", "out/{name}")
    assert result.exit_code == 2
    first = "error: 'specs/a.yaml' and 'specs/deep/a.yaml' would both be drawn to 'out/a.svg' [usage]"
    assert result.stderr.splitlines()[0] == first
    assert not (book.folder / "out").exists()
