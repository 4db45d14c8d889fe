"""What graphdraw needs to run, read from pyproject.toml for whoever makes an environment by other means than pip.

python -m tests.requirements           # the names
python -m tests.requirements --lowest  # exactly the lowest versions that are promised
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def needed() -> list[tuple[str, str]]:
    """Each library that is needed at run time, with the lowest version; raises ValueError for any other bound."""
    found = []
    for text in tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]:
        name, bound, version = text.partition(">=")
        if not bound or not version.replace(".", "").isdigit():
            raise ValueError(f"'{text}' has no lower bound alone")
        found.append((name, version))
    return found


if __name__ == "__main__":
    print(*(f"{name}=={version}" if "--lowest" in sys.argv else name for name, version in needed()))
