"""Integer network simplex: the one numeric method of the layout, used for columns and for heights.

Pre:  edges (a, b, length, weight) with weight >= 0 and no cycle; weights are integers.
Post: integers y with y[b] - y[a] >= length for every edge and least sum of weight * (y[b] - y[a]); every connected
      part starts at its own smallest value, 0. Equal input gives equal output: ties are broken by edge number.

Gansner, Koutsofios, North, Vo, "A technique for drawing directed graphs", IEEE TSE 19 (1993), section 2. A spanning
tree of tight edges is kept; a tree edge with negative cut value leaves, and the edge of least slack that runs the
other way across the cut enters. The nodes stand in postorder, so a subtree is a slice and only the part below the
meeting point of the entering edge is numbered anew. The tight tree grows with two heaps, not by searching all edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

Edge = tuple[int, int, int, int]
"""From, to, least difference, weight."""

PIVOTS_PER_NODE = 50
"""A stop for degenerate cycling, never met in practice; the values are feasible after every pivot."""


def network_simplex(count: int, edges: Sequence[Edge]) -> list[int]:
    """The optimal values of `count` variables; raises ValueError where the edges have a cycle."""
    tree = _Tree(count, edges)
    for _ in range(PIVOTS_PER_NODE * (count + 1)):
        leaving = tree.leaving()
        if leaving < 0:
            break
        tree.exchange(leaving, tree.entering(leaving))
    return tree.normalised()


def least_values(count: int, edges: Sequence[Edge]) -> list[int]:
    """A feasible solution: every variable as small as its predecessors allow, 0 at least. Longest paths."""
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
    """A feasible spanning forest of tight edges, and the values it fixes.

    `order` holds the variables in postorder and `last` their places in it; `first` is the place where the subtree
    starts. `cut` maps each tree edge to its cut value.
    """

    def __init__(self, count: int, edges: Sequence[Edge]) -> None:
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
        self.roots: list[int] = []
        self._grow_forest()
        self.parent = [-1] * count
        self.parent_edge = [-1] * count
        self.first = [0] * count
        self.last = [0] * count
        self.order: list[int] = [0] * count
        place = 0
        for root in self.roots:
            place = self._number(root, place)
        self.cut: dict[int, int] = {}
        self._cut_values([e[3] for e in edges])
        self._scan: Iterator[int] = iter(())

    def _grow_forest(self) -> None:
        seen = [False] * len(self.y)
        for root in range(len(self.y)):
            if not seen[root]:
                self.roots.append(root)
                self._grow_tree(root, seen)

    def _grow_tree(self, root: int, seen: list[bool]) -> None:
        """Take in the variable of least slack again and again, moving the whole tree towards it (lazily: `shift`)."""
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
            self.adjacent[self.tail[k]].append(k)
            self.adjacent[self.head[k]].append(k)
        for v in members:
            y[v] += shift

    def _number(self, root: int, place: int) -> int:
        """Number the subtree of `root` in postorder from `place` on; its own parent stays. Returns the next place."""
        adjacent, parent_edge, first, last = self.adjacent, self.parent_edge, self.first, self.last
        first[root] = place
        stack = [(root, iter(adjacent[root]))]
        while stack:
            v, links = stack[-1]
            for k in links:
                if k == parent_edge[v]:
                    continue
                o = self.head[k] if self.tail[k] == v else self.tail[k]
                self.parent[o], parent_edge[o], first[o] = v, k, place
                stack.append((o, iter(adjacent[o])))
                break
            else:
                last[v] = place
                self.order[place] = v
                place += 1
                stack.pop()
        return place

    def _cut_values(self, weight: Sequence[int]) -> None:
        """The net weight that leaves each subtree: positive where it runs along the edge above it."""
        supply = [0] * len(self.y)
        for k, w in enumerate(weight):
            supply[self.tail[k]] += w
            supply[self.head[k]] -= w
        for v in self.order:
            k = self.parent_edge[v]
            if k >= 0:
                supply[self.parent[v]] += supply[v]
                self.cut[k] = supply[v] if self.tail[k] == v else -supply[v]

    def leaving(self) -> int:
        """A tree edge with the most negative cut value, -1 if there is none."""
        worst, edge = 0, -1
        for k, value in self.cut.items():
            if value < worst or (value == worst < 0 and k < edge):
                worst, edge = value, k
        return edge

    def entering(self, leaving: int) -> int:
        """The edge of least slack that crosses the cut against the leaving edge."""
        child = self._child(leaving)
        low, high = self.first[child], self.last[child]
        inward = self.tail[leaving] == child
        across, far = (self.enters, self.tail) if inward else (self.leaves, self.head)
        y, last, best, edge = self.y, self.last, -1, -1
        for v in self.order[low : high + 1]:
            for k in across[v]:
                if not low <= last[far[k]] <= high:
                    slack = y[self.head[k]] - y[self.tail[k]] - self.length[k]
                    if edge < 0 or slack < best or (slack == best and k < edge):
                        best, edge = slack, k
        return edge

    def _child(self, edge: int) -> int:
        a, b = self.tail[edge], self.head[edge]
        return a if self.parent_edge[a] == edge else b

    def exchange(self, old: int, new: int) -> None:
        """Let `old` leave and `new` enter: move the subtree, mend the cut values, number the changed part anew."""
        child = self._child(old)
        slack = self.y[self.head[new]] - self.y[self.tail[new]] - self.length[new]
        move = -slack if self.tail[old] == child else slack
        for v in self.order[self.first[child] : self.last[child] + 1]:
            self.y[v] += move
        change = -self.cut.pop(old)
        a, b = self.tail[new], self.head[new]
        top = self._push(a, b, change)
        self._push(b, a, -change)
        self.cut.pop(old, None)
        self.cut[new] = change
        for k, join in ((old, False), (new, True)):
            for v in (self.tail[k], self.head[k]):
                (self.adjacent[v].append if join else self.adjacent[v].remove)(k)
        self._number(top, self.first[top])

    def _push(self, start: int, other: int, change: int) -> int:
        """Take `change` off the cut values on the way from `start` up to where it meets `other`; returns that place."""
        v, place, cut = start, self.last[other], self.cut
        while not self.first[v] <= place <= self.last[v]:
            k = self.parent_edge[v]
            cut[k] = cut.get(k, 0) - (change if self.tail[k] == v else -change)
            v = self.parent[v]
        return v

    def normalised(self) -> list[int]:
        """The values, with the smallest of each connected part at 0."""
        place = 0
        for root in self.roots:
            members = self.order[place : self.last[root] + 1]
            least = min(self.y[v] for v in members)
            for v in members:
                self.y[v] -= least
            place = self.last[root] + 1
        return self.y
