"""One file per command, and what the shell completes of them."""
