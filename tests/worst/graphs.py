"""Specs that are dear by what they compute: blocks, repeats, wide operations, many links, frames, columns, widths."""

from __future__ import annotations

import random
from collections.abc import Callable

EXPANDED = "view: {blocks: expanded}\n"


def spec(inputs: str, nodes: list[str], view: str = "") -> str:
    """A spec of these inputs, lines of nodes and view."""
    return f"inputs: {inputs}\nnodes:\n" + "".join(f"  {node}\n" for node in nodes) + view


def sums(depth: int, calls: int, view: str = EXPANDED) -> str:
    """Blocks, each the sum of some calls of the one below it."""
    return _towers(depth, lambda i: " + ".join([f"b{i}(q)"] * calls), view)


def nests(depth: int, calls: int, view: str = EXPANDED) -> str:
    """Blocks, each the one below it of itself, some times."""

    def of_itself(i: int) -> str:
        return f"b{i}(" * calls + "q" + ")" * calls

    return _towers(depth, of_itself, view)


def _towers(depth: int, body: Callable[[int], str], view: str) -> str:
    blocks = "".join(f"  b{i}(q): {body(i - 1)}\n" for i in range(1, depth))
    return f"inputs: {{x: 1}}\nblocks:\n  b0(q): q + 1\n{blocks}nodes:\n  y: b{depth - 1}(x)\n{view}"


def repeats(steps: int, size: int = 10, view: str = EXPANDED) -> str:
    """A block of as many nodes that follows on itself."""
    nodes, last = [], size // 2 - 1
    for i in range(size // 2):
        before = f"n{i - 1}" if i else "h"
        nodes.append(f"      n{i}: tanh({before} + x)\n")
    block = f"inputs: [x, h]\n    nodes:\n{''.join(nodes)}    outputs: [n{last}]\n"
    carry = f"carry: {{h: {{start: h0, next: n{last}}}}}, share: {{x: x}}"
    return (
        f"inputs: {{x: 0.5, h0: 0.1}}\nblocks:\n  cell:\n    {block}nodes:\n"
        f"  r: {{block: cell, repeat: {steps}, {carry}}}\n{view}"
    )


def broad_blocks(uses: int, size: int, view: str = EXPANDED) -> str:
    """One block of many nodes that is used many times, side by side."""
    nodes = "".join(f"      n{i}: {f'n{i - 1}' if i else 'q'} * q\n" for i in range(size))
    block = f"blocks:\n  f:\n    inputs: [q]\n    nodes:\n{nodes}    outputs: [n{size - 1}]\n"
    return block + spec("{x: 1}", [f"y{i}: f(x)" for i in range(uses)], view)


def chain(size: int, view: str = "") -> str:
    """Each node made of the one before it."""
    return spec("{x0: 1}", [f"x{i + 1}: -x{i}" for i in range(size - 1)], view)


def star(size: int, view: str = "") -> str:
    """One input that all nodes use, and that none of them uses again."""
    return spec("{x: 0.5}", [f"y{i}: sin(x)" for i in range(size)], view)


def pairs(size: int, view: str = "") -> str:
    """Each node made of two of all those before it."""
    choose, names, nodes = random.Random(1), ["a", "b", "c"], []
    for i in range(size - 3):
        first, second = choose.sample(names, 2)
        nodes.append(f"x{i}: max({first}, {second})")
        names.append(f"x{i}")
    return spec("{a: 1, b: 2, c: 3}", nodes, view)


def apart(size: int, view: str = "") -> str:
    """As many graphs of three that have nothing to do with each other."""
    inputs = "{" + ", ".join(f"x{i}: {i}" for i in range(size)) + "}"
    return spec(inputs, [f"y{i}: -x{i} + 1" for i in range(size)], view)


def widest(size: int, view: str = "") -> str:
    """One operation of as many inputs."""
    inputs = "".join(f"\n  x{i}: {i}" for i in range(size))
    return spec(inputs, ["y: {op: max, args: [" + ", ".join(f"x{i}" for i in range(size)) + "]}"], view)


def threes(size: int, view: str = "") -> str:
    """Nodes of three operands, two of which they all share."""
    return spec("{x: 1, z: 0}", [f"n{i}: add({f'n{i - 1}' if i else 'x'}, x, z)" for i in range(size)], view)


def threes_before(size: int, view: str = "") -> str:
    """Nodes of the three before them."""
    nodes = [f"n{i}: add({', '.join(f'n{i - k}' if i >= k else 'x' for k in (1, 2, 3))})" for i in range(size)]
    return spec("{x: 1}", nodes, view)


def dense(size: int, operation: str = "max", view: str = "view: {local: true, names: all}\n") -> str:
    """Each node made of all before it."""
    nodes = ["x1: sin(x0)"]
    nodes += [f"x{i}: {{op: {operation}, args: [{', '.join(f'x{j}' for j in range(i))}]}}" for i in range(2, size)]
    return spec("{x0: 0.1}", nodes, view)


def layered(width: int, depth: int, view: str = "") -> str:
    """Layers of which each node uses all of the one before: a network."""
    nodes = []
    for layer in range(1, depth):
        before = ", ".join(f"n{layer - 1}_{i}" for i in range(width))
        nodes += [f"n{layer}_{i}: {{op: add, args: [{before}]}}" for i in range(width)]
    return spec("{" + ", ".join(f"n0_{i}: 1" for i in range(width)) + "}", nodes, view)


def curve(size: int, expression: str, start: float, step: float) -> str:
    """One operation of as many inputs, each of its own x, and the gradients of all."""
    inputs = ", ".join(f"x{i}: {start + step * i!r}" for i in range(size))
    nodes = [f"y{i}: {expression.replace('x', f'x{i}')}" for i in range(size)]
    return spec(f"{{{inputs}}}", nodes, f"backward: {{from: {{{', '.join(f'y{i}: 1' for i in range(size))}}}}}\n")


def tree(depth: int, view: str = "") -> str:
    """A tree of sums."""
    inputs = "{" + ", ".join(f"t{depth}_{i}: 1" for i in range(2**depth)) + "}"
    nodes = [
        f"t{d}_{i}: t{d + 1}_{2 * i} + t{d + 1}_{2 * i + 1}" for d in range(depth - 1, -1, -1) for i in range(2**d)
    ]
    return spec(inputs, nodes, view)


def grouped(size: int, groups: int, *, inside: bool = False) -> str:
    """A chain with boxes, apart or inside of each other."""
    span = max(1, size // groups)
    members = [
        [f"x{k}" for k in (range(i + 1, size) if inside else range(i * span + 1, min(size, (i + 1) * span + 1)))]
        for i in range(groups)
    ]
    lines = "".join(f"  g{i}: {{label: G, members: [{', '.join(some)}]}}\n" for i, some in enumerate(members) if some)
    return chain(size) + "groups:\n" + lines


def scattered(size: int, groups: int) -> str:
    """Boxes round nodes that lie far from each other."""
    lines = "".join(
        f"  g{i}: {{members: [{', '.join(f'x{k}' for k in range(i, size - 3, groups))}]}}\n" for i in range(groups)
    )
    return pairs(size) + "groups:\n" + lines


def ordered(size: int) -> str:
    """All nodes in one order."""
    return star(size, "view: {order: [" + ", ".join(f"y{i}" for i in reversed(range(size))) + "]}\n")


def aligned(size: int) -> str:
    """Two chains, side by side."""
    nodes = [f"{c}{i + 1}: -{c}{i}" for i in range(size) for c in "ab"]
    return spec("{a0: 1, b0: 2}", nodes, f"view: {{align: [{', '.join(f'[a{i}, b{i}]' for i in range(size))}]}}\n")


def slow_width() -> str:
    """Open blocks that are repeated, among two dozen nodes, in less room than they can do with."""
    nodes = """\
m: W - 3
ex: (add(W, -0.5) + silu(W)) * half_squared_error(half_squared_error(W, j), -W)
u: {block: f0, each: {q: [ex, m, g]}, carry: {p: m}, label: Loss $L$}
no: identity(g)
neg: s
h: {block: f0, repeat: 3, carry: {p: W}, share: {q: neg}}
d: erf(square(no)) + (leaky_relu(W) - g)
fi: silu(-leaky_relu(ex)) * (s * atan(u) + cos(h + no))
e: min(selu(s * neg), elu(no))
al: f0(d, neg)
x2: clip(identity(s + u), lo=-2, hi=3)
n15: {expr: 'neg(cos(u)) * abs(mul(m, -0.5))', label: total}
n12: al
n13: -1
n14: -e
L: fi - -2
n16: n15 + neg
d0: f0(0.5 * j, mul(g, n14))
l9: f0(neg * neg, n14 * g)
n: f0(e * e, neg * h)
T: n14 - n15
f: f0(e - d, min(n15, 0.5))
b: tanh(fi)
""".splitlines()
    inputs = "{j: {value: 0.1, grad: false}, s: {value: -1, label: total}, W: {value: 0.25, label: total}, g: 1.2}"
    blocks = "blocks: {'f0(p, q)': elu(2 - q)}\n"
    return blocks + spec(inputs, nodes, "view: {branches: show, blocks: expanded, width: 5cm, box: '|'}\n")


def squares(size: int) -> str:
    """Whole numbers that double their digits."""
    return spec("{x0: 99}", [f"x{i + 1}: x{i} * x{i}" for i in range(size)])


def big_numbers(size: int) -> str:
    """Whole numbers of almost as many bits as there may be, multiplied and divided again and again."""
    digits = "7" * 600
    nodes = [f"x{i + 1}: x{i} * y / y" if i % 2 else f"x{i + 1}: x{i} * y" for i in range(size)]
    return spec(f"{{x0: {digits}, y: {digits}}}", nodes)


def powers(size: int) -> str:
    """Powers of powers, in constants and in nodes."""
    return spec("{x: 3}", [f"y{i}: x ** {i} ** 2 * 2 ** (4000 - {i % 9})" for i in range(size)])


def published(size: int) -> str:
    """Every number of a chain as a book would print it."""
    said = ", ".join(f"x{i}: {1 if i % 2 else -1}" for i in range(size))
    return chain(size) + f"expect: {{values: {{{said}}}, gradients: {{{said}}}}}\n"


def edges(size: int, form: str) -> str:
    """A look for every edge, each written in some form."""
    looks = ", ".join(f"{form.format(i, i + 1)!r}: {{label: L{i}, color: red}}" for i in range(size))
    return chain(size + 2, f"view: {{edges: {{{looks}}}}}\n")


def all_edges(size: int) -> str:
    """Looks for all edges of a node that everything uses, said by both of their ends."""
    looks = ", ".join(f"'x -> y{i}': {{label: L{i}}}, '* -> y{i}': {{color: red}}" for i in range(size))
    return star(size, f"view: {{edges: {{'x -> *': {{color: blue}}, {looks}}}}}\n")


def path(size: int, stop: str, count: int) -> str:
    """One key of many stops."""
    key = " -> ".join(stop.format(i) for i in range(count))
    return pairs(size, f"view:\n  edges:\n    ? '{key}'\n    : {{color: red}}\n")


def by_arguments(size: int) -> str:
    """A look and a number for every argument of one operation."""
    keys = [f"'x -> y[{i}]'" for i in range(size)]
    looks = f"view: {{edges: {{{', '.join(f'{key}: {{color: red}}' for key in keys)}}}}}\n"
    node = "y: {op: add, args: [" + ", ".join(["x"] * size) + "]}"
    return spec("{x: 1}", [node], f"{looks}expect: {{gradients: {{{', '.join(f'{key}: 1' for key in keys)}}}}}\n")


def wrong_names(size: int) -> str:
    """Nodes of names that are almost those that there are, each to be told of with the near ones."""
    return spec("{first_name: 1}", [f"node_name_{i}: node_nome_{i} + frist_name" for i in range(size)])
