"""From the keys of a spec to what is said about its figure."""
