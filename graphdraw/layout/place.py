"""The layout: strings the passes together, from a problem to a placement; each pass has a module of its own.

Ranks, columns, order, straight blocks, heights, widths, routes, labels: the framework of Sugiyama et al. (1981) with
the methods of Gansner et al. (1993), adapted to edges that carry texts and arrive in a meaningful order.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from graphdraw.errors import Problem, SpecError
from graphdraw.layout.indexed.graph import IndexedGraph, read_graph
from graphdraw.layout.indexed.titles import TITLE, sorted_groups, with_titles
from graphdraw.layout.labelling.group_labels import Obstacles, Rectangle, find_frames, label_place, occupied
from graphdraw.layout.labelling.labels import place_labels
from graphdraw.layout.ordering.chains import find_chains
from graphdraw.layout.ordering.order import Order, Search
from graphdraw.layout.ordering.ports import find_ports
from graphdraw.layout.ordering.sides import choose_sides
from graphdraw.layout.orientation import turned, turned_back
from graphdraw.layout.positions.heights import place_heights
from graphdraw.layout.positions.straight import segments_of, straight_blocks
from graphdraw.layout.positions.tracks import find_tracks
from graphdraw.layout.positions.widths import Widths, place_widths
from graphdraw.layout.problem import Frame, LayoutProblem, Placement, Point
from graphdraw.layout.ranking.columns import Columns, make_columns
from graphdraw.layout.ranking.ranks import Ranks, rank_variants
from graphdraw.layout.routing.conflict_removal import cleared
from graphdraw.layout.routing.routes import Route, find_routes
from graphdraw.layout.scaling import scaled, unscaled
from graphdraw.work import Work

VARIANTS_UP_TO = 150
"""The most edges of a problem for which several orders and all variants of ranks are tried."""

FIRST_UP_TO = 600
"""The most edges for which inputs in the first column are tried where the problem leaves their column open (`auto`);
above, this costs as much as all the rest, and inputs many columns from their consumers would seldom win."""

MOST_EDGES = 30_000
"""The most edges that are laid out. The cost of all passes grows with them: so many take about fifteen seconds."""

PROMISE = 1
"""Ranks are searched fully if their first order has at most so many crossings more than the fewest of all."""

RELABELLED = 3
"""How often the layout is repeated with boxes for labels of groups that an edge strikes; the last time for all."""

WITH_TITLES = 4
"""Factor on the steps of a placement, for one with boxes for labels, which have to be above all in their groups."""

MORE_AREA, SPARE_AREA = 1.25, 10_000
"""How much area inputs in the first column may add where a problem leaves it open: a factor, and square points."""

DRAWN, MEASURED = 50, 15
"""Steps that no pass counts: for a box or edge, drawing included, and for all coordinates of an item."""

CROSSING, BEND, AREA = 2.0, 1.25, 1 / 20_000
"""What a crossing, a bend and a square point add to the cost of a placement."""


class _Placed(NamedTuple):
    """One candidate, in the direction of the passes; `extent` is left, top, right, bottom of all that will be drawn."""

    columns: Columns
    y: list[float]
    widths: Widths
    routes: tuple[Route, ...]
    main: frozenset[int]
    crossings: int
    frames: tuple[Rectangle, ...]
    extent: tuple[float, float, float, float]

    @property
    def area(self) -> float:
        """The area of all that will be drawn, in square points."""
        left, top, right, bottom = self.extent
        return (right - left) * (bottom - top)

    @property
    def cost(self) -> float:
        """The cost of the candidate; that of the best one is least."""
        bends = sum(len(route) - 2 for route in self.routes)
        return CROSSING * self.crossings + BEND * bends + AREA * self.area


def place(problem: LayoutProblem, work: Work | None = None) -> Placement:
    """The placement of a problem; everything drawn lies at x >= 0 and y >= 0, as near to 0 as it can.

    Equal problems give equal placements. `work` counts the steps; where it is scarce, improvements are left out.
    Raises SpecError for more than MOST_EDGES edges and where the limit of the work is exceeded, ValueError where two
    boxes have one id, an edge names no box, groups overlap, or the edges run in a cycle.
    """
    work = work or Work()
    if len(problem.edges) > MOST_EDGES:
        text = f"the figure is too large to be laid out: {len(problem.edges):,} arrows, more than {MOST_EDGES:,}"
        raise SpecError([Problem(None, text, "too-many-arrows", "draw it in parts, each in a spec of its own")])
    if problem.scale != 1:
        return scaled(place(unscaled(problem), work), problem.scale)
    titled, before = set[str](), work.done
    found, struck = _placement(problem, titled, work)
    cost = work.done - before
    for time in range(RELABELLED):
        if not struck or not work.affords(WITH_TITLES * cost):
            break
        titled |= struck if time < RELABELLED - 1 else {group.id for group in problem.groups}
        found, struck = _placement(problem, titled, work)
    return found


def _placement(given: LayoutProblem, titled: Collection[str], work: Work) -> tuple[Placement, set[str]]:
    """The placement, and the groups whose labels an edge strikes; labels of groups in `titled` have their own boxes."""
    problem = with_titles(given, titled)
    graph = read_graph(turned(problem), work)
    work.spend(DRAWN * (len(graph.boxes) + len(graph.edges)), "arrows")
    if not graph.boxes:
        return Placement({}, {}, {}, ()), set()
    small = len(graph.edges) <= VARIANTS_UP_TO
    near, first = rank_variants(graph, plain=not small, near=len(graph.edges) > FIRST_UP_TO)
    before = graph.work.done
    best = _best(graph, near)
    if first and graph.work.affords(graph.work.done - before):
        other = _best(graph, first)
        if other.crossings <= best.crossings and other.area <= MORE_AREA * best.area + SPARE_AREA:
            best = other
    return _finished(given, problem, graph, best)


def _best(graph: IndexedGraph, variants: tuple[Ranks, ...]) -> _Placed:
    """The best candidate among the orders of those ranks whose first order has few crossings."""
    tried = _orders(graph, variants)
    if len(tried) > 1 and graph.work.affords(0):
        tried = [min(tried, key=lambda one: _measured(graph, *one, clear=False).cost)]
    return _measured(graph, *tried[0], clear=True)


def _orders(graph: IndexedGraph, variants: tuple[Ranks, ...]) -> list[tuple[Columns, int, Order]]:
    """The orders to choose from, each with its columns and its number of crossings; in a large figure only one."""
    small = len(graph.edges) <= VARIANTS_UP_TO
    candidates = [Search(graph, make_columns(graph, ranks)) for ranks in variants]
    if len(candidates) > 1:
        fewest = [search.best(1)[0][0] for search in candidates]
        candidates = [search for search, n in zip(candidates, fewest, strict=True) if n <= min(fewest) + PROMISE]
    tried = [(search.columns, *order) for search in candidates for order in search.best()]
    return tried if small else tried[:1]


def _measured(graph: IndexedGraph, columns: Columns, crossings: int, order: Order, *, clear: bool) -> _Placed:
    """The candidate for an order, with all coordinates; `clear` also removes conflicts between edges.

    That would cost too much in every candidate.
    """
    graph.work.spend(MEASURED * len(columns.items), "arrows")
    tracks = find_tracks(columns, order)
    chains = find_chains(graph, columns, tracks.with_lanes(columns, order))
    inside = choose_sides(graph, columns, order, chains)
    order = tracks.with_lanes(columns, inside)
    ports = find_ports(graph, columns, order)
    segments = segments_of(columns, ports)
    others = tracks.segments_outside(columns, segments)
    blocks = straight_blocks(graph, columns, inside, chains, others)
    heights = place_heights(graph, columns, inside, chains, blocks, others)
    y = heights.y
    tracks.place_lanes(graph.pair_lane, columns, inside, y)
    widths = place_widths(graph, columns, y, segments)
    if clear:
        widths = cleared(graph, columns, order, ports, y, widths, segments)
    routes = find_routes(graph, columns, order, ports, y, widths)
    frames = find_frames(columns, heights, widths)
    extent = _extent(graph.arrows.apart / 2, columns, y, widths, routes, frames)
    return _Placed(columns, y, widths, routes, chains.main, crossings, frames, extent)


def _extent(
    half: float,
    columns: Columns,
    y: list[float],
    widths: Widths,
    routes: tuple[Route, ...],
    frames: tuple[Rectangle, ...],
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that will be drawn; arrows lie up to `half` a pair beside each route."""
    corners = [*frames]
    corners += [(x, y - half, x, y + half) for route in routes for x, y in route]
    for item, x, at in zip(columns.items, widths.x, y, strict=True):
        if item.kind != "lane":
            corners.append((x - item.width / 2, at - item.above, x + item.width / 2, at + item.below))
    left, top, right, bottom = zip(*corners, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _finished(
    given: LayoutProblem, titled: LayoutProblem, graph: IndexedGraph, placed: _Placed
) -> tuple[Placement, set[str]]:
    """The placement of a candidate, in the direction of the problem, and the groups whose labels an edge strikes.

    The label of a group that finds no other place stands where the problem `titled` has a box for it.
    """
    left, top, right, _ = placed.extent
    labels = place_labels(graph, placed.columns, placed.y, placed.widths, placed.routes)

    def final(point: Point) -> Point:
        return turned_back((point[0] - left, point[1] - top), given.direction, right - left)

    def turned_frame(frame: Rectangle) -> Rectangle:
        (ax, ay), (bx, by) = final((frame[0], frame[1])), final((frame[2], frame[3]))
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    centres = {box.id: final((x, y)) for box, x, y in zip(graph.boxes, placed.widths.x, placed.y, strict=False)}
    titles = {group.id: centres.pop(group.id + TITLE, None) for group in given.groups}
    found = {edge.id: tuple(map(final, route)) for edge, route in zip(graph.edges, placed.routes, strict=True)}
    stacks = {edge.id: final(label) for edge, label in zip(graph.edges, labels, strict=True)}
    corners = [turned_frame(frame) for frame in placed.frames]
    groups = {group.id: group for group in given.groups}
    taken = occupied(given, centres, stacks) if corners else ()
    obstacles = Obstacles(found.values() if corners else (), graph.arrows.apart / 2, taken, corners)
    ids = [group.id for group in sorted_groups(titled.groups)]
    frames, struck = dict[str, Frame](), set[str]()
    for number, (id_, box) in enumerate(zip(ids, corners, strict=True)):
        group = groups[id_]
        at, title = label_place(box, group, obstacles, graph.work, number), titles[id_]
        if at is None and title is not None:
            at = title[0] - group.label_width / 2, title[1] - group.label_height / 2
        elif at is None:
            struck.add(id_)
        x, y = at or box[:2]
        frames[id_] = Frame(box, (round(x, 2), round(y, 2)))
    main = tuple(edge.id for i, edge in enumerate(graph.edges) if i in placed.main)
    return Placement(centres, found, stacks, main, frames), struck
