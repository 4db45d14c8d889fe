"""Places for the label stacks of edges and the labels of groups."""
