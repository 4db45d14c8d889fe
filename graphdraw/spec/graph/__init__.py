"""From the keys of a spec to the parts of its graph."""
