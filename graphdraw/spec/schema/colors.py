"""Colours as a spec writes them (`#rgb`, `#rrggbb`, `#rrggbbaa`, a name of CSS, or `none`), read and as JSON Schema."""

from __future__ import annotations

import re
from typing import Any

from graphdraw.spec.yaml import patterns

CSS_NAMES = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
    burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan
    darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred
    darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink
    deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold
    goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey
    lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow
    lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin
    navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise
    palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
    saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow
    springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen
    """.split()  # noqa: SIM905 (a hundred and fifty quoted names would be hard to read)
)
"""The named colours of CSS Color Module Level 4."""

HEX = r"^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$"
_HEX = re.compile(HEX)
FORMS = "write #rgb, #rrggbb, #rrggbbaa, a CSS name or none"


def color(text: str) -> str | None:
    """The colour in lower case, `#rgb` as `#rrggbb`; None where the text is no colour."""
    lower = text.lower() if text.isascii() else text  # the kelvin sign would become a k
    if _HEX.fullmatch(lower):
        return "#" + "".join(digit * 2 for digit in lower[1:]) if len(lower) == 4 else lower
    return lower if lower in CSS_NAMES or lower == "none" else None


def colour() -> dict[str, Any]:
    """A colour as JSON Schema: a name of CSS in any letter case, hexadecimal digits, or none."""
    names = [*sorted(CSS_NAMES), "none"]
    texts = [HEX, rf"^{patterns.caseless(names)}$"]
    return {"anyOf": [{"enum": names}, *({"type": "string", "pattern": pattern} for pattern in texts)]}
