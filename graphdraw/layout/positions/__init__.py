"""Coordinate assignment: the x and y of every item."""
