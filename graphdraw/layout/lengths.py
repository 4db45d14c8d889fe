"""Distances the passes share, in points, and angles in degrees; the passes know one direction: left to right."""

ARROW_DISTANCE = 6.0
"""Between the two arrows of a pair; half of it on either side of the axis."""

PAIR_LANE = 10.0
LONE_LANE = 4.0
"""Height of the lane of a link that passes through a column: a pair of arrows, or one."""

ROUND_GAP = 12.0
BOX_GAP = 9.0
LABEL_GAP = 3.0
OTHER_GAP = 6.0
"""Least vertical gaps: between two round boxes, two boxes of which one is not round, two labels, anything else."""

TAIL_GAP = 6.0
HEAD_GAP = 8.0
WIDEST_GAP = 80.0
"""Horizontal gaps: to the right of a column of boxes, to the left of one (room for an arrow head), at most for slants
less than five times as high as wide."""

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
"""Degrees between two links on one side of a round box, and the most any is turned from the level."""

PORT_PITCH, LEAST_PITCH = 11.0, 10.0
PORT_BORDER = 3.0
"""Between two links on the side of a rectangle, where they fit, and between a link and its corner, unless they would
come nearer than the least pitch."""

DOT = 12.0
"""A round box lower than this is the dot of a fork; its links leave steeply, so that the pairs stay apart."""

LABEL_CLEAR = 4.0
"""Between a label and a foreign box or link beside it."""

LEAST_RUN = 12.0
"""Every link runs level for so long at least, with a label or without."""

SLANTS_APART = 10.5
"""Between the axes of two slants of one direction: a pair each, and room to tell them apart."""
