"""The TV shows page."""

from __future__ import annotations

import pytest

import embedviz as ev

PAGE = "pages/tv_shows.py"


def test_it_opens_on_seinfeld_with_a_picture_among_other_sitcoms(visit):
    page = visit(PAGE)
    assert page.value("tv.item") == "Seinfeld"
    assert page.plots[0] == "tv.plot"
    shows = ev.load_dataset("tv_shows")
    genres = dict(zip(shows.labels, shows.frame["genres"], strict=True))
    assert len(page.neighbors) == 5
    assert all("Sitcom" in genres[label] for label in page.neighbors)


def test_with_all_features_cheers_is_still_among_the_ten_nearest(visit):
    every = [column.name for column in ev.load_dataset("tv_shows").features]
    page = visit(PAGE).choose(tv__features=every, tv__k=10)
    assert "Cheers" in page.neighbors
    assert not page.warnings


def test_unscaled_the_number_of_episodes_decides(visit):
    page = visit(PAGE).choose(tv__scaling="none", tv__k=5)
    shows = ev.load_dataset("tv_shows")
    episodes = dict(zip(shows.labels, shows.frame["episodes"], strict=True))
    assert max(abs(episodes[label] - episodes["Seinfeld"]) for label in page.neighbors) <= 18


def test_every_metric_works_with_every_quick_projection_in_2d_and_3d(visit):
    visit(PAGE).choose_each(
        tv__projection=("features", "pca"),
        tv__dimensions=(2, 3),
        tv__metric=("euclidean", "cosine", "manhattan"),
    )


def test_tsne_works(visit):
    page = visit(PAGE).choose(tv__projection="tsne")
    assert page.plots[0] == "tv.plot"
    assert page.said.startswith("t-SNE: ")


def test_every_feature_can_be_the_colour(visit):
    visit(PAGE).choose_each(
        tv__color=[column.name for column in ev.load_dataset("tv_shows").features]
    )


def test_vectors_learned_from_co_watching_find_seinfeld_other_sitcoms(visit):
    page = visit(PAGE).choose(tv__vectors="embedding_layer")
    shows = ev.load_dataset("tv_shows")
    genres = dict(zip(shows.labels, shows.frame["genres"], strict=True))
    assert page.plots[0] == "tv.plot"
    assert sum("Sitcom" in genres[label] for label in page.neighbors) >= 4
    assert not page.warnings


@pytest.mark.parametrize("objective", ["genre", "year"])
def test_another_objective_gives_other_neighbours(visit, objective):
    page = visit(PAGE).choose(tv__vectors="embedding_layer")
    page.choose(tv__layer__objective=objective)
    first = page.neighbors
    page.choose(tv__layer__n_components=4, tv__layer__epochs=10)
    assert page.neighbors != first
    assert not page.warnings
