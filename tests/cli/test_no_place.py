"""Where no file can be written: refused before anything is."""

import json
import os

import pytest

SPEC = "inputs: {x: 1}\nnodes: {y: x + 1}\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SPEC, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize("command", [["build", "a.yaml", "-o", "out"], ["render", "a.yaml", "-o", "out/"]])
@pytest.mark.parametrize("option", ["--depfile", "--report"])
@pytest.mark.parametrize(
    ("name", "why"),
    [
        (".", "it is a folder"),
        ("folder.json", "it is a folder"),
        ("nope/x.json", "no such file or directory"),
        ("a.yaml/x.json", "not a directory"),
    ],
)
def test_depfiles_and_reports(run, place, command, option, name, why):
    if option == "--report" and (name == "." or command[0] == "render"):
        command, name = ["build", "a.yaml", "-o", "out"], name.replace(".", "folder.json", name == ".")
    (place / "folder.json").mkdir()
    result = run(*command, option, name)
    told = [f"error: {name}: cannot be written: {why} [usage]"]
    if why == "it is a folder":
        told.append(f"hint: name another file: {option} FILE")
    assert (result.exit_code, result.stderr.splitlines()) == (2, told)
    assert not (place / "out").exists()


@pytest.mark.parametrize("command", [["build", "a.yaml", "-o", "out"], ["render", "a.yaml", "-o", "out/"]])
def test_a_depfile_in_a_folder_that_will_be_there(run, place, command):
    assert run(*command, "--depfile", "out/x.d").exit_code == 0
    assert (place / "out" / "x.d").read_text().startswith("out/a.svg: a.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize(
    "line",
    [
        ["render", "a.yaml", "-o", "pipe.svg"],
        ["embed", "a.yaml", "-o", "pipe"],
        ["build", "a.yaml", "-o", "out", "--depfile", "pipe.svg"],
        ["render", "a.yaml", "-o", "b.svg", "--depfile", "pipe.svg"],
        ["new", "pipe.yaml"],
    ],
)
def test_a_pipe_would_be_waited_for(run, place, line):
    for name in ("pipe.svg", "pipe.yaml"):
        os.mkfifo(name)
    before = sorted(place.rglob("*"))
    result = run(*line)
    assert result.exit_code == 2
    assert ": this is a pipe, not a file" in result.output
    assert sorted(place.rglob("*")) == before


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="devices of POSIX")  # noqa: PTH110
@pytest.mark.usefixtures("place")
def test_a_device_can_be_written_to(run):
    assert run("render", "a.yaml", "-o", "/dev/null", "-f", "svg", "--depfile", "/dev/null").exit_code == 0
    assert run("build", "a.yaml", "-o", "out", "--depfile", "/dev/null").exit_code == 0


@pytest.mark.parametrize("stem", [".", "..", "out/", "out/.", "/"])
def test_a_stem_that_is_no_name(run, place, stem):
    before = sorted(place.rglob("*"))
    result = run("embed", "a.yaml", "-o", stem)
    (problem,) = json.loads(result.stdout)["problems"]  # for the program that has called it
    assert (result.exit_code, result.stderr, problem["text"]) == (2, "", f"'{stem}' is no name of a figure")
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize(
    "line",
    [
        ["render", "a.yaml", "-f", "json", "-o", "out/.graphdraw-manifest.json"],
        ["embed", "a.yaml", "-f", "json", "-o", "out/.graphdraw-manifest"],
        ["render", "a.yaml", "-o", "x.svg", "--depfile", "out/.graphdraw-manifest.json"],
    ],
)
def test_the_manifest_is_no_figure(run, place, line):
    assert run("build", "a.yaml", "-o", "out").exit_code == 0
    before = (place / "out" / ".graphdraw-manifest.json").read_bytes()
    result = run(*line)
    assert result.exit_code == 2
    assert "would replace the manifest 'out/.graphdraw-manifest.json'" in result.output.replace(os.sep, "/")
    assert (place / "out" / ".graphdraw-manifest.json").read_bytes() == before
