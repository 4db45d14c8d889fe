"""The manifest of a build: the records of figures, whether they are current, and whom they are trusted from."""
