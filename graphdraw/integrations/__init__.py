"""Hosts: what a book is written in, one module for each. No module is imported unless its host asks for it."""
