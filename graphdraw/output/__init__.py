"""Writing a scene as the bytes of a file: SVG, PDF, PNG and JSON; knows paths and texts, never a graph."""
