"""The problem by number: boxes, edges and groups, and the constraints on them."""
