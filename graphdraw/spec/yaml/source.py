"""Sources of specs (bytes, a name for messages, a folder): opening them, and decoding them to pages of lines."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graphdraw.disk import files, spelling
from graphdraw.errors import SETTINGS, Location, Problem, SpecError, UsageError, reason
from graphdraw.limits import Limits, raise_with
from graphdraw.registry import nearest, quoted_list

SUFFIXES = (".yaml", ".yml", ".json")
"""Suffixes of files that may be specs."""

OPTION = SETTINGS
"""The name of the page that the settings of a command line make up."""

KEYS = ("graphdraw", "extends", "title", "inputs", "nodes", "blocks", "groups", "outputs", "backward", "expect", "view")
"""Keys by which a file is known to be a spec."""

_LINE_END = re.compile(r"\r\n|\r|\n")


class Source(NamedTuple):
    """The bytes of a spec; `name` is what messages call it (`snack.yaml`, `<stdin>`).

    `folder` is where relative paths in it start; None where it may name no files. `path` is the file that the bytes
    were read from; None if they are no file's.
    """

    name: str
    data: bytes
    folder: Path | None = None
    path: Path | None = None


class Page(NamedTuple):
    """The text of a source as lines without their ends, as editors count them; `is_file` says that it is a file's.

    Messages show its lines only if it is `shown`.
    """

    name: str
    lines: tuple[str, ...]
    is_file: bool = False
    shown: bool = True

    def location(self, line: int, column: int, span: int = 1) -> Location:
        """The place of `span` code points at a line and column counted from 0."""
        lines = self.lines
        if line >= len(lines):
            line, column = len(lines) - 1, len(lines[-1])
        return Location(self.name, line + 1, column + 1, span if span > 1 else 1, lines[line] if self.shown else None)


def read_file(path: Path, limits: Limits = Limits(), name: str | None = None) -> Source:  # noqa: B008 (frozen)
    """The source of a file that a user names; raises `UsageError` if it can't be opened, `SpecError` if it is too big.

    A pipe or a device is not opened, since it may never end. `name` is what messages call the file; None: its path.
    """
    path = spelling.as_on_disk(path)
    if files.is_folder(path):
        raise UsageError(f"{path}: this is a folder; 'graphdraw build {path}' draws all specs of a folder")
    if files.STREAM.fullmatch(str(path)) or (files.is_there(path) and not files.is_file(path)):
        hint = "'-' is standard input; what another program writes goes there, or into a file"
        raise UsageError(f"{path}: this is a pipe or a device, not a file", hint)
    if files.is_link(path) and not files.is_there(path):
        raise not_there(path)
    try:
        return Source(name or str(path), files.read(path, limits.file_size), path.parent, path)
    except files.FileTooLargeError as error:
        raise _too_big(name or str(path), error.size, limits) from None
    except FileNotFoundError:
        raise not_there(path) from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be opened: {reason(error)}") from error


def not_there(path: Path, *, folders: bool = False) -> UsageError:
    """The error for a path where nothing is: it says if that is a broken link, and hints at files with near names.

    `folders` says that a folder may be meant as well.
    """
    what = "no such file or folder" if folders else "no such file"
    if files.is_link(path):
        return UsageError(f"{path}: {what}; it is a link that leads nowhere")
    hint = near_hint(path, str(path), folders=folders)
    if "\\" in str(path) and os.sep == "/":
        hint = f"write '{str(path).replace(chr(92), '/')}', with / between folders"
    return UsageError(f"{path}: {what}; {hint}" if hint else f"{path}: {what}")


def near_hint(path: Path, typed: str, *, folders: bool = False) -> str | None:
    """The hint `did you mean …?` with the specs in the same folder whose stems are near; None if there are none.

    The names are written in the way of `typed`. `folders` says that folders may be meant as well. Links are not
    followed, so that nothing is said of what they lead to.
    """
    try:
        beside = sorted(
            entry
            for entry in path.parent.iterdir()
            if (entry.suffix in SUFFIXES and (entry.is_symlink() or entry.is_file()))
            or (folders and not entry.is_symlink() and entry.is_dir())
        )
    except (OSError, ValueError):
        return None
    near = [str(Path(typed).with_name(name)) for name in near_names(path.stem, beside)]
    return f"did you mean {quoted_list(near, 'or')}?" if near else None


def near_names(stem: str, beside: Sequence[Path]) -> list[str]:
    """The names of the files whose stems are near `stem`; suffixes, being alike, would make all names near."""
    stems = nearest(stem, [entry.stem for entry in beside])
    return [entry.name for near in stems for entry in beside if entry.stem == near]


def decode(source: Source, limits: Limits, keys: Sequence[str] = KEYS) -> Page:
    """The page of a source, without a byte order mark; raises `SpecError` if it is too big or not UTF-8.

    The error does not say where in the file, if the file has none of the `keys` and so is no spec.
    """
    if len(source.data) > limits.file_size:
        raise _too_big(source.name, len(source.data), limits)
    data = source.data.removeprefix(codecs.BOM_UTF8)
    try:
        return Page(source.name, tuple(_LINE_END.split(data.decode("utf-8"))), source.path is not None)
    except UnicodeDecodeError as error:
        before = _LINE_END.split(data[: error.start].decode("utf-8"))
        where = Location(source.name, len(before), len(before[-1]) + 1)
        lines = tuple(_LINE_END.split(data.decode("utf-8", "replace")))
        if source.path is not None and not is_spec(Page(source.name, lines), keys):
            where = Location(source.name, 1, 1)
        text = f"the file is not UTF-8{_other_encoding(data)}"
        raise SpecError([Problem(where, text, "encoding", "save the file as UTF-8")]) from None


def is_spec(page: Page, keys: Sequence[str] = KEYS) -> bool:
    """Whether a line of a page begins with one of the `keys`; if none does, messages show nothing of the file.

    Where braces are around the whole file, a key may also follow another one on the same line.
    """
    in_braces = next((line.lstrip() for line in page.lines if line.strip()), "").startswith("{")
    key = _key_of(tuple(keys), in_braces)
    return any(key.search(line) for line in page.lines)


@cache
def _key_of(keys: tuple[str, ...], in_braces: bool) -> re.Pattern[str]:
    """The pattern of one of the keys with its colon, also the full-width one of an East Asian keyboard."""
    before = r"(?:^|[{,])\s*" if in_braces else "^"
    return re.compile(rf"""{before}["']?(?:{"|".join(keys)})["']?\s*[:：]""")


def _too_big(name: str, size: int, limits: Limits) -> SpecError:
    text = reason(files.FileTooLargeError(size, limits.file_size))
    return SpecError([Problem(Location(name, 1, 1), text, "too-big", raise_with("file-size", size))])


def _other_encoding(data: bytes) -> str:
    """The encoding that the bytes seem to have, for a message: ` but UTF-16`, ` but EUC-JP`, ` but Shift_JIS` or ''."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]:
        return " but UTF-16"
    for encoding, name in (("euc_jp", "EUC-JP"), ("cp932", "Shift_JIS")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _japanese(text):
            return f" but {name}"
    return ""


def _japanese(text: str) -> bool:
    """Whether most characters beyond ASCII are kana or common kanji; half-width kana result from any bytes."""
    foreign = [c for c in text if c > "\x7f"]
    kana = sum("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u3002" for c in foreign)
    return bool(foreign) and kana * 2 > len(foreign)
