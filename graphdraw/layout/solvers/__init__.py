"""Numeric methods that know nothing of figures."""
