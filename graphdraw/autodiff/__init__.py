"""Values and gradients of a graph: a forward pass, a reverse sweep, and the numerical check of both."""
