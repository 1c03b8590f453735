"""plot: a projection as a figure."""

from __future__ import annotations

import importlib
import inspect
import itertools

import numpy as np
import plotly.graph_objects as go
import pytest

import embedviz as ev
from embedviz.plotting.figure import marker_size
from embedviz.plotting.palette import THEMES, in_theme
from embedviz.space import VectorSpace

EVERY_COLUMN = ["latitude", "longitude", "people", "land", "known_for", "opening"]


@pytest.fixture(params=[2, 3], ids=["2D", "3D"])
def view(request, towns):
    space = ev.vectorize(towns, EVERY_COLUMN, scaling="standard")
    return ev.project(space, "pca", dimensions=request.param)


def points_of(figure):
    return next(trace for trace in figure.data if trace.name == "items")


def lines_of(figure):
    """Give the start and end of every line of the figure's line traces."""
    lines = []
    for trace in figure.data:
        if trace.mode == "lines":
            ends = list(zip(*(trace[name] for name in "xyz" if name in trace), strict=True))
            parted = itertools.groupby(ends, key=lambda end: end[0] is None)
            lines += [list(run) for is_gap, run in parted if not is_gap]
    return lines


def test_every_item_is_drawn_where_the_projection_says(view):
    points = points_of(ev.plot(view))
    drawn = np.stack([points[name] for name in "xyz"[: view.dimensions]], axis=1)
    np.testing.assert_array_equal(drawn, view.coordinates)
    assert points.type == {2: "scattergl", 3: "scatter3d"}[view.dimensions]


def test_plot_keeps_its_signature_whatever_was_imported_before(view):
    importlib.import_module("embedviz.plotting.figure")
    for _ in range(2):
        assert isinstance(ev.plot(view), go.Figure)
    assert next(iter(inspect.signature(ev.plot).parameters)) == "view"


def test_a_figure_is_plotlys_own_and_can_be_written_down(view):
    figure = ev.plot(view, color="land", highlight="Quito")
    assert isinstance(figure, go.Figure)
    assert go.Figure(figure.to_dict()) == figure


@pytest.mark.parametrize("k", [1, 3, 5])
def test_a_highlight_draws_a_line_to_each_of_the_k_nearest(view, k):
    item = "Vancouver, Canada"
    figure = ev.plot(view, highlight=item, k=k)
    near = view.space.neighbors(item, k)["index"]
    expected = [
        [tuple(map(float, view.coordinates[row])) for row in (view.space.index_of(item), other)]
        for other in near
    ]
    assert lines_of(figure) == expected


def test_the_marks_of_a_highlight_name_the_item_and_its_neighbours_with_distances(view):
    figure = ev.plot(view, highlight="Vancouver, Canada", k=2)
    table = view.space.neighbors("Vancouver, Canada", 2)
    others, item = [trace for trace in figure.data if trace.customdata is not None]
    assert list(item.customdata) == ["Vancouver, Canada"]
    for said, label, distance in zip(
        others.customdata, table["label"], table["distance"], strict=True
    ):
        name, number = said.split("  ")
        assert name == label
        assert float(number) == pytest.approx(distance, rel=0.01)


def test_a_distance_on_the_earth_has_its_unit(towns):
    space = ev.vectorize(towns, metric="haversine")
    figure = ev.plot(ev.project(space, "features"), highlight="Quito", k=1)
    assert any(note.text.endswith(" km") for note in figure.layout.annotations)


def test_the_labels_of_marked_items_stand_at_their_points(view):
    figure = ev.plot(view, highlight="Quito", k=1)
    notes = (figure.layout if view.dimensions == 2 else figure.layout.scene).annotations
    quito = next(note for note in notes if note.text == "Quito, Ecuador")
    place = [quito[name] for name in "xyz"[: view.dimensions]]
    np.testing.assert_allclose(place, view.coordinates[5], rtol=1e-6)


def test_an_analogy_is_drawn_as_two_arrows_to_the_answer_and_two_sides(plane):
    view = ev.project(plane, "pca")
    figure = ev.plot(view, analogy=("man", "king", "woman"))
    man, king, woman, queen = (
        tuple(map(float, view.coordinates[plane.index_of(word)]))
        for word in ("man", "king", "woman", "queen")
    )
    assert lines_of(figure) == [[man, king], [woman, queen], [man, woman], [king, queen]]


def test_an_analogy_in_3d_is_drawn_as_well(rng):
    space = VectorSpace(rng.normal(size=(9, 5)), list("abcdefghi"))
    figure = ev.plot(ev.project(space, "pca", dimensions=3), analogy="abc")
    assert len(lines_of(figure)) == 4


def test_an_analogy_of_two_says_how_many_it_needs(plane):
    with pytest.raises(ev.InvalidRequest, match="An analogy needs three items"):
        ev.plot(ev.project(plane, "pca"), analogy=("man", "king"))


@pytest.mark.parametrize("color", [*EVERY_COLUMN, "motto", "quality", None])
def test_every_column_can_be_the_colour(view, color):
    figure = ev.plot(view, color=color)
    points = points_of(figure)
    assert len(points.x) == len(view.space)
    if color in ("land", "known_for", "motto"):
        named = [trace.name for trace in figure.data if trace.showlegend]
        assert set(points.marker.color) == {
            trace.marker.color for trace in figure.data if trace.showlegend
        }
        assert len(named) == len(set(named)) > 1
    elif color is not None:
        assert len(points.marker.color) == len(view.space)
        assert points.marker.showscale


def test_a_number_gives_the_colour_bar_its_title_with_unit(view):
    points = points_of(ev.plot(view, color="latitude"))
    assert points.marker.colorbar.title.text == "latitude, °"


def test_the_legend_counts_as_many_traces_as_categories_and_the_points_are_one(view):
    figure = ev.plot(view, color="land")
    assert [trace.name for trace in figure.data if trace.showlegend] == [
        "Canada",
        "United States",
        "Australia",
        "Ecuador",
    ]
    assert figure.layout.legend.title.text == "country"


def test_a_logarithm_is_a_logarithmic_axis_and_labels_stand_on_it(towns):
    space = ev.vectorize(towns, ["people", "latitude"], transforms={"people": "log"})
    figure = ev.plot(ev.project(space, "features"), highlight="Quito", k=1)
    assert (figure.layout.xaxis.type, figure.layout.yaxis.type) == ("linear", "log")
    assert figure.layout.yaxis.title.text == "population, people"
    quito = next(note for note in figure.layout.annotations if note.text == "Quito, Ecuador")
    # On such an axis Plotly takes an annotation's place as the exponent, a point's as the number.
    assert quito.y == pytest.approx(np.log10(1_763_275))
    assert points_of(figure).y[5] == pytest.approx(1_763_275)


def test_zooming_in_on_a_logarithmic_axis_gives_exponents(towns):
    space = ev.vectorize(towns, ["people", "latitude"], transforms={"people": "log"})
    figure = ev.plot(ev.project(space, "features"), highlight="Quito", k=2, zoom=True)
    low, high = figure.layout.yaxis.range
    assert low < np.log10(1_763_275) < high < 9


@pytest.mark.parametrize("k", [1, 4])
def test_zoom_shows_the_item_and_its_neighbours_and_not_everything(view, k):
    figure = ev.plot(view, highlight="Quito", k=k, zoom=True)
    frame = figure.layout if view.dimensions == 2 else figure.layout.scene
    marked = [5, *view.space.neighbors("Quito", k)["index"]]
    for name, values in zip(("xaxis", "yaxis", "zaxis"), view.coordinates.T, strict=False):
        low, high = frame[name].range
        assert (low < values[marked]).all()
        assert (values[marked] < high).all()


def test_a_map_keeps_its_proportions_and_longitude_runs_to_the_right(towns):
    figure = ev.plot(ev.project(ev.vectorize(towns), "features"))
    assert figure.layout.xaxis.title.text == "longitude, °"
    assert figure.layout.yaxis.scaleanchor == "x"
    assert figure.layout.yaxis.scaleratio == pytest.approx(1.3)


def test_axes_that_mean_nothing_have_no_numbers_and_the_same_scale(rng):
    space = VectorSpace(rng.normal(size=(100, 5)), [f"item {row}" for row in range(100)])
    figure = ev.plot(ev.project(space, "tsne"))
    assert not figure.layout.xaxis.showticklabels
    assert not figure.layout.xaxis.title.text
    assert (figure.layout.yaxis.scaleanchor, figure.layout.yaxis.scaleratio) == ("x", 1)


def test_the_axes_of_a_pca_say_how_much_they_explain(view):
    figure = ev.plot(view)
    frame = figure.layout if view.dimensions == 2 else figure.layout.scene
    assert "%" in frame.xaxis.title.text


def test_light_and_dark_differ_in_ink_and_lightness_and_not_in_the_data(view):
    light, dark = (ev.plot(view, color="land", theme=name) for name in ("light", "dark"))
    assert light.layout.font.color == THEMES["light"].ink
    assert dark.layout.font.color == THEMES["dark"].ink
    in_light, in_dark = points_of(light), points_of(dark)
    assert [in_theme(hue, "dark") for hue in in_light.marker.color] == list(in_dark.marker.color)
    assert in_light.update(marker_color=None) == in_dark.update(marker_color=None)


def test_an_unknown_theme_gets_the_nearest_name(view):
    with pytest.raises(ev.UnknownName, match=r"no theme called 'drak'\. Try dark"):
        ev.plot(view, theme="drak")


def test_an_unknown_item_gets_the_closest(view):
    with pytest.raises(ev.UnknownLabel, match="Quito, Ecuador"):
        ev.plot(view, highlight="Quitto")


def test_more_neighbours_than_there_are_items_is_refused(view):
    with pytest.raises(ev.InvalidParameter, match="only 6 items"):
        ev.plot(view, highlight="Quito", k=6)


def test_points_are_smaller_when_there_are_more_of_them():
    sizes = [marker_size(n) for n in (1, 100, 5_000, 100_000, 10**7)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] <= 11
    assert sizes[-1] >= 2


def test_groups_that_lie_together_are_named_in_their_midst(digits_space):
    view = ev.project(digits_space.take(range(600)), "tsne")
    figure = ev.plot(view, color="digit")
    groups = view.space.dataset.frame["digit"].astype(str).to_numpy()
    notes = [note for note in figure.layout.annotations if note.text.startswith("<b>")]
    assert len(notes) >= 6
    for note in notes:
        middle = np.median(view.coordinates[groups == note.text[3:-4]], axis=0)
        np.testing.assert_allclose([note.x, note.y], middle, rtol=1e-5)


@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("color", ["heap", "tags", "size", None])
@pytest.mark.parametrize("marked", [{}, {"highlight": 0, "k": 3}, {"analogy": (0, 1, 2)}])
def test_labels_titles_and_categories_stay_letters(
    evil_view, raw_markup, dimensions, color, marked
):
    view = evil_view(dimensions)
    labels = view.space.labels
    asked = {
        name: labels[value] if name == "highlight" else value if name == "k"
        else [labels[row] for row in value]
        for name, value in marked.items()
    }  # fmt: skip
    assert raw_markup(ev.plot(view, color=color, **asked)) == []


@pytest.mark.parametrize("dimensions", [2, 3])
def test_features_that_are_axes_stay_letters(evil, raw_markup, dimensions):
    evil.frame["third"] = range(8)
    columns = (*evil.columns, type(evil.columns[0])("third", "<b>third</b>", "number"))
    third = type(evil)("evil", evil.frame, evil.labels, columns)
    space = ev.vectorize(third, ["size", "age", "third"])
    assert raw_markup(ev.plot(ev.project(space, "features", dimensions=dimensions))) == []
