"""Home."""

from __future__ import annotations

from pathlib import Path

import pytest

from embedviz.datasets import DATASETS, opening_of
from embedviz.plotting.palette import THEMES
from embedviz.ui.doors import picture, thumbnail_path
from embedviz.ui.navigation import GLOSSARY, LESSONS, doors, has_page, without_page

ALL_DOORS = [LESSONS, *doors(), GLOSSARY]


@pytest.fixture
def home(visit):
    return visit("app.py")


def test_home_opens_with_one_plot_and_one_line(home):
    assert home.plots == ["home.plot"]
    assert [title.value for title in home.at.title] == ["Two numbers make every city a place."]


def test_a_button_leads_from_cities_to_words_to_arithmetic_and_back(home):
    titles = []
    for _ in range(3):
        home.at.button(key="home.onward").click().run()
        home.check()
        titles.append(home.at.title[0].value)
    assert titles[0] == "384 numbers make every word a place."
    assert titles[1] == "King − man + woman ≈ queen."
    assert titles[2] == "Two numbers make every city a place."


def test_there_is_a_door_to_every_page(home):
    links = [link.proto.page for link in home.at.get("page_link")]
    assert links == [Path(door.page).stem for door in ALL_DOORS]
    assert links[:2] == ["lessons", "your_data"]
    assert {"cities", "tv_shows", "sentences", "words", "digits", "more", "glossary"} < set(links)


@pytest.mark.parametrize("name", DATASETS)
def test_every_data_set_is_behind_a_door_that_says_what_it_is(home, name):
    said = "\n".join(each.value for each in home.at.markdown)
    if has_page(name):
        assert opening_of(name).door in said
    else:
        assert name in without_page()
        assert opening_of(name).title.lower() in said.lower()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", DATASETS)
def test_every_data_set_ships_a_picture_of_its_map(name, theme):
    assert thumbnail_path(name, theme).read_text().count("<path") >= 1


@pytest.mark.parametrize("theme", THEMES)
def test_every_door_has_a_picture(theme):
    for door in ALL_DOORS:
        assert "<path" in picture(Path(door.page).stem, theme), door.title
