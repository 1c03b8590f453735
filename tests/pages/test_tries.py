"""What a page says to try, its button does: each data set's own declaration, tried."""

from __future__ import annotations

import pytest

from embedviz.datasets import DATASETS, opening_of
from embedviz.ui.navigation import has_page

TRIED = [name for name in DATASETS if opening_of(name).tries]


@pytest.mark.parametrize("name", TRIED)
def test_a_button_does_what_is_said_to_try(follow, name):
    opening = opening_of(name)
    title = {} if has_page(name) else {"more.data": opening.title}
    page = follow(name if has_page(name) else "more", **title)
    key = opening.link or name
    page.at.button(key=f"{key}.try").click().run()
    page.check()
    assert page.plots[0] == f"{key}.plot"
    assert page.warnings == []
    for control, value in opening.tries.items():
        assert page.value(f"{key}.{control}") == value
