"""What plots run on is served as files that a browser keeps, under whatever path the app has."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config

from embedviz.ui import kept_files
from embedviz.ui.plot_assets import ADDRESSES, plot_routes

SCRIPT, PLOTLY = (ADDRESSES[name].removeprefix("../../..") for name in ("script", "plotly"))


@pytest.fixture
def client():
    with TestClient(Starlette(routes=[plot_routes()])) as opened:
        yield opened


@pytest.mark.parametrize(("file", "at_least"), [(SCRIPT, 100_000), (PLOTLY, 1_000_000)])
def test_a_file_is_kept_for_good(client, file, at_least):
    answer = client.get(file)
    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert len(answer.content) > at_least


def test_a_file_is_compressed_once_for_all_browsers_that_read_that(client):
    plain, packed = (
        client.get(PLOTLY, headers={"Accept-Encoding": each}) for each in ("identity", "gzip")
    )
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    before = kept_files.packed.cache_info().misses
    client.get(PLOTLY)
    assert kept_files.packed.cache_info().misses == before


def test_plotlys_address_has_its_version():
    assert version("plotly") in PLOTLY


def test_a_browser_that_asks_all_the_same_is_told_that_nothing_changed(client):
    tag = client.get(PLOTLY).headers["etag"]
    answer = client.get(PLOTLY, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", ["../__init__.py", "..%2f__init__.py", "/etc/passwd", "none.js"])
def test_nothing_but_plotlys_own_files_is_served(client, name):
    assert client.get(PLOTLY.replace("plotly.min.js", name)).status_code == 404


@pytest.mark.parametrize("base", ["course/week1", "/course/week1/"])
def test_an_app_under_a_path_has_it_under_that_path(monkeypatch, base):
    options = {"server.baseUrlPath": base}
    monkeypatch.setattr(config, "get_option", options.get)
    with TestClient(Starlette(routes=[plot_routes()])) as client:
        assert client.get(f"/course/week1{PLOTLY}").status_code == 200
        assert client.get(PLOTLY).status_code == 404
