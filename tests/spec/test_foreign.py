"""Of a file that is no spec nothing is shown, whoever names it and in whichever place; what is a spec is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphdraw
from graphdraw.errors import SpecError, report
from graphdraw.spec.yaml.foreign import WITHOUT_WORDS

SECRET = "hunter2"
OTHERS = {
    "passwords": f"root:x:0:0:{SECRET}:/root:/bin/sh\nbin:x:1:1:{SECRET}:/:/bin/false\n",
    "settings": f"password: {SECRET}\nuser: {SECRET}\n",
    "a key": f"-----BEGIN {SECRET}-----\n{SECRET}: {SECRET}\n*{SECRET}: &{SECRET} x\n",
    "an alias": f"&{SECRET} a: *{SECRET}\n",
    "a colon": f"a: {SECRET}: {SECRET}\n",
    "quotes": f"a: '{SECRET}\n",
    "escapes": f'a: "\\{SECRET}"\n',
    "twice": f"{SECRET}: 1\n{SECRET}: 2\n",
    "equals": f"{SECRET} = {SECRET}\nb={SECRET}\n",
    "wide": f"｛{SECRET}｝\n{SECRET}：{SECRET}\n",
    "braces": f"{{'{SECRET}': [1, {SECRET}}}\n",
    "a number": f"{{a: 2,5, {SECRET}: 3}}\n",
    "a list": f"- {SECRET}\n",
    "a text": f"{SECRET}\n",
    "tabs": f"a:\n\t{SECRET}: 1\n",
    "control characters": f"{SECRET}\x07\n",
    "two documents": f"a: {SECRET}\n---\nb: {SECRET}\n",
    "unseen": f"\u200b{SECRET}: 1\n",
    "merged": f"<<: {SECRET}\n",
    "a tag": f"!{SECRET} a: 1\n",
    "deep": "[" * 200 + SECRET,
    "variables": f"A={SECRET}\0B={SECRET}\0LONGER={SECRET}\0",
    "controls": f"{SECRET}: '\x07\x07'\n\t{SECRET}\x1b\n",
}
SPEC = "inputs: {x: 1}\nnodes: {y: x * 2}\n"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SPEC, encoding="utf-8")
    return tmp_path


def said(*source: object, **over: object) -> str:
    with pytest.raises(SpecError) as refused:
        graphdraw.Figure(*source, **over)
    return report(refused.value.problems)


@pytest.mark.parametrize(
    "contents",
    [
        (f"{SECRET}\0{SECRET}\0", f"{SECRET * 3}\0{SECRET}\0\0"),
        (f"{SECRET}\n\t{SECRET}: 1\n", f"a:\n  - 1\n \t{SECRET}:\n"),
    ],
    ids=["controls", "tabs"],
)
def test_no_place_in_another_file_is_told(contents: tuple[str, str], book: Path) -> None:
    """Else the length of what stands before it would be."""
    told = set()
    for text in contents:
        (book / "other.yaml").write_text(text, encoding="utf-8")
        (book / "child.yaml").write_text(f"extends: other.yaml\n{SPEC}", encoding="utf-8")
        told.add((said("other.yaml"), said("a.yaml", view="other.yaml"), said("child.yaml")))
    assert len(told) == 1
    assert told.pop()[0].startswith("other.yaml:1:1: error: ")


@pytest.mark.parametrize("before", [SECRET, f"{SECRET}\n{SECRET} "])
def test_nor_where_it_is_no_text(before: str, book: Path) -> None:
    """Of a spec the place of a sign of another encoding is told."""
    (book / "other.yaml").write_bytes(before.encode() + b"\xff\xff")
    assert said("other.yaml").startswith("other.yaml:1:1: error: the file is not UTF-8")
    assert said("a.yaml", view="other.yaml").startswith("other.yaml:1:1: error: the file is not UTF-8")
    (book / "own.yaml").write_bytes(b"inputs: {x: 1}\nnodes: {y: x}\ntitle: caf\xe9\n")
    assert said("own.yaml").startswith("own.yaml:3:11: error: the file is not UTF-8")


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_of_another_file_is_shown(name: str, book: Path) -> None:
    (book / "other.yaml").write_text(OTHERS[name], encoding="utf-8")
    (book / "child.yaml").write_text(f"extends: other.yaml\n{SPEC}", encoding="utf-8")
    told = [said("other.yaml"), said("a.yaml", view="other.yaml"), said("child.yaml")]
    (book / "graphdraw.yaml").symlink_to("other.yaml")
    told.append(said("a.yaml"))
    assert [text for text in told if SECRET in text] == []
    assert all("other.yaml" in text or "graphdraw.yaml" in text for text in told)


def test_a_key_that_is_nearly_one_is_named_and_nothing_else(book: Path) -> None:
    (book / "other.yaml").write_text(f"node: {SECRET}\npassword: {SECRET}\n", encoding="utf-8")
    assert said("other.yaml") == (
        "other.yaml:1:1: error: unknown key 'node' in a spec [unknown-key]\nhint: did you mean 'nodes'?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "inputs: {x: 1}\nnodes: {y: z}\n",
        "{title: a, 'inputs': {x: 1}, \"nodes\": {y: z}}\n",
        "  inputs: {x: 1}\n  nodes: {y: z}\n",
        "\ufeffnodes: {y: z}\n",
        "nodes:\n  y: (z\n",
        "nodes：{y: z}\n",
    ],
)
def test_the_lines_of_a_spec_are_shown(text: str, book: Path) -> None:
    (book / "wrong.yaml").write_text(text, encoding="utf-8")
    assert "\n    " in said("wrong.yaml")


def test_a_text_that_is_no_file_is_shown_to_who_wrote_it() -> None:
    assert SECRET in said(f"{SECRET}: 1\n")


def test_a_project_file_may_have_keys_of_others_alone(book: Path) -> None:
    (book / "graphdraw.yaml").write_text("x-mine: 1\n", encoding="utf-8")
    assert graphdraw.Figure("a.yaml").number("y") == "2"


def test_what_is_told_of_other_files_repeats_nothing(book: Path) -> None:
    """Each kind of message that is let through is met above."""
    met = set()
    for text in OTHERS.values():
        (book / "other.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(SpecError) as refused:
            graphdraw.Figure("other.yaml")
        met |= {problem.code for problem in refused.value.problems}
    assert met <= WITHOUT_WORDS | {"file"}
    assert {"not-a-mapping", "file", "tab", "control-character", "documents", "tag", "merge-key", "too-deep"} <= met
