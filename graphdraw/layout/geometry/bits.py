"""Sets of small integers as the bits of one integer, so that thousands are united and compared at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def bits_of(numbers: Iterable[int]) -> int:
    """The set of these numbers, as bits."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def members_of(bits: int) -> Iterator[int]:
    """The numbers in a set of bits, in ascending order."""
    while bits:
        least = bits & -bits
        yield least.bit_length() - 1
        bits ^= least
