"""The parts of a figure, measured and not yet placed."""
