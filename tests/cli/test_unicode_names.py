"""Files that a command line names in the other form of Unicode than the disk has."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import SNACK

COMPOSED, DECOMPOSED = (unicodedata.normalize(form, "がく") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(("there", "typed"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)])
class TestOtherForm:
    def test_a_spec(self, there, typed, run, folder):
        (folder / f"{there}.yaml").write_text(SNACK, encoding="utf-8")
        assert run("check", f"{typed}.yaml").exit_code == 0
        assert run("eval", f"{typed}.yaml", "--format", "csv").exit_code == 0

    def test_a_view(self, there, typed, run, folder):
        (folder / f"{there}.yaml").write_text("view: {direction: down}\n", encoding="utf-8")
        assert run("check", "snack.yaml", "--view", f"{typed}.yaml").exit_code == 0

    def test_a_folder_and_a_file_of_a_build(self, there, typed, run, folder):
        (folder / there).mkdir()
        (folder / there / "a.yaml").write_text(SNACK, encoding="utf-8")
        (folder / there / f"{there}.yaml").write_text(SNACK, encoding="utf-8")
        result = run("build", typed, f"{typed}/{typed}.yaml", "-o", "out", "-j", "1")
        assert result.exit_code == 0
        assert "2 figures drawn" in result.stderr
        assert {path.name for path in Path("out").glob("*.svg")} == {"a.svg", f"{there}.svg"}


def test_a_message_stays_on_one_line(run):
    result = run("check", "a\nb.yaml")
    assert result.stderr.splitlines()[0].startswith(r"error: a\nb.yaml: no such file")
    assert run("check", "sn\u200back.yaml").stderr.startswith(
        "error: sn<U+200B>ack.yaml: no such file; did you mean 'snack.yaml'? [usage]\n"
    )


def test_backslashes_between_folders_are_told_to_be_slashes(run):
    said = run("check", "figures\\snack.yaml").stderr
    assert said.startswith(
        "error: figures\\snack.yaml: no such file; write 'figures/snack.yaml', with / between folders [usage]\n"
    )
