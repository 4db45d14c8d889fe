"""A scene drawn by pyplot, as people do it: what the drawing is held against."""

from __future__ import annotations

import io

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.patches import Circle, FancyBboxPatch

from graphdraw.draw.scene import Scene


def by_pyplot(scene: Scene, format_: str, dpi: int) -> bytes:
    """The same picture at the same places: a patch for each node, `annotate` for each arrow, `text` for each label.

    Arrows run straight from tail to tip, with no rounded bends: it is pyplot that saves by that.
    """
    fig = plt.figure(figsize=(scene.width / 72, scene.height / 72))
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, scene.width), ylim=(scene.height, 0))
    ax.axis("off")
    for node in scene.nodes:
        if node.outline:
            left, top, right, bottom = node.box
            width, height = right - left, bottom - top
            look = {"facecolor": node.fill, "edgecolor": node.stroke, "linewidth": node.stroke_width}
            if width == height:
                ax.add_patch(Circle((left + width / 2, top + height / 2), width / 2, **look))
            else:
                style = f"round,pad=0,rounding_size={height / 2}"
                ax.add_patch(FancyBboxPatch((left, top), width, height, boxstyle=style, **look))
    for edge in scene.edges:
        style = "-|>" if edge.head_filled else "->"
        arrow = {"arrowstyle": style, "color": edge.color, "linewidth": edge.width, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", xy=edge.points[-1], xytext=edge.points[0], arrowprops=arrow)
    for label in scene.labels:
        for run in label.runs:
            ax.text(run.x, run.y, run.text, fontsize=run.size, color=label.color, va="baseline")
    buffer = io.BytesIO()
    fig.savefig(buffer, format=format_, dpi=dpi, bbox_inches="tight")
    plt.close(fig)
    return buffer.getvalue()
