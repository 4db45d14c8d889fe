"""How the package is built: folders, imports between them, sizes, names; measured from its source.

    python -m tests.house

prints all of it and ends with exit code 1 where a bound is passed; the tests hold the same bounds.
"""
