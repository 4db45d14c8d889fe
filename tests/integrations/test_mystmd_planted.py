"""What lies in the `_build` of a mystmd book may have come with it: none of it is shown, followed, removed or a crash.

The plugin is run by Node alone, with a stand-in for graphdraw.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphdraw.errors import inert, visible
from tests.integrations.test_log_commands import COMMANDS, commands

PLUGIN = Path(__file__).parents[2] / "graphdraw" / "integrations" / "files" / "graphdraw.mjs"

STAND_IN = """\
#!/bin/sh
if [ "$1" = --version ]; then echo "graphdraw 1"; exit; fi
echo run >> calls
while [ $# -gt 1 ]; do [ "$1" = -o ] && stem="$2"; shift; done
drawn=$(cat calls.drawn 2>/dev/null)
if [ -n "$stem" ]; then for form in svg pdf png; do printf "<$form/>$drawn" > "$stem.$form"; done; fi
echo '{"problems": [], "dependencies": [], "alt": "", "values": {"y": "1"}, "figures": {"svg": "x"}}'
"""

NODE = """\
import plugin from %s;
const told = [];
const vfile = { path: 'page.md', message: (text) => { told.push(text); return {}; } };
const node = { position: { start: { line: 3 } } };
const [container] = plugin.directives[0].run({ body: 'inputs: {x: 1}', options: {}, node }, vfile, {});
for (const body of %s) plugin.roles[0].run({ body, node }, vfile);
const { type, url } = container.children[0];
console.log(JSON.stringify({ told, type, url }));
"""

IMAGE = hashlib.sha256(b"<svg/>").hexdigest()[:20]
BESIDE = (f"{IMAGE}.webp", f"{IMAGE}.mp4", f"{IMAGE}.SVG", f"{IMAGE.upper()}.gif", f"{IMAGE}.x.svg")
OTHER = hashlib.sha256(IMAGE.encode()).hexdigest()[:20]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program is a shell script, and links need rights there")

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "myst.yml").write_text("version: 1\n", encoding="utf-8")
    (folder / "page.md").write_text("# Page\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(book: Path, tmp_path: Path) -> Run:
    """What one page with a figure and these roles comes to."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    program = tmp_path / "graphdraw"
    program.write_text(STAND_IN, encoding="utf-8")
    program.chmod(0o755)

    def page(*roles: str, site: bool = True) -> dict[str, Any]:
        script = NODE % (json.dumps(PLUGIN.as_uri()), json.dumps(roles))
        (book / "script.mjs").write_text(script, encoding="utf-8")
        environment = {**os.environ, "GRAPHDRAW": str(program), "XDG_CACHE_HOME": str(tmp_path / "cache")}
        command = [node, "script.mjs", "--site" if site else "--pdf"]
        done = subprocess.run(command, cwd=book, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return page


def store_of(book: Path) -> Path:
    store = book / "_build" / "graphdraw"
    store.mkdir(parents=True)
    return store


def test_the_picture_of_a_site_is_one_file(run: Run, book: Path) -> None:
    """Of `name.*` mystmd takes what it likes best: a film before a drawing."""
    store = store_of(book)
    assert run()["url"] == f"_build/graphdraw/{IMAGE}.svg"
    assert run(site=False)["url"] == f"_build/graphdraw/{IMAGE}.*"
    assert sorted(path.name for path in store.glob(f"{IMAGE}.*")) == [
        f"{IMAGE}.{form}" for form in ("pdf", "png", "svg")
    ]


@pytest.mark.parametrize("name", BESIDE)
@pytest.mark.parametrize("drawn", [False, True], ids=["before", "after"])
def test_what_is_planted_beside_a_picture_is_not_shown(name: str, drawn: bool, run: Run, book: Path) -> None:
    store = store_of(book)
    if drawn:
        run(site=False)
    (store / name).write_text("planted", encoding="utf-8")
    for _ in range(2):
        assert run(site=False)["url"] == f"_build/graphdraw/{OTHER}.*"
    assert (store / f"{OTHER}.svg").read_text(encoding="utf-8") == "<svg/>"
    assert (store / name).read_text(encoding="utf-8") == "planted"
    assert len((book / "calls").read_text(encoding="utf-8").split()) == 1 + drawn


@pytest.mark.parametrize("site", [True, False])
def test_a_link_in_the_place_of_a_picture_is_not_followed(site: bool, run: Run, book: Path, tmp_path: Path) -> None:
    store, same = store_of(book), tmp_path / "same.svg"
    same.write_text("<svg/>", encoding="utf-8")
    (store / f"{IMAGE}.svg").symlink_to(same)
    url = run(site=site)["url"]
    shown = book / url.replace("*", "svg")
    assert (shown.name, shown.is_symlink(), shown.read_text(encoding="utf-8")) == (f"{OTHER}.svg", False, "<svg/>")


@pytest.mark.parametrize("planted", ["svg", "json", "store", "build"])
def test_a_folder_or_a_file_in_the_place_of_another_is_no_crash(planted: str, run: Run, book: Path) -> None:
    store = store_of(book)
    run()
    (record,) = store.glob("*.json")
    places = {"svg": store / f"{IMAGE}.svg", "json": record, "store": store, "build": store.parent}
    is_folder = planted in ("svg", "json")
    shutil.rmtree(store.parent)
    if is_folder:
        (places[planted] / "x").mkdir(parents=True)
    else:
        places[planted].parent.mkdir(exist_ok=True)
        places[planted].write_text("", encoding="utf-8")
    done = run()
    if is_folder:
        assert (done["told"], done["type"]) == ([], "image")
        assert (places[planted] / "x").is_dir()
        assert list(store.glob("**/*.tmp")) == []
    else:
        assert done["type"] == "code"
        assert "the folder '_build/graphdraw' cannot be used" in done["told"][0]


def test_nothing_is_made_outside_of_the_book(run: Run, book: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for target in (elsewhere, elsewhere / "missing"):
        (book / "_build").symlink_to(target)
        done = run()
        assert done["type"] == "code"
        assert "leads out of the book" in done["told"][0]
        assert list(elsewhere.iterdir()) == []
        (book / "_build").unlink()


def test_only_what_was_drawn_is_removed(run: Run, book: Path) -> None:
    """By its record and its bytes, when no build has used it for long; a picture that was replaced after an hour."""
    store = store_of(book)
    run()
    (record,) = store.glob("*.json")
    view = b"view:\n  direction: down\n"
    old_view = store / f"{hashlib.sha256(view).hexdigest()[:20]}.yaml"
    old_view.write_bytes(view)
    mine = [store / f"{'0' * 20}.{form}" for form in ("svg", "pdf", "png", "json", "yaml")]
    for path in mine:
        path.write_text("mine", encoding="utf-8")
    (book / "pyproject.toml").write_text("c", encoding="utf-8")
    (book / "calls.drawn").write_text("new", encoding="utf-8")
    os.utime(store / f"{IMAGE}.svg", (0, 0))
    shown = book / run()["url"]
    assert shown.name != f"{IMAGE}.svg"
    for path in (*mine, old_view):
        os.utime(path, (0, 0))
    run()
    assert sorted(store.iterdir()) == sorted([*mine, record, shown])
    for path in (record, shown):
        os.utime(path, (0, 0))
    (book / "calls.drawn").write_text("newer", encoding="utf-8")
    newest = book / run()["url"]
    assert sorted(store.iterdir()) == sorted([*mine, record, newest])
    assert newest != shown


def test_of_a_project_file_that_leads_out_nothing_is_kept(run: Run, book: Path, tmp_path: Path) -> None:
    """It is not read, so that no change of it is noticed; one in the book is, and nobody can tell what is in it."""
    secret = tmp_path / "secret.toml"
    secret.write_text("a", encoding="utf-8")
    store = store_of(book)
    run()
    (book / "pyproject.toml").symlink_to(secret)
    run()
    secret.write_text("b", encoding="utf-8")
    run()
    assert (book / "calls").read_text(encoding="utf-8").split() == ["run"] * 2  # it appeared
    (book / "pyproject.toml").unlink()
    (book / "pyproject.toml").write_text("c", encoding="utf-8")
    run()
    assert (book / "calls").read_text(encoding="utf-8").split() == ["run"] * 3
    (record,) = store.glob("*.json")
    assert hashlib.sha256(b"c").hexdigest()[:20] not in record.read_text(encoding="utf-8")


def test_what_roles_say_is_no_command_to_a_log(run: Run) -> None:
    asked = [text for text in COMMANDS if "@" not in text]
    told = run(*asked, *[f"y@{text}" for text in asked])["told"]
    assert len(told) == 2 * len(asked)
    assert commands("\n".join(told)) == []
    assert [text for text in told if not text.isprintable()] == []


def test_texts_are_made_harmless_as_by_graphdraw() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    odd = ["a\u00a0b\u202e\u2028\x9b\x00", "\U0001f468\u200d\U0001f469", "a\u200db", "\u2764\ufe0f", "C::D"]
    texts = [*COMMANDS, *odd]
    script = f"import {{ inert }} from {json.dumps(PLUGIN.as_uri())};"
    script += f"console.log(JSON.stringify({json.dumps(texts)}.map(inert)))"
    done = subprocess.run([node, "--input-type=module", "-e", script], capture_output=True, check=True)
    assert json.loads(done.stdout) == [inert(visible(text)) for text in texts]
