"""The graph, which the reader of specs hands to all later stages: its types, and the order of computation."""
