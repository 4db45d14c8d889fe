"""The graph between a spec and everything after it."""
