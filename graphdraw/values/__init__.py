"""The kernel of numbers."""
