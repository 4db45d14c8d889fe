"""Numbers as the figure writes them."""
