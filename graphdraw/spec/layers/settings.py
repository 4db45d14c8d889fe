"""Reads `--set NAME=VALUE`: each setting is a small document laid over the spec, with places in the typed text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphdraw.errors import UsageError
from graphdraw.spec.layers import level_hints
from graphdraw.spec.layers.merge import identity, merged, part, section
from graphdraw.spec.schema.compound import MapOf, Section, TextMapping
from graphdraw.spec.schema.kinds import Kind
from graphdraw.spec.schema.schema import SPEC
from graphdraw.spec.schema.signatures import signature
from graphdraw.spec.yaml.document import Mapping, Scalar, YamlNode
from graphdraw.spec.yaml.reading import Reading
from graphdraw.spec.yaml.source import OPTION, Page
from graphdraw.spec.yaml.text_checks import yaml_text

COMPUTED = ("inputs", "nodes", "blocks", "backward")
"""Keys that change what is computed; if one is set, published numbers are no longer compared."""

_IN_FILE = "put it into a file with 'extends:'"

_NO_TEXT = re.compile("[\n\r\ud800-\udfff]")
"""Matches line ends, and bytes of the command line that are no text."""

_INSIDE = re.compile(r"[.\[]")
"""Matches where the name of a node ends in the name of a step, or of something inside."""

_ENTRY = r"""([\w-]+) *: +([^\s,:{}\[\]'"]+|'[^']*'|"[^"\\]*")"""
_SHORT = re.compile(rf"\{{ *{_ENTRY}(?: *, *{_ENTRY})* *\}}")
"""Matches a mapping of single values, `{sig: 3, trim: true}`; `_ENTRY` matches one entry."""

_ELEMENT = re.compile(r"(.*?)((?:\[[0-9]+\])+)", re.DOTALL)


def with_settings(root: Mapping, settings: Sequence[str], reading: Reading) -> Mapping:
    """The document with all settings laid over it, in order; problems are noted.

    Raises `UsageError` for a text that is not NAME=VALUE, `Stop` for a text with characters that no spec may hold.
    """
    page = Page(OPTION, tuple(settings))
    yaml_text(page, reading.problems)
    changed = _without_published(root, settings, reading)
    for line, text in enumerate(settings):
        setting = _setting(page, line, text, changed, reading)
        changed = merged(changed, setting) if setting else changed
    return changed


def _without_published(root: Mapping, settings: Sequence[str], reading: Reading) -> Mapping:
    """The document without `expect` if a setting changes what is computed: the numbers are then those of another."""
    targets = [text.partition("=")[0].strip() for text in settings]
    tops = [name.partition(".")[0] if "." in name or _is_key(name, root) else "inputs" for name in targets]
    if not any(top in COMPUTED for top in tops):
        return root
    for key, _ in root.entries:
        if key.text == "expect":
            text = f"'expect' is left out, since {OPTION} changes what is computed"
            reading.problems.add(key.where, text, "expect-left-out", severity="note")
    return replace(root, entries=tuple(entry for entry in root.entries if entry[0].text != "expect"))


def _is_key(name: str, root: Mapping) -> bool:
    """Whether a name without a point is a key of the top level (`backward`), and not that of an input or node."""
    named = (*_names(_entry(root, "inputs")), *_names(_entry(root, "nodes")))
    return part(SPEC, name) is not None and name not in named


def _setting(page: Page, line: int, text: str, root: Mapping, reading: Reading) -> Mapping | None:
    target, equals, _ = text.partition("=")
    if not (equals and target.strip()) or _NO_TEXT.search(text):
        raise UsageError(
            f"'{OPTION} {text}' is not NAME=VALUE", "for example --set tax=1.1 or --set view.numbers=python"
        )
    value = _value(page, line, len(target) + 1, root, reading)
    keys = _keys(target, page, line, root, reading)
    if value is None or keys is None:
        return None
    node: YamlNode = value
    for key in reversed(keys):
        node = Mapping(((key, node),), page, key.start, flow=False)
    return node if isinstance(node, Mapping) else None


def _value(page: Page, line: int, start: int, root: Mapping, reading: Reading) -> Scalar | None:
    """The value as a scalar, plain or in quotes; None after a problem was noted."""
    target, text = page.lines[line][: start - 1].strip(), page.lines[line][start:]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not text or text[0] in "[{":
        what = "a list or mapping" if text else "nothing"
        hint = (_dotted(target, text, root) or _IN_FILE) if text else "the word null deletes a value"
        where = page.location(line, start, len(text))
        reading.problems.add(where, f"{OPTION} takes one value, this is {what}", "setting", hint)
        return None
    quote = text[0] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else ""
    inner = text[1:-1].replace("''", "'") if quote else text
    return Scalar(inner, "'" if quote else "", page, (line, start), (line, start + len(text)))


def _dotted(target: str, text: str, root: Mapping) -> str | None:
    """The hint that writes a mapping of single values as one setting for each entry; None for anything else."""
    if not _SHORT.fullmatch(text):
        return None
    within = "nodes." if target in _names(_entry(root, "nodes")) else "inputs."
    path = target if "." in target or _is_key(target, root) else f"{within}{target}"
    entries = [f"{path}.{key}={_unquoted(value)}" for key, value in re.findall(_ENTRY, text)]
    from shlex import quote  # start-up time: for a hint only

    return f"write {' '.join(f'{OPTION} {quote(entry)}' for entry in entries)}"


def _unquoted(text: str) -> str:
    return text[1:-1] if text[0] in "'\"" else text


def _keys(target: str, page: Page, line: int, root: Mapping, reading: Reading) -> list[Scalar] | None:
    """The keys that lead to what is set, from the top level; None after a problem was noted."""
    start = len(target) - len(target.lstrip())
    target = target.strip()
    where = page.location(line, start, len(target))
    match = _ELEMENT.fullmatch(target)
    if target == "extends":
        text = f"{OPTION} is laid over what the files say, so it comes too late for 'extends'"
        reading.problems.add(where, text, "setting", "write it in the spec")
        return None
    if "." not in target and _is_key(target, root):
        keys = [_key(target, page, line, start, len(target))]
    elif "." not in target:
        names = [target] if match is None else [match[1]]
        keys = [_key("inputs", page, line, start, 0), _key(names[0], page, line, start, len(names[0]))]
    else:
        names = _split(target if match is None else match[1], root)
        if whole := _below_its_key(names, root):
            text, hint = f"unknown key '{names[0]}' in a spec", f"write {OPTION} {whole}=…, a path from the top"
            reading.problems.add(where, text, "unknown-key", hint)
            return None
        keys, place = [], start
        for name in names:
            keys.append(_key(name, page, line, place, len(name)))
            place += len(name) + 1
    if not _is_there(keys, root, reading):
        return None
    if match is not None and keys[0].text == "inputs":
        reading.not_yet(where, "setting an element of a tensor is")
        return None
    return keys


def _below_its_key(names: list[str], root: Mapping) -> str | None:
    """The path from the top level for one that begins with an input, node or block (`snack.unit`); else None."""
    if part(SPEC, names[0]) is not None:
        return None
    for top in ("inputs", "nodes", "blocks"):
        if names[0] in _names(_entry(root, top)):
            return ".".join((top, *names))
    return None


def _key(name: str, page: Page, line: int, start: int, length: int) -> Scalar:
    return Scalar(name, "", page, (line, start), (line, start + length))


def _split(path: str, root: Mapping) -> list[str]:
    """The keys of a dotted path; a name may itself have dots (`view.nodes.total.1.color`)."""
    kind: Kind | None = SPEC
    node: YamlNode | None = root
    names: list[str] = []
    rest = path.split(".")
    while rest:
        count = _length(rest, kind, node) if isinstance(section(kind), MapOf | TextMapping) else 1
        name = ".".join(rest[:count])
        names.append(name)
        kind, node, rest = part(kind, name), _entry(node, name), rest[count:]
    return names


def _length(rest: list[str], kind: Kind | None, node: YamlNode | None) -> int:
    """How many parts of a dotted path are the name of an entry: those before a key of entries, or a known name."""
    inner = section(part(kind, rest[0]))
    keys = [key.name for key in inner.table] if isinstance(inner, Section) else []
    for count in range(1, len(rest)):
        if rest[count] in keys:
            return count
    known = [count for count in range(1, len(rest)) if keys and _entry(node, ".".join(rest[:count])) is not None]
    return known[-1] if known else len(rest)


def _entry(node: YamlNode | None, name: str) -> YamlNode | None:
    entries = node.entries if isinstance(node, Mapping) else ()
    return next((value for key, value in entries if name in (key.text, identity(key))), None)


def _is_there(keys: list[Scalar], root: Mapping, reading: Reading) -> bool:
    """Whether the input, node or block that is set exists; notes a problem if not. Readers check all other keys."""
    if len(keys) < 2 or keys[0].text not in ("inputs", "nodes", "blocks"):
        return True
    name, what = keys[1], keys[0].text.removesuffix("s")
    known = _names(_entry(root, keys[0].text))
    if identity(signature(name)[0]) in known or _entry(root, "extends") is not None:
        return True
    if what == "input" and identity(name) in _names(_entry(root, "nodes")):
        hint: str | None = f"'{name.text}' is a node: {OPTION} nodes.{name.text}=EXPRESSION changes what it computes"
    elif (node := _INSIDE.split(name.text, maxsplit=1)[0]) in known:
        hint = f"'{node}' is set as a whole, and its block under 'blocks'"
    else:
        hint = (level_hints.setting(name.text) if what == "input" else None) or reading.problems.suggestion(
            name.text, known
        )
    reading.problems.add(name.where, f"unknown {what} '{name.text[:80]}'", "unknown-name", hint)
    return False


def _names(node: YamlNode | None) -> list[str]:
    """The names that `inputs:`, `nodes:` or `blocks:` gives, as a mapping or a list."""
    if isinstance(node, Mapping):
        return [identity(signature(key)[0]) for key, _ in node.entries]
    items = getattr(node, "items", ())
    return [identity(item) for item in items if isinstance(item, Scalar)]
