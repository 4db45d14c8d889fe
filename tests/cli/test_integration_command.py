"""`graphdraw integration`: the plugins of hosts, listed and written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

import graphdraw
from graphdraw.cli.commands.integration import INTEGRATIONS

FILES = Path(graphdraw.__file__).parent / "integrations" / "files"


def shipped(name):
    return {path: (FILES / source).read_bytes() for path, source in INTEGRATIONS[name].files.items()}


def test_alone_it_lists_every_host(run):
    result = run("integration")
    assert (result.exit_code, result.stderr) == (0, "")
    head, *rows = result.stdout.splitlines()
    assert head.split() == ["name", "is"]
    assert [row.split()[0] for row in rows] == sorted(INTEGRATIONS)


def test_every_shipped_file_is_written_by_one():
    used = {source for one in INTEGRATIONS.values() for source in one.files.values()}
    assert used == {path.name for path in FILES.iterdir()}


@pytest.mark.parametrize("name", INTEGRATIONS)
def test_it_writes_the_files_and_prints_a_configuration(run, folder, name):
    result = run("integration", name)
    assert result.exit_code == 0
    assert result.stderr == "".join(f"{Path(path)}: written\n" for path in shipped(name))
    assert {path: (folder / path).read_bytes() for path in shipped(name)} == shipped(name)
    assert result.stdout.startswith("# in ")
    assert isinstance(yaml.safe_load(result.stdout), dict)


@pytest.mark.parametrize(
    ("name", "output", "written"),
    [
        ("mystmd", "plugins/", ["plugins/graphdraw.mjs"]),
        ("mystmd", "plugins", ["plugins/graphdraw.mjs"]),
        ("mystmd", "plugins/figures.mjs", ["plugins/figures.mjs"]),
        ("pandoc", "filters/figures.lua", ["filters/figures.lua"]),
        ("quarto", "book", ["book/_extensions/graphdraw/_extension.yml", "book/_extensions/graphdraw/graphdraw.lua"]),
    ],
)
def test_where_it_writes(run, folder, name, output, written):
    result = run("integration", name, "-o", output)
    assert result.stderr == "".join(f"{Path(path)}: written\n" for path in written)
    assert all((folder / path).is_file() for path in written)
    assert name == "quarto" or written[0] in result.stdout


def test_a_folder_with_the_suffix_of_the_file_is_a_folder(run, folder):
    (folder / "x.mjs").mkdir()
    assert run("integration", "mystmd", "-o", "x.mjs").exit_code == 0
    assert (folder / "x.mjs" / "graphdraw.mjs").is_file()


def test_what_is_there_already_is_no_mistake(run):
    run("integration", "pandoc")
    again = run("integration", "pandoc")
    assert (again.exit_code, again.stderr) == (0, "graphdraw.lua: is there already\n")


def test_another_file_is_left_as_it_is_unless_forced(run, folder):
    place = folder / "_extensions" / "graphdraw" / "graphdraw.lua"
    place.parent.mkdir(parents=True)
    place.write_text("-- mine\n")
    refused = run("integration", "quarto")
    name = Path("_extensions/graphdraw/graphdraw.lua")
    assert refused.exit_code == 2
    assert refused.stderr == (
        f"error: {name}: there is another file, left as it is [usage]\nhint: --force replaces it\n"
    )
    assert [path.name for path in place.parent.iterdir()] == ["graphdraw.lua"]  # nothing else is written either
    assert place.read_text() == "-- mine\n"
    assert run("integration", "quarto", "--force").exit_code == 0
    assert place.read_bytes() == (FILES / "graphdraw.lua").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "text", "hint"),
    [
        (["pandox"], "there is no integration 'pandox'", "did you mean 'pandoc'?"),
        (["zzzzzz"], "there is no integration 'zzzzzz'", "known here: mystmd, pandoc, quarto"),
        (["-o", "x/"], "which integration to write is missing", "one of mystmd, pandoc, quarto"),
    ],
)
def test_mistakes(run, arguments, text, hint):
    result = run("integration", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"error: {text} [usage]\nhint: {hint}\n")


def test_a_folder_that_cannot_be_made_is_one_line(run):
    result = run("integration", "mystmd", "-o", "snack.yaml/x/")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: snack.yaml{os.sep}x")
    assert len(result.stderr.splitlines()) == 1
