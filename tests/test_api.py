"""The verbs: load, vectorize, encode, project, as a notebook uses them."""

from __future__ import annotations

import numpy as np
import pytest

import embedviz as ev
from embedviz.datasets import DATASETS


@pytest.fixture(scope="module")
def cities():
    return ev.load_dataset("cities")


@pytest.fixture(scope="module")
def tv_shows():
    return ev.load_dataset("tv_shows")


def facts(cities, labels):
    return cities.frame.iloc[[cities.label_index[label] for label in labels]]


def test_list_datasets_gives_every_name_load_dataset_takes():
    assert ev.list_datasets() == list(DATASETS)
    assert all(ev.load_dataset(name).name == name for name in ev.list_datasets())


def test_an_unknown_data_set_gets_the_nearest_name():
    with pytest.raises(ev.UnknownName, match=r"There is no data set called 'city'. Try cities."):
        ev.load_dataset("city")


def test_vancouvers_nearest_lie_within_40_km_and_burnaby_is_among_ten(cities):
    near = ev.vectorize(cities, features=["latitude", "longitude"])
    on_earth = near.with_metric("haversine")
    five = near.neighbors("Vancouver, Canada", k=5)["label"]
    assert max(on_earth.distance("Vancouver, Canada", label) for label in five) <= 40
    assert "Burnaby, Canada" in set(near.neighbors("Vancouver, Canada", k=10)["label"])


def test_unscaled_population_drowns_where_a_city_is(cities):
    space = ev.vectorize(cities, features=["latitude", "longitude", "population"])
    found = facts(cities, space.neighbors("Vancouver, Canada", k=5)["label"])
    vancouver = facts(cities, ["Vancouver, Canada"]).iloc[0]
    assert (abs(found["population"] / vancouver["population"] - 1) < 0.01).all()
    assert (found["continent"] != vancouver["continent"]).all()


def test_standard_scaling_brings_seattle_back(cities):
    space = ev.vectorize(
        cities, features=["latitude", "longitude", "population"], scaling="standard"
    )
    labels = space.neighbors("Vancouver, Canada", k=5)["label"]
    assert any(label.startswith("Seattle") for label in labels)


def test_cheers_is_nearer_to_seinfeld_than_wednesday(tv_shows):
    every = [column.name for column in tv_shows.features]
    space = ev.vectorize(tv_shows, features=every, scaling="standard", missing="drop")
    assert space.distance("Seinfeld", "Cheers") < space.distance("Seinfeld", "Wednesday")
    assert "Cheers" in set(space.neighbors("Seinfeld", k=10)["label"])


def test_a_space_of_features_keeps_names_columns_and_facts(towns):
    space = ev.vectorize(towns, ["people", "land"])
    assert space.vectors.shape == (6, 5)
    assert space.feature_names[:2] == ("population, people", "country: Australia")
    assert space.feature_columns == ("people", "land", "land", "land", "land")
    assert space.labels == towns.labels
    assert space.made_by == "2 features, scaling none"


def test_where_no_features_are_named_the_default_ones_are_meant(towns):
    assert ev.vectorize(towns).feature_columns == ("latitude", "longitude")


def test_where_there_are_only_pictures_their_pixels_are_meant(digits):
    space = ev.vectorize(digits)
    assert space.vectors.shape == (1797, 64)
    np.testing.assert_array_equal(space.vectors[3].reshape(8, 8), digits.images[3])


def test_a_feature_named_twice_counts_once(towns):
    assert ev.vectorize(towns, ["people", "people"]).n_dimensions == 1


def test_haversine_takes_latitude_first_in_whatever_order_they_are_named(towns):
    one = ev.vectorize(towns, ["longitude", "latitude"], metric="haversine")
    other = ev.vectorize(towns, ["latitude", "longitude"], metric="haversine")
    np.testing.assert_array_equal(one.vectors, other.vectors)


@pytest.mark.parametrize(
    "asked",
    [
        {"features": ["latitude", "longitude", "people"]},
        {"features": ["latitude"]},
        {"scaling": "standard"},
        {"weights": {"latitude": 2}},
        {"positions": "sphere"},
    ],
)
def test_haversine_on_anything_but_plain_degrees_says_what_it_needs(towns, asked):
    with pytest.raises(ev.InvalidRequest, match="it needs latitude and longitude only"):
        ev.vectorize(towns, **{"metric": "haversine", **asked})


def test_an_unknown_feature_gets_the_nearest_name(towns):
    with pytest.raises(ev.UnknownName, match=r"no column called 'latitud'. Try latitude."):
        ev.vectorize(towns, ["latitud"])


def test_a_marked_gap_is_told_from_a_value_and_the_facts_keep_it(gappy):
    space = ev.vectorize(gappy, ["people", "land"], missing="category")
    assert space.feature_names[:2] == ("population, people", "population: missing")
    assert "country: missing" in space.feature_names
    assert set(space.feature_columns) == {"people", "land"}
    assert space.dataset.frame["people"].isna().sum() == 1


def test_haversine_has_no_place_for_a_mark(gappy):
    frame = gappy.frame.assign(latitude=[np.nan, *gappy.frame["latitude"][1:]])
    dataset = ev.Dataset("gappy", frame, gappy.labels, gappy.columns)
    places = ["latitude", "longitude"]
    with pytest.raises(ev.InvalidRequest, match="Haversine can't take a number that marks a gap"):
        ev.vectorize(dataset, places, metric="haversine", missing="category")
    assert len(ev.vectorize(gappy, places, metric="haversine", missing="category")) == 6


def test_a_gap_is_left_out_with_a_warning_unless_it_is_said_what_to_do(gappy):
    with pytest.warns(UserWarning, match="1 of 6 rows have a gap"):
        assert len(ev.vectorize(gappy, ["people"])) == 5
    with pytest.raises(ev.MissingValues):
        ev.vectorize(gappy, ["people"], missing="error")
    dropped = ev.vectorize(gappy, ["people"], missing="drop")
    assert len(dropped) == len(dropped.dataset) == 5
    assert "Richmond, Australia" not in dropped.labels
    assert len(ev.vectorize(gappy, ["people"], missing="fill")) == 6


def test_a_logarithm_is_remembered_by_the_column(towns):
    space = ev.vectorize(towns, ["people"], transforms={"people": "log"})
    np.testing.assert_allclose(space.vectors[:, 0], np.log10(towns.frame["people"]), rtol=1e-6)
    assert space.dataset.column("people").log
    assert not towns.column("people").log


def test_word_counts_put_texts_with_the_same_words_together():
    texts = ["the cat sat", "the cat sat down", "stocks fell today", "stocks rose today"]
    space = ev.encode(texts, model="tfidf")
    assert space.labels == tuple(texts)
    assert space.metric == "cosine"
    assert space.neighbors("the cat sat", k=1)["label"][0] == "the cat sat down"


def test_texts_come_from_the_text_column_of_a_data_set(towns):
    space = ev.encode(towns, model="tfidf", n_components=2)
    assert space.labels == towns.labels
    assert space.dataset is towns
    assert space.vectors.shape == (6, 2)


def test_a_text_given_twice_gets_a_number():
    space = ev.encode(["a cat", "a dog", "a cat"], model="tfidf")
    assert space.labels == ("a cat", "a dog", "a cat (2)")


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [("one text", "Give a list of texts, not one text."), ([], "There is no text. Give at least")],
)
def test_what_is_no_list_of_texts_is_told_so(texts, sentence):
    with pytest.raises(ev.InvalidRequest, match=sentence):
        ev.encode(texts, model="tfidf")


def test_a_text_column_that_is_not_there_gets_the_nearest_name(towns):
    with pytest.raises(ev.UnknownName, match=r"no column called 'moto'. Try motto."):
        ev.encode(towns, model="tfidf", column="moto")


def test_a_model_that_is_nowhere_is_no_model():
    with pytest.raises(ev.ModelUnavailable, match='There is no model called "minilm"'):
        ev.encode(["a"], model="minilm")


def test_words_are_labelled_by_themselves():
    words = ev.load_words()
    assert words.metric == "cosine"
    assert words.vectors.shape[1] == 384
    assert words.labels[words.index_of("queen")] == "queen"


def test_project_passes_parameters_to_the_method(plane):
    view = ev.project(plane, "pca", dimensions=2, seed=7)
    assert (view.method.title, view.seed, view.dimensions) == ("PCA", 7, 2)
    assert view.space is plane


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        (
            lambda space: ev.project(space, "umap", neighbors=3),
            'UMAP has no parameter called "neighbors". It has n_neighbors, min_dist, by.',
        ),
        (
            lambda space: ev.project(space, "pca", n_neighbors=3),
            'PCA has no parameter called "n_neighbors". It has none.',
        ),
        (
            lambda _: ev.encode(["a b", "b c"], "tfidf", dimensions=3),
            'TF-IDF has no parameter called "dimensions". It has missing, n_components, seed.',
        ),
        (
            lambda _: ev.encode(["a b", "b c"], n_components=3),
            'Sentence model has no parameter called "n_components". It has missing, precision.',
        ),
    ],
)
def test_an_unknown_parameter_gets_those_there_are(plane, verb, sentence):
    with pytest.raises(ev.InvalidRequest) as caught:
        verb(plane)
    assert str(caught.value) == sentence


@pytest.mark.slow
def test_a_network_learns_from_the_second_half_and_shows_the_first():
    digits = ev.load_dataset("digits")
    few = digits.take([*range(300), *range(1200, 1500)])
    space = ev.learn_pictures(few, epochs=15, n_components=12, metric="cosine")
    assert space.labels == few.labels[:300]
    assert (space.n_dimensions, space.metric) == (12, "cosine")
    near = space.neighbor_graph(1).indices[:, 0]
    digit = space.dataset.frame["digit"].to_numpy()
    assert (digit[near] == digit).mean() > 0.85


def test_without_pictures_there_is_nothing_to_learn_from(cities):
    with pytest.raises(ev.InvalidRequest, match="Cities has no images"):
        ev.learn_pictures(cities)


def test_a_network_has_no_other_parameters_than_its_own():
    with pytest.raises(ev.InvalidRequest, match='has no parameter called "depth"'):
        ev.learn_pictures(ev.load_dataset("digits"), depth=3)


def test_learned_vectors_have_the_labels_and_facts_of_the_shows(tv_shows):
    space = ev.learn(tv_shows, "genre", n_components=5, epochs=1)
    assert space.vectors.shape == (len(tv_shows), 5)
    assert (space.labels, space.metric) == (tv_shows.labels, "cosine")
    assert space.made_by == "an embedding layer that learned genre"
    np.testing.assert_array_equal(
        space.vectors, ev.learn(tv_shows, "genre", n_components=5, epochs=1).vectors
    )


def test_what_is_no_show_can_not_be_learned(towns, tv_shows):
    with pytest.raises(ev.InvalidRequest, match='the column "genres" is needed'):
        ev.learn(towns)
    with pytest.raises(ev.UnknownName, match=r"There is no objective called 'genres'. Try genre"):
        ev.learn(tv_shows, "genres")
    with pytest.raises(ev.InvalidRequest, match='no parameter called "width"'):
        ev.learn(tv_shows, width=3)
