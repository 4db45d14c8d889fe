"""Where boxes and links go; knows sizes, never an operation, a number or a colour."""
