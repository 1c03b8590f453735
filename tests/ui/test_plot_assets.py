"""Plotly's file is served as one that a browser keeps, under whatever path the app has."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config

from embedviz.ui.plot_assets import PLOTLY, plotly_route

FILE = PLOTLY.removeprefix("../../..")


@pytest.fixture
def client():
    with TestClient(Starlette(routes=[plotly_route()])) as opened:
        yield opened


def test_the_address_has_the_version_and_the_file_is_kept_for_good(client):
    answer = client.get(FILE)
    assert version("plotly") in FILE
    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert len(answer.content) > 1_000_000


def test_a_browser_that_asks_all_the_same_is_told_that_nothing_changed(client):
    tag = client.get(FILE).headers["etag"]
    answer = client.get(FILE, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", ["../__init__.py", "..%2f__init__.py", "/etc/passwd", "none.js"])
def test_nothing_but_plotlys_own_files_is_served(client, name):
    assert client.get(FILE.replace("plotly.min.js", name)).status_code == 404


@pytest.mark.parametrize("base", ["course/week1", "/course/week1/"])
def test_an_app_under_a_path_has_it_under_that_path(monkeypatch, base):
    options = {"server.baseUrlPath": base}
    monkeypatch.setattr(config, "get_option", options.get)
    with TestClient(Starlette(routes=[plotly_route()])) as client:
        assert client.get(f"/course/week1{FILE}").status_code == 200
        assert client.get(FILE).status_code == 404
