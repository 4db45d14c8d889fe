"""Figures drawn by workers elsewhere: any executor, and a real Dask cluster on this machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from graphdraw.build import FolderLook, Outcome, Outputs, Settings, discover, plan, run
from tests.build.conftest import A, Book

ROOT = Path(__file__).parents[2]


def _all(book: Book) -> dict[str, bytes]:
    return {name: content for name, (_, _, content) in book.state().items() if name.endswith(".svg")}


class Now(Executor):
    """Does at once what it is given."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@pytest.mark.parametrize("executor", [Now(), ThreadPoolExecutor(4)], ids=["the simplest", "threads"])
def test_any_executor_can_be_plugged_in(book: Book, executor: Executor) -> None:
    for i in range(20):
        book.write(f"specs/n{i}.yaml", A.replace("x + 1", f"x + {i}"))
    book.build()
    alone = _all(book)
    book.run("clean", "out")
    outcomes: list[Outcome] = []
    with executor:
        found, out = discover([Path("specs")]).found, Path("out")
        run(plan(found, Outputs(out), Settings(), FolderLook(out)), None, outcomes.append, executor)
    assert [outcome.exit_code for outcome in outcomes] == [0] * 23
    assert _all(book) == alone
    assert book.counts() == "0 figures drawn, 23 unchanged, 0 failed"


CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address.removeprefix("tcp://"), flush=True)
        sys.stdin.read()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`host:port` of the scheduler of two workers with two threads each, whose current folder is elsewhere."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "cluster.py").write_text(CLUSTER)
    process = subprocess.Popen(
        [sys.executable, "cluster.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "false"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.stdin.close()
    process.wait(60)
    process.stdout.close()


def _build(book: Book, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graphdraw", "build", "specs", "-o", "out", *more],
        cwd=book.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_dask_cluster_draws_the_same(book: Book, cluster: str) -> None:
    book.write("specs/bad.yaml", "inputs: {x: 1}\nnodes: {y: x + zz}\n")
    book.write("down.yaml", "view: {direction: down}\n")
    how = ("--view", "down.yaml", "--set", "x=7")
    book.build(*how)
    alone = _all(book)
    book.run("clean", "out")
    drawn = _build(book, "--executor", f"dask://{cluster}", *how)
    assert drawn.returncode == 1, drawn.stderr
    lines = drawn.stderr.splitlines()
    assert lines[-1] == "3 figures drawn, 0 unchanged, 1 failed"
    assert f"{Path('specs/bad.yaml')}:2:16: error: unknown name 'zz' [unknown-name]" in lines
    assert f"{Path('specs/a.yaml')} -> {Path('out/a.svg')}" in lines
    assert _all(book) == alone
    book.run("build", "specs", "-o", "out", *how)
    assert _build(book, *how).stderr.splitlines()[-1] == "0 figures drawn, 3 unchanged, 1 failed"


def test_a_cluster_is_not_asked_where_nothing_is_to_do(book: Book) -> None:
    book.build()
    result = book.build("--executor", "dask://127.0.0.1:1")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "0 figures drawn, 3 unchanged, 0 failed")


def test_no_scheduler_answers(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("graphdraw.build.executors.PATIENCE", "0.5s")
    result = book.build("--executor", "dask://127.0.0.1:1")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: no Dask scheduler answers at '127.0.0.1:1' [usage]\nhint: start one: dask scheduler\n"
    )


@pytest.mark.parametrize("address", ["dask", "dask://", "dsk://h:1", "http://h:1"])
def test_an_address_that_is_none(book: Book, address: str) -> None:
    result = book.build("--executor", address)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: an executor is dask://HOST:PORT, this is '{address}' [usage]\n")


def test_without_the_package_it_says_what_to_install(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = book.build("--executor", "dask://127.0.0.1:8786")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: --executor dask://… needs the package distributed [usage]\nhint: pip install 'graphdraw[dask]'\n"
    )
