"""Print the measures of the package; the exit code is 1 where one passes its bound."""

from __future__ import annotations

import sys
from statistics import median

from tests.house import bounds
from tests.house.extension import PLACES, places
from tests.house.source import Source, one_way


def main() -> int:
    """Print the report; returns the exit code."""
    house = Source()
    lines = [f"{len(house.texts)} modules, {sum(len(t.splitlines()) for t in house.texts.values()):,} lines", ""]
    lines += ["modules a folder"] + [f"  {count:3} {folder}" for folder, count in house.folders.items() if count]
    lines += ["", "what each room imports of its part"]
    lines += [f"  {room} ← {', '.join(sorted(needs))}" for room, needs in sorted(house.rooms.items()) if needs]
    sizes = sorted(len(text.splitlines()) for text in house.texts.values())
    bodies = sorted(house.functions.values())
    lines += ["", f"lines of a file: median {median(sizes):.0f}, most {sizes[-1]}; of a function: median "]
    lines[-1] += f"{median(bodies):.0f}, most {bodies[-1]}"
    long = [name for name, text in house.texts.items() if len(text.splitlines()) > bounds.SOFT_LINES]
    lines += [f"{len(long)} files over the soft limit of {bounds.SOFT_LINES} lines: {', '.join(long)}"]
    lines += ["", f"{len(house.defined_twice)} names of types defined in more than one module"]
    lines += [f"  {name}: {', '.join(modules)}" for name, modules in house.defined_twice.items()]
    lines += ["", "files that know one thing, of what can be added in one place"]
    lines += [f"  {kind} '{name}': {', '.join(places(house, name, word))}" for kind, name, word in PLACES]
    print("\n".join(lines))
    found = list(bounds.passed(house))
    if left := one_way(house.rooms):
        found.append(f"rooms that import each other: {', '.join(left)}")
    print("\n".join(["", *found]) if found else "\nall within its bounds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
