"""Figures for tests: the text of a spec drawn to a scene, and questions to a scene."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graphdraw import pipeline
from graphdraw.draw.scene import EdgeMark, LabelMark, NodeMark, Scene
from graphdraw.spec import Source, Spec, read_file

LAID: dict[Any, Any] = {}
"""Layouts of figures that were drawn before, which others have as well: they differ in colours or words alone."""

SPECS = sorted((Path(__file__).parents[1] / "specs").glob("*.yaml"))


def drawn(text: str) -> Scene:
    """The scene of a spec."""
    return _drawn(Source("a.yaml", text.encode(), None))


def loaded_text(text: str) -> Spec:
    """A spec, read and checked."""
    return pipeline.load(Source("a.yaml", text.encode(), None))


def of_file(path: Path) -> Scene:
    """The scene of a spec file."""
    return _drawn(read_file(path))


def _drawn(source: Source) -> Scene:
    loaded = pipeline.load(source)
    return pipeline.draw(loaded, pipeline.evaluate(loaded), known=LAID)


def texts(scene: Scene, role: str) -> list[str]:
    """The texts of a role, as they stand in the scene."""
    return [label.text for label in scene.labels if label.role == role]


def node(scene: Scene, id_: str) -> NodeMark:
    """The only node with an id."""
    (found,) = [n for n in scene.nodes if n.id == id_]
    return found


def edge(scene: Scene, id_: str) -> EdgeMark:
    """The only arrow with an id."""
    (found,) = [e for e in scene.edges if e.id == id_]
    return found


def label(scene: Scene, of: str, role: str) -> LabelMark:
    """The only text of a role about a node or an arrow."""
    (found,) = [m for m in scene.labels if m.of == of and m.role == role]
    return found
