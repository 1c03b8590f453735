"""The same jobs on a cluster: a real scheduler and two real workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import errands
import numpy as np
import pandas as pd
import pytest
from errands import ask

from embedviz.datasets import Column, Dataset
from embedviz.embedders import EMBEDDERS
from embedviz.engine.health import health
from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings
from embedviz.engine.step import Step
from embedviz.errors import ClusterUnavailable, InvalidRequest, JobFailed, JobStopped
from embedviz.projections import PROJECTIONS
from embedviz.steps import ProjectionRequest, SpaceRequest, projection_of, projection_step

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")

HERE = Path(errands.__file__).parent


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}

    def start(*arguments):
        return subprocess.Popen(
            [sys.executable, "-m", *arguments, "--scheduler-file", str(file)],
            env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    programs = [
        start("distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--host",
              "127.0.0.1"),
        *(start("distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard")
          for _ in range(2)),
    ]  # fmt: skip
    from distributed import Client

    end = time.monotonic() + 30
    while not (file.exists() and file.read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    address = json.loads(file.read_text())["address"]
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=30)
    yield address
    for program in programs:
        program.kill()
        program.wait()


@pytest.fixture
def on_cluster(scheduler, tmp_path):
    made = Engine(Settings(cache_folder=str(tmp_path / "cluster cache"), scheduler=scheduler))
    yield made
    made.close()


def test_a_job_gives_the_same_as_here_and_runs_there(on_cluster, engine):
    there = ask(on_cluster, errands.large, 1, 5).result(30)["array"]
    here = ask(engine, errands.large, 1, 5).result(30)["array"]
    np.testing.assert_array_equal(there, here)
    assert not there.flags.writeable
    assert ask(on_cluster, errands.double, [1]).result(30)["pid"] != os.getpid()
    assert ask(on_cluster, errands.large, 1, 5).result(0)["array"] is there


def test_its_progress_is_seen(on_cluster):
    seen = set()
    with ask(on_cluster, errands.steps, 60) as ticket:
        while not ticket.wait(0.05):
            seen.add(ticket.progress.done)
    assert ticket.result() == {"n": 60}
    assert len(seen) > 5


def test_cancelled_work_stops_within_a_second_and_its_worker_lives(
    on_cluster, tmp_path, until, busy_share
):
    note = tmp_path / "pid"
    ticket = ask(on_cluster, errands.spin, 60, str(note))
    pid = int(until(lambda: note.exists() and note.read_text(), 20))
    assert busy_share(pid) > 0.05
    ticket.cancel()
    with pytest.raises(JobStopped):
        ticket.result()
    until(lambda: busy_share(pid, 0.2) < 0.1, 1.5)
    pids = {
        ask(on_cluster, errands.spin, 0.3 + number / 100).result(20)["pid"] for number in range(4)
    }
    assert pid in pids


def test_a_chain_is_one_journey_and_each_record_of_it_is_kept(on_cluster, tmp_path):
    first = Step(errands.number, (str(tmp_path), 0.0))
    second = Step(errands.number, (str(tmp_path), 0.0), (first,))
    assert on_cluster.submit(second).result(20)["n"] == 2
    assert on_cluster.find(first)["n"] == 1
    assert on_cluster.runs["run"] == 1


def test_what_was_done_before_a_cancel_comes_from_there_too(on_cluster, tmp_path, until):
    first = Step(errands.number, (str(tmp_path), 0.0))
    ticket = on_cluster.submit(Step(errands.steps_after, (10_000,), (first,)))
    until(lambda: ticket.progress.done > 1_000)
    ticket.cancel()
    until(lambda: on_cluster.find(first), 2.0)
    until(lambda: on_cluster.executor.state()["busy"] == 0)


def test_errors_are_the_same_sentences(on_cluster):
    with pytest.raises(InvalidRequest, match=r"^Choose one\.$"):
        ask(on_cluster, errands.refuse, "Choose one.").result(20)
    with pytest.raises(JobFailed, match="our fault"):
        ask(on_cluster, errands.break_down, "secret").result(20)


def test_health_counts_its_workers(on_cluster):
    told = health(on_cluster, "1.0")
    assert told["executor"] == "dask"
    assert told["workers"]["workers"] == 2


def test_a_cluster_that_does_not_answer_is_a_sentence(monkeypatch):
    monkeypatch.setattr("embedviz.engine.cluster._TIMEOUT", 0.5)
    with pytest.raises(ClusterUnavailable, match=r"doesn't answer\. Start it, or leave"):
        Engine(Settings(scheduler="tcp://127.0.0.1:9", cache_megabytes=0))


def test_a_job_whose_worker_is_killed_is_done_by_another(on_cluster, tmp_path, until):
    note = tmp_path / "pid"
    ticket = ask(on_cluster, errands.spin, 2, str(note))
    pid = int(until(lambda: note.exists() and note.read_text(), 20))
    os.kill(pid, signal.SIGKILL)
    assert ticket.result(30)["pid"] != pid


@pytest.mark.parametrize("name", ["pca", "umap"])
def test_a_picture_drawn_there_equals_the_one_drawn_here(on_cluster, rng, name):
    frame = pd.DataFrame(rng.normal(size=(150, 12)), columns=[f"c{n}" for n in range(12)])
    columns = tuple(Column(each, each, "number") for each in frame)
    names = tuple(f"item {row}" for row in range(150))
    data = Dataset("some", frame, names, columns, default_features=tuple(frame))
    request = SpaceRequest(EMBEDDERS["features"](features=tuple(frame)), data)
    drawn = ProjectionRequest(PROJECTIONS[name](), seed=7)
    there = on_cluster.submit(projection_step(request, drawn)).result(60)
    space = request.space(request.step.here())
    view = projection_of(there, space, drawn)
    np.testing.assert_array_equal(view.coordinates, drawn.method(space, seed=7).coordinates)
