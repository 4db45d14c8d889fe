"""Distances that the passes share, in points, and angles in degrees; edges run from left to right."""

LONE_LANE = 4.0
"""Height of the lane of an edge with one arrow in a column that it passes; for a pair, `Arrows.apart` comes on top."""

ROUND_GAP = 12.0
"""The least gap between two round boxes, one above the other in a column."""

BOX_GAP = 9.0
"""The same for two boxes of which one is not round."""

LABEL_GAP = 3.0
"""The same for the label stacks of two edges."""

OTHER_GAP = 6.0
"""The same for any other two items of a column."""

TAIL_GAP = 6.0
"""The least gap after a column of boxes, in the direction of the edges; slants may need more."""

BEFORE_HEAD = 3.0
"""The least gap before a column of boxes, beside the length of an arrow head; slants may need more."""

WIDEST_GAP = 80.0
"""The widest gap after a column for the sake of slants that are less than five times as high as wide."""

SLOPE = 1.35
SLOPE_UP_TO = 38.0
STEEP = 3.0
STEEPEST_SLOPE = 5.0
STEEPEST_TIGHT = 3.7
"""Height by width of slants: SLOPE (54 degrees) up to a height of SLOPE_UP_TO; STEEP (72 degrees), which higher slants
approach; the limit; and what they approach at most where gaps are tight (75 degrees: two of them cross at 30)."""

LEAST_SLANT = 10.0
"""The least height of a slant; a lower one would look like a mistake."""

ATTACH_GAP = 43.0
STEEPEST = 78.0
"""Degrees: at least between two edges on one side of a round box, and the most that an edge is turned from level."""

APART_AT_BOX, LEAST_AT_BOX = 5.0, 4.0
PORT_BORDER = 3.0
"""Between the arrows of two edges on one side of a box, where there is room and at least; and between an edge and the
corner of a rectangle, unless edges would then be nearer to each other than that least distance."""

DOT = 12.0
"""A round box narrower and lower than this is the dot of a fork; its edges leave steeply, so that pairs stay apart."""

LABEL_CLEAR = 4.0
"""Between a label and a box or another edge beside it."""

LEAST_RUN = 12.0
"""The least length for which every edge runs level, with a label or without."""

SLANTS_APART = 4.5
"""Between two pairs of arrows that slant in the same direction, so that they do not look like one."""
