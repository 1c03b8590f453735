"""First pictures of well-known tables: each needs no hand."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest

from embedviz.datasets.reading import Understood, read_raw, understood
from embedviz.projections import Projection
from embedviz.projections.features import Features
from embedviz.steps import first_visit
from tests.tables import TABLES


def as_brought(frame: pd.DataFrame, ending: str = "csv") -> Understood:
    file = io.BytesIO()
    write = frame.to_csv if ending == "csv" else frame.to_excel
    write(file, index=False)
    file.seek(0)
    return understood(read_raw(file, f"table.{ending}"))


def first_picture(table: Understood) -> Projection:
    vectors, drawn = first_visit(table.dataset())
    return drawn.method(vectors.space(vectors.step.here()), dimensions=drawn.dimensions)


SEEN = {
    # table: label, colour, first label
    "gapminder": ("country + year", "continent", "Afghanistan, 1952"),
    "penguins": ("", "species", "row 1"),
    "movies": ("Title", "MPAA Rating", None),
    "cars": ("name", "origin", None),
    "airports": ("name", "state", None),
}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", SEEN)
def test_items_have_names_and_colours_in_any_format(name, ending):
    table = as_brought(TABLES[name](), ending)
    label, color, first = SEEN[name]
    dataset = table.dataset()
    assert table.label == label
    assert dataset.opening.color == color
    assert first is None or dataset.labels[0] == first


@pytest.mark.parametrize("name", TABLES)
def test_no_item_stands_alone_at_the_edge_of_a_first_picture(name):
    """Squeezed: a few items far away make all others one heap."""
    seen = first_picture(as_brought(TABLES[name]())).as_seen
    middle = np.quantile(seen, 0.9, axis=0) - np.quantile(seen, 0.1, axis=0)
    assert (np.ptp(seen, axis=0) / middle).max() < 4
    assert len(seen) >= 0.5 * len(TABLES[name]())


def test_logarithms_are_proposed_for_what_spans_powers_of_ten():
    opening = as_brought(TABLES["gapminder"]()).dataset().opening
    assert opening.parameters == {"scaling": "standard", "logs": ("pop", "gdpPercap")}
    assert "logs" not in as_brought(TABLES["penguins"]()).dataset().opening.parameters


def test_where_there_are_zeros_or_losses_ranks_are_proposed():
    for name in ("movies", "superstore"):
        assert as_brought(TABLES[name]()).dataset().opening.parameters["scaling"] == "rank"


def test_places_are_a_map_and_near_is_in_kilometres():
    view = first_picture(as_brought(TABLES["airports"]()))
    assert isinstance(view.method, Features)
    assert [axis.title for axis in view.axes] == ["longitude", "latitude"]
    assert view.space.metric == "haversine"


def test_a_few_facts_beside_a_place_leave_it_a_map():
    frame = TABLES["airports"]()[["latitude", "longitude"]].assign(depth=5.5)
    frame.insert(0, "mag", np.linspace(4, 8, len(frame)))
    table = as_brought(frame)
    assert table.default_features[:2] == ("latitude", "longitude")
    assert isinstance(first_picture(table).method, Features)


def test_the_year_in_which_penguins_were_measured_is_no_measure_of_them():
    assert "year" not in as_brought(TABLES["penguins"]()).default_features
    assert "year" in as_brought(TABLES["gapminder"]()).default_features


def test_features_leave_half_of_the_rows_whole_together():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(200, 12)), columns=list("abcdefghijkl"))
    for place, name in enumerate(frame):
        frame.loc[place * 16 : place * 16 + 32, name] = np.nan
    table = as_brought(frame.assign(full=rng.normal(size=200)))
    chosen = list(table.default_features)
    assert table.frame[chosen].notna().all(axis=1).mean() >= 0.5
    assert "full" in chosen
