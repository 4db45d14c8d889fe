"""`render --dark-pair`: a dark figure beside each, exactly on the light one."""

from __future__ import annotations

import json
import re

import pytest

from graphdraw.draw.style.themes import THEMES

DARK = THEMES.get("dark")


def _drawn(svg: str) -> tuple[list[str], list[str]]:
    """Size and shapes of a figure, and its colours."""
    shapes = re.findall(r' (?:d|transform|viewBox)="[^"]*"', svg)
    return shapes, re.findall(r'"(#[0-9a-f]{6})"', svg)


@pytest.mark.parametrize("theme", [name for name in THEMES.names() if name != "dark"])
def test_a_pair_differs_in_nothing_but_colours(run, folder, theme):
    result = run("render", "snack.yaml", "--theme", theme, "--dark-pair")
    assert result.exit_code == 0
    assert re.findall("-> (.*) [(]", result.stderr) == ["snack.svg", "snack-dark.svg"]
    shapes, colors = _drawn((folder / "snack.svg").read_text())
    dark_shapes, dark_colors = _drawn((folder / "snack-dark.svg").read_text())
    assert dark_shapes == shapes
    assert len(dark_colors) == len(colors)
    assert DARK.ground in dark_colors
    assert DARK.ground not in colors
    assert set(dark_colors) <= {getattr(DARK, role) for role in ("ground", "ink", "forward", "backward", "neutral")} | {
        *(DARK.node_fill, DARK.node_outline, DARK.input_fill, DARK.output_fill, DARK.fork_fill)
    }


def test_the_first_of_a_pair_is_the_figure_that_is_drawn_alone(run, folder):
    run("render", "snack.yaml", "-o", "alone.svg")
    run("render", "snack.yaml", "-o", "pair.svg", "--dark-pair")
    assert (folder / "pair.svg").read_bytes() == (folder / "alone.svg").read_bytes()
    run("render", "snack.yaml", "-o", "dark.svg", "--theme", "dark")
    assert (folder / "pair-dark.svg").read_bytes() == (folder / "dark.svg").read_bytes()


def test_every_format_and_place(run, folder):
    assert run("render", "snack.yaml", "-o", "out/", "-f", "svg,pdf,json", "--dark-pair").exit_code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        *("snack-dark.json", "snack-dark.pdf", "snack-dark.svg", "snack.json", "snack.pdf", "snack.svg"),
    ]
    assert json.loads((folder / "out/snack.json").read_text()) == json.loads(
        (folder / "out/snack-dark.json").read_text()
    )


@pytest.mark.parametrize(("background", "light", "dark"), [("none", None, None), ("'#fff8e1'", "#fff8e1", DARK.ground)])
def test_a_transparent_ground_stays_and_a_coloured_one_is_that_of_the_light_figure(
    run, folder, background, light, dark
):
    run("render", "snack.yaml", "--set", f"view.background={background.strip(chr(39))}", "--dark-pair")
    for name, color in (("snack.svg", light), ("snack-dark.svg", dark)):
        ground = re.search(r'^<rect width="[^"]*" height="[^"]*" fill="(.*)"/>$', (folder / name).read_text(), re.M)
        assert (ground[1] if ground else None) == color


def test_dependencies_name_both(run, folder):
    run("render", "snack.yaml", "--dark-pair", "--depfile", "d")
    assert (folder / "d").read_text() == "snack.svg: snack.yaml\nsnack-dark.svg: snack.yaml\n"


def test_ids_of_a_pair_may_stand_in_one_page(run, folder):
    run("render", "snack.yaml", "--dark-pair", "--id-prefix", "fig")
    light, dark = (
        set(re.findall(r' id="([^"]*)"', (folder / name).read_text())) for name in ("snack.svg", "snack-dark.svg")
    )
    assert light
    assert dark
    assert not light & dark


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["snack.yaml", "-o", "-"], "--dark-pair makes two files, so the figure cannot go to standard output"),
        (["-"], "--dark-pair makes two files, so the figure cannot go to standard output"),
        (["snack.yaml", "--theme", "dark"], "--theme dark and --dark-pair cannot be given together"),
        (
            ["snack.yaml", "snack-dark.yaml"],
            "'snack.yaml' and 'snack-dark.yaml' would both be drawn to 'snack-dark.svg'",
        ),
    ],
)
def test_what_is_refused(run, folder, arguments, message):
    result = run("render", *arguments, "--dark-pair")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not list(folder.glob("*.svg"))


def test_a_figure_that_is_dark_already_has_no_pair(run, folder):
    (folder / "night.yaml").write_text("inputs: {a: 2}\nnodes: {b: a * 3}\nview:\n  theme: dark\n")
    result = run("render", "night.yaml", "snack.yaml", "--dark-pair")
    assert result.exit_code == 1
    assert "night.yaml:4:10: error: the theme is dark already" in result.stderr
    assert "[dark-pair]" in result.stderr
    assert sorted(path.name for path in folder.glob("*.svg")) == ["snack-dark.svg", "snack.svg"]


def test_another_theme_from_outside_makes_room_for_a_pair(run, folder):
    (folder / "night.yaml").write_text("inputs: {a: 2}\nnodes: {b: a * 3}\nview:\n  theme: dark\n")
    assert run("render", "night.yaml", "--theme", "plain", "--dark-pair").exit_code == 0
    assert DARK.ground not in (folder / "night.svg").read_text()
