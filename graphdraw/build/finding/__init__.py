"""Which specs there are, and where their figures go."""
