"""The graph: what the reader of specs hands to all later stages."""
