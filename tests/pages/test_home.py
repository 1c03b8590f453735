"""Home."""

from __future__ import annotations

from pathlib import Path

import pytest

from embedviz.datasets import DATASETS, opening_of
from embedviz.ui.navigation import doors, has_page, without_page


@pytest.fixture
def home(visit):
    return visit("app.py")


def test_home_opens_with_a_picture_and_what_to_try(home):
    assert home.plots == ["home.plot"]
    assert any("Try this:" in each.value for each in home.at.markdown)


def test_there_is_a_door_to_every_page(home):
    links = {link.proto.page for link in home.at.get("page_link")}
    assert links == {Path(door.page).stem for door in doors()} | {"lessons"}
    assert {"cities", "tv_shows", "sentences", "words", "digits", "more", "your_data"} <= links


@pytest.mark.parametrize("name", DATASETS)
def test_every_data_set_is_behind_a_door_that_says_what_it_is(home, name):
    said = "\n".join(each.value for each in home.at.markdown)
    if has_page(name):
        assert opening_of(name).door in said
    else:
        assert name in without_page()
        assert opening_of(name).title.lower() in said.lower()
