"""Finding the specs of a build, and the paths of their figures."""
