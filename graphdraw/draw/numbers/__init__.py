"""Formatting numbers for a figure, with their units."""
