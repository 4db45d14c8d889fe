"""The digest that files are compared by."""

from __future__ import annotations


def digest(data: bytes) -> str:
    """BLAKE2b of 32 bytes in hexadecimal (RFC 7693); of text, with its line ends made equal.

    Git writes other line ends into some clones, and neither a spec nor a figure says another thing then. What has a
    zero byte is no text, for Git as for us.
    """
    try:
        from _blake2 import blake2b  # start-up time: hashlib loads OpenSSL first, and the whole build takes no longer
    except ImportError:
        from hashlib import blake2b  # optional in Python's own C modules
    if b"\r" in data and b"\0" not in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return blake2b(data, digest_size=32).hexdigest()
