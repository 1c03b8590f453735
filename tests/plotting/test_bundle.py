from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.api import vectorize
from embedviz.datasets import Column, Dataset
from embedviz.plotting.bundle import (
    SMALLEST,
    Bundle,
    color_bundle,
    graph_bundle,
    graph_width,
    items_bundle,
    pack,
    places_bundle,
    vectors_bundle,
)
from embedviz.plotting.coloring import coloring
from embedviz.plotting.palette import THEMES
from embedviz.projections.features import Features
from embedviz.projections.pca import PCA
from embedviz.space import VectorSpace


def unpacked(bundle: Bundle) -> tuple[dict, dict[str, np.ndarray]]:
    """Read a bundle as the front end does, in other words."""
    data = bundle.data
    assert data[:4] == b"EVB1"
    assert data[4:20].decode() == bundle.id
    end = 24 + int.from_bytes(data[20:24], "little")
    head = json.loads(data[24:end])
    arrays = {}
    for name, place in head["arrays"].items():
        start = end + place["at"]
        assert start % 8 == 0
        count = int(np.prod(place["shape"]))
        found = np.frombuffer(data, place["type"], count, start)
        arrays[name] = found.reshape(place["shape"])
    return head, arrays


@pytest.fixture
def space(rng) -> VectorSpace:
    return VectorSpace(rng.normal(size=(500, 12)), [f"item {row}" for row in range(500)])


def test_what_is_packed_comes_out(rng):
    given = {
        "a": rng.normal(size=(7, 3)).astype(np.float32),
        "b": np.arange(5, dtype=np.uint8),
        "c": rng.normal(size=3),
    }
    head, arrays = unpacked(pack({"kind": "x", "words": ["ä", "<b>"]}, given))
    assert head["words"] == ["ä", "<b>"]
    for name, array in given.items():
        np.testing.assert_array_equal(arrays[name], array)
        assert arrays[name].dtype == array.dtype


def test_equal_content_has_an_equal_hash_and_other_content_another():
    ones = {"a": np.ones(4, np.float32)}
    assert pack({"kind": "x"}, ones) == pack({"kind": "x"}, ones)
    assert pack({"kind": "x"}, ones).id != pack({"kind": "y"}, ones).id
    assert pack({"kind": "x"}, ones).id != pack({"kind": "x"}, {"a": np.zeros(4, np.float32)}).id


def test_even_the_smallest_is_large_enough_to_be_remembered():
    assert len(pack({}, {}).data) == SMALLEST


def test_geometry_and_graph_weigh_hardly_more_than_their_arrays(rng):
    n_items = 20_000
    space = VectorSpace(rng.normal(size=(n_items, 4)), [str(row) for row in range(n_items)])
    view = PCA()(space, dimensions=3)
    graph = space.neighbor_graph(30)
    raw = view.coordinates.nbytes + graph.indices.nbytes + graph.distances.nbytes
    sent = len(places_bundle(view).data) + len(graph_bundle(space).data)
    assert sent <= 1.01 * raw
    labels = sum(len(label) for label in space.labels)
    assert len(items_bundle(space.dataset).data) <= 2 * labels + SMALLEST


def test_the_graph_is_that_of_the_space(space):
    head, arrays = unpacked(graph_bundle(space))
    graph = space.neighbor_graph(30)
    np.testing.assert_array_equal(arrays["indices"], graph.indices)
    np.testing.assert_array_equal(arrays["distances"], graph.distances)
    assert arrays["indices"].dtype == np.int32
    assert head["metric"] == "Euclidean"


def test_a_graph_of_few_items_has_all_the_others():
    tiny = VectorSpace([[0, 0], [1, 0], [0, 2]], ["a", "b", "c"])
    _, arrays = unpacked(graph_bundle(tiny))
    assert arrays["indices"].shape == (3, 2)


def test_places_carry_the_axes_and_how_far_they_can_be_believed(space):
    view = PCA()(space)
    head, arrays = unpacked(places_bundle(view, view.quality))
    np.testing.assert_array_equal(arrays["coordinates"], view.coordinates)
    np.testing.assert_allclose(arrays["overlap"] / 255, view.quality.overlap, atol=0.5 / 255)
    assert head["kept"] == pytest.approx(view.quality.mean_overlap)
    assert [axis["title"] for axis in head["axes"]] == [axis.title for axis in view.axes]
    assert head["explained"]


def test_facts_are_numbers_or_codes_with_their_texts(gappy):
    head, arrays = unpacked(items_bundle(gappy))
    assert head["labels"] == list(gappy.labels)
    told = {fact["title"]: number for number, fact in enumerate(head["facts"])}
    assert "motto" not in told  # texts are what labels are for
    people = arrays[f"fact{told['population']}"]
    np.testing.assert_array_equal(people, gappy.frame["people"].to_numpy())
    country = head["facts"][told["country"]]
    codes = arrays[f"fact{told['country']}"]
    assert codes.dtype == np.uint8
    assert [country["texts"][code] for code in codes][:2] == ["not known", "United States"]


def test_pictures_travel_as_bytes(digits):
    _, arrays = unpacked(items_bundle(digits))
    assert arrays["images"].dtype == np.uint8
    np.testing.assert_allclose(arrays["images"] / 255, digits.images, atol=0.5 / 255)


def test_a_category_is_a_code_an_item_and_a_number_a_number(towns):

    space = vectorize(towns, ["latitude", "longitude"])
    view = Features()(space)
    head, arrays = unpacked(color_bundle(coloring(view, "land", THEMES["light"])))
    named = [head["names"][code] for code in arrays["codes"]]
    assert named == list(towns.frame["land"])
    assert len(head["colors"]) == len(head["dark"]) == len(head["names"])
    assert head["counts"] == [named.count(name) for name in head["names"]]
    head, arrays = unpacked(color_bundle(coloring(view, "latitude", THEMES["light"])))
    np.testing.assert_allclose(arrays["values"], towns.frame["latitude"], rtol=1e-6)
    head, arrays = unpacked(color_bundle(coloring(view, None, THEMES["light"])))
    assert not arrays
    assert head["color"].startswith("#")


def test_the_colour_of_the_rest_is_left_to_the_theme(rng):

    labels = tuple(str(row) for row in range(400))
    frame = pd.DataFrame({"kind": [f"kind {row % 390}" for row in range(400)]})
    dataset = Dataset("many", frame, labels, (Column("kind", "kind", "category"),))
    view = PCA()(VectorSpace(rng.normal(size=(400, 3)), labels, dataset=dataset))
    bundles = [color_bundle(coloring(view, "kind", theme)) for theme in THEMES.values()]
    assert bundles[0] == bundles[1]
    head, _ = unpacked(bundles[0])
    other = head["names"].index("other")
    assert head["colors"][other] is None
    assert head["dark"][other] is None


@pytest.mark.parametrize(("name", "placed"), [("cities", True), ("tv_shows", False)])
def test_a_comma_parts_name_and_place_where_what_follows_is_a_category(name, placed):
    head, _ = unpacked(items_bundle(ev.load_dataset(name)))
    assert head["placed"] is placed


def test_a_picture_that_leaves_nothing_out_says_what_tears_neighbours_apart(towns):
    def why(*features, **more):
        space = ev.vectorize(towns, features, **more)
        return unpacked(places_bundle(ev.project(space, "features")))[0]["why"]

    assert "stretches latitude 1.3×" in why("latitude", "longitude")
    assert "globe" in why("latitude", "longitude", metric="haversine")
    assert "stretched" in why("latitude", "people")
    assert why("latitude", "longitude", "people") == ""


@pytest.mark.parametrize(("n_items", "width"), [(6, 5), (400, 30), (66_000, 30), (100_000, 20)])
def test_at_most_30_neighbours_travel_and_fewer_of_very_many_items(rng, n_items, width):
    space = VectorSpace(rng.normal(size=(n_items, 2)), [str(row) for row in range(n_items)])
    assert graph_width(space) == width


def test_vectors_travel_with_the_column_of_each_dimension(towns):
    space = vectorize(towns, ["land", "latitude"])
    head, arrays = unpacked(vectors_bundle(space))
    np.testing.assert_array_equal(arrays["vectors"], space.vectors)
    titles = {column.name: column.title for column in towns.columns}
    told = [head["features"][code] for code in arrays["columns"]]
    assert told == [titles[name] for name in space.feature_columns]
    assert len(head["features"]) == 2 < space.n_dimensions
    assert head["metric"] == space.metric


@pytest.mark.parametrize(("shape", "travels"), [((20, 64), True), ((20, 65), False)])
def test_only_short_vectors_travel(rng, shape, travels):
    space = VectorSpace(rng.normal(size=shape), [str(row) for row in range(shape[0])])
    assert (vectors_bundle(space) is not None) is travels


def test_not_too_many_vectors_travel(space, monkeypatch):
    monkeypatch.setattr("embedviz.plotting.bundle.VECTORS_BUDGET", space.vectors.size - 1)
    assert vectors_bundle(space) is None
