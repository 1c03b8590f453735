"""Cities: every city of 100,000 people or more, and every capital."""

from __future__ import annotations

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.opening import Example, Opening, Poles
from embedviz.datasets.shipped import shipped_table

COLUMNS = (
    Column(
        "latitude", "latitude", "latitude", "°", "Degrees north of the equator; south is negative."
    ),
    Column(
        "longitude", "longitude", "longitude", "°", "Degrees east of Greenwich; west is negative."
    ),
    Column(
        "population",
        "population",
        "number",
        "people",
        "People in the city proper as a rule, without suburbs; the years of the counts differ.",
    ),
    Column(
        "elevation",
        "terrain height",
        "number",
        "m",
        "Height of the ground above the sea at the city's point, from a model of the terrain.",
    ),
    Column(
        "country", "country", "category", note="The country or territory, by its everyday name."
    ),
    Column(
        "continent",
        "continent",
        "category",
        note="One for each country: all of Russia counts as Europe, all of Turkey as Asia.",
    ),
    Column(
        "utc_offset",
        "UTC offset",
        "number",
        "hours",
        "Hours ahead of universal time by the city's clocks in 2024, without daylight saving.",
    ),
    Column(
        "capital",
        "capital",
        "category",
        note="Whether the city is the capital of its country or territory: yes or no.",
    ),
    Column(
        "january",
        "mean January temperature",
        "number",
        "°C",
        "Mean of day and night over many Januaries, known for about 400 of the cities.",
    ),
    Column(
        "july",
        "mean July temperature",
        "number",
        "°C",
        "Mean of day and night over many Julys, known for about 400 of the cities.",
    ),
    Column(
        "year",
        "mean yearly temperature",
        "number",
        "°C",
        "Mean of all months over many years, known for about 400 of the cities.",
    ),
)


OPENING = Opening(
    title="Cities",
    to_try="Each city is a list of numbers. **Try this:** add *population* to the features and "
    "see what is close to Vancouver then; now set *scaling* to standard.",
    projection="features",
    color="continent",
    tries={"features": ["latitude", "longitude", "population"]},
    examples=(
        Example("Lisbon, Portugal", "Porto, Portugal", "Athens, Greece"),
        Example("Cairo, Egypt", "Alexandria, Egypt", "Amman, Jordan"),
        Example("London, United Kingdom", "New York City, United States", "Lisbon, Portugal"),
    ),
    axes=(Poles(("Murmansk, Russia",), ("Khartoum, Sudan",)),),
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
    table = shipped_table("cities.csv")
    return Dataset(
        name="cities",
        title=OPENING.title,
        item="city",
        items="cities",
        frame=table[[column.name for column in COLUMNS]],
        labels=tuple(table["label"]),
        columns=COLUMNS,
        source="GeoNames (cities15000) and Wikipedia's list of cities by average temperature",
        licence="CC BY 4.0 (GeoNames), CC BY-SA 4.0 (temperatures)",
        default_features=("latitude", "longitude"),
        default_item="Vancouver, Canada",
        opening=OPENING,
    )
