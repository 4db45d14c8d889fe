"""From a graph and its numbers to a scene of frozen primitives in points."""
