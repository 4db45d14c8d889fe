"""The type of a point of a figure, which the layout and the scene share."""

Point = tuple[float, float]
"""x and y in points (1/72 inch); y grows downwards."""

MM = 72 / 25.4
"""A millimetre in points."""
