"""A scene as JSON, for programs: where every node, arrow and text stands and what it is about. Points, y downwards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from graphdraw.draw.scene import EdgeMark, Scene

DECIMALS = 3
"""Of every coordinate: a thousandth of a point is below what any device shows, and the same on every machine."""


def scene_json(scene: Scene) -> bytes:
    """The scene as UTF-8 JSON with stable keys; see docs/output-formats.md."""
    data: dict[str, Any] = {
        "width": round(scene.width, DECIMALS),
        "height": round(scene.height, DECIMALS),
        "unit": "pt",
        "nodes": [{"id": n.id, "kind": n.kind, "box": _rounded(n.box), "text": n.text} for n in scene.nodes],
        "edges": [_edge(edge) for edge in scene.edges],
        "labels": [{"text": m.text, "role": m.role, "of": m.of, "box": _rounded(m.box)} for m in scene.labels],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _edge(edge: EdgeMark) -> dict[str, Any]:
    return {
        "id": edge.id,
        "from": edge.source,
        "to": edge.target,
        "argument": edge.argument,
        "direction": edge.direction,
        "points": [_rounded(p) for p in edge.points],
    }


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(value, DECIMALS) + 0.0 for value in values]
