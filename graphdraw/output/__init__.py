"""From a scene to the bytes of a file; knows paths and texts, never a graph."""
