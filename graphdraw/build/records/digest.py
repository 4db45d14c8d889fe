"""The digest by which files are compared."""

from __future__ import annotations


def digest(data: bytes) -> str:
    r"""The BLAKE2b digest of 32 bytes, in hexadecimal (RFC 7693). In text, all line ends are first replaced by `\n`.

    Git may write other line ends into a clone, which change neither a spec nor a figure. As in Git, data with a zero
    byte is not text.
    """
    try:
        from _blake2 import blake2b  # start-up time: hashlib also loads OpenSSL, which takes as long as a whole build
    except ImportError:
        from hashlib import blake2b  # optional in Python's own C modules
    if b"\r" in data and b"\0" not in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return blake2b(data, digest_size=32).hexdigest()
