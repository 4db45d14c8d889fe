"""Characters that no text of a spec has, and so no figure."""

from __future__ import annotations

CONTROL = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff\u2028-\u202e\u2066-\u2069"
"""Those that break lines or XML, or make a text read as another, between the brackets of a class of a pattern.

Python and ECMA-262 read it alike. U+2028 and U+2029 are separators, U+202A to U+202E turn the direction of a text.
"""
