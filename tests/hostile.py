"""A folder of a stranger: beside its specs lie modules of Python that are named like those that a program imports."""

from __future__ import annotations

from pathlib import Path

MODULES = (
    "base64", "click", "concurrent", "graphdraw", "json", "matplotlib", "multiprocessing", "numpy", "pip", "signal",
    "tempfile", "usercustomize", "watchfiles", "yaml",
)  # fmt: skip
SPEC = "inputs: {x: 3}\nnodes: {y: x * x}\n"


class Strangers:
    """A folder with these modules; each notes that it was run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ran = folder / "ran.txt"
        folder.mkdir(exist_ok=True)
        for name in MODULES:
            code = f"with open({str(self._ran)!r}, 'a') as noted:\n    noted.write('{name}\\n')\nraise SystemExit(7)\n"
            (folder / f"{name}.py").write_text(code, encoding="utf-8")

    def write(self, name: str, text: str) -> Path:
        """Write a file beside them."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    @property
    def ran(self) -> list[str]:
        """The modules that were run so far."""
        return self._ran.read_text(encoding="utf-8").split() if self._ran.exists() else []
