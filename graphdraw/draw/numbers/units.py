"""SI prefixes of units for the style `eng`: 0.0375 A is written as 37.5 mA."""

from __future__ import annotations

import re

PREFIXES = {
    "Q": 30,
    "R": 27,
    "Y": 24,
    "Z": 21,
    "E": 18,
    "P": 15,
    "T": 12,
    "G": 9,
    "M": 6,
    "k": 3,
    "m": -3,
    "µ": -6,
    "n": -9,
    "p": -12,
    "f": -15,
    "a": -18,
    "z": -21,
    "y": -24,
    "r": -27,
    "q": -30,
}
"""The power of ten of each prefix (SI Brochure, 9th edition, table 7), without those that are not multiples of 3."""

_BY_POWER = {0: "", **{power: prefix for prefix, power in PREFIXES.items()}}
_SYMBOLS = frozenset(
    re.findall(
        r"\S+", "A B Bq C F Gy H Hz J K L N Pa S Sv T V VA W Wb Wh Ω bit cd eV g kat l lm lx m mol rad s sr t var"
    )
)
"""The symbols of units that can have prefixes (SI Brochure, tables 2, 4 and 8; common units of power and data)."""

_FIRST = re.compile(r"(?P<prefix>[QRYZEPTGMkmµnpfazyrq])?(?P<symbol>[A-Za-zΩ]+)(?P<rest>(?:[ /·⋅*].*)?)")
_SAME = str.maketrans({"\N{GREEK SMALL LETTER MU}": "µ", "\N{OHM SIGN}": "Ω"})


def prefixed(unit: str, power: int) -> str | None:
    """The unit with a prefix at its first symbol for a power of ten; None if it cannot have one (`%`, `m²`).

    An existing prefix is replaced: `kg` times 10⁻³ is `g`.
    """
    match = _FIRST.fullmatch(unit.translate(_SAME))
    if match is None:
        return None
    whole = (match["prefix"] or "") + match["symbol"]
    symbol, own = (whole, 0) if whole in _SYMBOLS else (match["symbol"], PREFIXES.get(match["prefix"] or "", 0))
    prefix = _BY_POWER.get(power + own)
    return None if symbol not in _SYMBOLS or prefix is None else prefix + symbol + match["rest"]
