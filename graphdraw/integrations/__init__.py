"""graphdraw inside other programs, one module for each; none is imported unless it is asked for."""
