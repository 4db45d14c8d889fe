"""A spec as a file: what can't be opened, and what the file system says about it."""

from pathlib import Path

import pytest

from graphdraw.errors import UsageError
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
