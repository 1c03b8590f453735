"""An engine with a cache of its own, and ways to look at processes."""

from __future__ import annotations

import contextlib
import time

import psutil
import pytest

from embedviz.engine.jobs import Engine
from embedviz.engine.settings import Settings


@pytest.fixture
def settings(tmp_path):
    return Settings(cache_folder=str(tmp_path / "cache"), workers=2)


@pytest.fixture
def engine(settings):
    made = Engine(settings)
    yield made
    made.close()


@pytest.fixture
def until():
    """Wait for something to become true, and fail where it doesn't."""

    def wait(condition, seconds=10.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if value := condition():
                return value
            time.sleep(0.01)
        return pytest.fail(f"not so within {seconds} s")

    return wait


@pytest.fixture
def busy_share():
    """Tell which share of a core a process uses."""

    def measure(pid, seconds=0.4):
        process = psutil.Process(pid)
        before, start = sum(process.cpu_times()[:2]), time.monotonic()
        time.sleep(seconds)
        return (sum(process.cpu_times()[:2]) - before) / (time.monotonic() - start)

    return measure


@pytest.fixture
def programs():
    """Processes that a test starts, ended with it."""
    started = []
    yield started
    for program in started:
        with contextlib.suppress(ProcessLookupError):
            program.kill()
        program.communicate()
