"""Places for labels of links and of frames."""
