"""The app behind a path of its own: its plots find all they are made of."""

from __future__ import annotations

import pytest
from live_app import running_app, wait_until_drawn

pytestmark = pytest.mark.browser


def test_a_page_under_a_path_is_drawn_and_what_it_runs_on_is_kept(page, tmp_path):
    answers = {}
    page.on("response", lambda each: answers.update({each.url: each.headers}))
    with running_app(tmp_path / "app.log", base="course/week1") as address:
        page.goto(f"{address}/cities")
        wait_until_drawn(page)
    ours = {url: answer for url, answer in answers.items() if "/plots/" in url}
    assert len(ours) == 2
    for url, answer in ours.items():
        assert url.startswith(f"{address}/plots/")
        assert answer["cache-control"] == "public, max-age=31536000, immutable"
