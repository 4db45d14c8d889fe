"""Measuring and setting text: labels, fonts, formulas, writing direction."""
