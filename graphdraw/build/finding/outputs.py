"""Where figures are written: the output folder, or a pattern of names, and the path of each figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from graphdraw.build.finding.discover import Found
from graphdraw.disk import overwrites
from graphdraw.errors import UsageError
from graphdraw.output.encoding import DARK_END

FIELDS = ("dir", "name", "format")
"""The fields of a pattern: the spec's folder below the path that is built, the spec's name, the figure's format."""

AS_SPECS = "{dir}/{name}"
"""The default pattern: figures lie below the output folder as their specs lie below the path that is built."""

_FIELD = r"\{([^{}]*)\}"


class Outputs(NamedTuple):
    """The output folder, which also holds the manifest, and the pattern of the paths of figures below it.

    The pattern has no suffix. A spec below one of `sources` (of the project file) is named by its path below that
    folder, even if only a part of the book is built.
    """

    folder: Path
    names: str = AS_SPECS
    sources: tuple[Path, ...] = ()

    def place(self, spec: Found, format: str, *, dark: bool = False) -> str:  # noqa: A002 (the users' word for it)
        """The path of a figure below the output folder, with slashes; `dark` for the dark figure of a pair."""
        end = f"{DARK_END}.{format}" if dark else f".{format}"
        if self.names == AS_SPECS:
            return spec.stem + end
        parent, _, name = spec.stem.rpartition("/")
        words = {"dir": parent or ".", "name": name, "format": format}
        return PurePosixPath(re.sub(_FIELD, lambda field: words[field[1]], self.names) + end).as_posix()


def outputs(text: Path) -> Outputs:
    """The folder or the pattern that `-o` or the project file names; raises UsageError for an invalid pattern.

    The parts before the first one with a field are the folder. `.{format}` at the end may be left out.
    """
    parts = text.parts
    first = next((i for i, part in enumerate(parts) if "{" in part), None)
    if first is None:
        return Outputs(text)
    names = "/".join(parts[first:]).removesuffix(".{format}")
    for field in re.findall(_FIELD, names):
        if field not in FIELDS:
            hint = f"the fields are {', '.join(f'{{{name}}}' for name in FIELDS)}"
            raise UsageError(f"'{text.as_posix()}': there is no field '{{{field}}}'", hint)
    if "{name}" not in names or "{" in re.sub(_FIELD, "", names) or ".." in PurePath(names).parts:
        hint = "for example -o 'figures/{dir}/{name}'"
        raise UsageError(f"'{text.as_posix()}' is no pattern of output names", hint)
    return Outputs(Path(*parts[:first]), names)


def planned(
    found: Sequence[Found], kinds: Sequence[tuple[str, bool]], where: Outputs
) -> tuple[tuple[Found, tuple[str, ...]], ...]:
    """Each spec with the paths of its figures below the output folder, with slashes, one for each kind.

    A kind is the format of a figure, and whether it is the dark figure of a pair. Raises UsageError if two specs would
    be drawn into the same file, also if the names differ only in letter case, Unicode form or the suffix of the spec.
    """
    taken: dict[str, str] = {}
    plan = []
    for spec in found:
        targets = tuple(where.place(spec, name, dark=dark) for name, dark in kinds)
        for target in targets:
            place = overwrites.folded(target)
            if place in taken:
                both = (
                    overwrites.WrittenFile(where.folder / target, "the figure", "", one)
                    for one in (taken[place], spec.source)
                )
                raise overwrites.written_twice(*both)
            taken[place] = spec.source
        plan.append((spec, targets))
    return tuple(plan)
