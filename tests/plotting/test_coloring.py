"""From a column to colours."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.datasets import Column, Dataset
from embedviz.plotting.bundle import color_bundle
from embedviz.plotting.coloring import KEPT, OTHER, OUTSIDE, coloring
from embedviz.plotting.palette import CATEGORY_COLORS, THEMES, in_theme
from embedviz.space import VectorSpace
from embedviz.space.groups import named_clusters

LIGHT = THEMES["light"]


def colored(values, kind="category", unit=""):
    """Colour as many points on a line as there are values by one column that holds these."""
    labels = tuple(f"item {row}" for row in range(len(values)))
    frame = pd.DataFrame({"fact": values})
    dataset = Dataset("facts", frame, labels, (Column("fact", "a fact", kind, unit),))
    vectors = np.arange(2 * len(values)).reshape(-1, 2)
    space = VectorSpace(vectors, labels, dataset=dataset)
    return coloring(ev.project(space, "features"), "fact", LIGHT)


@pytest.fixture
def view(towns):
    return ev.project(ev.vectorize(towns, ["people", "latitude"]), "features")


def test_without_a_column_all_points_are_alike(view):
    alike = coloring(view, None, LIGHT)
    assert set(alike.values) == {CATEGORY_COLORS[0]}
    assert (alike.title, alike.legend) == ("", {})


def test_the_most_frequent_category_has_the_first_colour():
    found = colored(["b", "a", "b", "c", "a", "b"])
    assert list(found.legend.items()) == list(zip("bac", CATEGORY_COLORS, strict=False))
    assert list(found.values) == [found.legend[name] for name in "babcab"]


def test_equally_frequent_categories_come_in_the_order_of_the_alphabet():
    assert list(colored(["c", "a", "b"]).legend) == ["a", "b", "c"]


def test_ten_categories_have_a_colour_each_and_an_eleventh_that_of_the_farthest():
    found = colored([f"kind {each:02}" for each in range(11)])
    assert list(found.legend.values())[:10] == list(CATEGORY_COLORS)
    assert found.legend["kind 10"] == CATEGORY_COLORS[0]  # they lie on a line, in order


def test_of_many_categories_none_is_grey_and_neighbours_differ():
    found = colored([f"kind {each:02}" for each in range(77)])
    assert OTHER not in found.legend
    hues = list(found.legend.values())
    assert set(hues) == set(CATEGORY_COLORS)
    assert all(one != after for one, after in pairwise(hues))


def test_of_very_many_categories_the_least_frequent_are_drawn_as_other():
    values = [f"kind {each}" for each in range(300) for _ in range(1 + (each < 250))]
    found = colored(values)
    assert list(found.legend) == [*sorted({f"kind {each}" for each in range(250)}), OTHER]
    assert set(found.values[np.array(values) == "kind 270"]) == {LIGHT.other}
    assert set(found.groups[np.array(values) == "kind 270"]) == {OTHER}


def test_on_a_dark_ground_each_category_has_the_same_hue_lighter(view):
    light, dark = (coloring(view, "land", theme) for theme in THEMES.values())
    assert [in_theme(hue, "dark") for hue in light.legend.values()] == list(dark.legend.values())
    assert not set(light.legend.values()) & set(dark.legend.values())


def test_a_category_that_is_itself_called_other_is_drawn_as_other():
    found = colored(["other", "other", "a"])
    assert found.legend == {"a": CATEGORY_COLORS[0], OTHER: LIGHT.other}


def test_digits_come_in_their_own_order_however_frequent():
    assert list(colored(["10", "9", "9", "2"]).legend) == ["2", "9", "10"]


def test_signs_that_only_look_like_digits_are_no_numbers():
    assert set(colored(["²", "①", "5"]).legend) == {"²", "①", "5"}


def test_an_item_without_a_value_is_not_known():
    assert "not known" in colored(["a", None, "a"]).legend


def test_a_set_is_coloured_by_its_first_member():
    assert list(colored(["Sitcom; Drama", "Sitcom", ""], "set").groups) == [
        "Sitcom",
        "Sitcom",
        "not known",
    ]


def test_a_range_is_coloured_by_its_middle():
    np.testing.assert_array_equal(
        colored(["22–24", "45", None], "range", "min").values, [23, 45, np.nan]
    )


def test_a_number_is_its_own_colour_and_the_title_has_the_unit():
    found = colored([1.0, 2.0, 3.0], "number", "m")
    np.testing.assert_array_equal(found.values, [1, 2, 3])
    assert (found.title, found.legend, found.ticks) == ("a fact, m", {}, None)


def test_a_skewed_number_is_coloured_by_its_logarithm_with_ticks_in_numbers():
    people = [10.0, 20.0, 30.0, 40.0, 1_000_000.0]
    found = colored(people, "number", "people")
    np.testing.assert_allclose(found.values, np.log10(people))
    assert found.ticks == (
        [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        ["10", "100", "1,000", "10,000", "100,000", "1,000,000"],
    )


@pytest.mark.parametrize("values", [[0.0, 1.0, 2.0, 1e6], [-5.0, 1.0, 2.0, 1e6], [np.nan] * 3])
def test_numbers_that_have_no_logarithm_stay_as_they_are(values):
    np.testing.assert_array_equal(colored(values, "number").values, values)


def test_quality_colours_each_item_by_what_the_picture_keeps_of_its_neighbourhood(view):
    found = coloring(view, "quality", LIGHT)
    np.testing.assert_allclose(found.values, view.quality.overlap)
    assert found.title == KEPT


def test_an_unknown_column_gets_the_nearest_name(view):
    with pytest.raises(ev.UnknownName, match=r"no column called 'lant'\. Try land"):
        coloring(view, "lant", LIGHT)


def lands(names):
    """Draw towns that lie in these lands."""
    labels = tuple(f"town {row}" for row in range(len(names)))
    frame = pd.DataFrame({"land": names, "known for": [f"{name}; more" for name in names]})
    columns = (Column("land", "land", "category"), Column("known for", "known for", "set"))
    dataset = Dataset("towns", frame, labels, columns)
    vectors = np.arange(2 * len(names)).reshape(-1, 2)
    return VectorSpace(vectors, labels, dataset=dataset)


@pytest.mark.parametrize("column", ["land", "known for"])
def test_a_group_keeps_its_colour_in_a_part_whatever_is_frequent_there(column):
    space = lands([*"aaabbc"])
    whole = coloring(ev.project(space, "features"), column, LIGHT)
    part = coloring(ev.project(space.take([5, 4]).take([1, 0]), "features"), column, LIGHT)
    assert list(part.legend) == ["b", "c"]
    assert part.legend == {name: whole.legend[name] for name in "bc"}


def test_continents_have_the_same_colours_on_the_home_map_as_on_the_page_of_cities():
    cities = ev.load_dataset("cities")
    whole, part = (
        coloring(ev.project(ev.vectorize(each), "features"), "continent", LIGHT)
        for each in (cities, cities.take(range(600)))
    )
    assert part.legend == whole.legend


def test_the_most_frequent_of_many_groups_keep_their_colours_and_few_that_are_here_all_differ():
    space = lands([f"land {each:02}" for each in range(30) for _ in range(30 - each)])
    whole = coloring(ev.project(space, "features"), "land", LIGHT)
    rows = [0, 30, len(space) - 1, len(space) - 2]
    part = coloring(ev.project(space.take(rows), "features"), "land", LIGHT)
    assert OTHER not in part.legend
    assert {name: part.legend[name] for name in ("land 00", "land 01")} == {
        name: whole.legend[name] for name in ("land 00", "land 01")
    }
    assert len(set(part.legend.values())) == 4


def heaps(names=None):
    """Two heaps of four points on a line, with a stray that stands in none."""
    places = [0, 1, 2, 3, 50, 51, 52, 53, 900]
    space = VectorSpace([[place, 0] for place in places], list("abcdefghi"))
    found = named_clusters(
        space,
        np.array([0, 0, 0, 0, 1, 1, 1, 1, -1]),
        np.array([0, 0, 1, 1, 2, 2, 2, 2, -1]),
    )
    return ev.project(space, "pca"), found.renamed(names or {})


def test_clusters_are_coloured_and_named_by_their_names():
    view, found = heaps({"1": "first heap"})
    drawn = coloring(view, found, LIGHT)
    assert list(drawn.legend) == ["first heap", found.names[1], OUTSIDE]
    assert drawn.legend[OUTSIDE] == LIGHT.other
    assert drawn.groups.tolist() == [*["first heap"] * 4, *[found.names[1]] * 4, OUTSIDE]
    header = color_bundle(drawn)
    assert b"first heap" in header.data
    assert ev.plot(view, color=found).data[1].name == "first heap"


def test_parts_of_clusters_travel_with_the_cluster_of_each():
    view, found = heaps()
    finer = coloring(view, found, LIGHT).finer
    assert finer.names == found.finer.names
    assert [finer.within[code] for code in finer.codes[:8]] == [0] * 4 + [1] * 4
    assert finer.codes[8] == np.iinfo(np.uint16).max


def test_items_that_were_not_there_when_clusters_were_found_stand_in_none():
    view, found = heaps()
    part = ev.find_clusters(view.space.take(range(8)), "kmeans", n_clusters=2)
    assert coloring(view, part, LIGHT).groups[8] == OUTSIDE
    fewer = ev.project(view.space.take([4, 0, 8]), "pca")
    assert coloring(fewer, found, LIGHT).groups.tolist() == [*found.names[::-1], OUTSIDE]
