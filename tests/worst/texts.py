"""Specs that are dear by what is written in them: bytes, keys, numbers, expressions, labels, formulas."""

from __future__ import annotations

from random import Random

from tests.worst.graphs import spec

FRACTIONS = "+".join(rf"\frac{{a_{i % 10}}}{{b^2}}" for i in range(29))
"""Math that is almost as long as a label may be."""


def deep(size: int) -> str:
    """Brackets that are never closed."""
    return "inputs: " + "[" * size


def controls(size: int) -> str:
    """Characters that no spec may hold."""
    return "\x07" * size


def lines_of_controls(size: int) -> str:
    """The same, each on a line of its own."""
    return "a: \x07\n" * size


def unknown_keys(size: int) -> str:
    """Keys that are none."""
    return "".join(f"inpts{i}: 1\n" for i in range(size))


def unknown_looks(size: int) -> str:
    """Keys that are none in the looks of names that there are not."""
    return spec("{x: 1}", ["y: x"], "view:\n  nodes:\n" + "".join(f"    z{i}: {{colour: rde}}\n" for i in range(size)))


def twice(size: int) -> str:
    """The same key again and again."""
    return "inputs:\n" + "  x: 1\n" * size + "nodes: {y: x}\n"


def same_names(size: int) -> str:
    """Names that are one in another form of Unicode."""
    angstrom = "\u212b"
    return "inputs:\n" + "".join(f"  x{angstrom * i}: 1\n" for i in range(1, size)) + "nodes: {y: 1}\n"


def swelling(size: int) -> str:
    """Names of signs that become eighteen letters each."""
    return "inputs: [" + "\ufdfa" * size + "]\nnodes: {y: 1}\n"


def one_scalar(size: int) -> str:
    """A text in quotes, with escapes."""
    return 'description: "' + r"\u00e9\x41\\" * size + '"\n' + spec("{x: 1}", ["y: x"])


def folded(size: int) -> str:
    """A text of many lines."""
    return "description: >\n" + "  a b c\n" * size + spec("{x: 1}", ["y: x"])


def values(size: int) -> str:
    """As many values as a file may have."""
    return "x-a: [" + "1," * size + "1]\n" + spec("{x: 1}", ["y: x"])


def nested(size: int) -> str:
    """A tensor whose rows have other lengths."""
    return spec("{x: [" + ", ".join("[" + "1, " * (i % 7) + "1]" for i in range(size)) + "]}", ["y: x"])


def digits(size: int) -> str:
    """A number of as many digits."""
    return spec("{x: " + "9" * size + "}", ["y: x"])


def bad_numbers(size: int) -> str:
    """Values that are almost numbers."""
    forms = ("1,234,567.", "12:30", "1__0", "３０", "5 kg", "8 %", "1/0", "9e999", "¥5", "1 000 000 0")
    return "inputs:\n" + "".join(f"  x{i}: {forms[i % len(forms)]}\n" for i in range(size)) + "nodes: {y: x0}\n"


def expression(body: str, count: int = 1) -> str:
    """As many nodes of one expression."""
    return spec("{x: 1}", [f"y{i}: '{body}'" for i in range(count)])


LONG = "long " * 90
"""Words that are almost as long as a label may be."""


def labels(size: int, text: str = f"${FRACTIONS}+{{}}$", view: str = "") -> str:
    """Inputs with labels, each its own."""
    names = [f"x{i}" for i in range(size)]
    inputs = "".join(f"\n  x{i}: {{value: 1, label: '{text.replace('{}', str(i))}'}}" for i in range(size))
    return spec(inputs, [f"y: add({', '.join(names[:200])})"], view)


def formulas(size: int) -> str:
    """Names in formulas on all arrows: every gradient has its own."""
    nodes = [f"x{i + 1}: {{expr: sin(x{i}), math: '{FRACTIONS[:400].rpartition('+')[0]}'}}" for i in range(size)]
    return spec(
        "{x0: 1}", nodes, "view: {gradients: [name, value], values: [name, value], local: true, font_size: 24}\n"
    )


def lines(size: int) -> str:
    """Labels of three lines."""
    inputs = "".join(f"\n  x{i}: {{value: 1, label: [{', '.join(['word ' * 30] * 3)}]}}" for i in range(size))
    return spec(inputs, [f"y: add({', '.join(f'x{i}' for i in range(min(size, 200)))})"])


def repeated(size: int, view: str, numbers: str = "-1") -> str:
    """Nodes with one label, almost as long as it may be, and a view that repeats it."""
    nodes = [f"x{i + 1}: {{expr: 'mul(x{i}, a)', label: '{LONG}'}}" for i in range(size)]
    return spec(f"{{x0: {{value: {numbers}, label: '{LONG}'}}, a: -1}}", nodes, f"view: {{{view}}}\n")


def pieces(size: int) -> str:
    """Boxes of many short texts, in one column."""
    nodes = [f"y: add({', '.join(f'x{i}' for i in range(size))})"]
    view = "view: {notation: variables, box: '" + "{name} " * 60 + "'}\n"
    return spec("{" + ", ".join(f"x{i}: {{value: 1, label: a}}" for i in range(size)) + "}", nodes, view)


def by_chance(size: int, first: int, count: int) -> str:
    """A chain whose labels have letters of a block of Unicode, by chance."""
    choose = Random(size)
    labels = ["".join(chr(first + choose.randrange(count)) for _ in range(150)) for _ in range(size)]
    return spec("{x0: 1}", [f"x{i + 1}: {{expr: tanh(x{i}), label: '{label}'}}" for i, label in enumerate(labels)])


def long_units(size: int) -> str:
    """Values, each with the same long unit."""
    nodes = [f"x{i + 1}: {{expr: 'mul(x{i}, 1.001)', unit: '{LONG}'}}" for i in range(size)]
    return spec(f"{{x0: {{value: 1.5, unit: '{LONG}'}}}}", nodes)


def opened(calls: int, text: str, view: str) -> str:
    """A block of ten nodes with long labels, called in a row and drawn open."""
    inner = "".join(f"      n{i}: {{expr: '{f'n{i - 1}' if i else 'x'}*c', label: '{text} {i}'}}\n" for i in range(10))
    block = f"blocks:\n  b:\n    inputs: [x, c]\n    outputs: [n9]\n    nodes:\n{inner}"
    nodes = [f"u{i}: {{expr: 'b({f'u{i - 1}' if i else 'x'}, c)', label: '{text}'}}" for i in range(calls)]
    return block + spec("{x: 1, c: 1}", nodes, f"view: {{blocks: expanded{view}}}\n")


def boxes(size: int) -> str:
    """Every value in a box of many cells."""
    nodes = [f"x{i + 1}: sin(x{i})" for i in range(size)]
    cells = " | ".join(["{name}", "{value}", "{gradient}", "{local}"] * 10)
    return spec("{x0: 1}", nodes, f"view: {{notation: variables, box: '{cells}'}}\n")


def classes(size: int) -> str:
    """As many classes, of which each node has all."""
    names = ", ".join(f"c{i}" for i in range(size))
    known = ", ".join(f"c{i}: {{color: red, fill: blue, label: L}}" for i in range(size))
    looks = ", ".join(f"y{i}: {{class: [{names}]}}" for i in range(size))
    nodes = [f"y{i}: {f'y{i - 1}' if i else 'x'} + 1" for i in range(size)]
    return spec("{x: 1}", nodes, f"view: {{classes: {{{known}}}, nodes: {{{looks}}}}}\n")


def seeds(size: int) -> str:
    """As many outputs, of which each has a seed."""
    nodes = [f"y{i}: sin(x)" for i in range(size)]
    return spec("{x: 1}", nodes, f"backward: {{from: {{{', '.join(f'y{i}: {i}' for i in range(size))}}}}}\n")
