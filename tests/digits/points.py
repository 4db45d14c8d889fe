"""Arguments over the whole range of float64 and of our integers, thick where operations have kinks, poles and zeros."""

import math
import struct
import sys
from random import Random

from graphdraw.ops import Operation

Number = int | float

TINY, LARGEST = 5e-324, sys.float_info.max

CORNERS: tuple[Number, ...] = (
    *(0, 1, -1, 2, -3, 0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -2.5, 1e308, -1e308),
    *(TINY, -TINY, sys.float_info.min, -sys.float_info.min, LARGEST, -LARGEST, 2.2250738585072009e-308),
    *(math.nextafter(1, 0), math.nextafter(1, 2), -math.nextafter(1, 0), -math.nextafter(1, 2)),
    *(2**53, 2**53 + 1, -(2**53) - 1, 2**60 + 1, 10**300, 10**400, -(10**400), 2**1024 - 1, 2**4096 - 1, 1 - 2**4096),
)
"""Where a representation ends or begins, as numbers of both kinds."""

SPECIAL = (
    *(0.7517915, 1.2784645, 4.0, 7.5, 10.0, 14.5, 18.7, 19.06, 21.5, 25.0, 26.6, 28.5, 36.7, 37.5, 38.6, 40.0),
    *(354.0, 372.6, 708.4, 709.78, 710.4758, 745.13, 1e8, 1e16, 1e102, 1e154, 1.34e154, 1.9e154, 1e155, 1e-154, 1e-162),
    *(math.pi / 2, math.pi, 355.0, 1.0, 0.5, 1.0, 2.0, 1e-8, 1e-16, math.e),
)
"""Sizes near which something happens: a zero, the end of a function, a change of form."""


def number(random: Random) -> Number:
    """One number: a corner, any pattern of bits, one near a special size, or one as a spec has it."""
    kind = random.randrange(8)
    if kind == 0:
        return random.choice(CORNERS)
    if kind == 1:
        return _any_bits(random)
    if kind == 2:
        return random.randint(-20, 20) if random.random() < 0.8 else random.randint(-(2**70), 2**70)
    if kind == 3:
        return random.choice((-1, 1)) * beside(random.choice(SPECIAL), random)
    width = random.choice((1, 3, 40, 800))
    return random.uniform(-width, width)


def beside(size: float, random: Random) -> float:
    """A neighbour, at any distance from one ulp to a half."""
    return size * (1 + random.choice((-1, 1)) * 2.0 ** random.randint(-53, -1))


def _any_bits(random: Random) -> float:
    while True:
        (found,) = struct.unpack("<d", random.randbytes(8))
        if math.isfinite(found):
            return float(found)


def arguments(operation: Operation, random: Random) -> tuple[Number, ...]:
    """Arguments of an operation, half of them so that they act upon each other: nearly equal, near an end."""
    count = random.randint(2, 6) if operation.signature.any_number else operation.signature.arity
    made = [number(random) for _ in range(count)]
    if operation.name == "bce":
        made[0] = random.choice((random.random(), 2.0 ** -random.randint(1, 1074), 1 - 2.0 ** -random.randint(1, 53)))
    elif operation.name in ("log", "log2", "log10", "sqrt", "pow"):
        made[0] = abs(made[0]) if random.random() < 0.9 else made[0]
    elif operation.name in ("asin", "acos") and random.random() < 0.8:
        made[0] = random.choice((random.uniform(-1, 1), 1 - 2.0 ** -random.randint(1, 53), 2.0**-53 - 1))
    if count > 1 and random.random() < 0.5:
        made[1:] = _together(operation, made, random)
    return tuple(made)


def _together(operation: Operation, made: list[Number], random: Random) -> list[Number]:
    first, *others = made
    if operation.name == "pow" and 0 < abs(first) < LARGEST and abs(first) != 1:
        whole = first < 0 or random.random() < 0.2
        return [float(random.randint(-9, 9)) if whole else random.uniform(-745, 710) / math.log(first)]
    if isinstance(first, float):
        near = beside(first, random) if abs(first) < 1e307 else first
        others[0] = random.choice((near, -near, first))
        if len(others) > 1:
            others[-1] = random.choice((-first, first))
    return others


def parameters(operation: Operation, random: Random) -> dict[str, object]:
    """A value for every parameter, now and then."""
    if operation.name == "clip":
        lo, hi = sorted((number(random), number(random)))
        return {"lo": lo, "hi": hi}
    given: dict[str, object] = {}
    for parameter in operation.signature.parameters:
        if random.random() < 0.7:
            given[parameter.name] = random.choice(parameter.words) if parameter.words else number(random)
    return given
