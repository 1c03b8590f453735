"""Links and privacy: what a page says in its address, and what an older link meant."""

from __future__ import annotations

import pytest

from embedviz.datasets import DATASETS, opening_of
from embedviz.lessons import LESSONS
from embedviz.parameters import knobs
from embedviz.ui.navigation import has_page

COUNTED = {"sentences.vectors": "TF-IDF", "sentences.projection": "PCA"}
"""No language model is loaded."""


def page_of(name: str) -> str:
    return name if has_page(name) else "more"


def title_of(name: str) -> dict[str, str]:
    return {} if has_page(name) else {"more.data": opening_of(name).title}


@pytest.mark.parametrize("name", DATASETS)
def test_every_control_of_a_public_data_set_is_in_the_address(follow, name):
    address = title_of(name) | (COUNTED if name == "sentences" else {})
    page = follow(page_of(name), **address)
    opening = f"{opening_of(name).link or name}."
    mine = {key for key in page.noted if key.startswith(opening)}
    own = {key for key in mine if key == f"{opening}own"}
    assert {f"{opening}{each}" for each in ("projection", "color", "item", "k")} <= mine
    assert {page.noted[key] for key in mine - own} == {"address"}
    held = {key for key in mine if key.removeprefix(opening) in {"item", "k", "zoom"}}
    held |= {key for key in mine if ".analogy." in key}
    assert mine - own - held <= page.bound
    assert not own & page.bound


def test_what_is_picked_in_the_plot_is_in_the_address_where_it_is_not_the_default(follow):
    page = follow("cities")
    assert not page.address
    page.choose(cities__item="Lima, Peru", cities__analogy__a="Paris, France")
    assert page.address == {"cities.item": "Lima, Peru", "cities.analogy.a": "Paris, France"}
    page.choose(cities__item="Vancouver, Canada", cities__analogy__a="")
    assert not page.address


def test_no_control_of_own_data_is_in_the_address(follow):
    page = follow("your_data")
    assert len(page.noted) > 10
    assert set(page.noted.values()) == {"session"}
    assert not page.bound
    assert not page.address


TYPED = [
    (name, field, knob)
    for name, kind in LESSONS.items()
    for field, (_, knob) in knobs(kind).items()
    if knob.longest
]


@pytest.mark.parametrize(("name", "field", "knob"), TYPED, ids=[each[1] for each in TYPED])
def test_what_is_typed_into_a_lesson_is_not_in_the_address(follow, name, field, knob):
    page = follow("lessons", lesson=name, step="reveal")
    for other, (wanted, *_) in knob.when.items():
        page.choose(**{f"lessons__{name}__{other}": wanted})
    key = f"lessons.{name}.{field}"
    assert page.noted[key] == "session"
    assert key not in page.bound
    assert page.widget(key)


def test_a_data_set_with_sentences_of_ones_own_is_private_as_a_whole(follow):
    mine = "A zebra crossed the runway"
    told = {"sentences.color": "why it is here", "sentences.k": "7"}
    camera = {"sentences.plot.camera": "2d,0,1,0,1"}
    page = follow("sentences", **COUNTED, **told, **camera)
    assert not page.ignored
    before = {key: page.value(key) for key in (*COUNTED, *told)}
    page.choose(sentences__own=mine)
    assert not page.address
    assert not page.bound
    assert {key: page.value(key) for key in before} == before
    page.choose(sentences__item=mine)
    assert len(page.neighbors) == 7
    assert not page.address
    page.show("map").choose(sentences__own="")
    assert page.address == COUNTED | {key: told[key] for key in told}
    assert {key: page.value(key) for key in before} == before
    assert page.value("sentences.item") != mine


CITY = {
    "cities.features": ["latitude", "population", "terrain height"],
    "cities.scaling": "Rank: share of smaller",
    "cities.weight.population": "2.5", "cities.logs": "population",
    "cities.metric": "Manhattan", "cities.item": "Lima, Peru", "cities.k": "8",
    "cities.color": "country", "cities.projection": "PCA", "cities.dimensions": "3D",
    "cities.zoom": "true",
    "cities.analogy.a": "Paris, France", "cities.analogy.b": "Lyon, France",
    "cities.analogy.c": "Oslo, Norway", "cities.plot.camera": "3d,1,1,1,0,0,0",
}  # fmt: skip
OLDER = {
    "cities": (
        "cities",
        CITY,
        {
            "cities.features": ["latitude", "population", "elevation"], "cities.scaling": "rank",
            "cities.weight.population": 2.5, "cities.logs": ["population"],
            "cities.metric": "manhattan", "cities.item": "Lima, Peru", "cities.k": 8,
            "cities.color": "country", "cities.projection": "pca", "cities.dimensions": 3,
            "cities.zoom": True, "cities.analogy.a": "Paris, France",
            "cities.analogy.b": "Lyon, France", "cities.analogy.c": "Oslo, Norway",
        },
    ),
    "a learned table": (
        "tv_shows",
        {"tv.vectors": "learned from co-watching", "tv.layer.epochs": "2",
         "tv.layer.n_components": "4"},
        {"tv.vectors": "embedding_layer", "tv.layer.objective": "co-watching",
         "tv.layer.epochs": 2, "tv.layer.n_components": 4},
    ),
    "another learned table": (
        "tv_shows",
        {"tv.vectors": "learned from decades", "tv.layer.epochs": "2", "tv.metric": "Euclidean"},
        {"tv.vectors": "embedding_layer", "tv.layer.objective": "year", "tv.metric": "euclidean"},
    ),
    "facts": (
        "tv_shows",
        {"tv.vectors": "facts", "tv.scaling": "None", "tv.projection": "Features as axes"},
        {"tv.vectors": "features", "tv.scaling": "none", "tv.projection": "features"},
    ),
    "pixels": (
        "digits",
        {"digits.vectors": "pixels", "digits.item": "7, no. 3"},
        {"digits.vectors": "pixels", "digits.item": "7, no. 3"},
    ),
    "word counts": (
        "sentences",
        {"sentences.model": "TF-IDF: word counts", "sentences.n_components": "20",
         "sentences.projection": "PCA", "sentences.metric": "Euclidean"},
        {"sentences.vectors": "tfidf", "sentences.n_components": 20,
         "sentences.projection": "pca", "sentences.metric": "euclidean"},
    ),
    "trained words": (
        "sentences",
        {"sentences.model": "Word2Vec, trained on these", "sentences.metric": "Manhattan",
         "sentences.word2vec.epochs": "5",
         "sentences.word2vec.n_components": "8", "sentences.projection": "PCA"},
        {"sentences.vectors": "word2vec", "sentences.metric": "manhattan",
         "sentences.word2vec.epochs": 5,
         "sentences.word2vec.n_components": 8},
    ),
    "words": (
        "words",
        {"words.shown": "The 5,000 most frequent words", "words.projection": "PCA",
         "words.analogy.a": "spain", "words.analogy.b": "madrid", "words.analogy.c": "russia",
         "words.analogy.method": "3CosMul"},
        {"words.shown": "frequent", "words.projection": "pca", "words.analogy.a": "spain",
         "words.analogy.b": "madrid", "words.analogy.c": "russia",
         "words.analogy.method": "3cosmul"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("link", OLDER)
def test_an_older_link_opens_what_it_meant(follow, link):
    name, address, meant = OLDER[link]
    page = follow(name, **address)
    assert not page.ignored
    assert page.plots
    if any(".analogy." in key for key in meant):
        page.show("analogy")
    assert {key: page.value(key) for key in meant} == meant


@pytest.mark.slow
def test_an_older_link_to_a_hidden_layer_opens_it(follow):
    address = {"digits.vectors": "a network's hidden layer", "digits.layer.epochs": "1"}
    page = follow("digits", **address)
    assert not page.ignored
    assert (page.value("digits.vectors"), page.value("digits.layer.epochs")) == ("hidden_layer", 1)


def test_what_an_older_link_asks_in_vain_is_said(follow):
    asked = {"sentences.model": "a model of old", "sentences.item": "Nowhere"}
    page = follow("sentences", **COUNTED, **asked)
    assert "model = “a model of old”" in page.ignored
    assert "item = “Nowhere”" in page.ignored
    assert page.ignored.count("=") == 2


def test_a_link_of_today_is_followed_and_said_the_same(follow):
    address = {"tv.vectors": "A learned embedding layer", "tv.layer.objective": "genres",
               "tv.layer.epochs": "2", "tv.color": "network"}  # fmt: skip
    page = follow("tv_shows", **address)
    assert not page.ignored
    assert page.address.items() >= {"tv.layer.epochs": "2", "tv.color": "network"}.items()
    assert page.value("tv.vectors") == "embedding_layer"


def test_what_is_chosen_in_the_plot_stands_in_the_address_unless_it_is_as_at_first(follow):
    page = follow("cities", **{"cities.k": "8", "cities.zoom": "true"})
    assert (page.value("cities.k"), page.value("cities.zoom")) == (8, True)
    page.choose(cities__k=12, cities__zoom=False)
    assert page.address == {"cities.k": "12"}
    page.choose(cities__k=5)
    assert not page.address


def test_a_link_to_more_neighbours_than_the_plot_holds_is_told(follow):
    page = follow("cities", **{"cities.k": "999", "cities.zoom": "maybe"})
    assert (page.value("cities.k"), page.value("cities.zoom")) == (5, False)
    assert "k = “999”" in page.ignored
    assert "zoom = “maybe”" in page.ignored
