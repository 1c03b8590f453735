"""Cities: every city of 100,000 people or more, and every capital."""

from __future__ import annotations

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.opening import Example, Opening
from embedviz.datasets.shipped import shipped_columns, shipped_table

OPENING = Opening(
    title="Cities",
    to_try="Each city is a list of numbers. **Try this:** add *population* to the features and "
    "see what is close to Vancouver then; now set *scaling* to standard.",
    projection="features",
    color="continent",
    examples=(
        Example("Lisbon, Portugal", "Porto, Portugal", "Athens, Greece"),
        Example("Cairo, Egypt", "Alexandria, Egypt", "Amman, Jordan"),
        Example("London, United Kingdom", "New York City, United States", "Lisbon, Portugal"),
    ),
    icon="public",
    door="Latitude and longitude are already a vector. Add population and see what is close then.",
    headline="Two numbers make every city a place.",
    lesson="Its longitude and latitude are a list of numbers, a **vector**. What has similar "
    "numbers is drawn close together: a map is the oldest drawing of this kind.",
)


def load() -> Dataset:
    """Load the cities, the largest first.

    Latitude, longitude and UTC offset are numbers, population and terrain height whole numbers;
    the temperatures have gaps (NaN) where none is known. ``scripts/make_cities.py`` makes the
    table; ``data/README.md`` says how.
    """
    columns = shipped_columns("cities")
    table = shipped_table("cities.csv")
    return Dataset(
        name="cities",
        title=OPENING.title,
        item="city",
        items="cities",
        frame=table[[column.name for column in columns]],
        labels=tuple(table["label"]),
        columns=columns,
        source="GeoNames (cities15000) and Wikipedia's list of cities by average temperature",
        licence="CC BY 4.0 (GeoNames), CC BY-SA 4.0 (temperatures)",
        default_features=("latitude", "longitude"),
        default_item="Vancouver, Canada",
        opening=OPENING,
    )
