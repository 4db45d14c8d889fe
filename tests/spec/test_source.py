"""A spec as a file: what can't be opened, and what the file system says about it."""

from pathlib import Path

import pytest

import graphdraw
from graphdraw.errors import SpecError, UsageError
from graphdraw.spec import Source, read_file


def test_a_file_is_its_bytes_and_its_folder(tmp_path):
    path = tmp_path / "snack.yaml"
    path.write_bytes(b"inputs: {}\r\n")
    assert read_file(path) == Source(str(path), b"inputs: {}\r\n", tmp_path, path)


def message_of(path):
    with pytest.raises(UsageError) as caught:
        read_file(path)
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_a_missing_file_names_near_ones(tmp_path):
    (tmp_path / "snack.yaml").touch()
    path = tmp_path / "snak.yaml"
    assert message_of(path) == f"{path}: no such file; did you mean '{tmp_path / 'snack.yaml'}'?"


def test_a_missing_file_like_no_other(tmp_path):
    assert message_of(tmp_path / "a.yaml") == f"{tmp_path / 'a.yaml'}: no such file"


def test_a_missing_folder(tmp_path):
    path = tmp_path / "none" / "a.yaml"
    assert message_of(path) == f"{path}: no such file"


def test_a_folder_names_the_command_for_it(tmp_path):
    text = f"{tmp_path}: this is a folder; 'graphdraw build {tmp_path}' draws all specs of a folder"
    assert message_of(tmp_path) == text


def test_a_name_that_no_system_has():
    assert message_of(Path("a\0.yaml")).startswith("a<U+0000>.yaml: cannot be opened: ")


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n"])
def test_a_command_that_writes_a_file_is_named_for_a_file_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text)
    needed = "a spec needs at least 'inputs' and 'nodes'"
    hints = {path: f"{needed}; 'graphdraw new' writes one to start from", f"{text}\n": needed}
    for source, hint in hints.items():
        with pytest.raises(SpecError) as caught:
            graphdraw.render(source)
        (problem,) = caught.value.problems
        assert (problem.text, problem.hint) == ("the file is empty", hint)


def test_only_near_names_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("lstm.yaml", "softmax.yaml", "snack.yml", "snack.txt"):
        (tmp_path / name).write_text("")
    monkeypatch.chdir(tmp_path)
    assert message_of(Path("snak.yaml")) == "snak.yaml: no such file; did you mean 'snack.yml'?"
    assert message_of(Path("snack")) == "snack: no such file; did you mean 'snack.yml'?"
    assert message_of(Path("none.yaml")) == "none.yaml: no such file"
