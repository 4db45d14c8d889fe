"""An operation is one record in one file, and its name in the table of names: everything else is made of that."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import graphdraw

ROOT = Path(__file__).parents[2]

RECORD = """
    Operation(
        Signature(
            "scratch", 1, "bell", aliases=("scratched",), parameters=(Parameter("rate", "number", "λ", 1, letter="c"),)
        ),
        Elementwise(
            forward=lambda x, *, rate: math.exp(-rate * x * x),
            derivatives=("-2*rate*x*out",),
            samples=((0.5,), (-1.5,)),
        ),
        Texts(
            formula=r"e^{-c x^2}",
            doc=said("a bell curve", "釣鐘形の曲線"),
            short=said("multiplies by −2 times rate, input and output", "−2 と係数と入力と出力を掛ける"),
            source="a test",
        ),
    ),
"""

PROBE = """
import json
from pathlib import Path
import graphdraw
from graphdraw.ops import OPERATIONS
from tests.reference import operation_row
figure = graphdraw.Figure(Path("a.yaml"))
numbers = figure.evaluate()
print(json.dumps({
    "package": graphdraw.__file__,
    "values": dict(numbers.values),
    "gradients": dict(numbers.gradients),
    "row": operation_row(OPERATIONS.get("scratched")),
    "svg": figure.render(svg_text="text").decode(),
}))
"""


@pytest.fixture
def copy(tmp_path):
    """A copy of the package with the record, and the files in it that differ."""
    package = Path(graphdraw.__file__).parent
    made = tmp_path / "graphdraw"
    shutil.copytree(package, made, ignore=shutil.ignore_patterns("__pycache__"))
    family, table = made / "ops" / "families" / "elementary.py", made / "ops" / "table.py"
    text = family.read_text(encoding="utf-8").rstrip()
    assert text.endswith(")")
    text = text[:-1] + RECORD + ")\n"
    text = text.replace("ops.signature import Signature", "ops.signature import Parameter, Signature")
    family.write_text(text, encoding="utf-8")
    text = table.read_text(encoding="utf-8")
    place = '"elementary": "'
    assert text.count(place) == 1
    table.write_text(text.replace(place, f"{place}scratch=scratched "), encoding="utf-8")
    files = [path.relative_to(package) for path in package.rglob("*.py")]
    changed = {path.as_posix() for path in files if (package / path).read_bytes() != (made / path).read_bytes()}
    return tmp_path, changed


def test_one_record_is_read_calculated_drawn_and_documented(copy):
    folder, changed = copy
    assert changed == {"ops/families/elementary.py", "ops/table.py"}
    (folder / "a.yaml").write_text("inputs: {a: 0.5}\nnodes: {y: 'scratched(a, rate=2)'}\n", encoding="utf-8")
    path = os.pathsep.join((str(folder), str(ROOT)))

    def run(*arguments):
        command, own = [sys.executable, *arguments], os.environ | {"PYTHONPATH": path}
        return subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)

    found = run("-c", PROBE)
    assert found.returncode == 0, found.stderr
    told = json.loads(found.stdout)
    assert told["package"] == str(folder / "graphdraw" / "__init__.py")
    assert told["values"]["y"] == pytest.approx(0.6065306597126334)
    assert told["gradients"]["a"] == pytest.approx(-2 * 2 * 0.5 * 0.6065306597126334)
    assert told["row"][:5] == ["`scratch`, `scratched`", "`scratch(x, rate=1)`", "bell", "$e^{-c x^2}$", "$-2c x z$"]
    assert "scratched" in told["svg"]
    listed = run("-m", "graphdraw", "ops", "scratch")
    assert "∂z/∂x     -2c x z\n" in listed.stdout
    refused = run("-m", "graphdraw", "ops", "scrath")
    assert "did you mean 'scratch'" in refused.stderr
