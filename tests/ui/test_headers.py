"""What a browser is told with every answer, and who may frame the app."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from embedviz.errors import InvalidSettings
from embedviz.ui.headers import SafeHeaders
from embedviz.ui.settings import AppSettings


def answer(framed_by=(), host="here:8501"):
    app = Starlette(
        routes=[Route("/", lambda _: PlainTextResponse("x"))],
        middleware=[Middleware(SafeHeaders, framed_by=framed_by)],
    )
    return TestClient(app).get("/", headers={"Host": host}).headers


def policy(headers):
    parts = headers["Content-Security-Policy"].split("; ")
    return dict(each.split(" ", 1) for each in parts)


def test_nothing_comes_from_or_goes_to_anybody_else():
    headers = answer()
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    said = policy(headers)
    assert said["default-src"] == "'self'"
    assert said["object-src"] == "'none'"
    assert said["connect-src"] == "'self' data: blob: ws://here:8501 wss://here:8501"
    assert not [each for each in said.values() if "*" in each or "http" in each]


def test_it_is_framed_only_where_the_operator_says_so():
    assert answer()["X-Frame-Options"] == "DENY"
    assert policy(answer())["frame-ancestors"] == "'none'"
    headers = answer(AppSettings(framed_by="https://huggingface.co").framed_by)
    assert policy(headers)["frame-ancestors"] == "https://huggingface.co"
    assert "X-Frame-Options" not in headers
    with pytest.raises(InvalidSettings, match="framed_by must be addresses"):
        AppSettings(framed_by=("https://a.b; script-src *",))


def test_a_host_that_is_none_adds_nothing_to_the_policy():
    assert policy(answer(host="a; script-src *"))["connect-src"] == "'self' data: blob:"
