"""MkDocs, ProperDocs and Zensical: a fence of `pymdownx.superfences` whose body is a spec, drawn into the page.

https://facelessuser.github.io/pymdown-extensions/extensions/superfences/#custom-fences. A plain exception of a fence is
swallowed and the fence shown as text; a `SuperFencesException` ends the build of every page with a traceback. So a
mistake is logged where MkDocs and ProperDocs count it (`--strict` fails on it), and the page shows a note. Zensical
counts nothing: with `--strict` the exception is raised there.
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
"""Below the logger of MkDocs, which ProperDocs has below its own; where there is neither, Python prints warnings."""

LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "note": logging.INFO}

ROOT = "the folder of the configuration of the book; move the file into it"
"""Said where a path leads out of it."""

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
    """Takes every option: refused here, a fence would be shown as text and nobody told why."""
    options.update(inputs)
    return True


class Request(NamedTuple):
    """One fence in one page: what it asks for, and where it stands."""

    body: str
    options: Mapping[str, str]
    classes: tuple[str, ...]
    id_: str
    md: Markdown
    host: Host
    fence: Fence | None


class Formatter:
    """Draws fences; keeps the drawings of the process, so that a live server draws again only what has changed."""

    def __init__(self) -> None:
        self._drawings = Drawings()
        self._met, self._ids = Counts(), Counts()
        self._one_at_a_time = Lock()  # Zensical has threads, matplotlib is not made for them

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
        """The figure as HTML, or a note that says what is wrong.

        Raises SuperFencesException for a bug of ours, and for a mistake where the host is strict and counts nothing.
        """
        host = host_of(md)
        given = {**(attrs or {}), **options}
        with self._one_at_a_time:
            met = self._met.next(md, f"{given.get('file')}\0{source}")
            fence = fence_in(host.page, source, language, given.get("file"), met)
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
        """Zensical keeps pages as long as its configuration, of which this is a part, is pickled to the same bytes."""
        return Formatter, (), {"version": __version__, "strict": asked_to_be_strict()}

    def _html(self, request: Request) -> str:
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
        """What the ids of a drawing begin with: the id of the figure or a checksum, numbered where it is met again."""
        named = _NOT_IN_IDS.sub("-", request.id_)
        prefix = (named if named[:1].isalpha() else f"fig-{named}") if named else f"gd{digest}"
        count = self._ids.next(request.md, prefix)
        return prefix if count == 1 else f"{prefix}-{count}"


formatter = Formatter()
"""What the configuration of a book names as the format of the fence."""


def wish(options: Mapping[str, str], host: Host) -> Wanted:
    """What the head of a fence asks for; raises UsageError for what is no option and no value of one."""
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
    """The problems as text for people, each at its place in the page; of a file elsewhere, with the page behind it."""
    head = _head(request)
    placed = [_retold(problem, request)._replace(where=_placed(problem.where, request) or head) for problem in problems]
    text = str(SpecError(placed))
    elsewhere = any(problem.where and problem.where.path != head.path for problem in placed)
    return f"{text}\n{for_log(f'in the figure of {head.path}:{head.line}')}" if elsewhere else text


def _retold(problem: Problem, request: Request) -> Problem:
    """The problem with the paths of the head as they stand there."""
    for option in ("file", "view"):
        written = request.options.get(option)
        if written is not None:
            path = os.path.normpath(request.host.root / written)
            problem = as_written(problem, shown(Path(path)), written)
    return in_root(problem, ROOT)


def _placed(where: Location | None, request: Request) -> Location | None:
    """A place in the body as one in the page, or in the block where the page does not have it."""
    if where is None or where.path != BODY:
        return where
    fence = request.fence
    if fence is None:
        return where._replace(path=_head(request).path)
    excerpt = where.excerpt and " " * fence.indent + where.excerpt
    line, column = where.line + fence.line, where.column + fence.indent
    return where._replace(path=request.host.name, line=line, column=column, excerpt=excerpt)


def _head(request: Request) -> Location:
    """The head of the fence in the page; line 1 of the block where that is all we know."""
    if request.fence is None:
        return Location(f"{request.host.name} (block)", 1, 1)
    return Location(request.host.name, request.fence.line, request.fence.indent + 1)


def _say(severity: str, text: str, host: Host) -> None:
    """Log it; raises SuperFencesException where the host is strict and does not count."""
    if host.strict and severity != "note":
        raise SuperFencesException(text)
    LOG.log(LEVELS[severity], "%s", text)


def _unwatched(files: Iterable[Any], request: Request) -> list[Problem]:
    """A warning for files whose changes the host would not notice, and go on showing an old picture."""
    watched = request.host.watched
    missed = [path for path in files if watched is not None and path not in watched]
    if not missed:
        return []
    text = f"a change of {', '.join(map(shown, missed))} would not be noticed"
    return [Problem(None, text, "not-watched", "name the folder in 'watch:' of the configuration", "warning")]


def _announce(request: Request) -> None:
    """Tell MkDocs of the id, which it otherwise finds in the Markdown only, so that links to a figure are valid."""
    for processor in request.md.treeprocessors if request.id_ else ():
        known = getattr(processor, "present_anchor_ids", None)
        if isinstance(known, set):
            known.add(request.id_)
