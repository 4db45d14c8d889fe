"""Drawing the figures of a build, in this process or in many workers."""
