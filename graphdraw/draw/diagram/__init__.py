"""From a graph and its numbers to a diagram: the nodes, edges and groups of a figure, measured and not yet placed."""
