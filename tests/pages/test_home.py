"""Home."""

from __future__ import annotations


def test_home_opens_with_a_picture_and_what_to_try(visit):
    page = visit("app.py")
    assert page.plots == ["home.plot"]
    assert any("Try this:" in each.value for each in page.at.markdown)


def test_there_is_a_door_to_every_page(visit):
    page = visit("app.py")
    doors = {link.proto.page for link in page.at.get("page_link")}
    assert doors == {"lessons", "cities", "tv_shows", "sentences", "words", "digits", "your_data"}
