"""`gallery`: every spec of a folder, the simplest first: its title, what its first comment says, figure and YAML.

A spec that is added to the folder is in the gallery by the next build.
"""

from __future__ import annotations

import json
import re
from itertools import takewhile
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from graphdraw import Figure

_BROAD, _WIDE = 420, 800
"""Points up to which a figure can be read when it is as small as the column of a phone, and of a larger screen."""

_ENTRY = """\
(spec-{stem})=
## {title}

{words}

```{{graphdraw}} {path}
:figclass: {figclass}
```

`{name}`:

```{{literalinclude}} {path}
:language: yaml
:lines: {first}-
```
"""


def setup(app: Sphinx) -> dict[str, Any]:
    """The directive, and the pages that have to be read again."""
    app.add_directive("gallery", Gallery)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


class Gallery(SphinxDirective):
    """The specs of the folder that the argument names, as seen from the page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A section for each."""
        folder = Path(self.env.relfn2path(self.arguments[0])[1])
        names = _specs(folder)
        _shown(self.env)[self.env.docname] = (str(folder), names)
        entries = sorted(_entry(folder / name, self.arguments[0]) for name in names)
        return self.parse_text_to_nodes("\n".join(text for *_, text in entries), allow_section_headings=True)


def _entry(path: Path, folder: str) -> tuple[int, str, str]:
    """How many values the figure has, what its file is called, and its section."""
    figure = Figure(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    head = list(takewhile(lambda line: line.startswith("#"), lines))
    words = " ".join(line.removeprefix("#").strip() for line in head)
    places = {"stem": path.stem, "name": path.name, "path": f"{folder}/{path.name}", "first": len(head) + 1}
    width = json.loads(figure.render("json"))["width"]
    places["figclass"] = "wide" if width > _WIDE else "broad" if width > _BROAD else "narrow"
    title = figure.title or path.stem
    return len(figure.evaluate().values), path.name, _ENTRY.format(title=title, words=_plain(words), **places)


def _plain(words: str) -> str:
    """Words that mean nothing to Markdown but those in backticks."""
    parts = words.split("`")
    parts[::2] = [re.sub(r"([*_$\\\[\]<>])", r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)


def _specs(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.yaml"))


def _shown(env: BuildEnvironment) -> dict[str, tuple[str, list[str]]]:
    """For every page with a gallery its folder and the specs that it had when the page was read."""
    if not hasattr(env, "galleries"):
        env.galleries = {}  # type: ignore[attr-defined]
    found: dict[str, tuple[str, list[str]]] = env.galleries  # type: ignore[attr-defined]
    return found


def _outdated(_app: Sphinx, env: BuildEnvironment, *_changes: set[str]) -> list[str]:
    """Pages with a gallery of a folder that has more or other specs now."""
    return [page for page, (folder, names) in _shown(env).items() if _specs(Path(folder)) != names]


def _purge(_app: Sphinx, env: BuildEnvironment, page: str) -> None:
    _shown(env).pop(page, None)


def _merge(_app: Sphinx, env: BuildEnvironment, pages: set[str], other: BuildEnvironment) -> None:
    """Take over what another process has read."""
    _shown(env).update((page, found) for page, found in _shown(other).items() if page in pages)
