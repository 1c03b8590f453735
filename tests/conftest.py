"""What several tests need: a seeded generator, tiny spaces, a table with every kind of column."""

from __future__ import annotations

import os
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from embedviz.datasets import Column, Dataset
from embedviz.space import VectorSpace

# Nothing of another run, or of a visitor of this machine, is found again.
os.environ["EMBEDVIZ_CACHE_MEGABYTES"] = "0"

settings.register_profile(
    "embedviz",
    deadline=None,  # the first call of a library may take seconds
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("embedviz")


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


@pytest.fixture
def notebook(monkeypatch) -> list[dict[str, str]]:
    """Stand in for a notebook's kernel; give what is shown below the cell, by MIME type."""
    shown: list[dict[str, str]] = []
    display = ModuleType("IPython.display")
    display.display = lambda bundle, *, raw: shown.append(bundle) if raw else None
    ipython = ModuleType("IPython")
    ipython.get_ipython = lambda: SimpleNamespace(kernel="here")
    ipython.display = display
    monkeypatch.setitem(sys.modules, "anywidget", None)  # a notebook without the extra
    monkeypatch.delitem(sys.modules, "embedviz.plotting.widget", raising=False)
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    return shown


@pytest.fixture
def plane() -> VectorSpace:
    """Six items in the plane; a king is to a queen here as a man is to a woman."""
    return VectorSpace(
        [[1, 1], [4, 1], [1, 5], [4, 5], [9, 0], [4, 2]],
        ["man", "woman", "king", "queen", "apple", "girl"],
        feature_names=("gender", "rank"),
    )


@pytest.fixture
def towns() -> Dataset:
    """Six towns, three of them called Richmond, with one column of every kind."""
    return Dataset(
        "towns",
        pd.DataFrame(
            {
                "latitude": [49.17, 37.55, -37.82, 49.26, 45.64, -0.22],
                "longitude": [-123.14, -77.46, 145.00, -123.11, -122.66, -78.51],
                "people": [209_937, 226_610, 28_587, 662_248, 190_915, 1_763_275],
                "land": [
                    "Canada",
                    "United States",
                    "Australia",
                    "Canada",
                    "United States",
                    "Ecuador",
                ],
                "known_for": ["rice; sea", "river", "pub; river", "sea; rain", "river; rain", ""],
                "opening": ["9–17", "8–16", "10–18", "24", "8–20", "7–15"],
                "motto": [
                    "Child of the Fraser",
                    "Thus it is",
                    "By the Yarra",
                    "By sea and land",
                    "In the shade of a fort",
                    "The middle of the world",
                ],
            }
        ),
        (
            "Richmond, Canada",
            "Richmond, United States",
            "Richmond, Australia",
            "Vancouver, Canada",
            "Vancouver, United States",
            "Quito, Ecuador",
        ),
        (
            Column("latitude", "latitude", "latitude", "°"),
            Column("longitude", "longitude", "longitude", "°"),
            Column("people", "population", "number", "people"),
            Column("land", "country", "category"),
            Column("known_for", "known for", "set"),
            Column("opening", "opening hours", "range", "h"),
            Column("motto", "motto", "text"),
        ),
        title="Towns",
        item="town",
        items="towns",
        default_features=("latitude", "longitude"),
        default_item="Vancouver, Canada",
    )


@pytest.fixture
def gappy(towns: Dataset) -> Dataset:
    """The towns, with one gap in the population, two in the country, one in the hours."""
    frame = towns.frame.copy()
    frame["people"] = frame["people"].astype(float)
    frame.loc[2, "people"] = np.nan
    frame.loc[[0, 4], "land"] = None
    frame.loc[1, "opening"] = None
    return Dataset("gappy", frame, towns.labels, towns.columns, title="Towns", item="town")


@pytest.fixture(scope="session")
def digits() -> Dataset:
    from embedviz.datasets.digits import load

    return load()


@pytest.fixture(scope="session")
def digits_space(digits: Dataset) -> VectorSpace:
    """All 1,797 digits as 64 pixels, Euclidean."""
    return VectorSpace(digits.images.reshape(len(digits), -1), digits.labels, dataset=digits)
