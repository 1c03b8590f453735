"""Streamlit's own files come from memory, compressed, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config, file_util

from embedviz.ui.kept_files import StreamlitFiles

FOLDER = Path(file_util.get_static_dir())
SCRIPT = max((FOLDER / "static" / "js").glob("index.*.js"), key=lambda each: each.stat().st_size)
FONT = next((FOLDER / "static" / "media").glob("*.woff2"))


def opened() -> TestClient:
    async def answer(_):
        return PlainTextResponse("the app")

    routes = [Route("/{path:path}", answer, methods=["GET", "POST"])]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(StreamlitFiles)]))


def address(file: Path) -> str:
    return f"/{file.relative_to(FOLDER).as_posix()}"


@pytest.mark.parametrize("file", [SCRIPT, FONT])
def test_a_file_comes_as_it_is_on_the_disk_and_is_kept_for_good(file):
    with opened() as client:
        answer = client.get(address(file))
    assert answer.content == file.read_bytes()
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_scripts_are_scripts_and_come_compressed():
    with opened() as client:
        answer = client.get(address(SCRIPT))
    assert "javascript" in answer.headers["content-type"]
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < SCRIPT.stat().st_size / 2


@pytest.mark.parametrize(
    "path",
    ["/", "/cities", "/static/js/none.js", "/static/js", "/static/../index.html",
     "/static/js/..%2f..%2findex.html", "/_stcore/health"],
)  # fmt: skip
def test_all_else_is_for_the_app(path):
    with opened() as client:
        assert client.get(path).text == "the app"


def test_only_asking_is_answered():
    with opened() as client:
        assert client.post(address(SCRIPT)).text == "the app"


def test_an_app_under_a_path_has_them_under_that_path(monkeypatch):
    monkeypatch.setattr(config, "get_option", {"server.baseUrlPath": "/course/"}.get)
    with opened() as client:
        assert client.get(f"/course{address(SCRIPT)}").content == SCRIPT.read_bytes()
        assert client.get(address(SCRIPT)).text == "the app"
