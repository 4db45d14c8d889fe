"""A scene written out by hand: two nodes, a pair of arrows, every kind of text."""

import pytest

from graphdraw.draw.scene import Curve, EdgeMark, LabelMark, NodeMark, Scene, TextRun
from graphdraw.draw.style.shapes import rounded_rectangle


@pytest.fixture
def scene() -> Scene:
    ring = Curve("MLCLCLCLCZ", tuple((x + 80, y + 30) for x, y in rounded_rectangle(26, 26, 13).points))
    gate = NodeMark("total", "operation", (67, 17, 93, 43), "×", ring, "#ffffff", "#6e6e6e", 0.7)
    name = NodeMark("x -> <&>", "input", (4, 24, 24, 36), "x", None, None, None, 0.0)
    forward = EdgeMark(
        "x -> total[0]",
        "x",
        "total",
        0,
        "forward",
        ((27, 27), (67, 27)),
        Curve("ML", ((27, 27), (62, 27))),
        Curve("MLLZ", ((62, 25), (67, 27), (62, 29))),
        True,
        "#0b4f9e",
        0.8,
    )
    backward = EdgeMark(
        "x -> total[0]:backward",
        "x",
        "total",
        0,
        "backward",
        ((67, 33), (27, 33)),
        Curve("ML", ((67, 33), (27, 33))),
        Curve("MLL", ((32, 31), (27, 33), (32, 35))),
        False,
        "#d32f2f",
        0.8,
        (3.0, 2.0),
    )
    labels = (
        LabelMark("$x_1$", "name", "x", (4, 24, 24, 36), (TextRun("$x_1$", 6, 33, 9, True),), "#1a1a1a"),
        LabelMark("30", "value", "x -> total[0]", (42, 14, 52, 24), (TextRun("30", 42, 22, 8),), "#0b4f9e"),
        LabelMark(
            "",
            "gradient",
            "x -> total[0]:backward",
            (42, 36, 52, 46),
            (),
            "#d32f2f",
            Curve("MLLLZ", ((42, 36), (52, 36), (52, 46), (42, 46))),
            0.5,
        ),
        LabelMark("×", "symbol", "total", (75, 24, 85, 36), (TextRun("×", 75, 34, 11),), "#1a1a1a"),
    )
    return Scene(
        120.0,
        60.0,
        "#ffffff",
        (name, gate),
        (forward, backward),
        labels,
        ("DejaVu Sans",),
        "dejavusans",
        title="A product & <more>",
        description="x times two",
        lang="en",
    )
