"""The problem by number: boxes, links and groups, and the constraints on them."""
