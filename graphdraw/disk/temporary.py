"""The names of temporary files, from which one can tell that graphdraw has made a file, and which process.

`.graphdraw-MACHINE-PROCESS-RANDOM-SUM.tmp`: eight hexadecimal digits for the name of the machine, the process id,
sixteen random hexadecimal digits, and a checksum (CRC-32) of these three, which a name that a user types does not have.
"""

from __future__ import annotations

import binascii
import os
import re
from typing import NamedTuple

PREFIX, SUFFIX = ".graphdraw-", ".tmp"
"""The beginning and the end of each name."""

_PARTS = r"([0-9a-f]{8})-([1-9][0-9]{0,9})-([0-9a-f]{16})-[0-9a-f]{8}"


class Maker(NamedTuple):
    """The process that has made a temporary file: its id, and whether it ran on this machine."""

    process: int
    is_here: bool


def new_name() -> str:
    """A new name for a temporary file of this process."""
    return _name(_machine(), str(os.getpid()), os.urandom(8).hex())


def maker(name: str) -> Maker | None:
    """The process that has made the temporary file with this name; None for a name that graphdraw does not give."""
    found = re.fullmatch(re.escape(PREFIX) + _PARTS + re.escape(SUFFIX), name)
    if found is None or name != _name(*found.groups()):
        return None
    return Maker(int(found[2]), found[1] == _machine())


def _name(machine: str, process: str, random: str) -> str:
    parts = f"{machine}-{process}-{random}"
    return f"{PREFIX}{parts}-{_checksum(parts)}{SUFFIX}"


def _machine() -> str:
    """A checksum of the name of this machine; containers that share a folder differ in it, as in their process ids."""
    return _checksum(os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", ""))


def _checksum(text: str) -> str:
    return f"{binascii.crc32(text.encode('utf-8', 'surrogateescape')):08x}"
