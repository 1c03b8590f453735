"""Visitors with websocket sessions on a real server: nothing goes wrong, nothing runs twice."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
pytest.importorskip("playwright")  # live_app starts Chromium too
from live_app import ROOT, running_app
from load import Trial, ask_together, healthz, load
from session import Session
from visitors import LOADED, PAGES

pytestmark = pytest.mark.slow
TOGETHER = 30


@pytest.fixture
def address(tmp_path):
    variables = {
        "EMBEDVIZ_CACHE_FOLDER": str(tmp_path / "cache"),
        "EMBEDVIZ_CACHE_MEGABYTES": "100",
    }
    with running_app(tmp_path / "app.log", variables=variables) as served:
        yield served


def test_a_small_class_meets_no_error():
    measured = load(Trial(5, 8, heavy=False, browsing=False, forgotten=0, idle_loads=1))
    assert measured.errors == []
    assert {each.what for each in measured.interactions} > {LOADED}
    assert set(measured.idle) == set(PAGES)


def test_a_second_visit_to_any_page_runs_no_job(address):
    async def visit_all():
        session = Session(address)
        for page in PAGES:
            await session.open(page)
        await session.close()
        return session.errors

    assert asyncio.run(visit_all()) == []
    ran = healthz(address)["runs"].get("run", 0)
    assert asyncio.run(visit_all()) == []
    assert healthz(address)["runs"].get("run", 0) == ran
    if (ROOT / "data" / "computed").is_dir():
        assert ran <= len(PAGES), "nearly all that the pages open with is shipped"


def test_what_many_ask_for_at_once_is_computed_once(address):
    changes = [("tv.projection", "UMAP"), ("tv.seed", 7.0)]
    before = []

    async def ask():
        errors = await ask_together(address, TOGETHER, "tv_shows", changes[:1])
        before.append(healthz(address)["runs"].get("run", 0))
        return errors + await ask_together(address, TOGETHER, "tv_shows", changes)

    assert asyncio.run(ask()) == []
    assert healthz(address)["runs"].get("run", 0) - before[0] == 1
