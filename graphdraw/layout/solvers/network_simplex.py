"""Integer network simplex: the solver for ranks and for heights.

Pre:  edges (a, b, length, weight) with weight >= 0 and no cycle; weights are integers.
Post: integers y with y[b] - y[a] >= length for every edge and least sum of weight * (y[b] - y[a]); every connected
      part starts at its own smallest value, 0. Equal input gives equal output: ties are broken by edge number.

Gansner, Koutsofios, North, Vo, "A technique for drawing directed graphs", IEEE TSE 19 (1993), section 2. A spanning
tree of tight edges is kept; a tree edge with negative cut value leaves, and the edge of least slack that runs the
other way across the cut enters. Tree edges are searched in turn, some at a time, as in section 2.4. A pivot costs no
more than the smaller part of the tree, which moves: it is hung up anew and the rest stays as it is. The first tree
grows with two heaps, not by searching all edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from graphdraw.work import Work

ConstraintEdge = tuple[int, int, int, int]
"""Variable a, variable b, least difference y[b] - y[a], weight."""

PIVOTS_PER_NODE = 50
"""The most pivots for each variable, against endless cycling, which is never met; after each, values are feasible."""

MOST_WALKED = 250_000
"""The most variables walked in all pivots together: a second's work. The values are then feasible and near the best,
since most of the gain comes early. Graphs of a thousand boxes stay below."""

WALKED, A_STEP = 2, 8
"""The steps that walking a variable costs, and how many tree edges are searched in one step."""

SEARCHED = 30
"""The most tree edges with negative cut value that are compared before one leaves."""


def network_simplex(count: int, edges: Sequence[ConstraintEdge], work: Work | None = None) -> list[int]:
    """The optimal values of `count` variables; raises ValueError where the edges have a cycle.

    Where `work` is scarce, the values are feasible, and the best that were found until then.
    """
    work = work or Work()
    work.spend(count + len(edges), "nodes")
    tree = _Tree(count, edges)
    for _ in range(PIVOTS_PER_NODE * (count + 1)):
        slot = tree.leaving()
        if slot < 0 or tree.walked > MOST_WALKED or not work.affords(tree.cost):
            break
        tree.exchange(slot)
    work.spend(tree.cost, "nodes")
    return tree.normalised()


def least_values(count: int, edges: Sequence[ConstraintEdge]) -> list[int]:
    """A feasible solution by longest paths: every variable as small as its predecessors allow, and at least 0.

    Raises ValueError where the edges have a cycle.
    """
    leaving: list[list[int]] = [[] for _ in range(count)]
    missing = [0] * count
    for k, edge in enumerate(edges):
        leaving[edge[0]].append(k)
        missing[edge[1]] += 1
    y = [0] * count
    ready = [i for i in range(count) if not missing[i]]
    for a in ready:
        for k in leaving[a]:
            _, b, length, _ = edges[k]
            y[b] = max(y[b], y[a] + length)
            missing[b] -= 1
            if not missing[b]:
                ready.append(b)
    if len(ready) < count:
        raise ValueError("the graph has a cycle")
    return y


class _Tree:
    """A feasible spanning forest of tight edges, and the values `y` it fixes.

    `edges` lists the tree edges, `cut` has their cut values (by edge). `above` is the tree edge to the parent of each
    variable, -1 at a root; `adjacent` are all its tree edges; `depth` counts the edges up to the root.
    """

    def __init__(self, count: int, edges: Sequence[ConstraintEdge]) -> None:
        self.tail = [e[0] for e in edges]
        self.head = [e[1] for e in edges]
        self.length = [e[2] for e in edges]
        self.leaves: list[list[int]] = [[] for _ in range(count)]
        self.enters: list[list[int]] = [[] for _ in range(count)]
        for k in range(len(edges)):
            self.leaves[self.tail[k]].append(k)
            self.enters[self.head[k]].append(k)
        self.y = least_values(count, edges)
        self.adjacent: list[list[int]] = [[] for _ in range(count)]
        self.edges: list[int] = []
        self.roots: list[int] = []
        self._grow_forest()
        self.above = [-1] * count
        self.depth = [0] * count
        self.cut = [0] * len(edges)
        self._cut_values([e[3] for e in edges])
        self.next = self.walked = self.searched = 0

    # -- the first tree

    def _grow_forest(self) -> None:
        seen = [False] * len(self.y)
        for root in range(len(self.y)):
            if not seen[root]:
                self.roots.append(root)
                self._grow_tree(root, seen)

    def _grow_tree(self, root: int, seen: list[bool]) -> None:
        """Add the variable of least slack again and again, moving the tree towards it (`shift`, added later)."""
        shift = 0
        down: list[tuple[int, int]] = []
        up: list[tuple[int, int]] = []
        members: list[int] = []
        joining, y = root, self.y
        while True:
            seen[joining] = True
            members.append(joining)
            y[joining] -= shift
            for k in self.leaves[joining]:
                if not seen[self.head[k]]:
                    heappush(down, (y[self.head[k]] - y[joining] - self.length[k], k))
            for k in self.enters[joining]:
                if not seen[self.tail[k]]:
                    heappush(up, (y[joining] - y[self.tail[k]] - self.length[k], k))
            while down and seen[self.head[down[0][1]]]:
                heappop(down)
            while up and seen[self.tail[up[0][1]]]:
                heappop(up)
            if not down and not up:
                break
            downwards = not up or (bool(down) and down[0][0] - shift <= up[0][0] + shift)
            slack, k = heappop(down if downwards else up)
            shift = slack if downwards else -slack
            joining = self.head[k] if downwards else self.tail[k]
            self._join(k)
            self.edges.append(k)
        for v in members:
            y[v] += shift

    def _join(self, edge: int) -> None:
        self.adjacent[self.tail[edge]].append(edge)
        self.adjacent[self.head[edge]].append(edge)

    def _cut_values(self, weight: Sequence[int]) -> None:
        """Set the cut value of each tree edge: the net weight that leaves its subtree, positive if along the edge."""
        supply = [0] * len(self.y)
        for k, w in enumerate(weight):
            supply[self.tail[k]] += w
            supply[self.head[k]] -= w
        for root in self.roots:
            for v in reversed(self._hang(root, -1)):
                k = self.above[v]
                if k >= 0:
                    supply[self._parent(v)] += supply[v]
                    self.cut[k] = supply[v] if self.tail[k] == v else -supply[v]

    # -- pivots

    @property
    def cost(self) -> int:
        """The steps of all pivots so far."""
        return WALKED * self.walked + self.searched // A_STEP

    def _parent(self, v: int) -> int:
        k = self.above[v]
        return self.head[k] if self.tail[k] == v else self.tail[k]

    def _hang(self, top: int, edge: int) -> list[int]:
        """Hang the subtree below `top` from this edge (-1: `top` is a root); returns its variables, parents first."""
        above, depth, tail, head = self.above, self.depth, self.tail, self.head
        above[top] = edge
        depth[top] = depth[self._parent(top)] + 1 if edge >= 0 else 0
        members = [top]
        for v in members:
            for k in self.adjacent[v]:
                if k != above[v]:
                    child = head[k] if tail[k] == v else tail[k]
                    above[child], depth[child] = k, depth[v] + 1
                    members.append(child)
        return members

    def leaving(self) -> int:
        """The index in `edges` of the most negative cut value among the next few negative ones; -1 if there is none."""
        count, found, worst, best, at = len(self.edges), 0, 0, -1, 0
        for at in (*range(self.next, count), *range(self.next)):
            value = self.cut[self.edges[at]]
            if value < 0:
                found += 1
                if value < worst:
                    worst, best = value, at
                if found == SEARCHED:
                    break
        self.searched += (at - self.next) % count + 1 if count else 0
        self.next = best + 1
        return best

    def exchange(self, slot: int) -> None:
        """Replace a tree edge by the edge of least slack across its cut, moving the smaller part of the tree."""
        old = self.edges[slot]
        tail, head = self.tail[old], self.head[old]
        self.adjacent[tail].remove(old)
        self.adjacent[head].remove(old)
        members, inward = self._smaller_part(tail, head)
        new, slack = self._entering(members, inward=inward)
        for v in members:
            self.y[v] += -slack if inward else slack
        self._push(new, -self.cut[old])
        self.edges[slot] = new
        self._join(new)
        child = tail if self.above[tail] == old else head
        if child != (tail if inward else head):
            self.above[child] = -1
        self._hang(self.head[new] if inward else self.tail[new], new)

    def _smaller_part(self, tail: int, head: int) -> tuple[list[int], bool]:
        """The part with fewer edges of a tree that is cut in two, and whether that is the part of `tail`."""
        adjacent, tails, heads = self.adjacent, self.tail, self.head
        one, other = ([tail], [-1]), ([head], [-1])
        walked = [0, 0]
        while walked[0] < len(one[0]) and walked[1] < len(other[0]):
            # a variable with thousands of edges is looked at last
            costs = [len(part[0]) + len(adjacent[part[0][at]]) for part, at in zip((one, other), walked, strict=True)]
            side = 0 if costs[0] <= costs[1] else 1
            members, ways = one if side == 0 else other
            v, way = members[walked[side]], ways[walked[side]]
            for k in adjacent[v]:
                if k != way:
                    members.append(heads[k] if tails[k] == v else tails[k])
                    ways.append(k)
            walked[side] += 1
        self.walked += max(walked)
        return (one[0], True) if walked[0] == len(one[0]) else (other[0], False)

    def _entering(self, members: list[int], *, inward: bool) -> tuple[int, int]:
        """The edge of least slack into a subtree (`inward`) or out of it, and its slack."""
        inside = set(members)
        across, far = (self.enters, self.tail) if inward else (self.leaves, self.head)
        y, edge, least = self.y, -1, 0
        for v in members:
            for k in across[v]:
                if far[k] not in inside:
                    slack = y[self.head[k]] - y[self.tail[k]] - self.length[k]
                    if edge < 0 or slack < least or (slack == least and k < edge):
                        edge, least = k, slack
        return edge, least

    def _push(self, new: int, change: int) -> None:
        """Update the cut values on the cycle that a new tree edge closes by `change`, so that the old edge has 0."""
        a, b, cut = self.tail[new], self.head[new], self.cut
        while a != b:
            lower = a if self.depth[a] >= self.depth[b] else b
            k = self.above[lower]
            along = self.tail[k] == lower
            cut[k] -= change if along == (lower == a) else -change
            a, b = (self._parent(a), b) if lower == a else (a, self._parent(b))
        cut[new] = change

    def normalised(self) -> list[int]:
        """The values, with the smallest one of each connected part at 0."""
        for root in [v for v, edge in enumerate(self.above) if edge < 0]:
            members = self._hang(root, -1)
            least = min(self.y[v] for v in members)
            for v in members:
                self.y[v] -= least
        return self.y
