"""Makes groups from `groups:`, each with all the nodes it holds; refuses groups that overlap a group or a block."""

from __future__ import annotations

from collections.abc import Iterable

from graphdraw.graph.model import Block, Group, Node
from graphdraw.limits import raise_with
from graphdraw.spec.graph.names import Names, word
from graphdraw.spec.schema.compound import Given, Named
from graphdraw.spec.yaml.document import Scalar
from graphdraw.spec.yaml.reading import Reading


def groups(
    given: Named, nodes: tuple[Node, ...], blocks: Iterable[Block], names: Names, reading: Reading
) -> tuple[Group, ...]:
    """The groups in order; problems are noted. Raises `Stop` if they hold more nodes than the limit."""
    if not given:
        return ()
    members = _Members(nodes, tuple(blocks), names, reading)
    found = tuple(group for key, value in given if value is not None and (group := members.group(key, value)))
    if not reading.problems.failed:
        _refuse_overlaps(found, members.blocks, reading)
    return found


class _Members:
    """Finds the nodes that a name in a group stands for: a node with its unnamed parts, or all inside a block."""

    def __init__(self, nodes: tuple[Node, ...], blocks: tuple[Block, ...], names: Names, reading: Reading) -> None:
        self.names, self.reading, self.blocks = names, reading, blocks
        self.order = {node.name: place for place, node in enumerate(nodes)}
        self.count = 0
        self._of: dict[str, list[str]] = {}
        for name in self.order:
            parts = name.split(".")
            for length in range(1, len(parts) + 1):
                self._of.setdefault(".".join(parts[:length]), []).append(name)
        self._of |= {block.name: list(block.members) for block in blocks}

    def group(self, key: Scalar, given: Given) -> Group | None:
        """The group of an entry; None after a problem was noted."""
        own = word(key, self.names.problems)
        named = dict.fromkeys(name for member in given.get("members", ()) for name in self._named(member))
        members: dict[str, None] = {}
        for name in named:
            self._grow(len(self._of.get(name, ())), key)
            members |= dict.fromkeys(self._of.get(name, ()))
        if not given.get("members") and "members" not in given.keys.keys() - given.values.keys():
            hint = "list the nodes in it, as in 'members: [a, b]'"
            self.reading.problems.add(key.where, f"the group '{key.text[:80]}' has no members", "no-members", hint)
        ordered = tuple(sorted(members, key=self.order.__getitem__))
        return Group(own, given.get("label"), ordered, key.where) if ordered and own else None

    def _grow(self, count: int, key: Scalar) -> None:
        self.count += count
        most = self.reading.limits.values
        if self.count > most:
            text = f"the groups hold more than {most:,} nodes"
            raise self.reading.problems.stop(key.where, text, "too-many-values", raise_with("values"))

    def _named(self, member: Scalar) -> list[str]:
        blocks = self.names.blocks.get(member.text)
        if blocks:
            return blocks
        name = self.names.find(member.text, member.where)
        return [] if name is None else [name]


def _refuse_overlaps(found: tuple[Group, ...], blocks: tuple[Block, ...], reading: Reading) -> None:
    """Note every group that overlaps another group or a block without holding all of it or lying inside.

    In the order of size, the largest first, all members of each must have the same innermost box before; linear in the
    number of members.
    """
    both: list[Group | Block] = [*found, *blocks] if found else []
    boxes = sorted(both, key=lambda box: -len(box.members))
    innermost: dict[str, int] = {}
    for place, box in enumerate(boxes):
        around = {innermost.get(member, -1) for member in box.members}
        if len(around) == 1:
            innermost |= dict.fromkeys(box.members, place)
        else:
            _note_overlap(box, boxes[max(around)], reading)


def _note_overlap(box: Group | Block, other: Group | Block, reading: Reading) -> None:
    group, block = (box, other) if isinstance(box, Group) else (other, box)
    if isinstance(block, Block):
        text = f"the group '{group.name}' holds only a part of the block '{block.name}'"
        hint = f"list '{block.name}' itself, which stands for all that is in it"
    else:
        text = f"the groups '{block.name}' and '{group.name}' overlap"
        hint = "a group lies in another one, or apart from it"
    reading.problems.add(group.where, text, "overlap", hint)
