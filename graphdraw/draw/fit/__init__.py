"""Fits a diagram into a width, with tighter gaps or in rows; the only folder that asks the layout for placements."""
