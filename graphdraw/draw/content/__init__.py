"""What is said where, before anything is measured."""
