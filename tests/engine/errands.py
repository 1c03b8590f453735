"""Jobs for the tests: functions that a worker process can import by name."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import get_ident

import numpy as np

from embedviz.engine.progress import report
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest


def ask(engine, function, *arguments, session=None, **how):
    """Ask for one step."""
    return engine.submit(Step(function, arguments, **how), session=session)


def ask_rows(engine, function, *arguments, **how):
    """Ask for a step by row."""
    return ask(engine, function, *arguments, by_row=True, **how)


def double(values):
    return {"values": np.asarray(values) * 2, "pid": os.getpid()}


def count(folder, seconds=0.0):
    """Leave one file for each run."""
    Path(folder, f"{os.getpid()}-{time.monotonic_ns()}").touch()
    time.sleep(seconds)
    return {"pid": os.getpid()}


def steps(n, seconds=0.02):
    for step in range(n):
        report(step, n)
        time.sleep(seconds)
    report(n, n)
    return {"n": n}


def spin(seconds, started=None):
    """Burn the processor in plain Python without a report."""
    if started:
        Path(started).write_text(str(os.getpid()))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        sum(range(1000))
    return {"pid": os.getpid()}


def stubborn(seconds, started):
    """Take no exception for an answer."""
    Path(started).write_text(str(os.getpid()))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(Exception):
            time.sleep(0.01)
    return {}


def refuse(sentence):
    raise InvalidRequest(sentence)


def break_down(secret):
    raise RuntimeError(secret)


def give(value):
    return {"value": value}


def large(megabytes, seed):
    rng = np.random.default_rng(seed)
    return {"array": rng.random(megabytes * 125_000)}


def lengths(items, folder):
    """One row an item; tell on the disk how many were asked for."""
    Path(folder, f"{time.monotonic_ns()}").write_text(str(len(items)))
    return {"rows": np.array([[len(item), len(item) ** 2] for item in items], np.float32)}


def not_a_record():
    return {"frame": object()}


_warm = []


def slow_import():
    time.sleep(1.0)
    _warm.append(True)


def is_warm():
    time.sleep(0.2)
    return {"warm": bool(_warm)}


def shout(text):
    print(text, flush=True)  # noqa: T201 - what libraries do
    return {}


def importing(name):
    import_module(name)
    return {}


def has_imported(name):
    return {"has": name in sys.modules, "pid": os.getpid()}


def end_process():
    os._exit(3)


def number(folder, seconds, *more):
    """Count on from the record before, if there is one; leave one file for each run."""
    count(folder, seconds)
    before = more[-1]["n"] if more and isinstance(more[-1], dict) else 0
    return {"n": before + (more[0] if more and isinstance(more[0], int) else 1)}


def total(*records):
    return {"n": sum(record["n"] for record in records)}


def refuse_number(sentence, _record):
    raise InvalidRequest(sentence)


def refuse_later(sentence, seconds):
    time.sleep(seconds)
    raise InvalidRequest(sentence)


def whereabouts(*_records):
    return {"pid": os.getpid(), "thread": get_ident()}


def steps_after(n, _record):
    return steps(n)


def sum_rows(record):
    return {"sum": record["rows"].sum(axis=0).tolist()}


def told_again(record):
    return {"value": record["value"]}


def spoil(record):
    try:
        record["values"][0] = 7
    except ValueError:
        return {"refused": True}
    return {"refused": False}


def environment():
    return {"names": list(os.environ)}


def crash():
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}
