"""Kinds of values, and the tables of keys made of them."""
