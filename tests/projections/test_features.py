"""Features as axes: the numbers themselves, in their own units."""

from __future__ import annotations

import numpy as np
import pytest

import embedviz as ev
from embedviz.errors import InvalidRequest
from embedviz.projections.features import Features
from embedviz.space import VectorSpace


def drawn(dataset, features, dimensions=2, **parameters):
    return Features()(ev.vectorize(dataset, features, **parameters), dimensions=dimensions)


def titles(view):
    return [axis.title for axis in view.axes]


def test_latitude_and_longitude_make_a_map_with_north_up(towns):
    view = drawn(towns, ["latitude", "longitude"])
    assert titles(view) == ["longitude", "latitude"]
    np.testing.assert_allclose(view.coordinates[3], [-123.11, 49.26], rtol=1e-6)


def test_population_is_the_third_axis_of_the_map(towns):
    view = drawn(towns, ["people", "latitude", "longitude"], dimensions=3)
    assert titles(view) == ["longitude", "latitude", "population"]
    assert view.axes[2].unit == "people"
    np.testing.assert_array_equal(view.coordinates[:, 2], towns.frame["people"])


def test_axes_show_the_numbers_as_they_were_before_scaling(towns):
    plain = drawn(towns, ["latitude", "people"])
    scaled = drawn(towns, ["latitude", "people"], scaling="standard", weights={"people": 3})
    np.testing.assert_array_equal(scaled.coordinates, plain.coordinates)


def test_a_logarithm_makes_the_axis_logarithmic_and_keeps_the_numbers(towns):
    view = drawn(towns, ["latitude", "people"], transforms={"people": "log"})
    assert [axis.log for axis in view.axes] == [False, True]
    np.testing.assert_array_equal(view.coordinates[:, 1], towns.frame["people"])
    logs = np.log10(towns.frame["people"])
    np.testing.assert_allclose(view.as_seen[:, 1], logs / np.ptp(logs), rtol=1e-5)


def test_categories_are_no_axes(towns):
    assert titles(drawn(towns, ["land", "latitude", "people"])) == ["latitude", "population"]


def test_rows_left_out_are_not_drawn(gappy):
    view = drawn(gappy, ["latitude", "people"], missing="drop")
    assert view.coordinates.shape == (5, 2)
    np.testing.assert_allclose(view.coordinates[2], [49.26, 662_248], rtol=1e-6)


def test_a_marked_gap_is_drawn_at_the_median_and_the_axis_says_so(gappy):
    view = drawn(gappy, ["latitude", "people"], missing="category")
    assert titles(view) == ["latitude", "population (gaps: median)"]
    assert view.coordinates[2, 1] == gappy.frame["people"].median()


def test_vectors_without_facts_are_drawn_by_their_first_dimensions(plane):
    view = Features()(plane)
    assert titles(view) == ["gender", "rank"]
    np.testing.assert_array_equal(view.coordinates, plane.vectors)


def test_two_features_in_two_dimensions_lose_no_neighbour(plane):
    quality = Features()(plane).quality
    assert (quality.trustworthiness, quality.continuity, quality.mean_overlap) == (1, 1, 1)


def test_too_few_features_name_those_chosen(towns):
    with pytest.raises(InvalidRequest) as caught:
        drawn(towns, ["latitude", "people", "land"], dimensions=3)
    assert str(caught.value) == (
        "A plot with 3 axes needs 3 features that are numbers; "
        "chosen so far: latitude and population. Add a feature, or choose another projection."
    )


def test_too_few_dimensions_are_counted():
    with pytest.raises(InvalidRequest, match=r"^A plot with 2 axes needs 2 dimensions; these"):
        Features()(VectorSpace([[1], [2]], ["a", "b"]))
