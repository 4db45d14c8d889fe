"""What is at a path, what may be read and written there, and how a file stays whole."""
