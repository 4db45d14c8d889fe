"""Mutated specs through all stages: no traceback, no hang, no limit passed.

    python -m tests.fuzz --count 2000 --seed 1

takes the examples and the published graphs, changes bytes, lines and words of each, and reads, evaluates and, for some,
draws what comes out; some extend another mutant, stand in a project or have settings laid over them.
Only SpecError and UsageError may be raised, and every problem must have a place in the text.
A case depends on seed and number alone: `--seed 1 --only 17` shows and repeats the one that failed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from graphdraw.errors import Problem, SpecError, UsageError, report
from graphdraw.graph.model import Apply
from graphdraw.limits import Limits
from graphdraw.spec import Overrides, Source, Spec, read_file
from tests import scenes

ROOT = Path(__file__).parents[1]
NAME = "fuzz.yaml"
MOST_SECONDS = 10.0
"""For one case; the promise is 15 s on any machine."""
DRAWN = 0.1
"""The share of figures that are drawn, since a drawing takes a hundred times as long as the rest."""

WORDS = (
    *"""
inputs nodes view outputs backward expect title lang extends blocks groups graphdraw classes edges numbers x-y
block repeat each carry share start next members cell two( L2( rnn rnn[1] rnn[2].h notation variables both box expanded
value label math unit format role grad expr op args with from seed of decimals sig style group decimal
true false null ~ none 0 1 -1 1e308 1e-320 010 12:30 .nan 9**9**9 1/0 0**0 '' "" [] {} [[1],[2,3]]
exp( log( max( pow( clip(x,lo=1,hi=0) gelu(x,approx=tanh) matmul( sqrt(-1) x.1 rnn[2].h pi x y a
# & * ! | > % @ ` ? - : , ; = ( ) [ ] { } ' " \\ $ -> ** × ÷ − ： （ ２ ² \\x00 \\ud83d $\\theta$
合計 é --- ... <<: !!int &a *a
""".split(),  # noqa: SIM905 (a hundred quoted words would be hard to read)
    *" \n\t\r\u0301\u200d\u202e\u2028\x85\x07\ufeff\u3000\xa0\0",
)
"""What is put between, before and in place of the words of a spec: signs and words that mean something somewhere."""

EVERYTHING = """\
graphdraw: 1
title: Every key
description: |
  Of some lines.
lang: en
inputs:
  x: {value: 2, label: $x_1$, unit: m, prefix: about, format: {decimals: 2, group: thin}, role: param, note: n}
  w: {value: 3, grad: false, format: percent, label: [קלט $w$, of, "three lines"], math: 'w_{0}'}
  s:
nodes:
  a: {op: leaky_relu, args: [x], with: {slope: 0.1}, label: 'A'}
  b:
    expr: clip(a, lo=0, hi=1) + 1/x
    format: int
  c: max(a, b, -w) * pi ** 2
outputs: {c: {label: C}}
backward: {from: {c: 1}}
expect:
  values: {a: 2, c: {value: 1, within: 1e9}}
  gradients: {x: 1, 'x -> a': 1}
  local: {'a -> b.1': 1}
view:
  direction: down
  theme: boxed
  font: DejaVu Serif
  notation: both
  operands: any
  density: airy
  wrap: never
  branches: show
  constants: node
  names: all
  box: '{name} = {value}'
  width: 160mm
  align: [[x, w]]
  order: [x, w]
  numbers: {style: sci, sig: 3, trim: true, minus: '-', decimal: ',', givens: format}
  values: [name, value]
  gradients: [name, {blank: computed}]
  blank: {width: 14mm, height: 6mm, filled: true}
  local: true
  inputs: near
  symbols: {mul: '*'}
  classes: {hot: {color: '#f00', value: hide}}
  nodes: {a: {class: hot, shape: box, symbol: '!', gradient: show}}
  edges: {'x -> *': {color: red}, 'a -> b.1[0]': {label: L}}
  font_size: 9
  margin: 4
  background: none
"""


PROJECT = """\
sources: [figures, one.yaml]
formats: svg
output: out/{name}
lang: ja
view: {margin: 7, numbers: python, nodes: {y: {fill: red}}}
x-a: 1
"""
EXTENDING = """\
extends: base.yaml
inputs: {x: {value: 5, unit: m}}
nodes: {y: x + 1, a: null}
view: {direction: down}
"""
SETTINGS = ("x=3", "a=-0.5", "view.direction=down", "nodes.y=x + 1", "view.nodes.y.fill=red", "inputs.x.value=1e3")
"""What is laid over the spec of a case, before it is changed as well."""


BLOCKS = """\
blocks:
  L2(q): q**2 + log(q) * 2
  two(x, u):
    label: T
    nodes:
      a: x + u * 2
      b: {expr: L2(a), label: bb}
      k: 1/2
    outputs: [a, b]
  cell:
    inputs: [x, h]
    nodes:
      s: x + h
      a, b: two(s, x)
      r: {block: L2, repeat: 2, carry: {q: a}}
      h_next: tanh(s) + b + r
    outputs: {h: h_next, o: s}
inputs: {x1: 1, x2: 2, x3: 3, h0: 0.5, h: 2}
nodes:
  y: L2(x1)
  t: L2(3) + y * L2(L2(x2))
  p, q: two(t, 4)
  rnn: {block: cell, each: {x: [x1, x2, 3]}, carry: {h: h0}}
  shared: {block: cell, repeat: 2, carry: {h: h0}, share: {x: x1}}
  rn2: {block: cell, repeat: 2, each: {x: [x1, rnn.h]}, carry: {h: {start: h0, next: o}}}
  c: {block: cell, args: [p, q]}
  g: gru_cell(x1, h, 1, 2, 3, 4, 5, 6, 7, 8, 9)
  loss: rnn.h + rnn[2].h * 2 + c.o + c.h + g + rn2[1].o + shared.h
outputs: loss
backward: {seed: 0.5}
expect:
  values: {rnn.h: 1, "rnn[1].s": 1, y: 2, t.3.1: 1}
  gradients: {"rnn[1].h -> rnn[2].s": 1, x1 -> y.2: 0}
groups:
  ga: {label: G, members: [y, rnn]}
  gb: {members: ["rnn[1]"]}
view:
  blocks: {"rnn[2]": expanded, y: collapsed}
  nodes: {"rnn[1].s": {fill: red}, c: {fill: red}, "rnn[1]": {color: red}}
  edges: {"x1 -> rnn[1]": {color: red}, "rnn[1] -> rnn[2]": {color: blue}}
"""

BLACK_BOXES = """\
blocks:
  phi(z):
  g: {inputs: [a, b], label: γ, outputs: [u, v]}
  wrap(q): phi(q) * 2
inputs: [x, w]
nodes:
  y: phi(x*w)
  z: g(y, x)
  l: wrap(z.u) + wrap(z.v) + phi(2)
groups: {a: {members: [z, y]}}
backward: {of: L}
"""


def corpus() -> list[str]:
    """Texts to start from: the examples, the published graphs, and some that have every key between them."""
    published = json.loads((ROOT / "tests" / "data" / "worked-examples.json").read_text(encoding="utf-8"))
    graphs = [
        json.dumps(
            {
                "inputs": graph["inputs"],
                "nodes": graph["steps"],
                "expect": {"values": graph["value"], "gradients": graph["grad"]},
            },
            indent=1,
        )
        for graph in published
    ]
    examples = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "specs").glob("*.yaml"))]
    specs = [text for text in examples if "\nextends:" not in text]
    return [*specs, *graphs, EVERYTHING, EVERYTHING.replace("  s:\n", ""), BLOCKS, BLOCKS, BLACK_BOXES]


def _byte(data: bytes, choose: random.Random) -> bytes:
    place = choose.randrange(len(data) + 1)
    new = bytes(choose.choices(range(128) if choose.random() < 0.9 else range(256), k=choose.randrange(3)))
    return data[:place] + new + data[place + choose.randrange(3) :]


def _cut(data: bytes, choose: random.Random) -> bytes:
    first = choose.randrange(len(data) + 1)
    return data[:first] if choose.random() < 0.2 else data[:first] + data[first + choose.randrange(30) :]


def _lines(data: bytes, choose: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    place, other = choose.randrange(len(lines)), choose.randrange(len(lines))
    match choose.randrange(5):
        case 0:
            del lines[place]
        case 1:
            lines.insert(other, lines[place])
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case 3:
            lines[place] = b" " * choose.randrange(1, 5) + lines[place]
        case _:
            lines[place] = lines[place].removeprefix(b"  ")
    return b"".join(lines)


def _word(data: bytes, choose: random.Random) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    parts = re.findall(r"\w+|[^\w\s]|\s+", text) or [""]
    place = choose.randrange(len(parts))
    new = choose.choice(WORDS) if choose.random() < 0.7 else choose.choice(parts)
    parts[place] = choose.choice(
        [new, parts[place] + new, new + parts[place], parts[place] * choose.choice([0, 2, 600])]
    )
    return "".join(parts).encode("utf-8", "surrogateescape")


def _name(data: bytes, choose: random.Random) -> bytes:
    """One word in place of another of the same text, which is often still a spec."""
    text = data.decode("utf-8", "surrogateescape")
    words = list(re.finditer(r"[\w.]+|[-+*/]", text))
    if not words:
        return data
    old, new = choose.choice(words), choose.choice(words)
    return (text[: old.start()] + new[0] + text[old.end() :]).encode("utf-8", "surrogateescape")


def _line_end(data: bytes, choose: random.Random) -> bytes:
    return data.replace(b"\n", choose.choice([b"\r\n", b"\r", b"\n\n", b" \n", b"\t\n"]))


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _byte,
    _cut,
    _lines,
    _lines,
    _word,
    _word,
    _word,
    _line_end,
)


def mutant(texts: list[str], choose: random.Random) -> bytes:
    """One text after a few changes."""
    data = choose.choice(texts).encode()
    for _ in range(choose.choice([1, 1, 1, 1, 2, 3])):
        data = choose.choice(MUTATIONS)(data, choose)
    return data


def some_limits(choose: random.Random) -> Limits:
    """The default limits, or some of them so low that a mutant meets them."""
    if choose.random() < 0.7:
        return Limits()
    low = {"file_size": 300, "values": 30, "depth": 3, "expression_length": 12, "expression_depth": 2}
    low |= {"label_length": 8, "elements": 4, "nodes": 6}
    names = choose.sample(sorted(low), k=3)
    return Limits()._replace(**{name: low[name] for name in names})


class Hang(BaseException):
    """A case took too long; no handler of ours must catch it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `Hang` in the block after that time, where the system has such a signal."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise Hang(f"no end after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass(frozen=True, slots=True)
class Case:
    """One text with the limits it is read with; `drawn` says that a figure is drawn of it.

    `beside` are other files in its folder by name, which it is written to then; `settings` are texts for `--set`.
    """

    data: bytes
    limits: Limits
    drawn: bool
    beside: tuple[tuple[str, bytes], ...] = ()
    settings: tuple[str, ...] = ()

    def run(self) -> str:
        """What came of it: `refused`, `evaluated` or `drawn`; raises AssertionError or whatever else went wrong."""
        try:
            spec = self._load()
            self._check_limits(spec)
            evaluation = scenes.evaluate(spec)
            self._check_problems(scenes.problems(spec, evaluation))
            if self.drawn:
                scenes.encode(scenes.draw(spec, evaluation), "json")
        except (SpecError, UsageError) as error:
            self._check_problems(error.problems)
            return "refused"
        return "drawn" if self.drawn else "evaluated"

    def _load(self) -> Spec:
        overrides = Overrides(settings=self.settings)
        if not self.beside:
            return scenes.load(Source(NAME, self.data), self.limits, overrides)
        with TemporaryDirectory() as folder:
            for name, data in ((NAME, self.data), *self.beside):
                Path(folder, name).write_bytes(data)
            return scenes.load(read_file(Path(folder, NAME)), self.limits, overrides)

    def _check_limits(self, spec: Spec) -> None:
        assert len(self.data) <= self.limits.file_size
        assert len(spec.graph.nodes) <= self.limits.nodes
        displays = [node.display for node in spec.graph.nodes]
        texts = [text for d in displays for text in (d.label, d.unit, d.prefix, spec.title) if text]
        assert all(len(text) <= self.limits.label_length for text in texts)
        assert all(isinstance(node, Apply) or node.value is None or abs(node.value) >= 0 for node in spec.graph.nodes)

    def _check_problems(self, problems: tuple[Problem, ...]) -> None:
        files = {NAME: self.data, **dict(self.beside)}
        assert bool(report(problems)) == bool(problems)
        for problem in problems:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", problem.code), problem
            if problem.where and problem.where.path != "--set":
                text = files[Path(problem.where.path).name].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
                lines = re.split(r"\r\n|\r|\n", text)
                assert 1 <= problem.where.line <= len(lines), problem
                assert 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1, problem


def case(texts: list[str], seed: int, number: int) -> Case:
    """The case of a number; the same on every run and machine."""
    choose = random.Random(f"{seed} {number}")
    tried = Case(mutant(texts, choose), some_limits(choose), choose.random() < DRAWN)
    match choose.randrange(20):
        case 0:
            return replace(tried, data=mutant([EXTENDING], choose), beside=(("base.yaml", tried.data),))
        case 1:
            return replace(tried, beside=(("graphdraw.yaml", mutant([PROJECT], choose)),))
        case 2:
            changed = mutant(list(SETTINGS), choose).decode("utf-8", "surrogateescape")
            return replace(tried, settings=(choose.choice(SETTINGS), changed))
        case _:
            return tried


def main() -> int:
    """Run the cases; the exit code is 1 if one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=2000, help="how many mutants")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="the number of one case, which is shown")
    options = parser.parse_args()
    texts, outcomes, start = corpus(), Counter[str](), time.monotonic()
    for number in range(options.count) if options.only is None else [options.only]:
        tried = case(texts, options.seed, number)
        if options.only is not None:
            print(tried.data.decode("utf-8", "backslashreplace"), tried.beside, tried.settings, tried.limits, sep="\n")
        try:
            with at_most(MOST_SECONDS):
                outcomes[tried.run()] += 1
        except (Exception, Hang):
            outcomes["failed"] += 1
            print(
                f"--seed {options.seed} --only {number}: {tried.data!r} {tried.beside} {tried.settings}",
                traceback.format_exc(),
                sep="\n",
                file=sys.stderr,
            )
    said = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    print(f"{options.count} mutants of {len(texts)} specs in {time.monotonic() - start:.0f} s: {said}")
    return 1 if outcomes["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
