"""Small books for MkDocs, ProperDocs and Zensical, and the programs that build them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "mkdocs.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
CONFIGURATION, WATCH = next(body for _, name, body in FENCE.findall(GUIDE) if name == "yml"), "watch: [figures]\n"
PAGES = [body for _, name, body in FENCE.findall(GUIDE) if name == "markdown"]

TWICE = """---
title: Twice
---
# Twice

```graphdraw
inputs: {a: 2, b: 1}
nodes:
  c: a + b
```

- in a list

    ``` { .graphdraw caption="2 < 3" alt="a < b" width="60%" data-part="1" }
    inputs: {a: 2, b: 1}
    nodes:
      c: a + b
    ```
"""
BROKEN = """---
title: Broken
---
# Broken

> ```graphdraw
> inputs: {a: 1}
> nodes:
>   b: a * c
> ```

```graphdraw captoin="x"
inputs: {a: 1}
nodes:
  b: a * 2
```

``` { .graphdraw file="figures/none.yaml" }
```

```graphdraw file="figures/typo.yaml"
```

```graphdraw
inputs: {x: 0}
nodes:
  y: relu(x)
```

```graphdraw
```

The end.
"""
MISTAKES = (
    "docs/broken.md:9:12: error: unknown name 'c' [unknown-name]",
    "docs/broken.md:12:1: error: unknown option 'captoin' [usage]",
    "docs/broken.md:18:1: error: figures/none.yaml: no such file",
    "figures/typo.yaml:2:12: error: unknown name 'y' [unknown-name]",
    "docs/broken.md:30:1: error: there is no spec here [empty]",
)
KINK = "docs/broken.md:27:6: warning: 'y' stands exactly on a kink"
THEME = '<!doctype html><html data-bs-theme="light"><meta charset="utf-8"><body>{{ page.content }}</body></html>'


class Built(NamedTuple):
    """What a program said, and the pages it made by their names."""

    code: int
    said: str
    folder: Path

    def page(self, name: str) -> str:
        """The text of a page."""
        return (self.folder / "site" / name / "index.html").read_text(encoding="utf-8")


def write_book(folder: Path, *, broken: bool = False) -> Path:
    """The book of the guide and a page with the same figure twice, or one of mistakes."""
    (folder / "docs").mkdir(parents=True)
    (folder / "figures").mkdir()
    (folder / "theme").mkdir()
    (folder / "mkdocs.yml").write_text(CONFIGURATION + WATCH, encoding="utf-8")
    (folder / "theme" / "main.html").write_text(THEME, encoding="utf-8")
    (folder / "figures" / "snack.yaml").write_bytes((ROOT / "specs" / "snack.yaml").read_bytes())
    (folder / "figures" / "typo.yaml").write_text("inputs: {x: 1}\nnodes: {z: y + 1}\n", encoding="utf-8")
    pages = {"broken": BROKEN} if broken else {"index": "\n".join(PAGES), "twice": TWICE}
    for name, text in pages.items():
        (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def build(command: list[str], folder: Path) -> Built:
    """Run a program in the folder of a book."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    return Built(done.returncode, done.stdout + done.stderr, folder)


def mkdocs(folder: Path, *flags: str) -> Built:
    """`mkdocs build` of this environment."""
    pytest.importorskip("mkdocs", reason="MkDocs is not installed")
    return build([sys.executable, "-m", "mkdocs", "build", *flags], folder)


def program(environment: str, name: str) -> str:
    """A program of a host that has an environment of its own, in the folder that GRAPHDRAW_HOSTS names."""
    hosts = os.environ.get("GRAPHDRAW_HOSTS")
    if not hosts:
        pytest.skip("GRAPHDRAW_HOSTS does not name a folder with environments of hosts")
    path = Path(hosts) / environment / "bin" / name
    if not path.exists():
        pytest.skip(f"{environment}/bin/{name} is not installed in GRAPHDRAW_HOSTS")
    return str(path)


def ids(page: str) -> list[str]:
    """All ids in a page."""
    return re.findall(r'\bid="([^"]*)"', page)


def unresolved(page: str) -> set[str]:
    """What figures of a page refer to and what is not there."""
    wanted = {
        name for names in re.findall(r'aria-(?:labelledby|describedby)="([^"]*)"', page) for name in names.split()
    }
    return (wanted | set(re.findall(r'xlink:href="#([^"]*)"', page))) - set(ids(page))
