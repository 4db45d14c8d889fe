"""The oldest Sphinx that is supported, and Jupyter Book 1, each from an environment of its own."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.integrations.books import SNACK, Book, plain, run

pytest.importorskip("sphinx", reason="Sphinx is not installed")

HOSTS = os.environ.get("GRAPHDRAW_HOSTS")

MARKDOWN = """# Book

```{graphdraw} snack.yaml
:name: origin
:dark-pair:

The *snack*
```

See {numref}`origin`: {graphdraw:value}`Total`.

```{graphdraw}
:caption: Body

inputs: {x: 2, w: 3}
nodes:
  y: x * w
```

```{graphdraw-table} operations
:only: add mul
:caption: Rules
```
"""
RST = ".. graphdraw:: snack.yaml\n   :caption: *RST*\n\n   Legend\n\n:graphdraw:grad:`Snack`\n"
BROKEN = MARKDOWN.replace("x * w", "x * u")
CONFIG = """title: Book
execute: {execute_notebooks: "off"}
sphinx:
  extra_extensions: [graphdraw.sphinx]
  config: {nitpicky: true}
"""


def program(host: str, name: str) -> str:
    """A program of an environment that GRAPHDRAW_HOSTS has; skips where there is none."""
    if HOSTS is None:
        pytest.skip("GRAPHDRAW_HOSTS names no folder with environments of hosts")
    path = Path(HOSTS) / host / "bin" / name
    if not path.exists():
        pytest.skip(f"{path} is not installed")
    return str(path)


def test_the_oldest_sphinx(tmp_path: Path) -> None:
    python = program("old", "python")
    toctree = "\n```{toctree}\nrst\n```\n"
    book = Book(tmp_path, {"index.md": MARKDOWN + toctree, "rst.rst": f"RST\n===\n\n{RST}", "snack.yaml": SNACK})
    for builder in ("html", "latex", "text"):
        built = book.run(builder, "-W", "-n", "-q", "-j", "2", python=python)
        assert (built.returncode, built.stderr) == (0, ""), builder
    assert book.text("html/index.html").count("only-dark") == 1
    assert len(book.files("html/_images/*.svg")) == 3
    assert len(book.files("latex/*.pdf")) == 2
    assert re.search(r"See .*180\.", book.text("text/index.txt"))
    book.write({"index.md": BROKEN + toctree})
    for _ in range(2):
        built = book.run("html", "-W", "--keep-going", "-q", python=python)
        assert built.returncode == 1
        assert f"{tmp_path}/index.md:17: WARNING: unknown name 'u'" in built.stderr
        assert "This figure cannot be drawn." in book.text("html/index.html")


def test_jupyter_book(tmp_path: Path) -> None:
    command = [program("jb1", "jupyter-book"), "build", "-W", "-n", "--keep-going", "."]
    toc = "format: jb-book\nroot: index\n"
    files = {"_config.yml": CONFIG, "_toc.yml": toc, "index.md": MARKDOWN, "snack.yaml": SNACK}
    book = Book(tmp_path, files)
    book.remove("conf.py")
    built = run(command, tmp_path)
    assert built.returncode == 0, built.stderr
    page = book.text("html/index.html")
    assert re.search(r'class="graphdraw only-dark" src="_images/snack-dark-\w{12}\.svg"', page)
    assert re.search(r"See .*Fig. 1.*>180</span>", page)
    book.write({"index.md": BROKEN})
    built = run(command, tmp_path)
    assert built.returncode != 0
    assert f"{tmp_path}/index.md:17: WARNING: unknown name 'u'" in plain(built.stdout + built.stderr)
