"""The characters that no text of a spec may hold, and so no text of a figure holds."""

from __future__ import annotations

CONTROL = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff\u2028-\u202e\u2066-\u2069"
"""Characters that break lines or XML, or make a text read as another, as the inside of a character class `[…]`.

Python and ECMA-262 read this text alike. U+2028 and U+2029 are separators, U+202A to U+202E turn the direction of a
text.
"""
