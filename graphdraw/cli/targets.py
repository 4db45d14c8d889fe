"""Where figures are written: the list of files that follows from the specs, `-o` and `-f`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from graphdraw.disk import files
from graphdraw.disk.overwrites import WrittenFile
from graphdraw.errors import UsageError
from graphdraw.output.encoding import DARK_END
from graphdraw.registry import suggestion

STREAM = "-"
"""The name of standard input and of standard output on the command line."""


class Target(NamedTuple):
    """One figure to write. `path` is None for standard output; `dark` says that it is the dark figure of a pair."""

    spec: str
    format: str
    path: Path | None
    dark: bool = False


def make_folder(output: str | None) -> None:
    """Make the folder that `-o DIR/` names, if it is missing; raises `UsageError` if it cannot be made."""
    if output is not None and _is_folder(output):
        files.make_folder(Path(output))


def targets(
    specs: Sequence[str], output: str | None, formats: Sequence[str], known: Sequence[str], *, dark_pair: bool = False
) -> list[Target]:
    """The figures to write for every spec, in order.

    `output` is the value of `-o`, `formats` those of `-f`; if there are none, the suffix of `output` says which, else
    SVG. `known` are the names of all formats. With `dark_pair`, each figure is followed by its dark one (`x-dark.svg`
    after `x.svg`). Raises `UsageError` for an unknown format, and for several figures with one output.
    """
    planned = list(_planned(specs, output, known_formats(formats, known), known))
    if dark_pair:
        planned = [one for target in planned for one in (target, _dark(target))]
    return planned


def outputs(planned: Iterable[Target]) -> list[WrittenFile]:
    """The files among the targets, as `WrittenFile`s to check before writing."""
    hint = "name another file: -o FILE"
    return [WrittenFile(target.path, "the figure", hint, target.spec) for target in planned if target.path is not None]


def known_formats(names: Iterable[str], known: Sequence[str]) -> list[str]:
    """The names of formats, each once, in order; raises `UsageError` for an unknown one."""
    formats = list(dict.fromkeys(name.strip() for name in names))
    for name in formats:
        if name not in known:
            raise UsageError(f"unknown format '{name}'", suggestion(name, known))
    return formats


def _dark(target: Target) -> Target:
    """The dark figure that belongs to a target; raises `UsageError` for standard output."""
    if target.path is None:
        raise UsageError("--dark-pair makes two files, so the figure cannot go to standard output", "-o FILE")
    return target._replace(path=target.path.with_stem(f"{target.path.stem}{DARK_END}"), dark=True)


def _is_folder(output: str) -> bool:
    """Whether the value of `-o` ends with a slash and so names a folder."""
    return output.endswith(("/", os.sep))


def _planned(specs: Sequence[str], output: str | None, formats: list[str], known: Sequence[str]) -> Iterable[Target]:
    """The figures to write, without dark ones: beside the specs, in the folder `output`, or the one file `output`."""
    if output is None:
        return _beside(specs, formats or ["svg"])
    if _is_folder(output):
        return _inside(Path(output), specs, formats or ["svg"])
    if len(specs) > 1 or len(formats) > 1:
        what = f"{len(specs)} specs" if len(specs) > 1 else f"{len(formats)} formats"
        raise UsageError(f"{what} cannot go to one output '{output}'", _folder_instead(output, known))
    if output == STREAM:
        return [Target(specs[0], formats[0] if formats else "svg", None)]
    return [Target(specs[0], _format_of(output, formats, known), Path(output))]


def _folder_instead(output: str, known: Sequence[str]) -> str | None:
    """The hint for several figures with one output: how to name a folder; None for standard output."""
    if output == STREAM:
        return None
    stem, _, suffix = output.rpartition(".")
    if stem and suffix.lower() in known:
        return f"to write them into a folder, leave the suffix out: -o {stem}/"
    return f"to write them into a folder: -o {output}/"


def _beside(specs: Sequence[str], formats: list[str]) -> list[Target]:
    """Figures beside their specs; that of standard input goes to standard output."""
    if STREAM in specs and len(specs) * len(formats) > 1:
        raise UsageError("standard input is drawn alone and in one format", "or give a folder: -o DIR/")
    return [
        Target(spec, name, None if spec == STREAM else Path(spec).parent / f"{_stem(spec)}.{name}")
        for spec in specs
        for name in formats
    ]


def _inside(folder: Path, specs: Sequence[str], formats: list[str]) -> list[Target]:
    """Figures in a folder, named after their specs."""
    return [Target(spec, name, folder / f"{_stem(spec)}.{name}") for spec in specs for name in formats]


def _stem(spec: str) -> str:
    """The name of the figure of a spec; `.` and `/` have no stem, and reading them reports that they are folders."""
    return "stdin" if spec == STREAM else Path(spec).stem or "folder"


def _format_of(output: str, formats: list[str], known: Sequence[str]) -> str:
    """The format of one output file: that of its suffix, or of `-f` if the suffix is not that of a format.

    Raises `UsageError` if both name a format and differ, or if neither does.
    """
    if files.leads_out(Path(output)) is None and files.is_folder(Path(output)):
        raise UsageError(f"{output}: cannot be written: it is a folder", f"to write into it: -o {output}/")
    suffix = Path(output).suffix.removeprefix(".").lower()
    if formats and suffix in known and suffix != formats[0]:
        raise UsageError(f"-f {formats[0]} does not fit the suffix of '{output}'", "leave -f out, or change the suffix")
    if formats:
        return formats[0]
    if suffix not in known:
        raise UsageError(
            f"'{output}' does not say which format to write", f"suffixes: {', '.join(f'.{name}' for name in known)}"
        )
    return suffix
