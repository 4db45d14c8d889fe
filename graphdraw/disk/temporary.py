"""The names of temporary files, by which they are known again: who has made one, and that it was graphdraw.

`.graphdraw-MACHINE-PROCESS-RANDOM-SUM.tmp`: eight hexadecimal digits that stand for the name of the machine, the number
of the process, sixteen digits by chance, and a sum over all before, which no name has that was thought up or typed.
"""

from __future__ import annotations

import binascii
import os
import re
from typing import NamedTuple

PREFIX, SUFFIX = ".graphdraw-", ".tmp"
"""How the names begin and end."""

_PARTS = r"([0-9a-f]{8})-([1-9][0-9]{0,9})-([0-9a-f]{16})-[0-9a-f]{8}"


class Maker(NamedTuple):
    """The process that has made a temporary file; `is_here` if it was one of this machine."""

    process: int
    is_here: bool


def new_name() -> str:
    """A name that no file has."""
    return _name(_machine(), str(os.getpid()), os.urandom(8).hex())


def maker(name: str) -> Maker | None:
    """Who has made the temporary file of a name; None for every other name."""
    found = re.fullmatch(re.escape(PREFIX) + _PARTS + re.escape(SUFFIX), name)
    if found is None or name != _name(*found.groups()):
        return None
    return Maker(int(found[2]), found[1] == _machine())


def _name(machine: str, process: str, chance: str) -> str:
    parts = f"{machine}-{process}-{chance}"
    return f"{PREFIX}{parts}-{_sum(parts)}{SUFFIX}"


def _machine() -> str:
    """Containers that share a folder have names of their own, and numbers of processes of their own."""
    return _sum(os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", ""))


def _sum(text: str) -> str:
    return f"{binascii.crc32(text.encode('utf-8', 'surrogateescape')):08x}"
