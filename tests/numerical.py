"""Derivatives by differences of floats, for tests: C. J. F. Ridders, Adv. Eng. Software 4 (1982), 75-76."""

from __future__ import annotations

import math
from collections.abc import Callable

COLUMNS = 8
"""Of Ridders' table; each shrinks the step."""

SHRINK = 1.6


def ridders(quotient: Callable[[float], float], step: float, order: int = 2) -> tuple[float, float]:
    """The limit of a difference quotient as its step goes to 0, and the error estimate at which it stopped.

    `order` is 2 for a central quotient, whose error has even powers only, 1 for a one-sided one.
    """
    row = [quotient(step)]
    best, error = row[0], math.inf
    for i in range(1, COLUMNS):
        step /= SHRINK
        new = [quotient(step)]
        factor = SHRINK**order
        for j in range(i):
            new.append((new[j] * factor - row[j]) / (factor - 1))
            factor *= SHRINK**order
            estimate = max(abs(new[j + 1] - new[j]), abs(new[j + 1] - row[j]))
            if estimate <= error:
                error, best = estimate, new[j + 1]
        if abs(new[i] - row[i - 1]) >= 2 * error:
            break
        row = new
    return best, error
