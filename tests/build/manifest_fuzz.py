"""Manifests changed at random, and what builds and `clean` make of them.

    python -m tests.build.manifest_fuzz [--count N] [--seed N]

Whatever a manifest says: no command ends in another error than one of the user's, no file outside the output folder is
changed or opened that the book has no part in, and in it none is removed or changed but figures of the book. Prints the
seed of a manifest that breaks this, and exits with 1.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graphdraw import build
from graphdraw.build.records import manifest
from graphdraw.build.records.digest import digest
from graphdraw.build.why import why
from graphdraw.disk import caches
from graphdraw.errors import UsageError

SPECS = {"specs/a.yaml": "inputs: {x: 1}\nnodes: {y: x + 1}\n", "specs/b.yaml": "extends: a.yaml\n"}
OTHERS = ("out/README.md", "out/a.py", "out/notes.svg", "out/a-mine.svg", "specs/c.yaml", "secret.yaml", "secret.svg")
"""Files that nobody may touch; those named `secret` are not opened either."""

SETTINGS = build.Settings(("svg", "json"))
SOMETIMES = 20
"""One in so many builds is drawn; the others only say what they would do."""

VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    float("nan"),
    1e400,
    "",
    "\0",
    "\ud800",
    "x" * 300,
    "..",
    "/",
    "../../secret.yaml",
    "../../secret.svg",
    "/etc/passwd",
    "C:/x.svg",
    "\\\\host\\x.svg",
    "../specs/a.yaml",
    "a.svg",
    "a-mine.svg",
    "README.md",
    "a.py",
    "a\n::error::x.svg",
    [],
    {},
    [[]],
    ["a.svg", 1, 2, 3, "x"],
    {"a": {"a": 1}},
)


class Fuzz:
    """A book in a folder, with its figures as they were drawn, and a manifest that is another for each seed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder / "book", folder / "book" / "out"
        for name, text in SPECS.items():
            self._write(name, text.encode())
        os.chdir(self.folder)
        look = build.FolderLook(Path("out"))
        found = build.discover([Path("specs")]).found
        build.run(build.plan(found, build.Outputs(Path("out")), SETTINGS, look), 1, lambda _: None)
        self.whole = {path: path.read_bytes() for path in self.out.iterdir()}
        svg = (self.out / "a.svg").read_bytes()
        for name in OTHERS:
            self._write(
                name if name.startswith(("out", "specs")) else f"../{name}", svg.replace(b"</svg>", b"<b/></svg>")
            )
        self.listed = json.loads(self.whole[self.out / manifest.NAME])
        self.watch = Watch()

    def _write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def state(self) -> dict[Path, bytes]:
        """All files that nobody may touch."""
        paths = (path for path in self.folder.parent.rglob("*") if path.is_file() and "cache" not in path.parts)
        names = {*self.whole, self.out / manifest.ASIDE}
        return {path: path.read_bytes() for path in paths if path not in names}

    def try_one(self, seed: int) -> None:
        """One manifest; raises AssertionError where it makes a command do what it must not."""
        chance = random.Random(seed)
        for path, data in self.whole.items():
            if path.name != manifest.NAME and (not path.exists() or path.read_bytes() != data):
                path.write_bytes(data)
        (self.out / manifest.ASIDE).unlink(missing_ok=True)
        (self.out / manifest.NAME).write_bytes(self.changed(chance))
        before = self.state()
        with self.watch.watching() as opened:
            for command in chance.sample([self.build, self.clean], 2):
                try:
                    command(chance)
                except UsageError:
                    continue
        assert self.state() == before, "a file of another was changed"
        assert not [path for path in opened if "secret" in path or path.startswith("/etc/")], f"opened {opened}"

    def build(self, chance: random.Random) -> None:
        """What `build --prune` does, and in most cases all but the drawing."""
        look = build.FolderLook(Path("out"))
        found = build.discover([Path("specs")], look.is_spec).found
        plan = build.plan(found, build.Outputs(Path("out")), SETTINGS, look)
        why(plan, look)
        if chance.randrange(SOMETIMES) == 0:
            build.run(build.compared(plan, look, 1), 1, lambda _: None)
            assert all((self.out / figure).read_bytes() == self.whole[self.out / figure] for figure in plan.figures)
        build.prune(look, plan.orphans)

    def clean(self, _: random.Random) -> None:
        """What `clean` does."""
        removed = build.clean(Path("out")).removed
        assert {self.folder / path for path in removed} <= {*self.whole}

    def changed(self, chance: random.Random) -> bytes:
        """A manifest with up to four changes of its values, or of its text."""
        found = copy.deepcopy(self.listed)
        for _ in range(chance.randint(1, 4)):
            chance.choice(self.ways())(found, chance)
        data = json.dumps(found).encode()
        if chance.random() < 0.2:
            at = chance.randrange(len(data))
            data = chance.choice((data[:at], data[at:], data[:at] + os.urandom(3) + data[at + 3 :], data * 2))
        return data

    def ways(self) -> tuple[Callable[[dict[str, Any], random.Random], None], ...]:
        """Changes of a manifest."""
        return _value, _renamed, _deep, self._of_another, self._of_another

    def _of_another(self, found: dict[str, Any], chance: random.Random) -> None:
        """List another file, with its digest, as a figure or as a file that a figure was made from."""
        name = chance.choice([*OTHERS, *SPECS, "out/a.svg"])
        path = self.folder / (name if not name.startswith("secret") else f"../{name}")
        way, data = os.path.relpath(path, self.out), path.read_bytes()
        if not isinstance(found.get("figures"), dict) or not found["figures"]:
            return
        record = found["figures"][chance.choice(sorted(found["figures"]))]
        entry, state = [way, len(data), path.stat().st_mtime_ns, path.stat().st_ino, digest(data)], chance.randrange(3)
        if not isinstance(record, list) or len(record) != 6:
            return
        if state == 0 and isinstance(record[3], list):
            record[3].insert(chance.randint(0, len(record[3])), entry)
        elif state == 1:
            record[4] = entry
        else:
            found["figures"][way] = [*record[:4], entry, record[5]]


def _value(found: Any, chance: random.Random) -> None:
    """Another value, anywhere."""
    while isinstance(found, (dict, list)) and found:
        key = chance.choice(sorted(found) if isinstance(found, dict) else range(len(found)))
        if chance.random() < 0.3 or not isinstance(found[key], (dict, list)) or not found[key]:
            found[key] = copy.deepcopy(chance.choice(VALUES))
            return
        found = found[key]


def _renamed(found: dict[str, Any], chance: random.Random) -> None:
    """A figure of another name, which its record may have as well."""
    figures = found.get("figures")
    if isinstance(figures, dict) and figures:
        name = chance.choice([value for value in VALUES if isinstance(value, str)])
        figures[name] = copy.deepcopy(figures.pop(chance.choice(sorted(figures))))
        if chance.random() < 0.7 and isinstance(figures[name], list) and len(figures[name]) == 6:
            output = figures[name][4]
            if isinstance(output, list) and output:
                output[0] = name


def _deep(found: dict[str, Any], chance: random.Random) -> None:
    value: Any = []
    for _ in range(chance.choice((3, 90))):
        value = [value]
    found[chance.choice(("figures", "settings", "more"))] = value


class Watch:
    """The files that this process opens, while it is asked."""

    def __init__(self) -> None:
        self._opened: list[str] | None = None
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and self._opened is not None:
            self._opened.append(os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes)) else "")

    @contextmanager
    def watching(self) -> Iterator[list[str]]:
        """Around what is watched; the paths that were opened in it."""
        self._opened = opened = []
        try:
            yield opened
        finally:
            self._opened = None


def run(folder: Path, seeds: range) -> int | None:
    """Try the manifests of some seeds in a new folder; returns the first that breaks something, None if none does.

    The current folder and the cache are those of the trial meanwhile.
    """
    here, home = Path.cwd(), caches.folder
    caches.folder = lambda: folder / "cache" / "theirs"
    try:
        fuzz = Fuzz(folder)
        caches.folder = lambda: folder / "cache" / "ours"
        for seed in seeds:
            try:
                fuzz.try_one(seed)
            except Exception as error:
                print(f"seed {seed}: {type(error).__name__}: {error}", file=sys.stderr)
                return seed
    finally:
        os.chdir(here)
        caches.folder = home
    return None


def main() -> int:
    """Try them; returns the exit code."""
    parser = argparse.ArgumentParser(description="Manifests changed at random.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        failed = run(Path(folder), range(given.seed, given.seed + given.count))
    print(f"{given.count} manifests from seed {given.seed}: {'broken' if failed is not None else 'nothing broken'}")
    return int(failed is not None)


if __name__ == "__main__":
    sys.exit(main())
