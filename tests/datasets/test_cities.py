"""The cities: what is among them, what they are called, and facts a reader knows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from sklearn.metrics.pairwise import haversine_distances
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

from embedviz.datasets import DATASETS, Dataset
from embedviz.datasets.coordinates import parse_degrees
from embedviz.datasets.shipped import shipped_table
from embedviz.errors import AmbiguousLabel

EARTH_RADIUS_KM = 6371.0088


@pytest.fixture(scope="module")
def cities() -> Dataset:
    return DATASETS["cities"]()


def city(cities: Dataset, label: str) -> pd.Series:
    return cities.frame.iloc[cities.label_index[label]]


def nearest_to_vancouver(
    cities: Dataset, vectors: NDArray[np.float64], k: int
) -> tuple[list[str], pd.DataFrame]:
    """Labels and rows of the ``k`` nearest, by scikit-learn's Euclidean neighbours."""
    vancouver = cities.label_index["Vancouver, Canada"]
    search = NearestNeighbors(n_neighbors=k + 1).fit(vectors)
    found = search.kneighbors(vectors[[vancouver]], return_distance=False)[0]
    others = [index for index in found if index != vancouver]
    assert len(others) == k
    return [cities.labels[index] for index in others], cities.frame.iloc[others]


def test_there_are_about_5800_cities(cities):
    assert 5_000 <= len(cities) <= 5_800


def test_every_column_has_a_meaning_and_every_number_a_unit(cities):
    for column in cities.columns:
        assert column.note
        assert bool(column.unit) == (column.kind != "category")


def test_the_shipped_table_starts_with_name_and_label():
    table = shipped_table("cities.csv")
    expected = "name label latitude longitude population elevation country continent utc_offset"
    assert list(table.columns) == [*expected.split(), "capital", "january", "july", "year"]
    starts = [label.startswith(name) for name, label in zip(table.name, table.label, strict=True)]
    assert all(starts)


@pytest.mark.parametrize(
    ("column", "low", "high"),
    [
        ("latitude", -90, 90),
        ("longitude", -180, 180),
        ("population", 1, 40_000_000),
        ("elevation", -50, 5_500),
        ("utc_offset", -12, 14),
    ],
)
def test_numbers_are_complete_and_in_range(cities, column, low, high):
    assert cities.frame[column].between(low, high).all()


def test_temperatures_are_known_for_over_400_cities_and_plausible(cities):
    known = cities.frame[["january", "july", "year"]].dropna(how="all")
    assert len(known) > 400
    assert known.notna().all(axis=None)
    assert known["january"].between(-45, 35).all()
    assert known["july"].between(-5, 40).all()
    assert (known["year"] <= known[["january", "july"]].max(axis=1) + 6).all()


def test_july_is_warmer_in_the_north_and_colder_in_the_south(cities):
    known = cities.frame.dropna(subset=["january"])
    warming = known["july"] - known["january"]
    assert (warming[known["latitude"] > 25] > 0).all()
    assert (warming[known["latitude"] < -12] < 0).all()


def test_continents_are_six_and_countries_have_one_each(cities):
    six = "Africa, Asia, Europe, North America, South America, Oceania"
    assert set(cities.frame["continent"]) == set(six.split(", "))
    pairs = cities.frame[["country", "continent"]].drop_duplicates()
    assert pairs["country"].is_unique


def test_vancouver_and_burnaby_are_as_geonames_has_them(cities):
    vancouver = city(cities, "Vancouver, Canada")
    assert vancouver["population"] == 662_248
    assert vancouver["latitude"] == pytest.approx(49.25, abs=0.005)
    assert vancouver["longitude"] == pytest.approx(-123.12, abs=0.005)
    assert vancouver["latitude"] == pytest.approx(
        parse_degrees("49°15'N", kind="latitude"), abs=0.005
    )
    assert city(cities, "Burnaby")["population"] == 249_125


EXPECTED = {
    *("Vancouver, Canada", "Vancouver, United States", "Burnaby, Canada", "Richmond, Canada"),
    *("Richmond, Virginia, United States", "Richmond, California, United States"),
    *("Seattle, United States", "New York City, United States", "Santo André, Brazil"),
    *("Zagreb, Croatia", "Rizhao, China", "Leshan, China", "Misato, Japan", "Mianzhu, China"),
    "Xi’an, China",  # as GeoNames writes it
    *("Suzhou, Jiangsu, China", "Jinzhou, Liaoning, China", "Jinzhou, Dalian, China"),
}
CAPITALS = {
    *("Windhoek, Namibia", "Vaduz, Liechtenstein", "Funafuti, Tuvalu", "San Marino, San Marino"),
    *("Seoul, South Korea", "Pyongyang, North Korea", "Kinshasa, DR Congo"),
    *("Brazzaville, Republic of the Congo", "Washington, United States", "Moscow, Russia"),
}


def test_the_cities_that_are_talked_about_are_there(cities):
    assert {*cities.labels} >= EXPECTED


def test_a_bare_name_of_several_cities_lists_them(cities):
    with pytest.raises(AmbiguousLabel, match=r"Vancouver, Canada; Vancouver, United States"):
        cities.label_index["Vancouver"]


def test_over_190_countries_have_their_capital(cities):
    capitals = cities.frame[cities.frame["capital"] == "yes"]
    assert set(cities.frame["capital"]) == {"yes", "no"}
    assert capitals["country"].nunique() >= 190
    assert capitals["country"].is_unique
    assert {cities.labels[row] for row in capitals.index} >= CAPITALS


SECTIONS = (
    *("Arbutus Ridge, Canada", "Kowloon, Hong Kong", "Setagaya, Japan"),
    *("Wandsbek, Germany", "Sant Martí, Spain"),
)


def test_sections_of_a_city_are_left_out(cities):
    assert not {*SECTIONS} & {*cities.labels}


def test_new_yorks_boroughs_stay_as_seats_of_their_counties(cities):
    boroughs = ("Brooklyn", "Queens", "Manhattan", "The Bronx", "Staten Island")
    assert {f"{borough}, United States" for borough in boroughs} <= {*cities.labels}


@pytest.mark.parametrize("wrong", ["Gorakhpur, Haryana, India", "Puyang, Zhejiang, China"])
def test_a_record_with_another_places_population_is_left_out(cities, wrong):
    assert wrong not in cities.label_index
    right = wrong.partition(",")[0]
    assert cities.labels[cities.label_index[right]].count(",") == 1


@pytest.mark.parametrize(
    ("label", "hours"),
    [
        ("Vancouver, Canada", -8),
        ("Kathmandu, Nepal", 5.75),
        ("Sydney, Australia", 10),
        ("Dublin, Ireland", 0),
        ("Rabat, Morocco", 1),
        ("Santiago, Chile", -4),
        ("London, United Kingdom", 0),
        ("Windhoek, Namibia", 2),
    ],
)
def test_utc_offsets_are_of_standard_time(cities, label, hours):
    assert city(cities, label)["utc_offset"] == hours


@pytest.mark.parametrize(
    ("label", "month", "low", "high"),
    [
        ("Singapore, Singapore", "january", 26, 27),
        ("Moscow, Russia", "january", -10, -5),
        ("Yakutsk, Russia", "january", -42, -35),
        ("Vancouver, Canada", "year", 10, 11),
        ("Seattle, United States", "july", 18, 20),
        ("Sydney, Australia", "july", 11, 14),
        ("Washington, United States", "july", 25, 28),
        ("Hong Kong, Hong Kong", "january", 15, 18),
        ("Colombo, Sri Lanka", "year", 26, 29),
        ("Praia, Cape Verde", "year", 23, 26),
    ],
)
def test_temperatures_are_those_a_reader_knows(cities, label, month, low, high):
    assert low <= city(cities, label)[month] <= high


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("Columbus, Ohio, United States", "Columbus, Georgia, United States"),
        ("Kansas City, Missouri, United States", "Kansas City, Kansas, United States"),
        ("Sydney, Australia", "Sydney, Canada"),
        ("Hamilton, New Zealand", "Hamilton, Canada"),
    ],
)
def test_temperatures_are_of_the_right_one_of_two_names(cities, known, unknown):
    assert pd.isna(city(cities, unknown)["year"])
    assert pd.notna(city(cities, known)["year"])


def test_vancouvers_nearest_by_place_are_within_40_km(cities):
    places = cities.frame[["latitude", "longitude"]].to_numpy(dtype=float)
    _, five = nearest_to_vancouver(cities, places, 5)
    ten, _ = nearest_to_vancouver(cities, places, 10)
    vancouver = city(cities, "Vancouver, Canada")[["latitude", "longitude"]].to_numpy(dtype=float)
    radians = haversine_distances(
        np.radians(five[["latitude", "longitude"]]), np.radians([vancouver])
    )
    assert (radians * EARTH_RADIUS_KM < 40).all()
    assert "Burnaby, Canada" in ten


def test_unscaled_population_drowns_the_place(cities):
    vectors = cities.frame[["latitude", "longitude", "population"]].to_numpy(dtype=float)
    labels, rows = nearest_to_vancouver(cities, vectors, 5)
    assert labels[:4] == [
        "Santo André, Brazil",
        "Rizhao, China",
        "Leshan, China",
        "Zagreb, Croatia",
    ]
    assert (abs(rows["population"] / 662_248 - 1) < 0.01).all()
    assert (rows["continent"] != "North America").all()


def test_standardised_seattle_is_near_again(cities):
    vectors = cities.frame[["latitude", "longitude", "population"]].to_numpy(dtype=float)
    labels, _ = nearest_to_vancouver(cities, StandardScaler().fit_transform(vectors), 5)
    assert "Seattle, United States" in labels
