"""Expressions: text to tree, safe by construction; knows the column of every mistake and no operation."""
