"""Layer assignment: which column each box stands in, and what else takes up room there."""
