"""Changes of a spec that may make it dearer. Each changes the genome that it is given, which is a copy."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from graphdraw.draw.style.shapes import SHAPES
from graphdraw.draw.style.themes import THEMES
from tests.climb.genes import BESIDE, FOLDS, UNARY, Genome, long_form, magnitude, names, unused

MOST_NODES = 5_000
ROOM = 8_000
"""Operands that are added at once, or characters of labels tenfold: more would not fit into the bytes of a spec."""
Change = Callable[[Genome, random.Random], None]


def _picked(before: Sequence[str], count: int, pattern: str, choose: random.Random) -> list[str]:
    """Names for operands: the last ones, any, the first ones, or each other of them."""
    if pattern == "last":
        return list(before[-count:])
    if pattern == "first":
        return list(before[:count])
    if pattern == "near":
        return choose.choices(before[-3 * count :], k=count)
    if pattern == "one":
        return [before[-1], *choose.choices(before[:3], k=count - 1)]
    return choose.choices(before, k=count)


def more_nodes(genome: Genome, choose: random.Random) -> None:
    """Nodes of some operands each, picked after one pattern."""
    wide = choose.choice([1, 1, 2, 2, 3, magnitude(choose, 300)])
    count = magnitude(choose, min(3_000, ROOM // wide))
    pattern = choose.choice(["last", "first", "near", "one", "any"])
    operation = choose.choice(UNARY) if wide == 1 else choose.choice(FOLDS)
    known = names(genome)
    for name in unused(genome, choose.choice("abcdn"), count):
        operands = _picked(known, wide, pattern, choose)
        genome["nodes"][name] = (
            f"{operation}({', '.join(operands)})" if wide < 200 else {"op": operation, "args": operands}
        )
        known.append(name)


def all_before(genome: Genome, choose: random.Random) -> None:
    """Nodes of all before them."""
    known = names(genome)[-magnitude(choose, 200) :]
    operation = choose.choice(FOLDS)
    for name in unused(genome, "d", magnitude(choose, min(150, ROOM // len(known)))):
        genome["nodes"][name] = {"op": operation, "args": list(known)}
        known.append(name)


def more_inputs(genome: Genome, choose: random.Random) -> None:
    """Inputs, used by one operation of them all, or by one each."""
    made = unused(genome, "i", magnitude(choose, 2_000))
    genome["inputs"].update(dict.fromkeys(made, choose.choice([0, 1, 0.5, -1.25, 3e-7, 12345678])))
    if choose.random() < 0.5:
        genome["nodes"][unused(genome, "w", 1)[0]] = {"op": choose.choice(FOLDS), "args": made}
    else:
        for name, one in zip(unused(genome, "v", len(made)), made, strict=True):
            genome["nodes"][name] = f"tanh({one})"


def network(genome: Genome, choose: random.Random) -> None:
    """Layers of which each node uses all of the one before."""
    width = magnitude(choose, 60)
    layer = choose.choices(names(genome), k=width)
    for _ in range(magnitude(choose, min(40, 1 + ROOM // width**2))):
        made = unused(genome, "k", width)
        genome["nodes"].update({name: {"op": "max", "args": layer} for name in made})
        layer = made


def twice(genome: Genome, choose: random.Random) -> None:
    """All nodes again, made of the same inputs or of the last node."""
    letter = choose.choice("ABCDEFG")
    from tests.climb.genes import crossed

    again = crossed(genome, genome, choose)
    if len(again["nodes"]) > MOST_NODES:
        return
    genome.update(again)
    if choose.random() < 0.5:
        genome["nodes"][unused(genome, letter, 1)[0]] = f"max({', '.join(choose.choices(names(genome), k=2))})"


def long_expression(genome: Genome, choose: random.Random) -> None:
    """Nodes of expressions with many operations in them."""
    known = names(genome)
    depth = magnitude(choose, 60)
    for name in unused(genome, "e", magnitude(choose, min(200, ROOM // depth))):
        said = choose.choice(known)
        for _ in range(depth):
            said = choose.choice([f"tanh({said})", f"({said} + {choose.choice(known)})", f"-{said}", f"max({said}, 1)"])
        genome["nodes"][name] = said[:1_999] if len(said) < 1_999 else "tanh(x)"


def new_block(genome: Genome, choose: random.Random) -> None:
    """A block that calls another one some times, one after the other or side by side."""
    blocks = genome.setdefault("blocks", {})
    below = choose.choice([*blocks, None]) if blocks else None
    (name,) = unused(genome, "f", 1)
    calls = magnitude(choose, 12)
    inner: dict[str, str] = {}
    before = "q"
    for i in range(calls):
        called = f"{below}(q, {before})" if below else f"{choose.choice(FOLDS)}({before}, u, q)"
        if choose.random() < 0.5:
            called = f"{below}({before}, u)" if below else f"{choose.choice(UNARY)}({before})"
        inner[f"m{i}"] = called
        before = f"m{i}" if choose.random() < 0.8 else before
    last = f"m{calls - 1}"
    inner["z"] = f"max({', '.join(inner)})" if choose.random() < 0.5 else f"{last} + q + u"
    blocks[name] = {"inputs": ["q", "u"], "nodes": inner, "outputs": ["z"]}
    genome["nodes"][unused(genome, "y", 1)[0]] = f"{name}({', '.join(choose.choices(names(genome), k=2))})"
    if choose.random() < 0.7:
        genome["view"]["blocks"] = "expanded"


def use_block(genome: Genome, choose: random.Random) -> None:
    """Uses of a block, each of the last or of any before."""
    if not genome.get("blocks"):
        return new_block(genome, choose)
    block, last = choose.choice(list(genome["blocks"])), choose.random() < 0.5
    for name in unused(genome, "y", magnitude(choose, 150)):
        known = names(genome)
        operands = [known[-1], choose.choice(known)] if last else choose.choices(known, k=2)
        genome["nodes"][name] = f"{block}({', '.join(operands)})"
    return None


def repeat(genome: Genome, choose: random.Random) -> None:
    """A block that follows on itself."""
    if not genome.get("blocks"):
        new_block(genome, choose)
    block = choose.choice(list(genome["blocks"]))
    first, second = choose.choices(names(genome), k=2)
    (name,) = unused(genome, "r", 1)
    carry = {"q": {"start": first, "next": "z"}}
    genome["nodes"][name] = {"block": block, "repeat": magnitude(choose, 200), "carry": carry, "share": {"u": second}}


def opened(genome: Genome, choose: random.Random) -> None:
    """Blocks open, closed, or some of them."""
    called = [name for name, said in genome["nodes"].items() if isinstance(said, dict) and "block" in said]
    some = {name: "expanded" for name in called if choose.random() < 0.5}
    genome["view"]["blocks"] = choose.choice(["expanded", "expanded", "collapsed", some or "expanded"])


def grouped(genome: Genome, choose: random.Random) -> None:
    """Boxes, beside each other or in each other."""
    taken = {name for group in genome.get("groups", {}).values() for name in group["members"]}
    free = [name for name in genome["nodes"] if name not in taken]
    count = magnitude(choose, 200)
    if len(free) < 2:
        genome.pop("groups", None)
        return
    groups = genome.setdefault("groups", {})
    if choose.random() < 0.3:
        choose.shuffle(free)
    made = unused(genome, "g", count)
    if choose.random() < 0.5:  # in each other
        some = free[: magnitude(choose, len(free))]
        step = max(1, len(some) // count)
        parts = [some[i * step :] for i in range(min(count, 40))]
    else:
        step = max(1, magnitude(choose, len(free)) // count)
        parts = [free[i * step : (i + 1) * step] for i in range(count)]
    groups.update({name: {"label": "G", "members": part} for name, part in zip(made, parts, strict=False) if part})


WORDS = ("net turnover of", "合計と小計を", "קלט של רשת", "a\u0301\u0302b", "x", "W")
FORMULAS = (
    r"\frac{a_{#}}{b^2}+", r"\sqrt{x_{#}}", r"\left(\frac{#}{x}\right)", r"\hat{x}_{#}", r"\sum_{i=1}^{#} x_i ",
    r"\mathbf{W}_{#} ", r"\alpha^{\beta_{#}}",
)  # fmt: skip


def _said(choose: random.Random, number: int) -> str:
    """A label of any length that is allowed."""
    length = magnitude(choose, 480)
    if choose.random() < 0.5:
        part = choose.choice(FORMULAS).replace("#", str(number))
        return "$" + part * max(1, length // len(part)) + "y$"
    part = choose.choice(WORDS) + str(number) + " "
    return (part * (1 + length // len(part)))[:length] or "x"


def labelled(genome: Genome, choose: random.Random) -> None:
    """Labels for some of all names; each its own."""
    room = 10 * ROOM
    for number, name in enumerate(names(genome)[-magnitude(choose, 400) :]):
        if room < 0:
            return
        entry = long_form(genome, name)
        lines = [_said(choose, number) for _ in range(2)] if choose.random() < 0.2 else _said(choose, number)
        entry["label"] = [one[:240] for one in lines if "$" not in one] or "L" if isinstance(lines, list) else lines
        room -= len(str(entry["label"]))


def in_formulas(genome: Genome, choose: random.Random) -> None:
    """Names as they stand in formulas, and views in which they do."""
    for number, name in enumerate(names(genome)[-magnitude(choose, 200) :]):
        long_form(genome, name)["math"] = choose.choice(FORMULAS).replace("#", str(number)).rstrip("+") + "_{2}"
    genome["view"].update({"gradients": ["name", "value"], "values": ["name", "value"]})


def with_units(genome: Genome, choose: random.Random) -> None:
    """Units, prefixes and formats."""
    for name in names(genome)[-magnitude(choose, 400) :]:
        entry = long_form(genome, name)
        entry.update(choose.choice([{"unit": "km/h"}, {"prefix": "€"}, {"format": "percent"}, {"format": {"sig": 17}}]))


VIEW: dict[str, Sequence[object]] = {
    "direction": ("right", "left", "down", "up"), "notation": ("operations", "variables", "both"),
    "theme": THEMES.names(), "local": (True, False),
    "values": ("hide", "value", "name", ["name", "value"], {"blank": "all"}), "names": ("auto", "all", "none"),
    "gradients": ("hide", "value", "name", ["name", "value"], ["name", {"blank": "computed"}]),
    "branches": ("auto", "show", "hide"), "constants": ("fold", "node"), "inputs": ("edge", "near", "auto"),
    "operands": ("strict", "any"), "density": ("compact", "airy"), "wrap": ("never",),
    "width": ("3cm", "5cm", "120mm", "160mm", "500mm", "2000mm"),
    "font_size": (1, 5, 10, 40, 200), "margin": (0, 10, 1000), "background": ("none", "red"),
    "numbers": ("auto", "python", {"style": "sci", "decimals": 17}, {"style": "eng", "group": "thin"}),
    "blank": ({"width": "300mm", "height": "300mm"}, {"width": "10mm", "filled": True}),
    "box": ("{name}|{value}|{gradient}|{local}", "|", "{name}" * 40), "symbols": ({"max": "maximum of", "tanh": "T"},),
}  # fmt: skip
"""Keys that say how the whole figure looks, with some of what they may be."""


def viewed(genome: Genome, choose: random.Random) -> None:
    """Some keys of the view, given or left out."""
    for key in choose.sample(sorted(VIEW), k=magnitude(choose, 4)):
        if choose.random() < 0.2:
            genome["view"].pop(key, None)
        else:
            genome["view"][key] = choose.choice(VIEW[key])


def narrow(genome: Genome, choose: random.Random) -> None:
    """A width that the figure is to fit into."""
    genome["view"]["width"] = f"{magnitude(choose, 3_000)}mm"


def placed(genome: Genome, choose: random.Random) -> None:
    """Names in an order, or in columns."""
    some = choose.sample(list(genome["nodes"]), k=min(len(genome["nodes"]), magnitude(choose, 400)))
    if choose.random() < 0.5:
        genome["view"]["order"] = (
            some if choose.random() < 0.5 else [some[i : i + 2] for i in range(0, len(some) - 1, 2)]
        )
    else:
        genome["view"]["align"] = [some[i : i + 2] for i in range(0, len(some) - 1, 2)][: magnitude(choose, 60)]
    if choose.random() < 0.3:
        genome["view"].pop("order", None)
        genome["view"].pop("align", None)


def looks(genome: Genome, choose: random.Random) -> None:
    """Looks of nodes and edges, with labels and classes."""
    some = list(genome["nodes"])[-magnitude(choose, 500) :]
    if choose.random() < 0.5:
        made = {name: {"fill": "red", "label": _said(choose, i)[:60].replace("$", "")} for i, name in enumerate(some)}
        shaped = {name: {"shape": choose.choice(SHAPES.names())} for name in some}
        genome["view"]["nodes"] = made if choose.random() < 0.7 else shaped
    else:
        genome["view"]["edges"] = {
            f"* -> {name}": {"label": f"edge {i}", "color": "red"} for i, name in enumerate(some)
        }
    if choose.random() < 0.2:
        genome["view"].pop("nodes", None)
        genome["view"].pop("edges", None)


def seeded(genome: Genome, choose: random.Random) -> None:
    """The backward pass from many outputs, or from none."""
    used = choose.choice([1, 10, 100, 1_000])
    some = list(genome["nodes"])[-used:]
    genome["backward"] = choose.choice([{"from": dict.fromkeys(some, 1)}, False, {"from": some[-1]}, None])


def published(genome: Genome, choose: random.Random) -> None:
    """Numbers that are expected, right or not."""
    some = list(genome["nodes"])[-magnitude(choose, 1_000) :]
    genome["expect"] = {choose.choice(["values", "gradients"]): {name: {"value": 0, "within": 1e9} for name in some}}
    if choose.random() < 0.4:
        genome.pop("expect")


def misspelt(genome: Genome, choose: random.Random) -> None:
    """Names that are almost those that there are."""
    for name in unused(genome, "z", magnitude(choose, 500)):
        genome["nodes"][name] = f"tanh({choose.choice(names(genome))}_)"


def extending(genome: Genome, choose: random.Random) -> None:
    """All of it in some files that extend each other."""
    genome[BESIDE] = choose.randrange(8)


def smaller(genome: Genome, choose: random.Random) -> None:
    """Without some part, or without the last nodes."""
    part = choose.choice(["groups", "view", "expect", "backward", "nodes", "nodes"])
    if part == "nodes":
        kept = list(genome["nodes"].items())[: magnitude(choose, len(genome["nodes"]))]
        genome["nodes"] = dict(kept)
    elif part == "view" and genome["view"]:
        genome["view"].pop(choose.choice(list(genome["view"])))
    elif part != "view":
        genome.pop(part, None)


CHANGES: tuple[Change, ...] = (
    more_nodes, more_nodes, more_nodes, all_before, more_inputs, network, twice, long_expression, new_block, new_block,
    use_block, repeat, repeat, opened, grouped, grouped, labelled, labelled, in_formulas, with_units, viewed, viewed,
    viewed, narrow, placed, looks, seeded, published, misspelt, extending, smaller, smaller,
)  # fmt: skip
"""What is chosen from: what matters more stands there more often."""
