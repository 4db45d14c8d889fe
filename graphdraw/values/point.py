"""A point of a figure, for the layout and the scene alike."""

Point = tuple[float, float]
"""x and y in points (1/72 inch); y grows downwards."""
