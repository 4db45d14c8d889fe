"""`python -m tests.goldens` writes the figures anew, for somebody to look at the diff."""

from __future__ import annotations

from tests.goldens import FOLDER, drawn, names

FOLDER.mkdir(exist_ok=True)
for name in names():
    path = FOLDER / name
    if not path.exists() or path.read_bytes() != drawn(name):
        path.write_bytes(drawn(name))
        print(f"{name}: renewed")
for path in FOLDER.iterdir():
    if path.name not in names():
        path.unlink()
        print(f"{path.name}: removed")
