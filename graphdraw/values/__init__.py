"""The kernel of numbers: checked scalar arithmetic, the one rounding, and the type of a point."""
