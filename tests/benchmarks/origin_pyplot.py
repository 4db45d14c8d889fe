"""The figure of specs/snack.yaml as people draw it by hand: pyplot, every number worked out and placed by its author.

python origin_pyplot.py FILE
"""

import sys

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.patches import Circle

BLUE, RED, GREY = "#0b4f9e", "#d32f2f", "#595959"

fig, ax = plt.subplots(figsize=(3.55, 1.03))
ax.set(xlim=(0, 256), ylim=(74, 0))
ax.axis("off")

for x, y in [(98, 17), (179, 17)]:
    ax.add_patch(Circle((x, y), 13, facecolor="white", edgecolor="#6e6e6e", linewidth=0.7))
    ax.text(x, y, "×", ha="center", va="center", fontsize=11)

for start, end, color, style in [
    ((43, 14), (85, 14), BLUE, "-|>"),
    ((85, 20), (43, 20), RED, "->"),
    ((111, 14), (166, 14), BLUE, "-|>"),
    ((166, 20), (111, 20), RED, "->"),
    ((192, 14), (228, 14), BLUE, "-|>"),
    ((228, 20), (192, 20), RED, "->"),
    ((43, 40), (88, 26), GREY, "-|>"),
    ((43, 59), (170, 27), GREY, "-|>"),
]:
    arrow = {"arrowstyle": style, "color": color, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", xy=end, xytext=start, arrowprops=arrow)

for x, y, text, color in [
    (56, 7, "30", BLUE),
    (56, 27, "6.0", RED),
    (138, 7, "150", BLUE),
    (138, 27, "1.2", RED),
    (210, 7, "180", BLUE),
    (210, 27, "1", RED),
    (56, 46, "5", GREY),
    (90, 65, "1.2", GREY),
]:
    ax.text(x, y, text, color=color, ha="center", va="center", fontsize=8)

for x, y, text, side in [(40, 17, "Snack", "right"), (40, 40, "Number", "right"), (40, 59, "Tax", "right")]:
    ax.text(x, y, text, ha=side, va="center", fontsize=9)
ax.text(231, 17, "Total", ha="left", va="center", fontsize=9)

fig.savefig(sys.argv[1], dpi=300, bbox_inches="tight")
