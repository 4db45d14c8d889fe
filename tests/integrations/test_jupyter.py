"""Jupyter: a notebook is run by nbclient in a real kernel and exported by nbconvert; the guide's cells come first."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphdraw import Figure

for needed in ("nbformat", "nbclient", "nbconvert", "ipykernel"):
    pytest.importorskip(needed, reason=f"{needed} is not installed")

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guides" / "jupyter.md"
SNACK = ROOT / "specs" / "snack.yaml"
KINK = "inputs: {x: 0}\nnodes: {y: relu(x)}\n"
UNMET = "inputs: {x: 1}\nnodes: {y: x}\nexpect: {values: {y: 2}}\n"
SVG, PNG, PDF, TEXT = "image/svg+xml", "image/png", "application/pdf", "text/plain"

HOSTILE = """\
import logging, sys, warnings
import matplotlib as mpl
import numpy as np

mpl.rcParams.update({"font.size": 31, "font.family": "serif", "svg.fonttype": "none", "lines.linewidth": 9})
np.seterr(all="raise")

def state():
    loggers = {name: (log.level, len(log.handlers)) for name, log in logging.root.manager.loggerDict.items()
               if isinstance(log, logging.Logger) and (log.level or log.handlers)}
    return (dict(mpl.rcParams), list(warnings.filters), list(logging.root.handlers), logging.root.level, loggers,
            np.geterr(), sys.displayhook, sys.excepthook)

before = state()
"""
MORE = {
    "by file": "%graphdraw snack.yaml",
    "as PNG": "import IPython\n"
    "IPython.display.display(graphdraw.Figure('snack.yaml'), include=['image/png', 'text/plain'])",
    "again": "graphdraw.Figure('snack.yaml')",
    "mistake": "%%graphdraw\ninputs: {x: 1}\nnodes:\n  y: x + z\n  y: x\n",
    "empty lines": "\n\n%%graphdraw\ninputs: {x: 1}\nnodes: {y: x + z}",
    "mistake in a mapping": "graphdraw.Figure({'inputs': {'x': 1}, 'nodes': {'y': 'x + z'}})",
    "no such theme": "%%graphdraw --theme drak\ninputs: {x: 1}\nnodes: {y: x}",
    "no such option": "%%graphdraw --tehme dark\ninputs: {x: 1}\nnodes: {y: x}",
    "no such file": "%graphdraw snak.yaml",
    "no file": "%graphdraw",
    "no spec": "%%graphdraw\n   \n",
    "no name": "%%graphdraw snack.yaml\ninputs: {x: 1}\nnodes: {y: x}",
    "quote": "%%graphdraw --set 'x\ninputs: {x: 1}\nnodes: {y: x}",
    "warning": f"%%graphdraw kink\n{KINK}",
    "warned before": "kink",
    "not met": f"graphdraw.Figure({UNMET!r})",
    "not met in a cell": f"%%graphdraw\n{UNMET}",
    "view": "look = {'direction': 'down'}",
    "view of a variable": "%%graphdraw --view look --set 'x = 3'\ninputs: {x: 1}\nnodes: {y: x + 1}",
    "extends": "%%graphdraw --set Snack=20 child\nextends: snack.yaml\n",
    "state": "assert state() == before\nassert 'matplotlib.pyplot' not in sys.modules",
}


def run(cells, folder):
    """The notebook of those cells after it was run in a folder; cells may fail, which their metadata says."""
    import nbclient
    import nbformat

    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell, id=f"n{i}") for i, cell in enumerate(cells)])
    client = nbclient.NotebookClient(
        book,
        allow_errors=True,
        kernel_name="python3",
        timeout=120,
        resources={"metadata": {"path": str(folder)}},
        on_cell_error=lambda cell, **_: cell.metadata.update(failed=True),
    )
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    client.execute(env={**os.environ, "PYTHONPATH": paths})
    nbformat.validate(book)
    return book


@pytest.fixture(name="folder", scope="module")
def fixture_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    shutil.copy(SNACK, folder)
    return folder


@pytest.fixture(name="book", scope="module")
def fixture_book(folder):
    guide = re.findall(r"^```ipython\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(guide) == 7
    return run([HOSTILE, *guide, *MORE.values()], folder)


@pytest.fixture(name="guide", scope="module")
def fixture_guide(book):
    return book.cells[1 : -len(MORE)]


@pytest.fixture(name="cells", scope="module")
def fixture_cells(book):
    return dict(zip(MORE, book.cells[-len(MORE) :], strict=True))


def pictures(cell):
    """What a cell shows, by MIME type."""
    return [output.data for output in cell.outputs if output.output_type in ("display_data", "execute_result")]


def error(cell):
    """What a cell that failed shows."""
    (failed,) = (output for output in cell.outputs if output.output_type == "error")
    return "\n".join(failed.traceback)


def printed(cell):
    return {output.name: output.text for output in cell.outputs if output.output_type == "stream"}


def ids(svg):
    return set(re.findall(r'\bid="([^"]+)"', svg))


def element(figure, **choices):
    text = figure.render("svg", ids="gd", **choices).decode()
    return text[text.index("<svg") :]


def without_checksum(picture):
    return re.sub(r"gd[0-9a-f]{8}(-[0-9]+)?(?=-)", "gd", picture)


def test_the_cells_of_the_guide_work(guide, folder):
    assert [output for cell in guide for output in cell.outputs if output.output_type == "error"] == []
    assert [len(pictures(cell)) for cell in guide] == [0, 1, 1, 1, 0, 1, 0]
    assert printed(guide[4]) == {"stdout": "150 5\n"}
    assert (folder / "product.pdf").read_bytes().startswith(b"%PDF")


def test_an_output_has_svg_and_words_and_no_html(guide):
    (picture,) = pictures(guide[2])
    assert set(picture) == {SVG, TEXT}
    assert len(str(picture)) < 30_000
    assert picture[TEXT] == (
        "Computational graph from snack = 30, tax = 1.2 to total = 36, with the gradients ∂total/∂snack = 1.2, "
        "∂total/∂tax = 30."
    )


def test_settings_of_the_session_change_no_byte(cells):
    """Compared with this process, where nobody has changed anything: the first display is the same in every run."""
    (picture,) = pictures(cells["by file"])
    figure = Figure(SNACK)
    assert set(picture) == {SVG, PDF, TEXT}, "after the call of the guide"
    assert without_checksum(picture[SVG]) == element(figure)
    (other,) = pictures(cells["as PNG"])
    assert set(other) == {PNG, TEXT}
    assert base64.b64decode(other[PNG]) == figure.render("png", dpi=192)
    assert base64.b64decode(picture[PDF]) == figure.render("pdf", pdf_fonts="3")


def test_the_session_keeps_its_settings(cells):
    assert cells["state"].outputs == []


def test_a_png_has_two_pixels_for_one_of_the_page(cells):
    (drawn,), (output,) = pictures(cells["by file"]), cells["as PNG"].outputs
    width, height = (float(re.search(rf'{side}="([\d.]+)pt"', drawn[SVG])[1]) for side in ("width", "height"))
    assert output.metadata[PNG] == {
        "width": pytest.approx(width * 4 / 3, abs=1),
        "height": pytest.approx(height * 4 / 3, abs=1),
    }


def test_dark(guide):
    (picture,) = pictures(guide[5])
    assert without_checksum(picture[SVG]) == element(Figure(SNACK), dark=True)


def test_no_two_figures_of_a_page_share_an_id(book, cells):
    found = [picture[SVG] for cell in book.cells for picture in pictures(cell) if SVG in picture]
    assert len(found) == 10
    assert sum(len(ids(svg)) for svg in found) == len(set().union(*map(ids, found)))
    (first,), (second,) = pictures(cells["by file"]), pictures(cells["again"])
    assert second[SVG] != first[SVG]
    assert second[PDF] == first[PDF]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (
            "mistake",
            "cell:4:10: error: unknown name 'z' [unknown-name]\n    y: x + z\n           ^\nhint: known here: x, y\n"
            "cell:5:3: error: 'y' is given twice (first on line 4) [duplicate]\n    y: x\n    ^",
        ),
        ("empty lines", "cell:5:16: error: unknown name 'z'"),
        ("mistake in a mapping", "<text>:6:15: error: unknown name 'z'"),
        ("no such theme", "error: unknown theme 'drak' [usage]\nhint: did you mean 'dark'?"),
        (
            "no such option",
            "error: unrecognized arguments: --tehme [usage]\nhint: '%%graphdraw?' lists the options",
        ),
        ("no such file", "error: snak.yaml: no such file; did you mean 'snack.yaml'? [usage]"),
        ("not met in a cell", "cell:4:19: error: the value of 'y' is expected to be 2, computed is 1 [expect]"),
        ("no file", "error: a spec is needed [usage]"),
        ("no spec", "error: there is no spec here [empty]\nhint: write it in the cell, below the magic"),
        (
            "no name",
            "error: 'snack.yaml' cannot be the name of a variable [usage]\nhint: for a file: '%graphdraw FILE'",
        ),
        ("quote", "error: a quote is never closed [usage]"),
    ],
)
def test_a_mistake_is_shown_at_its_place_without_a_traceback(cells, name, shown):
    assert shown in error(cells[name])
    assert "Traceback" not in error(cells[name])
    assert cells[name].metadata["failed"]
    assert pictures(cells[name]) == []


def test_a_figure_that_cannot_be_drawn_says_why_and_shows_none(cells):
    assert error(cells["not met"]).startswith("<text>:3:19: error: the value of 'y' is expected to be 2")
    assert [set(picture) for picture in pictures(cells["not met"])] == [{TEXT}]
    assert cells["not met"].metadata["failed"], "what runs the notebook is told"


def test_warnings_are_told_once(cells):
    assert printed(cells["warning"])["stderr"].startswith("cell:3:12: warning: ")
    assert printed(cells["warned before"]) == {}
    assert len(pictures(cells["warned before"])) == 1


def test_a_view_of_a_variable_and_settings_in_quotes(cells):
    (picture,) = pictures(cells["view of a variable"])
    assert without_checksum(picture[SVG]) == element(
        Figure("inputs: {x: 3}\nnodes: {y: x + 1}\nview: {direction: down}\n")
    )


def test_a_cell_extends_files_beside_the_notebook(cells):
    (picture,) = pictures(cells["extends"])
    assert "Snack = 20" in picture[TEXT]


def test_a_terminal_shows_words_and_draws_nothing(tmp_path):
    lines = ["import graphdraw, sys", f"graphdraw.Figure({str(SNACK)!r})", "print('matplotlib' in sys.modules)"]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "IPython",
            "--no-banner",
            "--no-confirm-exit",
            "--simple-prompt",
            "--HistoryManager.enabled=False",
        ],
        input="\n".join([*lines, "exit", ""]),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "IPYTHONDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Out[2]: Backpropagation: Computational graph from Snack = 30" in done.stdout
    assert "False" in done.stdout


def exported(cells, name):
    import nbconvert
    import nbformat

    book = nbformat.v4.new_notebook(cells=cells)
    exporter = getattr(nbconvert, name)(config={"ExtractOutputPreprocessor": {"enabled": name != "HTMLExporter"}})
    text, resources = exporter.from_notebook_node(book)
    return text, resources.get("outputs") or {}


def test_html_shows_the_svg(book):
    text, _ = exported([cell for cell in book.cells if cell.source != MORE["as PNG"]], "HTMLExporter")
    shown = re.findall(r'src="data:([a-z/+]+);base64,([^"]+)"', text)
    assert {kind for kind, _ in shown} == {SVG}
    assert all(base64.b64decode(data).startswith(b"<svg ") for _, data in shown)


@pytest.mark.parametrize(
    ("name", "suffix", "start"), [("MarkdownExporter", ".svg", b"<svg "), ("LatexExporter", ".pdf", b"%PDF")]
)
def test_each_export_takes_the_form_it_needs(cells, name, suffix, start):
    """After the call of the guide; Markdown takes the SVG before it as well."""
    chosen = [cell for key, cell in cells.items() if key != "as PNG"]
    text, files = exported(chosen, name)
    used = [file for file in files if file in text]
    assert len(used) == sum(SVG in picture for cell in chosen for picture in pictures(cell)) > 4
    assert {Path(file).suffix for file in used} == {suffix}
    assert all(files[file].startswith(start) for file in used)


def test_the_library_alone_imports_no_host():
    script = "import graphdraw.api, sys; print([m for m in sys.modules if 'integrations' in m or m == 'IPython'])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
