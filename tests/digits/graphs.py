"""Random graphs of all operations: both sweeps against 50-digit arithmetic, from the numbers that are drawn.

The value of a node is compared with the operation on the values before it as they are drawn, the gradient with an exact
sweep back over the same values. So nothing depends on how much a graph amplifies the rounding of its inputs.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from random import Random

from mpmath import mp, mpf

from graphdraw.autodiff import Evaluation, evaluate
from graphdraw.autodiff.backward import passes
from graphdraw.autodiff.tape.tape import differentiable_nodes
from graphdraw.errors import Location, SpecError
from graphdraw.graph.model import Apply, Backward, Edge, Graph, Input, Literal, Output, Ref, edges_into
from graphdraw.ops import OPERATIONS, Operation, operation_of
from graphdraw.values.scalar import Number, NumberError, calculate
from tests.digits.compare import COMPOSED, digits_for, distance
from tests.digits.points import LARGEST, number, parameters
from tests.digits.references import REFERENCES

HERE = Location("a.yaml", 1, 1)

TINY = mpf(2) ** -1072
"""What rounding may cost where float64 ends at the lower side."""

MOST_ULPS = 4


def drawn(random: Random) -> Graph:
    """Some inputs and up to thirty operations that have a value, each on anything before it; the seed is any number."""
    wide = random.random() < 0.3
    values: dict[str, Number] = {f"x{i}": number(random) if wide else random.uniform(-3, 3) for i in range(4)}
    nodes: list[Input | Apply] = [Input(name, value, HERE) for name, value in values.items()]
    for i in range(random.randint(1, 30)):
        operation = OPERATIONS.get(random.choice(list(REFERENCES)))
        operands = _operands(operation, list(values), random)
        given = parameters(operation, random)
        arguments = [o.value if isinstance(o, Literal) else values[o.name] for o in operands]
        try:
            value = calculate(partial(operation.rule.forward, **operation.signature.settings(given)), *arguments)
        except NumberError:
            continue
        values[f"n{i}"] = value
        nodes.append(Apply(f"n{i}", operation.name, operation.name, operands, HERE, given))
    end = nodes[-1].name
    seed = random.choice((1, 1, -1, random.uniform(-2, 2), number(random), 1e300, 1e-300))
    return Graph(tuple(nodes), (Output(end),), Backward("seeds", ((end, seed),)))


def _operands(operation: Operation, names: list[str], random: Random) -> tuple[Ref | Literal, ...]:
    count = random.randint(2, 5) if operation.signature.any_number else operation.signature.arity
    made: list[Ref | Literal] = [Ref(random.choice(names[-8:]), HERE) for _ in range(count)]
    if count > 1 and random.random() < 0.3:
        value = random.choice((2, 3, 0.5, -1, 10, random.uniform(-2, 2)))
        made[random.randrange(count)] = Literal(value, repr(value), HERE)
    return tuple(made)


def wrong(graph: Graph) -> Iterator[str]:
    """What is wrong with the numbers of a graph, in words."""
    whole = [node.value for node in graph.nodes if isinstance(node, Input)]
    with mp.workdps(digits_for(*whole)):
        try:
            evaluation = evaluate(graph)
        except SpecError as error:
            yield from _wrongly_refused(graph, error)
            return
        sweep = _Exact(graph, evaluation.values)
        yield from sweep.wrong_values()
        yield from sweep.wrong_gradients(evaluation)


def _wrongly_refused(graph: Graph, error: SpecError) -> Iterator[str]:
    """Every value has been seen to exist, so a derivative or a gradient must be one that does not."""
    forward = evaluate(Graph(graph.nodes, graph.outputs, Backward("off")))
    sweep = _Exact(graph, forward.values)
    if not sweep.leaves_float64:
        yield f"{error.problems[0].text}, though all of it exists"


class _Exact:
    """An exact sweep back over values as they are drawn.

    `sizes` are gradients with all terms made positive, `allowed` what a gradient that float64 does not reach may cost
    the next. `leaves_float64` says that a share or a gradient is no float64, or that a derivative does not exist.
    """

    def __init__(self, graph: Graph, values: Mapping[str, Number | None]) -> None:
        self.graph, self.values = graph, values
        self.gradients: dict[str, mpf] = {}
        self.sizes: dict[str, mpf] = {}
        self.allowed: dict[str, mpf] = {}
        self.leaves_float64 = False
        self.flowing = differentiable_nodes(graph)
        for name, seed in graph.backward.seeds:
            self._add(name, mpf(seed), abs(mpf(seed)), mpf(0))
        for node in reversed(graph.order):
            if isinstance(node, Apply) and node.name in self.gradients:
                for edge in edges_into(node):
                    if edge.source in self.flowing and passes(node, edge.argument):
                        self._share(node, edge)

    def _add(self, name: str, gradient: mpf, size: mpf, allowed: mpf) -> None:
        if name in self.flowing:
            for sums, term in ((self.gradients, gradient), (self.sizes, size), (self.allowed, allowed)):
                sums[name] = sums.get(name, mpf(0)) + term
            self._see(self.gradients[name])

    def _see(self, number: mpf) -> None:
        self.leaves_float64 |= bool(abs(number) > LARGEST * (1 - COMPOSED))

    def arguments(self, node: Apply) -> tuple[mpf, ...]:
        return tuple(mpf(o.value if isinstance(o, Literal) else self.values[o.name]) for o in node.operands)

    def settings(self, node: Apply) -> dict[str, object]:
        settings = operation_of(node).signature.settings(node.params)
        return {k: mpf(v) if isinstance(v, int | float) else v for k, v in settings.items()}

    def _share(self, node: Apply, edge: Edge) -> None:
        operation, arguments, place = operation_of(node), self.arguments(node), edge.argument
        if operation.signature.any_number:
            arguments, place = (arguments[place], *arguments[:place], *arguments[place + 1 :]), 0
        exact = REFERENCES[operation.name].derivatives[place]
        terms = exact(*arguments, **self.settings(node)) if exact else None
        if terms is None:
            self.leaves_float64 = True
            return
        local, size = sum(terms), max(map(abs, terms))
        gradient = self.gradients[node.name]
        self._see(gradient * local)
        allowed = self.allowed[node.name] * size + TINY
        self._add(edge.source, gradient * local, self.sizes[node.name] * size, allowed)

    def wrong_values(self) -> Iterator[str]:
        for node in self.graph.nodes:
            if isinstance(node, Apply):
                reference, got = REFERENCES[node.op], self.values[node.name]
                terms = reference.value(*self.arguments(node), **self.settings(node))
                exact = sum(terms)
                if distance(got, terms) > MOST_ULPS and abs(mpf(got) - exact) > COMPOSED * abs(exact):
                    yield f"the value of {node.name}, {node.op}: {got!r} is {mp.nstr(exact, 20)}"

    def wrong_gradients(self, evaluation: Evaluation) -> Iterator[str]:
        """Each may be off by 1e-13 of what its terms are together: a figure has at most thirty products in a row."""
        for name, exact in self.gradients.items():
            got = evaluation.gradients[name]
            if got is None or abs(mpf(got) - exact) > COMPOSED * self.sizes[name] + self.allowed[name] + TINY:
                yield f"the gradient of {name}: {got!r} is {mp.nstr(exact, 20)}"
