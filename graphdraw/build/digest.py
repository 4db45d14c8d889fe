"""The digest that files are compared by."""

from __future__ import annotations


def digest(data: bytes) -> str:
    """BLAKE2b of 32 bytes in hexadecimal (RFC 7693)."""
    try:
        from _blake2 import blake2b  # start-up time: hashlib loads OpenSSL first, and the whole build takes no longer
    except ImportError:
        from hashlib import blake2b  # optional in Python's own C modules
    return blake2b(data, digest_size=32).hexdigest()
