"""The version, a constant: asking the installed metadata would cost every command 25 ms."""

__version__ = "0.1.0"
