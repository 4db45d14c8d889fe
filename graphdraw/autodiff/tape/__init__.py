"""The tape: a graph compiled to numbers, which computes all that is certain without a look at names."""
