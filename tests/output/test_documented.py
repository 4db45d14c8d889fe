"""What docs/output-formats.md tells of the formats is what there is."""

from pathlib import Path
from typing import get_args

import graphdraw
from graphdraw.draw.scene import LabelRole, NodeKind
from graphdraw.output.encoding import PDF_FONTS, SVG_TEXTS
from graphdraw.output.formats import FORMATS
from graphdraw.output.scene_json import PUBLIC_KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "output-formats.md").read_text(encoding="utf-8")
SPEC = "inputs: {x: 3}\nnodes: {y: x * x}\n"


def _after(start: str) -> set[str]:
    """The words of the list that begins so."""
    (line,) = [line for line in PAGE.splitlines() if line.startswith(start)]
    return set(line.removeprefix(start).rstrip(".").replace("`", "").split(", "))


def test_kinds_and_roles_are_listed() -> None:
    assert _after("Kinds of nodes: ") == {PUBLIC_KINDS.get(kind, kind) for kind in get_args(NodeKind)}
    assert _after("Roles of labels: ") == set(get_args(LabelRole))


def test_formats_and_choices_are_told() -> None:
    for word in (*FORMATS.names(), *PDF_FONTS):
        assert f"| `{word}` |" in PAGE
    assert "--svg-text " + r"\|".join(SVG_TEXTS) in PAGE


def test_the_ids_are_those_of_a_figure() -> None:
    svg = graphdraw.render(SPEC, ids="fig3").decode()
    for id_ in (
        "fig3-edge-x-x-fork-0",
        "fig3-edge-x-y-1-backward",
        "fig3-node-x-fork",
        "fig3-node-y",
        "fig3-name-y-out",
        "fig3-symbol-y",
    ):
        assert f'id="{id_}"' in svg
