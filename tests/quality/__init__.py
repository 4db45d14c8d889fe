"""How good a layout is, in numbers: `python -m tests.quality` prints them beside those of other engines."""
