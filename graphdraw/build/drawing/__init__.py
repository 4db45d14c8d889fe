"""Drawing figures, many at once."""
