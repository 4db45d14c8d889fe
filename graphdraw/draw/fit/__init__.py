"""A figure made to fit a width."""
