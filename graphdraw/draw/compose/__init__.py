"""From parts and their places to a scene."""
