"""Where paths lead, as far as it can be told without a look at what is outside of the root."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphdraw.disk.roots import MOST_LINKS, inside

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links of POSIX")


@pytest.fixture
def root(tmp_path):
    """A root with two folders, beside a folder that is none of it."""
    place = tmp_path.resolve() / "book"
    for folder in (place / "specs" / "deep", tmp_path / "outside"):
        folder.mkdir(parents=True)
    (place / "base.yaml").write_text("")
    (tmp_path / "outside" / "base.yaml").write_text("")
    return place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x.yaml", "specs/x.yaml"),
        ("./deep/../x.yaml", "specs/x.yaml"),
        ("../base.yaml", "base.yaml"),
        ("..", ""),
        ("../../book/base.yaml", "base.yaml"),
        ("../../../{up}/book/base.yaml", "base.yaml"),
        ("{root}/base.yaml", "base.yaml"),
        ("{root}", ""),
        ("missing/../x", "specs/x"),
        ("../..", None),
        ("../../outside/base.yaml", None),
        ("../../outside/../book/base.yaml", None),
        ("../../missing/base.yaml", None),
        ("/", None),
        ("/etc/passwd", None),
        ("{root}-2/x", None),
        ("a\0b", None),
        ("\ud800", None),
    ],
)
def test_where_a_path_leads(root, text, found):
    given = text.format(root=root, up=root.parent.name)
    assert inside(given, root / "specs", root) == (None if found is None else root / found)


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("../base.yaml", "base.yaml"),
        ("{root}/base.yaml", "base.yaml"),
        ("gone.yaml", "specs/gone.yaml"),
        ("../../outside/base.yaml", None),
        ("/etc/passwd", None),
        ("/etc/nothing", None),
        ("link", None),
    ],
)
def test_where_a_link_leads(root, target, found):
    (root / "specs" / "link").symlink_to(target.format(root=root))
    (root / "specs" / "again").symlink_to("link")
    (root / "specs" / "above").symlink_to("..")
    for text in ("link", "again", "above/specs/link"):
        assert inside(text, root / "specs", root) == (None if found is None else root / found)
        assert inside(text, root / "specs" / "above" / "specs", root) == (None if found is None else root / found)


def test_links_in_a_row_end(root):
    for i in range(MOST_LINKS + 5):
        (root / f"l{i}").symlink_to(f"l{i + 1}")
    assert inside("l6", root, root) == root / f"l{MOST_LINKS + 5}"
    assert inside("l0", root, root) is None


def test_a_name_in_the_other_form_of_unicode_is_that_of_the_disk(root):
    (root / "cafe\u0301.yaml").write_text("")
    assert inside("caf\u00e9.yaml", root, root) in (root / "cafe\u0301.yaml", root / "caf\u00e9.yaml")
    assert Path(inside("caf\u00e9.yaml", root, root)).exists()


def test_nothing_outside_is_looked_at(root, monkeypatch):
    """Neither to follow a path that leads out, nor one that leads out and back in."""
    (root / "link").symlink_to("../outside/base.yaml")
    looked = []
    for name in ("readlink", "lstat", "stat", "scandir", "listdir"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda path, *rest, real=real, **more: looked.append(path) or real(path, *rest, **more)
        )
    for text in ("../outside/base.yaml", "../outside/caf\u00e9.yaml", "link", "../outside/../book/base.yaml", "/etc/x"):
        assert inside(text, root, root) is None
    monkeypatch.undo()
    assert looked
    away = (os.fspath(root.parent / "outside"), "/etc")
    assert not [path for path in looked if os.fspath(path).startswith(away)]
