"""The stages for tests, each on its own, and figures: a spec drawn to a scene, and questions to a scene.

Tests that hold one stage ask for it here; what the program does with all of them is a `Run`.
"""

from __future__ import annotations

from pathlib import Path

from graphdraw.autodiff import Evaluation
from graphdraw.draw.scene import EdgeMark, LabelMark, NodeMark, Scene
from graphdraw.errors import Problem
from graphdraw.limits import Limits
from graphdraw.output.encoding import Encoding
from graphdraw.pipeline.encoding import encoded
from graphdraw.pipeline.reading import with_view
from graphdraw.pipeline.run import Run
from graphdraw.spec import Overrides, Source, Spec, read_file

SPECS = sorted((Path(__file__).parents[1] / "specs").glob("*.yaml"))

__all__ = ["SPECS", "with_view"]


def load(source: Source, limits: Limits | None = None, overrides: Overrides | None = None) -> Spec:
    """A spec, read and checked."""
    return Run(source, limits, overrides).spec


def evaluate(spec: Spec) -> Evaluation:
    """Its numbers."""
    return Run(spec).evaluation


def draw(spec: Spec, evaluation: Evaluation, *, dark: bool = False, lang: str | None = None) -> Scene:
    """Its figure."""
    return _run(spec, evaluation, lang).scene(dark=dark)


def encode(scene: Scene, form: str, encoding: Encoding = Encoding()) -> bytes:  # noqa: B008 (a plain value)
    """The bytes of a scene."""
    return encoded(scene, form, encoding)


def problems(spec: Spec, evaluation: Evaluation) -> tuple[Problem, ...]:
    """Warnings and notes."""
    return _run(spec, evaluation).problems


def unmet(spec: Spec, evaluation: Evaluation) -> tuple[Problem, ...]:
    """Published numbers that are not reproduced."""
    return _run(spec, evaluation).unmet


def describe(spec: Spec, evaluation: Evaluation, *, long: bool = False, lang: str | None = None) -> str:
    """The figure in words."""
    return _run(spec, evaluation, lang).describe(long=long)


def number(spec: Spec, evaluation: Evaluation, name: str, *, gradient: bool = False) -> str:
    """A number as the figure writes it."""
    return _run(spec, evaluation).number(name, gradient=gradient)


def _run(spec: Spec, evaluation: Evaluation, lang: str | None = None) -> Run:
    """A run of which the first steps are made."""
    run = Run(spec, lang=lang)
    vars(run)["evaluation"] = evaluation
    return run


def drawn(text: str) -> Scene:
    """The scene of a spec."""
    return Run(Source("a.yaml", text.encode(), None)).scene()


def loaded_text(text: str) -> Spec:
    """A spec, read and checked."""
    return load(Source("a.yaml", text.encode(), None))


def of_file(path: Path) -> Scene:
    """The scene of a spec file."""
    return Run(read_file(path)).scene()


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
