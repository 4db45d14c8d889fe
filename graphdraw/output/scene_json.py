"""Writing a scene as JSON, for programs: the place and meaning of each node, arrow and text, in points, y downwards."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from graphdraw.draw.scene import EdgeMark, NodeKind, NodeMark, Scene

DECIMALS = 3
"""Decimals of each coordinate: no device shows a thousandth of a point, and rounding to it is the same everywhere."""


PUBLIC_KINDS: Mapping[NodeKind, str] = MappingProxyType({"fork": "branch"})
"""The kinds of nodes that programs know by another name than the scene, as this format had it first."""


def scene_json(scene: Scene) -> bytes:
    """The scene as UTF-8 JSON with stable keys; see docs/output-formats.md."""
    data: dict[str, Any] = {
        "width": round(scene.width, DECIMALS),
        "height": round(scene.height, DECIMALS),
        "unit": "pt",
        "nodes": [_node(node) for node in scene.nodes],
        "edges": [_edge(edge) for edge in scene.edges],
        "labels": [{"text": m.text, "role": m.role, "of": m.of, "box": _rounded(m.box)} for m in scene.labels],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _node(node: NodeMark) -> dict[str, Any]:
    kind = PUBLIC_KINDS.get(node.kind, node.kind)
    return {"id": node.id, "kind": kind, "box": _rounded(node.box), "text": node.text}


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
