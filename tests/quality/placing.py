"""Placements of problems that several tests look at, laid out once in a process: equal problems have equal ones."""

from functools import cache

from graphdraw.layout import place

placed = cache(place)
