"""Crossing reduction: what stands above what in every column."""
