"""Points, segments and outlines, sets and cells: what the passes calculate with."""
