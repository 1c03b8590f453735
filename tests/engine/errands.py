"""Jobs for the tests: functions that a worker process can import by name."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import numpy as np

from embedviz.engine.progress import report
from embedviz.errors import InvalidRequest


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
