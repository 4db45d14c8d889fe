"""Texts measured and set: fonts, formulas, the order of a line."""
