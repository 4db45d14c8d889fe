"""`graphdraw render`: specs in, figures out."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import tempfile
from pathlib import Path

import pytest

import graphdraw
from graphdraw.pipeline.names import FORMATS

SNACK = """\
inputs:
  snack: 30
  number: {value: 5, grad: false}
  tax: {value: 1.2, grad: false}
nodes:
  subtotal: snack * number
  total: subtotal * tax
"""

SIZE = r"\(\d+ × \d+ mm\)"


def test_the_figure_lands_beside_the_spec(run, folder):
    result = run("render", "snack.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert re.fullmatch(rf"snack\.yaml -> snack\.svg {SIZE}\n", result.stderr)
    assert (folder / "snack.svg").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("name", FORMATS)
def test_the_suffix_decides_the_format(run, folder, name):
    assert run("render", "snack.yaml", "-o", f"figure.{name}").exit_code == 0
    assert (folder / f"figure.{name}").read_bytes() == graphdraw.render(folder / "snack.yaml", name)


def test_several_formats_into_a_new_folder(run, folder):
    result = run("render", "snack.yaml", "-f", ", ".join(FORMATS), "-o", "out/deep/")
    assert result.exit_code == 0
    assert sorted(p.name for p in (folder / "out" / "deep").iterdir()) == [f"snack.{n}" for n in sorted(FORMATS)]
    assert len(result.stderr.splitlines()) == len(FORMATS)


def test_a_font_for_this_time(run, folder):
    assert run("render", "snack.yaml").exit_code == 0
    usual = (folder / "snack.svg").read_bytes()
    assert run("render", "snack.yaml", "--font", "DejaVu Serif").exit_code == 0
    assert (folder / "snack.svg").read_bytes() != usual
    assert run("render", "snack.yaml", "--set", "view.font=DejaVu Serif", "-o", "set.svg").exit_code == 0
    assert (folder / "set.svg").read_bytes() == (folder / "snack.svg").read_bytes()


@pytest.mark.parametrize("arguments", [("--font", "DejaVu Sanz"), ("--set", "view.font=DejaVu Sanz")])
def test_an_unknown_font_is_wrong_usage(run, folder, arguments):
    result = run("render", "snack.yaml", *arguments)
    assert result.exit_code == 2
    assert "no font family 'DejaVu Sanz' is installed" in result.stderr
    assert "did you mean 'DejaVu Sans'" in result.stderr
    assert not (folder / "snack.svg").exists()


def test_quiet(run, folder):
    result = run("render", "-q", "snack.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert (folder / "snack.svg").exists()


@pytest.mark.parametrize("name", FORMATS)
def test_a_pipe_has_the_bytes_of_the_file(run, shell, folder, name):
    run("render", "snack.yaml", "-f", name)
    result = shell("render", "-", "-o", "-", "-f", name, input=(folder / "snack.yaml").read_bytes())
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == (folder / f"snack.{name}").read_bytes()


def test_the_same_bytes_keep_their_date(run, folder):
    run("render", "snack.yaml")
    os.utime(folder / "snack.svg", ns=(10**9, 10**9))
    run("render", "snack.yaml")
    assert (folder / "snack.svg").stat().st_mtime_ns == 10**9


def test_a_mistake_leaves_the_old_figure_and_the_others_are_drawn(run, folder):
    (folder / "typo.svg").write_text("old")
    result = run("render", "typo.yaml", "missing.yaml", "snack.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("typo.yaml:5:18: error: unknown name 'numbr' [unknown-name]\n")
    assert "missing.yaml: no such file" in result.stderr
    assert (folder / "typo.svg").read_text() == "old"
    assert (folder / "snack.svg").exists()


def test_the_exit_code_of_a_spec_with_problems_is_1(run):
    assert run("render", "typo.yaml", "snack.yaml").exit_code == 1


def test_a_folder_as_spec_names_build(run, folder):
    (folder / "figures").mkdir()
    result = run("render", "figures")
    assert result.exit_code == 2
    assert "graphdraw build" in result.stderr


def test_a_folder_as_output_file(run, folder):
    (folder / "out").mkdir()
    result = run("render", "snack.yaml", "-o", "out")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: out: cannot be written: it is a folder [usage]\nhint: to write into it: -o out/\n",
    )
    (folder / "snack.svg").mkdir()
    result = run("render", "snack.yaml")
    assert (result.exit_code, result.stderr) == (2, "error: snack.svg: cannot be written: it is a folder [usage]\n")


@pytest.mark.parametrize("output", ["no/figure.svg", "snack.yaml/figure.svg", "snack.yaml/"])
def test_a_place_that_is_none_is_one_line(run, output):
    result = run("render", "snack.yaml", "-o", output)
    assert result.exit_code == 2
    place = re.escape(output.rstrip("/"))
    assert re.match(rf"error: {place}: (cannot be written|the folder cannot be made): ", result.stderr)


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_an_unwritable_folder_is_one_line(run, monkeypatch):
    run("render", "snack.yaml")  # imports everything while this process may still read it
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        monkeypatch.chdir(folder)
        (folder / "snack.yaml").write_text(SNACK)
        (folder / "closed").mkdir(mode=0o555)
        with as_nobody():
            result = run("render", "snack.yaml", "-o", "closed/figure.svg")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "error: closed/figure.svg: cannot be written: permission denied [usage]\n"
        assert list((folder / "closed").iterdir()) == []


@contextlib.contextmanager
def as_nobody():
    """As a user who may not write everywhere; root may."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_number_that_is_not_met_is_reported_and_nothing_is_drawn(run, folder):
    (folder / "wrong.yaml").write_text(SNACK + "expect:\n  values: {total: 181}\n")
    result = run("render", "wrong.yaml", "--error-format", "concise")
    assert result.exit_code == 1
    assert result.stderr == (
        "wrong.yaml:9:12: error: the value of 'total' is expected to be 181, computed is 180.0 [expect]\n"
    )
    assert not (folder / "wrong.svg").exists()


def values_of(path):
    return sorted(m["text"] for m in json.loads(path.read_text(encoding="utf-8"))["labels"] if m["role"] == "value")


def test_blank_and_solution(run, folder):
    (folder / "exercise.yaml").write_text(
        (folder / "snack.yaml").read_text() + "view: {values: {blank: computed}, gradients: {blank: computed}}\n"
    )
    assert run("render", "snack.yaml", "--blank", "-o", "blank.json").exit_code == 0
    assert run("render", "exercise.yaml", "-o", "exercise.json").exit_code == 0
    assert run("render", "exercise.yaml", "--solution", "-o", "solution.json").exit_code == 0
    assert run("render", "snack.yaml", "--blank", "--solution", "-o", "both.json").exit_code == 0
    assert run("render", "snack.yaml", "-o", "plain.json").exit_code == 0
    names = ("blank", "exercise", "solution", "both", "plain")
    read = {n: json.loads((folder / f"{n}.json").read_text()) for n in names}
    assert read["blank"] == read["exercise"]
    assert read["solution"] == read["both"]
    emptied = [label | {"text": ""} for label in read["solution"]["labels"] if label["role"] in ("value", "gradient")]
    left = [label for label in read["exercise"]["labels"] if label["role"] in ("value", "gradient")]
    assert [label | {"text": ""} for label in left] == emptied  # they lie on each other
    assert values_of(folder / "exercise.json") == ["", "", "1.2", "30", "5"]
    assert values_of(folder / "solution.json") == values_of(folder / "plain.json")


def test_direction_turns_the_figure(run, folder):
    run("render", "snack.yaml", "-o", "right.json")
    run("render", "snack.yaml", "--direction", "down", "-o", "down.json")
    right, down = (json.loads((folder / f"{n}.json").read_text()) for n in ("right", "down"))
    assert right["width"] > right["height"]
    assert down["width"] < down["height"]


def test_numbers_python_keeps_the_decimals(run, folder):
    run("render", "snack.yaml", "-o", "auto.json")
    run("render", "snack.yaml", "--numbers", "python", "-o", "python.json")
    assert "180" in values_of(folder / "auto.json")
    assert "180.0" in values_of(folder / "python.json")


@pytest.mark.parametrize(("dpi", "factor"), [(100, 100 / 72), (300, 300 / 72)])
def test_dpi_is_the_size_of_a_png(run, folder, dpi, factor):
    run("render", "snack.yaml", "--dpi", dpi, "-f", "png,json", "-o", "out/")
    width = int.from_bytes((folder / "out" / "snack.png").read_bytes()[16:20], "big")
    assert width == pytest.approx(json.loads((folder / "out" / "snack.json").read_text())["width"] * factor, abs=1)


def test_text_ids_and_fonts_are_as_asked(run, folder):
    arguments = ("--svg-text", "text", "--id-prefix", "fig3", "--pdf-fonts", "3", "-f", "svg,pdf", "-o", "out/")
    assert run("render", "snack.yaml", *arguments).exit_code == 0
    text = (folder / "out" / "snack.svg").read_text(encoding="utf-8")
    assert ">subtotal<" not in text
    assert ">tax</text>" in text
    assert 'id="fig3-edge-snack-subtotal-0-backward"' in text
    assert b"/Type3" in (folder / "out" / "snack.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--id-prefix", "3 d"), "error: ids cannot begin with '3 d' [usage]"),
        (("typo.yaml", "--id-prefix", "a"), "error: --id-prefix is for one figure"),
        (("--svg-text", "outline"), "invalid value for '--svg-text': 'outline' is not one of 'path', 'text'"),
        (("--pdf-fonts", "41"), "invalid value for '--pdf-fonts'"),
    ],
)
def test_ids_and_choices_that_cannot_be(run, folder, arguments, said):
    result = run("render", "snack.yaml", *arguments)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert not (folder / "snack.svg").exists()


def test_transparent_draws_no_ground(run, folder):
    run("render", "snack.yaml", "--transparent", "-f", "svg,png", "-o", "out/")
    assert "<rect" not in (folder / "out" / "snack.svg").read_text(encoding="utf-8").split("<g id")[0]
    assert (folder / "out" / "snack.png").read_bytes()[25] == 6  # red, green, blue, alpha


def test_problems_as_json_are_on_standard_error(run):
    result = run("render", "typo.yaml", "--error-format", "json", "-o", "-")
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(result.stderr)[0]["code"] == "unknown-name"


@pytest.mark.skipif(sys.platform == "win32", reason="file names that are no text")
def test_a_file_name_that_is_no_text(shell, folder):
    name = b"caf\xe9.yaml"
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes((folder / "snack.yaml").read_bytes())
    result = shell("render", os.fsdecode(name))
    assert result.returncode == 0, result.stderr
    assert result.stderr.startswith(b"caf\\udce9.yaml -> caf\\udce9.svg (")


def test_a_depfile_names_all_that_figures_were_made_from(run, folder):
    (folder / "tax.yaml").write_text("extends: snack.yaml\ninputs: {tax: 1.1}\n", encoding="utf-8")
    result = run("render", "snack.yaml", "tax.yaml", "-f", "svg,json", "-o", "my out/", "--depfile", "figures.d")
    assert result.exit_code == 0, result.stderr
    assert (folder / "figures.d").read_text(encoding="utf-8").splitlines() == [
        "my\\ out/snack.svg: snack.yaml",
        "my\\ out/snack.json: snack.yaml",
        "my\\ out/tax.svg: tax.yaml snack.yaml",
        "my\\ out/tax.json: tax.yaml snack.yaml",
        "snack.yaml:",
    ]


def test_a_depfile_stays_as_it_was_where_something_failed(run, folder):
    """It may say what else must be mended."""
    (folder / "figures.d").write_text("old")
    assert run("render", "typo.yaml", "snack.yaml", "--depfile", "figures.d").exit_code == 1
    assert (folder / "figures.d").read_text(encoding="utf-8") == "old"


def test_a_depfile_needs_a_file(run):
    result = run("render", "snack.yaml", "-o", "-", "--depfile", "figures.d")
    assert result.exit_code == 2
    assert "so the figure cannot go to standard output" in result.stderr
