"""Some hundreds of the manifests that `python -m tests.build.manifest_fuzz` tries by thousands."""

from pathlib import Path

import pytest

from graphdraw.build.records import manifest
from tests.build import manifest_fuzz


def test_manifests_that_were_changed_at_random(tmp_path: Path) -> None:
    assert manifest_fuzz.run(tmp_path, range(300)) is None


def test_what_is_opened_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load, secret = manifest.load, tmp_path / "secret.yaml"

    def curious(folder: Path) -> manifest.ManifestContents:
        if secret.exists():
            secret.read_bytes()
        return load(folder)

    monkeypatch.setattr(manifest, "load", curious)
    assert manifest_fuzz.run(tmp_path, range(1)) == 0


def test_what_is_removed_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = manifest.load
    monkeypatch.setattr(manifest, "load", lambda folder: load(folder)._replace(is_known=True))
    assert manifest_fuzz.run(tmp_path, range(300)) is not None
