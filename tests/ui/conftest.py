"""A page with nothing on it but what a test asks for."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


@pytest.fixture
def run():
    """Run a function as a page; it must import what it uses. Give the page and what it returned."""

    def run_it(page, **given):
        at = AppTest.from_function(page, kwargs=given, default_timeout=120).run()
        assert not at.exception, at.exception
        return at

    return run_it
