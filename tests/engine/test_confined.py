"""What reads a visitor's bytes has limits, no secrets and no neighbours; its end is its own."""

from __future__ import annotations

import os
import time
from io import BytesIO

import errands
import numpy as np
import psutil
import pytest
from errands import ask

from embedviz.engine.jobs import Engine
from embedviz.engine.pipe import hear, say
from embedviz.engine.record import tidy
from embedviz.engine.settings import Settings
from embedviz.engine.work import error_of
from embedviz.errors import InvalidRequest, JobStopped, UnreadableFile, WorkerLost

BROKE = "more memory or time than this server allows"


@pytest.fixture
def engine(tmp_path):
    made = Engine(
        Settings(
            cache_folder=str(tmp_path / "cache"), workers=2, reading_megabytes=1_500,
            reading_seconds=2,
        ),
        prepare=["errands:slow_import"],
    )  # fmt: skip
    yield made
    made.close()


def read(engine, function, *arguments, **how):
    return ask(engine, function, *arguments, confined=True, private=True, **how)


def test_each_job_has_a_process_of_its_own_that_is_ready_at_once(engine):
    first = read(engine, errands.double, [1]).result(30)
    second = read(engine, errands.is_warm).result(30)
    assert second["warm"]  # by what is run once, before any job
    assert first["pid"] not in {os.getpid(), *engine.readers.state()["pids"]}
    assert not psutil.pid_exists(first["pid"])


def test_it_has_no_secret_of_the_server(engine, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "secret")
    told = read(engine, errands.environment).result(30)["names"]
    assert "PATH" in told
    assert not {"HF_TOKEN", "HOME"} & {*told}


def test_it_has_so_much_memory_and_no_more(engine):
    with pytest.raises(UnreadableFile, match=BROKE):
        read(engine, errands.large, 3_000, 0).result(30)
    assert read(engine, errands.give, 1).result(30) == {"value": 1}


def test_it_has_so_much_time_and_no_more(engine):
    start = time.monotonic()
    with pytest.raises(UnreadableFile, match=BROKE):
        read(engine, errands.spin, 120).result(60)
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("how", ["end_process", "crash"])
def test_its_end_is_that_of_one_job(engine, how):
    waiting = read(engine, errands.steps, 10, 0.1)
    with pytest.raises(UnreadableFile, match=BROKE):
        read(engine, getattr(errands, how)).result(30)
    assert waiting.result(30) == {"n": 10}
    assert read(engine, errands.give, 1).result(30) == {"value": 1}
    assert ask(engine, errands.give, 2).result(30) == {"value": 2}


def test_it_is_cancelled_as_others_are(engine, until):
    ticket = read(engine, errands.steps, 1_000)
    until(lambda: ticket.progress.done)
    ticket.cancel()
    with pytest.raises(JobStopped):
        ticket.result(10)
    assert read(engine, errands.give, 1).result(30) == {"value": 1}


def test_one_that_does_not_let_go_is_ended(engine, until, tmp_path):
    note = tmp_path / "pid"
    ticket = read(engine, errands.stubborn, 60, str(note))
    pid = int(until(lambda: note.exists() and note.read_text(), 30))
    ticket.cancel()
    until(lambda: not psutil.pid_exists(pid), 10)
    assert read(engine, errands.give, 1).result(30) == {"value": 1}


def test_what_a_worker_says_is_json_and_arrays():
    pipe = BytesIO()
    record = tidy({"a": np.eye(2), "b": [1, None]})
    say(pipe, ("outcome", 3, "done"), record)
    said = pipe.getvalue()
    message, heard = hear(BytesIO(said))
    assert message == ["outcome", 3, "done"]
    assert heard["a"].tolist() == [[1, 0], [0, 1]]
    assert heard["b"] == [1, None]
    for garbled in (b"", said[:-1], said[:9], b"\x80\x04N." * 9, b"\0" * 16):
        with pytest.raises(EOFError):
            hear(BytesIO(garbled))
    with pytest.raises(EOFError):
        hear(BytesIO(said), most=20)


def test_no_worker_can_name_what_is_called_here():
    for name in ("os:system", "subprocess:run", "builtins:exec", "nowhere:x"):
        error = error_of("reading", ("refused", name, "exit 3"))
        assert str(error) == "exit 3"
    kind = f"{InvalidRequest.__module__}:{InvalidRequest.__qualname__}"
    assert type(error_of("reading", ("refused", kind, "No."))) is InvalidRequest
    assert isinstance(error_of("reading", ("lost",)), WorkerLost)
