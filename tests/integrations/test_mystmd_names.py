"""What the plugin of mystmd says of a name that there is not: the near ones. Run by Node alone, without a book."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[2] / "graphdraw" / "integrations" / "files" / "graphdraw.mjs"
CASES = {
    "Totl": (["Snack", "subtotal", "Total"], "; did you mean 'Total'?"),
    "tax": (["Taxi", "Tax", "zero"], "; did you mean 'Tax' or 'Taxi'?"),
    "subtotel": (["subtotal", "subtota", "suptotal", "x"], "; did you mean 'subtotal', 'subtota' or 'suptotal'?"),
    "合計2": (["合計", "小計"], "; did you mean '合計'?"),
    "q": (["x", "y"], ""),
    "far": (["elsewhere"], ""),
    "none": ([], ""),
}


@pytest.fixture(scope="module")
def answers():
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    asked = json.dumps([[name, known] for name, (known, _) in CASES.items()])
    script = (
        f"import {{ near }} from {json.dumps(PLUGIN.as_uri())};"
        f"console.log(JSON.stringify({asked}.map(([name, known]) => near(name, known))));"
    )
    done = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, check=True)
    return dict(zip(CASES, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_near_names(name, answers):
    assert answers[name] == CASES[name][1]
