"""The tables of `docs/` that are made from the code, between their marks.

    python -m tests.reference

rewrites them; `tests/test_docs.py` fails where they are out of date.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from graphdraw.cli.app import COMMANDS, group
from graphdraw.cli.options import ThemeName
from graphdraw.cli.table import markdown
from graphdraw.draw.style.shapes import SHAPES, Shape
from graphdraw.ops import OPERATIONS, Operation, partials
from graphdraw.output.formats import FORMATS
from graphdraw.spec.graph.blocks import shipped
from graphdraw.spec.graph.shipped import SHIPPED
from graphdraw.spec.schema.compound import Either, Key, MapOf, Section, Tensor
from graphdraw.spec.schema.kinds import Choice
from graphdraw.spec.schema.lists import ListOf, OneOrMore
from graphdraw.spec.schema.schema import SPEC
from tests.house.imports import MAY_IMPORT
from tests.walk import walk

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(<!-- made from the code: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def keys() -> str:
    """A heading and a table for every section of the spec language, from the top down."""
    parts = []
    for path, section in dict(sections()).items():
        rows = [(f"`{key.name}`", value(key), default(key), doc(key)) for key in section.table]
        parts.append(f"### {path}\n\n{markdown(('key', 'value', 'default', 'what it is'), rows)}\n")
    return "\n".join(parts)


def sections() -> Iterator[tuple[str, Section]]:
    """Every section with its path, `view: nodes: NAME:`; one that stands at several places comes once."""
    waiting: list[tuple[str, object]] = [("Top level", SPEC)]
    seen: set[int] = set()
    while waiting:
        path, kind = waiting.pop(0)
        if isinstance(kind, Section) and id(kind.table) not in seen:
            seen.add(id(kind.table))
            yield path, kind
            start = "" if path == "Top level" else f"{path.strip('`')} "
            waiting += [(f"`{start}{key.name}:`", key.kind) for key in kind.table if not key.later]
        waiting += [(inner_path(path, kind), inner) for inner in inside(kind)]


def inside(kind: object) -> list[object]:
    """The kinds that a compound kind is made of, sections apart."""
    if isinstance(kind, Either):
        return [inner for inner in (kind.scalar, kind.sequence, kind.mapping) if inner]
    return [kind.kind] if isinstance(kind, MapOf | ListOf | OneOrMore) else []


def inner_path(path: str, kind: object) -> str:
    """The path of what a mapping by name holds."""
    return f"{path.rstrip('`')} NAME:`" if isinstance(kind, MapOf) else path


def value(key: Key) -> str:
    """What stands under a key: what is accepted, and what is not yet."""
    planned = [] if key.later else later(key.kind)
    return f"{key.kind.phrase}; {', '.join(planned)} (not supported yet)" if planned else key.kind.phrase


def later(kind: object) -> list[str]:
    """The words and forms of a kind that a later version brings."""
    if isinstance(kind, Choice):
        return list(kind.later)
    if isinstance(kind, Tensor):
        return [kind.phrase]
    inner = [] if isinstance(kind, MapOf | ListOf) else inside(kind)  # what stands in those is a matter of its own
    return [found for one in inner for found in later(one)]


def default(key: Key) -> str:
    """The default as it is written in a spec."""
    if key.default is None:
        return ""
    return f"`{str(key.default).lower() if isinstance(key.default, bool) else key.default}`"


def doc(key: Key) -> str:
    """What a key is, and whether this version has it."""
    return f"{key.doc} (not supported yet)" if key.later else key.doc


def commands() -> str:
    """For every command its usage, its help and its options."""
    return "\n".join(described(name) for name in COMMANDS)


def described(name: str) -> str:
    """One command; its docstring has no line breaks inside a paragraph here."""
    command = importlib.import_module(f"graphdraw.cli.commands.{name}").command
    arguments = [p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)]
    usage = " ".join(["graphdraw", name, *arguments, "[OPTIONS]"])
    paragraphs = [" ".join(part.split()) for part in (command.help or "").split("\n\n")]
    text = "\n\n".join([f"### {name}", f"```\n{usage}\n```", *paragraphs])
    rows = [(option_names(p), p.help or "") for p in command.params if isinstance(p, click.Option)]
    return f"{text}\n" + (f"\n{markdown(('option', 'what it does'), rows)}\n" if rows else "")


def option_names(option: click.Option) -> str:
    """`-o, --output FILE`."""
    value = "" if option.is_flag else f" {option.metavar or value_of(option.type)}"
    return f"`{', '.join(option.opts)}{value}`"


def value_of(kind: click.ParamType) -> str:
    """What an option's value looks like."""
    return "|".join(kind.choices) if isinstance(kind, click.Choice | ThemeName) else "N"


def operations() -> str:
    """What every operation is, its derivatives, and what is chosen at its kinks."""
    head = ("name", "call", "drawn", "$z$", "$\\partial z/\\partial x$", "$\\partial z/\\partial y$", "what it is")
    return markdown(head, [operation_row(operation) for operation in OPERATIONS]) + "\n"


def operation_row(operation: Operation) -> list[str]:
    """The cells of one operation."""
    names = ", ".join(f"`{name}`" for name in (operation.name, *operation.signature.aliases))
    derivatives = [f"${partial}$" if partial else "no gradient" for partial in partials(operation)]
    said = "".join(f"; `{parameter.name}`: {parameter.doc}" for parameter in operation.signature.parameters)
    kink = f"; at the kink {operation.kink.choice}" if operation.kink else ""
    formulas = [f"${operation.texts.formula}$", *derivatives, *[""] * (2 - len(derivatives))]
    signature, doc = operation.signature, operation.texts.doc["en"]
    return [names, f"`{signature.call()}`", signature.symbol, *formulas, doc + said + kink]


def blocks() -> str:
    """The blocks that come with the program."""
    return markdown(("block", "inputs", "outputs"), [block_row(name) for name in SHIPPED]) + "\n"


def block_row(name: str) -> list[str]:
    """The cells of one block."""
    block = shipped(name)
    assert block is not None
    return [f"`{name}`", f"`{', '.join(block.inputs)}`", f"`{', '.join(block.ports)}`"]


def shapes() -> str:
    """Every shape with what it is, and a figure with it."""
    return "\n".join(f"## {shape.name}\n\n{shape.doc[0].upper()}{shape.doc[1:]}.\n\n{shown(shape)}" for shape in SHAPES)


def shown(shape: Shape) -> str:
    """A figure of nodes of one shape: few operands, many, and an input."""
    look = f"{{shape: {shape.name}}}"
    return f"""```{{example}}
:alt: Nodes of the shape {shape.name}

inputs: {{a: 1, b: 2, c: 3, d: 4}}
nodes:
  m: max(a, b, c, d)
  y: tanh(m)
view:
  nodes: {{a: {look}, m: {look}, y: {look}}}
```
"""


def formats() -> str:
    """What every output format is, its MIME type, and the options that choose how it is written."""
    head = ("format", "what it is", "MIME type", "options")
    rows = [(f"`{f.name}`", f.doc, f"`{f.mime}`", ", ".join(f"`{option}`" for option in f.options)) for f in FORMATS]
    return markdown(head, rows) + "\n"


def themes() -> str:
    """What `graphdraw themes` prints."""
    return f"```console\n$ graphdraw themes\n{CliRunner().invoke(group, ['themes']).output}```\n"


def rooms() -> str:
    """Every folder of the package, then every module beside them, with what it is for, as it says itself."""
    package = ROOT / "graphdraw"
    rows = []
    for init in sorted(package.rglob("__init__.py"), key=lambda path: path.parent.relative_to(package).parts):
        folder = init.parent.relative_to(package).as_posix()
        count = len(list(init.parent.glob("[!_]*.py")))
        if folder != "." and count:
            rows.append((f"`{folder}`", first_line(init), f"{count}"))
    rows += [(f"`{path.name}`", first_line(path), "") for path in sorted(package.glob("[!_]*.py"))]
    return markdown(("folder or module", "what it is for", "modules"), rows) + "\n"


def first_line(module: Path) -> str:
    """What a module says of itself in a line."""
    return (ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").splitlines()[0]


def imports() -> str:
    """Every part of the package with the parts and modules that it may import."""
    order = list(MAY_IMPORT)
    rows = []
    for part, below in MAY_IMPORT.items():
        named = sorted(below, key=lambda one: (order.index(one.split(".")[0]), one))
        rows.append((f"`{part}`", ", ".join(f"`{one}`" for one in named) or "nothing"))
    return markdown(("part", "may import"), rows) + "\n"


MADE: dict[str, Callable[[], str]] = {
    "keys": keys,
    "commands": commands,
    "operations": operations,
    "blocks": blocks,
    "shapes": shapes,
    "formats": formats,
    "themes": themes,
    "rooms": rooms,
    "imports": imports,
    "walk": walk,
}
"""What stands between the marks of each name."""


def pages() -> list[Path]:
    """The pages of the documentation."""
    return sorted((ROOT / "docs").glob("*.md"))


def renewed(text: str) -> str:
    """A page with its tables made anew."""
    return BLOCK.sub(lambda found: f"{found[1]}\n{MADE[found[2]]()}\n{found[4]}", text)


def main() -> None:
    """Rewrite the pages that are out of date and name them."""
    for page in pages():
        old = page.read_text(encoding="utf-8")
        new = renewed(old)
        if new != old:
            page.write_text(new, encoding="utf-8")
            print(f"{page.relative_to(ROOT)}: renewed")


if __name__ == "__main__":
    main()
