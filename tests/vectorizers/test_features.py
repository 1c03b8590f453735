"""Features of a table: scikit-learn's scalers and encoders are the oracles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import rankdata
from sklearn.impute import SimpleImputer
from sklearn.metrics.pairwise import haversine_distances
from sklearn.preprocessing import MinMaxScaler, MultiLabelBinarizer, OneHotEncoder, StandardScaler

import embedviz as ev
from embedviz.datasets import Column
from embedviz.errors import EmbedvizError, InvalidParameter, InvalidRequest, UnknownName
from embedviz.vectorizers.features import feature_vectors

NUMBERS = ("latitude", "longitude", "people")

values = hnp.arrays(np.float64, 12, elements=st.integers(-1_000, 1_000).map(float))


def vectors_of(dataset, *features, **parameters):
    columns = [dataset.column(name) for name in features]
    return feature_vectors(dataset.frame, columns, **parameters)["vectors"]


def scaled(numbers, scaling):
    columns = [Column("n", "n", "number")]
    found = feature_vectors(pd.DataFrame({"n": numbers}), columns, scaling=scaling)
    return found["vectors"][:, 0]


def test_without_scaling_numbers_stay_as_they_are(towns):
    expected = towns.frame[list(NUMBERS)].to_numpy(np.float32)
    np.testing.assert_array_equal(vectors_of(towns, *NUMBERS), expected)


@pytest.mark.parametrize(
    ("scaling", "oracle"), [("standard", StandardScaler()), ("minmax", MinMaxScaler())]
)
def test_scaling_equals_scikit_learns(towns, scaling, oracle):
    expected = oracle.fit_transform(towns.frame[list(NUMBERS)].to_numpy(float))
    np.testing.assert_allclose(
        vectors_of(towns, *NUMBERS, scaling=scaling), expected, rtol=1e-5, atol=1e-6
    )


@given(values)
def test_rank_scaling_is_the_share_of_items_that_are_smaller(numbers):
    share = (rankdata(numbers) - 1) / (len(numbers) - 1)
    if numbers.min() == numbers.max():
        share[:] = scaled(numbers, "rank")[0]
    inner = (share > 0) & (share < 1) & (numbers > numbers.min()) & (numbers < numbers.max())
    np.testing.assert_allclose(scaled(numbers, "rank")[inner], share[inner], atol=1e-6)
    assert (scaled(numbers, "rank") >= 0).all()
    assert (scaled(numbers, "rank") <= 1).all()


@pytest.mark.parametrize("scaling", ["standard", "minmax", "rank"])
@given(numbers=values)
def test_scaled_numbers_do_not_depend_on_the_unit(scaling, numbers):
    np.testing.assert_allclose(
        scaled(numbers * 8 + 5, scaling), scaled(numbers, scaling), atol=1e-5
    )


@given(values)
def test_rank_scaling_sees_the_order_alone(numbers):
    np.testing.assert_allclose(scaled(numbers**3, "rank"), scaled(numbers, "rank"), atol=1e-6)


@pytest.mark.parametrize("scaling", ["none", "standard", "minmax", "rank"])
def test_a_number_that_is_the_same_everywhere_stays_finite(scaling):
    assert np.isfinite(scaled(np.full(5, 7.0), scaling)).all()
    assert np.ptp(scaled(np.full(5, 7.0), scaling)) == 0


@pytest.mark.parametrize("scaling", ["none", "standard", "minmax", "rank"])
def test_one_item_alone_can_be_vectorized(towns, scaling):
    assert vectors_of(towns.take([3]), *NUMBERS, "land", scaling=scaling).shape == (1, 4)


def test_a_category_equals_scikit_learns_one_hot_whatever_the_scaling(towns):
    expected = OneHotEncoder(sparse_output=False).fit_transform(towns.frame[["land"]])
    np.testing.assert_array_equal(vectors_of(towns, "land", scaling="standard"), expected)


def test_a_set_equals_scikit_learns_multi_hot_whatever_the_scaling(towns):
    sets = [[each for each in text.split("; ") if each] for text in towns.frame["known_for"]]
    expected = MultiLabelBinarizer().fit_transform(sets)
    np.testing.assert_array_equal(vectors_of(towns, "known_for", scaling="minmax"), expected)


def test_a_range_is_scaled_as_two_numbers(towns):
    raw = vectors_of(towns, "opening")
    np.testing.assert_array_equal(raw[:2], [[13, 8], [12, 8]])
    np.testing.assert_allclose(
        vectors_of(towns, "opening", scaling="standard"),
        StandardScaler().fit_transform(raw),
        atol=1e-6,
    )


def test_features_stand_side_by_side_in_the_order_they_were_chosen(towns):
    both = vectors_of(towns, "land", "people")
    np.testing.assert_array_equal(both[:, :-1], vectors_of(towns, "land"))
    np.testing.assert_array_equal(both[:, -1:], vectors_of(towns, "people"))


def test_every_dimension_has_a_name_and_a_column(towns):
    columns = [towns.column(name) for name in ("people", "land", "known_for", "opening")]
    found = feature_vectors(towns.frame, columns)
    assert found["names"] == [
        "population, people",
        *(f"country: {land}" for land in ("Australia", "Canada", "Ecuador", "United States")),
        *(f"known for: {word}" for word in ("pub", "rain", "rice", "river", "sea")),
        "opening hours: middle, h",
        "opening hours: width, h",
    ]
    assert found["columns"] == (["people"] + ["land"] * 4 + ["known_for"] * 5 + ["opening"] * 2)


def test_a_weight_multiplies_all_numbers_of_its_feature_after_scaling(towns):
    plain = vectors_of(towns, "people", "land", scaling="standard")
    weighted = vectors_of(towns, "people", "land", scaling="standard", weights={"land": 3})
    np.testing.assert_allclose(weighted, plain * [1, 3, 3, 3, 3], rtol=1e-6)


def test_a_weight_of_0_takes_a_feature_out(towns):
    assert not vectors_of(towns, "people", "land", weights={"people": 0})[:, 0].any()


def test_the_logarithm_is_taken_before_scaling(towns):
    logs = np.log10(towns.frame[["people"]].to_numpy())
    np.testing.assert_allclose(
        vectors_of(towns, "people", logs=["people"], scaling="standard"),
        StandardScaler().fit_transform(logs),
        atol=1e-5,
    )


def test_points_on_the_sphere_are_as_far_apart_as_haversine_says(towns):
    points = vectors_of(towns, "people", "longitude", "latitude", positions="sphere")
    assert points.shape == (6, 4)
    chords = np.linalg.norm(points[:, None, 1:] - points[None, :, 1:], axis=2)
    angles = haversine_distances(np.radians(towns.frame[["latitude", "longitude"]]))
    np.testing.assert_allclose(chords, 2 * np.sin(angles / 2), atol=1e-6)


@st.composite
def numbers_with_gaps(draw):
    numbers = draw(hnp.arrays(np.float64, (8, 3), elements=st.integers(-99, 99).map(float)))
    gaps = draw(hnp.arrays(bool, (8, 3)))
    gaps[0] = False
    return np.where(gaps, np.nan, numbers)


@given(numbers_with_gaps())
def test_marked_gaps_are_scikit_learns_median_and_indicator(numbers):
    columns = [Column(name, name, "number") for name in "abc"]
    marked = feature_vectors(pd.DataFrame(numbers, columns=list("abc")), columns, mark_gaps=True)
    oracle = SimpleImputer(strategy="median", add_indicator=True).set_output(transform="pandas")
    expected = oracle.fit_transform(pd.DataFrame(numbers, columns=list("abc")))
    renamed = expected.rename(columns=lambda name: name.replace("missingindicator_", ""))
    names = [
        f"{name}: missing" if old.startswith("missing") else name
        for old, name in zip(expected, renamed, strict=True)
    ]
    assert set(marked["names"]) == set(names)
    order = [names.index(name) for name in marked["names"]]
    np.testing.assert_array_equal(marked["vectors"], expected.to_numpy()[:, order])


def test_a_mark_stays_0_or_1_and_has_the_weight_of_its_feature(gappy):
    parameters = {"mark_gaps": True, "scaling": "standard", "weights": {"people": 3.0}}
    vectors = vectors_of(gappy, "people", "latitude", **parameters)
    assert vectors.shape == (6, 3)
    assert vectors[:, 1].tolist() == [0, 0, 3, 0, 0, 0]
    filled = gappy.frame["people"].fillna(gappy.frame["people"].median()).to_numpy()[:, None]
    expected = 3 * StandardScaler().fit_transform(filled)[:, 0]
    np.testing.assert_allclose(vectors[:, 0], expected, rtol=1e-5)


def test_a_gap_in_a_category_a_set_or_a_range_is_marked(gappy):
    frame = gappy.frame.assign(known_for=[None, *gappy.frame["known_for"][1:]])
    columns = [gappy.column(name) for name in ("land", "known_for", "opening")]
    found = feature_vectors(frame, columns, mark_gaps=True)
    table = pd.DataFrame(found["vectors"], columns=found["names"])
    assert table["country: missing"].tolist() == [1, 0, 0, 0, 1, 0]
    assert table["known for: missing"].tolist() == [1, 0, 0, 0, 0, 0]
    assert table["opening hours: missing"].tolist() == [0, 1, 0, 0, 0, 0]
    middles = [13, 14, 24, 14, 11]
    assert table["opening hours: middle, h"][1] == np.median(middles)


def test_a_place_with_a_gap_is_marked_on_the_sphere_too(towns):
    frame = towns.frame.copy()
    frame.loc[2, "longitude"] = np.nan
    columns = [towns.column("latitude"), towns.column("longitude")]
    found = feature_vectors(frame, columns, positions="sphere", mark_gaps=True)
    vectors = found["vectors"]
    assert found["names"][3:] == ["longitude: missing"]
    assert vectors[:, 3].tolist() == [0, 0, 1, 0, 0, 0]
    assert np.isfinite(vectors).all()


def test_where_nothing_is_missing_nothing_is_marked(towns):
    marked = vectors_of(towns, "people", "land", "opening", mark_gaps=True)
    np.testing.assert_array_equal(marked, vectors_of(towns, "people", "land", "opening"))


@pytest.mark.parametrize(
    ("features", "parameters", "error", "sentence"),
    [
        ([], {}, InvalidRequest, "Choose at least one feature"),
        (["motto"], {}, InvalidRequest, '"motto" is text: encode it with a model'),
        (
            ["people"],
            {"scaling": "log"},
            InvalidParameter,
            "Features: scaling must be 'none' or 'standard' or 'minmax' or 'rank', got 'log'.",
        ),
        (["people"], {"weights": {"people": -1}}, InvalidParameter, "between 0 and 100, got -1."),
        (["people"], {"weights": {"people": 101}}, InvalidParameter, "between 0 and 100, got 101."),
        (["people"], {"weights": {"people": np.nan}}, InvalidParameter, "got nan."),
        (["people"], {"weights": {"people": "2"}}, InvalidParameter, "got '2'."),
        (["people"], {"weights": {"peple": 2}}, UnknownName, "chosen feature called 'peple'. Try"),
        (["people"], {"transforms": {"people": "lg"}}, UnknownName, "transform called 'lg'. Try"),
        (["people"], {"transforms": {"land": "log"}}, UnknownName, "chosen feature called 'land'"),
        (["land"], {"transforms": {"land": "log"}}, InvalidRequest, "is no plain number"),
        (
            ["latitude"],
            {"positions": "sphere"},
            InvalidRequest,
            "needs both latitude and longitude among the features.",
        ),
    ],
)
def test_what_can_not_be_gets_a_sentence(towns, features, parameters, error, sentence):
    with pytest.raises(error) as caught:
        ev.vectorize(towns, features, **parameters)
    assert sentence in str(caught.value)
    assert isinstance(caught.value, EmbedvizError)
