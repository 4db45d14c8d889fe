"""The tape: a graph compiled to numbered slots, which evaluates it fast as long as float64 has all numbers."""
