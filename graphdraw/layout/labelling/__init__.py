"""Places for the label stacks of links and the labels of groups."""
