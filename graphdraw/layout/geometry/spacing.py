"""Distances the passes share, in points, and angles in degrees; the passes know one direction: left to right."""

LONE_LANE = 4.0
"""Height of the lane of a link of one arrow that passes through a column; that of a pair is higher by the pair."""

ROUND_GAP = 12.0
BOX_GAP = 9.0
LABEL_GAP = 3.0
OTHER_GAP = 6.0
"""Least vertical gaps: between two round boxes, two boxes of which one is not round, two labels, anything else."""

TAIL_GAP = 6.0
BEFORE_HEAD = 3.0
WIDEST_GAP = 80.0
"""Horizontal gaps: to the right of a column of boxes, to the left of one (beside the room for an arrow head), at most
for slants less than five times as high as wide."""

SLOPE = 1.35
SLOPE_UP_TO = 38.0
STEEP = 3.0
STEEPEST_SLOPE = 5.0
STEEPEST_TIGHT = 3.7
"""The slope of slants up to 38 high (54 degrees), the one higher slants tend to (72 degrees), and the limit; the one
they tend to at most where gaps are tight (75 degrees, so that two of them cross at 30)."""

LEAST_SLANT = 10.0
"""A slant is at least so high, or it would look like a mistake."""

ATTACH_GAP = 43.0
STEEPEST = 78.0
"""Degrees between two links on one side of a round box at least, and the most any is turned from the level."""

APART_AT_BOX, LEAST_AT_BOX = 5.0, 4.0
PORT_BORDER = 3.0
"""Between the arrows of two links on the side of a box, where they fit and at least; and between a link and the corner
of a rectangle, unless they would come nearer than that."""

DOT = 12.0
"""A round box lower than this is the dot of a fork; its links leave steeply, so that the pairs stay apart."""

LABEL_CLEAR = 4.0
"""Between a label and a foreign box or link beside it."""

LEAST_RUN = 12.0
"""Every link runs level for so long at least, with a label or without."""

SLANTS_APART = 4.5
"""Between two pairs of arrows that slant in one direction, so that they can be told apart."""
