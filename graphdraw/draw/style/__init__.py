"""What marks look like: themes, shapes, and the wishes of a spec."""
