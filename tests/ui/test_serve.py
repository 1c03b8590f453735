"""The health check beside the app."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from embedviz.ui import progress

SERVE = Path(__file__).resolve().parents[2] / "serve.py"


@pytest.fixture
def healthz():
    return runpy.run_path(str(SERVE))["healthz"]


def test_a_healthy_server_says_so_and_names_its_workers(healthz):
    answer = healthz(None)
    state = json.loads(answer.body)
    assert answer.status_code == 200
    assert state["status"] == "ok"
    assert state["workers"]["workers"] >= 2
    assert set(state) == {"status", "version", "executor", "workers", "cache", "runs"}


def test_a_server_that_can_run_no_job_is_down(healthz, monkeypatch):
    executor = progress.engine().executor
    monkeypatch.setattr(executor, "state", lambda: {"workers": 0, "alive": 0})
    assert healthz(None).status_code == 503
