"""The problem by number: boxes, links and clusters, and what is asked of them."""
