"""A scene moved as a whole, every coordinate rounded to a hundredth of a point, finer than any printer."""

from __future__ import annotations

from dataclasses import replace

from graphdraw.draw.scene import BoxEdges, Curve, EdgeMark, LabelMark, NodeMark, Point, Run, Scene

DIGITS = 2


def moved(scene: Scene, dx: float, dy: float) -> Scene:
    """The scene with everything in it moved right by `dx` and down by `dy` points."""

    def point(p: Point) -> Point:
        # adding zero turns a negative zero into zero, which would show in files
        return round(p[0] + dx, DIGITS) + 0.0, round(p[1] + dy, DIGITS) + 0.0

    def box(b: BoxEdges) -> BoxEdges:
        return (*point((b[0], b[1])), *point((b[2], b[3])))

    def curve(c: Curve) -> Curve:
        return Curve(c.codes, tuple(point(p) for p in c.points))

    def node(mark: NodeMark) -> NodeMark:
        return replace(mark, box=box(mark.box), outline=mark.outline and curve(mark.outline))

    def edge(mark: EdgeMark) -> EdgeMark:
        points = tuple(point(p) for p in mark.points)
        return replace(mark, points=points, line=curve(mark.line), head=curve(mark.head))

    def run(r: Run) -> Run:
        x, y = point((r.x, r.y))
        return replace(r, x=x, y=y)

    def label(mark: LabelMark) -> LabelMark:
        runs = tuple(run(r) for r in mark.runs)
        return replace(mark, box=box(mark.box), runs=runs, frame=mark.frame and curve(mark.frame))

    return replace(
        scene,
        nodes=tuple(node(n) for n in scene.nodes),
        edges=tuple(edge(e) for e in scene.edges),
        labels=tuple(label(m) for m in scene.labels),
    )
