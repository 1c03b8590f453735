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


def test_about_5800_cities_with_a_unique_label_each(cities: Dataset) -> None:
    assert 5_000 <= len(cities) <= 5_800
    assert len(set(cities.labels)) == len(cities)
    assert cities.default_item in cities.labels
    assert set(cities.default_features) <= set(cities.frame.columns)
    assert cities.source
    assert cities.licence


def test_every_column_has_a_meaning_and_every_number_a_unit(cities: Dataset) -> None:
    assert list(cities.frame.columns) == [column.name for column in cities.columns]
    for column in cities.columns:
        assert column.title
        assert column.note.endswith(".")
        assert bool(column.unit) == (column.kind != "category")


def test_the_shipped_table_starts_with_name_and_label() -> None:
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
def test_numbers_are_complete_and_in_range(
    cities: Dataset, column: str, low: float, high: float
) -> None:
    assert cities.frame[column].between(low, high).all()


def test_temperatures_are_known_for_over_400_cities_and_plausible(cities: Dataset) -> None:
    known = cities.frame[["january", "july", "year"]].dropna(how="all")
    assert len(known) > 400
    assert known.notna().all(axis=None)
    assert known["january"].between(-45, 35).all()
    assert known["july"].between(-5, 40).all()
    assert (known["year"] <= known[["january", "july"]].max(axis=1) + 6).all()


def test_july_is_warmer_in_the_north_and_colder_in_the_south(cities: Dataset) -> None:
    known = cities.frame.dropna(subset=["january"])
    warming = known["july"] - known["january"]
    assert (warming[known["latitude"] > 25] > 0).all()
    assert (warming[known["latitude"] < -12] < 0).all()


def test_continents_are_six_and_countries_have_one_each(cities: Dataset) -> None:
    assert set(cities.frame["continent"]) == {
        "Africa",
        "Asia",
        "Europe",
        "North America",
        "South America",
        "Oceania",
    }
    pairs = cities.frame[["country", "continent"]].drop_duplicates()
    assert pairs["country"].is_unique


def test_vancouver_and_burnaby_are_as_geonames_has_them(cities: Dataset) -> None:
    vancouver = city(cities, "Vancouver, Canada")
    assert vancouver["population"] == 662_248
    assert vancouver["latitude"] == pytest.approx(49.25, abs=0.005)
    assert vancouver["longitude"] == pytest.approx(-123.12, abs=0.005)
    assert vancouver["latitude"] == pytest.approx(
        parse_degrees("49°15'N", kind="latitude"), abs=0.005
    )
    assert city(cities, "Burnaby")["population"] == 249_125


@pytest.mark.parametrize(
    "label",
    [
        "Vancouver, Canada",
        "Vancouver, United States",
        "Burnaby, Canada",
        "Richmond, Canada",
        "Richmond, Virginia, United States",
        "Richmond, California, United States",
        "Seattle, United States",
        "Santo André, Brazil",
        "Zagreb, Croatia",
        "Rizhao, China",
        "Leshan, China",
        "Xi’an, China",  # as GeoNames writes it
        "New York City, United States",
        "Misato, Japan",
        "Mianzhu, China",
        "Suzhou, Jiangsu, China",
        "Jinzhou, Liaoning, China",
        "Jinzhou, Dalian, China",
    ],
)
def test_these_labels_are_there(cities: Dataset, label: str) -> None:
    assert label in cities.label_index


def test_a_bare_name_of_several_cities_lists_them(cities: Dataset) -> None:
    with pytest.raises(AmbiguousLabel, match=r"Vancouver, Canada; Vancouver, United States"):
        cities.label_index["Vancouver"]


def test_over_190_countries_have_their_capital(cities: Dataset) -> None:
    capitals = cities.frame[cities.frame["capital"] == "yes"]
    assert set(cities.frame["capital"]) == {"yes", "no"}
    assert capitals["country"].nunique() >= 190
    assert capitals["country"].is_unique


@pytest.mark.parametrize(
    "label",
    [
        "Windhoek, Namibia",
        "Vaduz, Liechtenstein",
        "Funafuti, Tuvalu",
        "San Marino, San Marino",
        "Seoul, South Korea",
        "Pyongyang, North Korea",
        "Kinshasa, DR Congo",
        "Brazzaville, Republic of the Congo",
        "Washington, United States",
        "Moscow, Russia",
    ],
)
def test_these_capitals_are_there(cities: Dataset, label: str) -> None:
    assert city(cities, label)["capital"] == "yes"


@pytest.mark.parametrize(
    "section",
    [
        "Arbutus Ridge, Canada",
        "Kowloon, Hong Kong",
        "Setagaya, Japan",
        "Wandsbek, Germany",
        "Sant Martí, Spain",
    ],
)
def test_a_section_of_a_city_is_left_out(cities: Dataset, section: str) -> None:
    assert section not in cities.label_index


@pytest.mark.parametrize(
    "borough", ["Brooklyn", "Queens", "Manhattan", "The Bronx", "Staten Island"]
)
def test_new_yorks_boroughs_stay_as_seats_of_their_counties(cities: Dataset, borough: str) -> None:
    assert f"{borough}, United States" in cities.label_index


@pytest.mark.parametrize("wrong", ["Gorakhpur, Haryana, India", "Puyang, Zhejiang, China"])
def test_a_record_with_another_places_population_is_left_out(cities: Dataset, wrong: str) -> None:
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
def test_utc_offsets_are_of_standard_time(cities: Dataset, label: str, hours: float) -> None:
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
def test_temperatures_are_those_a_reader_knows(
    cities: Dataset, label: str, month: str, low: float, high: float
) -> None:
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
def test_temperatures_are_of_the_right_one_of_two_names(
    cities: Dataset, known: str, unknown: str
) -> None:
    assert pd.isna(city(cities, unknown)["year"])
    assert pd.notna(city(cities, known)["year"])


def test_vancouvers_nearest_by_place_are_within_40_km(cities: Dataset) -> None:
    places = cities.frame[["latitude", "longitude"]].to_numpy(dtype=float)
    _, five = nearest_to_vancouver(cities, places, 5)
    ten, _ = nearest_to_vancouver(cities, places, 10)
    vancouver = city(cities, "Vancouver, Canada")[["latitude", "longitude"]].to_numpy(dtype=float)
    radians = haversine_distances(
        np.radians(five[["latitude", "longitude"]]), np.radians([vancouver])
    )
    assert (radians * EARTH_RADIUS_KM < 40).all()
    assert "Burnaby, Canada" in ten


def test_unscaled_population_drowns_the_place(cities: Dataset) -> None:
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


def test_standardised_seattle_is_near_again(cities: Dataset) -> None:
    vectors = cities.frame[["latitude", "longitude", "population"]].to_numpy(dtype=float)
    labels, _ = nearest_to_vancouver(cities, StandardScaler().fit_transform(vectors), 5)
    assert "Seattle, United States" in labels
