"""MkDocs, ProperDocs and Zensical: a fence of `pymdownx.superfences` whose body is a spec, drawn into the page.

See https://facelessuser.github.io/pymdown-extensions/extensions/superfences/#custom-fences. An ordinary exception in a
fence is swallowed, and the fence is shown as text. A `SuperFencesException` ends the whole build with a traceback. So a
problem is logged, and the page shows a note. MkDocs and ProperDocs count the logged problems and fail with `--strict`;
Zensical does not, so that with `--strict` the exception is raised there.
"""

from __future__ import annotations

import difflib
import logging
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from graphdraw import GraphdrawError, Problem, SpecError, UsageError, __version__
from graphdraw.errors import Location
from graphdraw.integrations.drawings import BODY, Drawings, Wanted, resolved
from graphdraw.integrations.inline_svg import SWITCH, figure, inlined, note
from graphdraw.integrations.pages import Counts, Fence, Host, asked_to_be_strict, fence_in, host_of, shown
from graphdraw.integrations.words import BROKEN, as_written, for_log, in_language, in_root

LOG = logging.getLogger("mkdocs.plugins.graphdraw")
"""A child of the logger of MkDocs, which ProperDocs puts below its own; without either, Python prints warnings."""

LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "note": logging.INFO}

ROOT = "the folder of the configuration of the book; move the file into it"
"""The description of the root in the hint for a path that leads out of it."""

OPTIONS = ("file", "theme", "set", "view", "caption", "alt", "width", "dark")

_WIDTH = re.compile(r"\d+(\.\d+)?(%|px|pt|em|rem|ch|cm|mm|in|vw)")
_DATA = re.compile(r"data-[A-Za-z0-9_.-]+")
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_-]+")


def validator(
    language: str,  # noqa: ARG001 (the signature of a validator)
    inputs: dict[str, str],
    options: dict[str, Any],
    attrs: dict[str, str],  # noqa: ARG001
    md: Markdown,  # noqa: ARG001
) -> bool:
    """Accept every option: if it were refused here, the fence would be shown as text, without a message."""
    options.update(inputs)
    return True


class Request(NamedTuple):
    """One fence in one page: its body and options, and where it stands."""

    body: str
    options: Mapping[str, str]
    classes: tuple[str, ...]
    id_: str
    md: Markdown
    host: Host
    fence: Fence | None


class FenceFormatter:
    """Draws fences, and keeps the drawings in memory, so that a live server draws again only what has changed."""

    def __init__(self) -> None:
        self._drawings = Drawings()
        self._fences, self._ids = Counts(), Counts()
        self._one_at_a_time = Lock()  # Zensical has threads, and matplotlib is not safe for them

    def __call__(
        self,
        source: str,
        language: str,
        class_name: str,
        options: Mapping[str, str],
        md: Markdown,
        *,
        classes: Sequence[str] = (),
        id_value: str = "",
        attrs: Mapping[str, str] | None = None,
    ) -> str:
        """The figure as HTML, or a note with the problems.

        Raises SuperFencesException for a bug of graphdraw, and for a problem if the host is strict but does not count.
        """
        host = host_of(md)
        given = {**(attrs or {}), **options}
        with self._one_at_a_time:
            occurrence = self._fences.next(md, f"{given.get('file')}\0{source}")
            fence = fence_in(host.page, source, language, given.get("file"), occurrence)
            request = Request(source, given, (class_name, *classes), id_value, md, host, fence)
            try:
                return self._html(request)
            except GraphdrawError as error:
                _say("error", report(error.problems, request), host)
                _announce(request)
                wrong = [problem for problem in error.problems if problem.severity != "note"]
                return note(in_language(BROKEN, host.lang), report(wrong, request), id_value)
            except SuperFencesException:
                raise
            except Exception as error:
                where = _head(request)
                text = for_log(f"{where.path}:{where.line}: graphdraw failed: {error!r}")
                raise SuperFencesException(text) from error

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the versions, too: Zensical keeps pages as long as the pickle of its configuration is the same."""
        return FenceFormatter, (), {"version": __version__, "strict": asked_to_be_strict()}

    def _html(self, request: Request) -> str:
        """The HTML of a figure; its warnings are logged. Raises GraphdrawError."""
        wanted = wish(request.options, request.host)
        drawing = self._drawings.drawn(request.body, wanted)
        for problem in (*drawing.problems, *_unwatched(drawing.files, request)):
            _say(problem.severity, report([problem], request), request.host)
        width = request.options.get("width")
        ids = self._prefix(request, drawing.digest)
        content = inlined(drawing.svg(request.options.get("alt")), ids, width)
        if wanted.dark:
            content = f"{SWITCH}\n{content}"
        _announce(request)
        return figure(
            content,
            classes=request.classes,
            id_=request.id_,
            attributes={key: value for key, value in request.options.items() if _DATA.fullmatch(key)},
            width=width,
            caption=request.options.get("caption"),
        )

    def _prefix(self, request: Request, digest: str) -> str:
        """The prefix of the ids of a drawing: the id of the figure, or a checksum; with a number from the second on."""
        named = _NOT_IN_IDS.sub("-", request.id_)
        prefix = (named if named[:1].isalpha() else f"fig-{named}") if named else f"gd{digest}"
        count = self._ids.next(request.md, prefix)
        return prefix if count == 1 else f"{prefix}-{count}"


formatter = FenceFormatter()
"""The function that the configuration of a book names as the format of the fence."""


def wish(options: Mapping[str, str], host: Host) -> Wanted:
    """The request in the head of a fence; raises UsageError for an unknown option and for an invalid value."""
    for key in options:
        if key not in OPTIONS and not _DATA.fullmatch(key):
            near = difflib.get_close_matches(key, OPTIONS, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known here: {', '.join(OPTIONS)}"
            raise UsageError(f"unknown option '{key}'", hint)
    width = options.get("width")
    if width is not None and not _WIDTH.fullmatch(width):
        raise UsageError(f"'{width}' is no width", 'a number and a unit of CSS: width="60%", width="400px"')
    dark = options.get("dark", "false")
    if dark not in ("dark", "true", "false"):  # `dark` alone is its own value
        raise UsageError(f"'dark' is a pair of figures, not '{dark}'", 'write dark alone, or dark="true"')
    settings = tuple(part.strip() for part in options.get("set", "").split(";") if part.strip())
    file, view = options.get("file"), options.get("view")
    return Wanted(
        root=host.root,
        file=resolved(file, host.root, host.lang) if file is not None else None,
        theme=options.get("theme"),
        settings=settings,
        view=resolved(view, host.root, host.lang) if view is not None else None,
        dark=dark != "false",
        lang=host.lang,
    )


def report(problems: Iterable[Problem], request: Request) -> str:
    """The problems as text for people, each with its place in the page.

    If one of them is in another file, a line with the place of the fence is added.
    """
    head = _head(request)
    placed = [
        _with_written_paths(problem, request)._replace(where=_place_in_page(problem.where, request) or head)
        for problem in problems
    ]
    text = str(SpecError(placed))
    elsewhere = any(problem.where and problem.where.path != head.path for problem in placed)
    return f"{text}\n{for_log(f'in the figure of {head.path}:{head.line}')}" if elsewhere else text


def _with_written_paths(problem: Problem, request: Request) -> Problem:
    """The problem with the paths of `file` and `view` as they are written in the head of the fence."""
    for option in ("file", "view"):
        written = request.options.get(option)
        if written is not None:
            path = os.path.normpath(request.host.root / written)
            problem = as_written(problem, shown(Path(path)), written)
    return in_root(problem, ROOT)


def _place_in_page(where: Location | None, request: Request) -> Location | None:
    """A place in the body as a place in the page; in the block, if the fence was not found in the page."""
    if where is None or where.path != BODY:
        return where
    fence = request.fence
    if fence is None:
        return where._replace(path=_head(request).path)
    excerpt = where.excerpt and " " * fence.indent + where.excerpt
    line, column = where.line + fence.line, where.column + fence.indent
    return where._replace(path=request.host.name, line=line, column=column, excerpt=excerpt)


def _head(request: Request) -> Location:
    """The place of the head of the fence in the page; line 1 of the block if it was not found."""
    if request.fence is None:
        return Location(f"{request.host.name} (block)", 1, 1)
    return Location(request.host.name, request.fence.line, request.fence.indent + 1)


def _say(severity: str, text: str, host: Host) -> None:
    """Log a message; raises SuperFencesException if the host is strict but does not count, unless it is a note."""
    if host.strict and severity != "note":
        raise SuperFencesException(text)
    LOG.log(LEVELS[severity], "%s", text)


def _unwatched(files: Iterable[Any], request: Request) -> list[Problem]:
    """A warning for files that the host does not watch: after a change of one, the page would show an old figure."""
    watched = request.host.watched
    missed = [path for path in files if watched is not None and path not in watched]
    if not missed:
        return []
    text = f"a change of {', '.join(map(shown, missed))} would not be noticed"
    return [Problem(None, text, "not-watched", "name the folder in 'watch:' of the configuration", "warning")]


def _announce(request: Request) -> None:
    """Tell MkDocs the id of the figure, so that links to it are valid: it looks for ids in the Markdown only."""
    for processor in request.md.treeprocessors if request.id_ else ():
        known = getattr(processor, "present_anchor_ids", None)
        if isinstance(known, set):
            known.add(request.id_)
