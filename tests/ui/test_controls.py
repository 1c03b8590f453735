"""Controls: what each offers, and the request that comes of it."""

from __future__ import annotations

import pytest

from embedviz.embedders.features import Features
from embedviz.plotting.bundle import graph_width
from embedviz.projections import PROJECTIONS
from embedviz.space import METRICS
from embedviz.steps import ProjectionRequest

COMPUTED = ("features", "pca", "umap", "tsne")


def features_page(name):
    import streamlit as st

    from embedviz.ui.choosing import choose_embedder
    from embedviz.ui.results import dataset_named
    from embedviz.ui.state import Page

    st.session_state["request"] = choose_embedder(Page("t"), dataset_named(name))


def view_page(default="pca", name="cities"):
    from dataclasses import replace

    import streamlit as st

    from embedviz.embedders.first import first_embedder
    from embedviz.ui.choosing import choose_projection
    from embedviz.ui.results import dataset_named
    from embedviz.ui.state import Page

    dataset = dataset_named(name)
    dataset = replace(dataset, opening=replace(dataset.opening, projection=default))
    st.session_state["request"] = choose_projection(Page("t"), dataset, first_embedder(dataset))


def question_page(most):
    import streamlit as st

    from embedviz.ui.controls import choose_color, held_k
    from embedviz.ui.results import dataset_named
    from embedviz.ui.state import Page

    page = Page("t")
    st.session_state["k"] = held_k(page, most)
    st.session_state["color"] = choose_color(page, dataset_named("cities").features, "continent")


def knobs_page():
    from dataclasses import dataclass

    import streamlit as st

    from embedviz.parameters import parameter
    from embedviz.ui.controls import choose_parameters
    from embedviz.ui.state import Page

    @dataclass(frozen=True, kw_only=True)
    class Brush:
        dries: bool = parameter(True, "Dries", help="Whether strokes mix.")
        motto: str = parameter("more", "Motto", longest=12, help="Said aloud.")
        story: str = parameter("once", "Story", longest=90, lines=4, help="Read aloud.")
        owner: str = "nobody"

    st.session_state["brush"] = choose_parameters(Brush, Page("t.brush"), owner="me")


@pytest.fixture
def cities(run):
    return run(features_page, name="cities")


def keys_of(at, kind):
    return [widget.key for widget in at.get(kind)]


def test_a_first_visit_has_the_data_sets_default_features(cities):
    assert cities.session_state["request"] == Features(features=("latitude", "longitude"))


def test_features_stay_in_the_order_of_choosing(cities):
    cities.multiselect(key="t.features").set_value(["population", "latitude"]).run()
    assert cities.session_state["request"].features == ("population", "latitude")


def test_each_control_changes_its_part_of_the_request_and_no_other(cities):
    cities.selectbox(key="t.scaling").set_value("rank").run()
    cities.selectbox(key="t.metric").set_value("manhattan").run()
    cities.slider(key="t.weight.latitude").set_value(2.5).run()
    cities.selectbox(key="t.positions").set_value("sphere").run()
    assert cities.session_state["request"] == Features(
        features=("latitude", "longitude"),
        scaling="rank",
        metric="manhattan",
        weights=(("latitude", 2.5),),
        positions="sphere",
    )


def test_haversine_is_offered_only_where_there_are_latitude_and_longitude(cities):
    offered = cities.selectbox(key="t.metric").options
    assert len(offered) == len(METRICS)
    cities.multiselect(key="t.features").set_value(["latitude", "population"]).run()
    assert len(cities.selectbox(key="t.metric").options) == len(METRICS) - 1


def test_a_chosen_haversine_gives_way_when_longitude_goes(cities):
    cities.selectbox(key="t.metric").set_value("haversine").run()
    assert "t.positions" not in keys_of(cities, "selectbox")
    cities.multiselect(key="t.features").set_value(["latitude"]).run()
    assert not cities.exception
    assert cities.session_state["request"].metric == "euclidean"


def test_a_logarithm_is_offered_of_what_is_positive(cities):
    cities.multiselect(key="t.features").set_value(["population", "latitude"]).run()
    assert cities.pills(key="t.logs").options == ["population"]
    cities.pills(key="t.logs").set_value(["population"]).run()
    assert cities.session_state["request"].logs == ("population",)


def test_the_logarithm_of_a_skewed_feature_is_one_click_away(cities):
    def folded():
        return [each.key for fold in cities.expander for each in fold.button_group]

    cities.multiselect(key="t.features").set_value(["population"]).run()
    assert cities.pills(key="t.logs").options == ["population"]
    assert "t.logs" not in folded()  # a few cities are a hundred times the usual one
    cities.multiselect(key="t.features").set_value(["july"]).run()
    assert "t.logs" in folded()


def test_gaps_are_counted_and_the_visitor_says_what_to_do(cities):
    assert "t.missing" not in keys_of(cities, "selectbox")
    cities.multiselect(key="t.features").set_value(["latitude", "january"]).run()
    if "t.missing" not in keys_of(cities, "selectbox"):
        pytest.fail("January's temperature has gaps, and nobody asks what to do with them")
    asked = cities.selectbox(key="t.missing")
    said = asked.label.replace("\\", "")
    assert said == "Rows without a value: mean January temperature (5,353)"
    assert cities.session_state["request"].missing != "error"


def test_a_feature_that_goes_takes_its_weight_along(cities):
    cities.slider(key="t.weight.longitude").set_value(3.0).run()
    cities.multiselect(key="t.features").set_value(["latitude"]).run()
    assert cities.session_state["request"].weights == ()


def test_a_first_visit_has_the_default_picture(run):
    at = run(view_page)
    assert at.session_state["request"] == ProjectionRequest(PROJECTIONS["pca"](), 2, 42)


@pytest.mark.parametrize("name", COMPUTED)
def test_every_projection_can_be_chosen_with_its_parameters(run, name):
    at = run(view_page)
    at.selectbox(key="t.projection").set_value(name).run()
    assert at.session_state["request"].method == PROJECTIONS[name]()


def test_a_slider_sets_the_parameter_it_names(run):
    at = run(view_page, default="umap")
    at.select_slider(key="t.umap.n_neighbors").set_value(50).run()
    at.number_input(key="t.seed").set_value(7).run()
    at.segmented_control(key="t.dimensions").set_value(3).run()
    request = at.session_state["request"]
    assert (request.method, request.dimensions, request.seed) == (
        PROJECTIONS["umap"](n_neighbors=50),
        3,
        7,
    )


def test_a_parameter_stays_while_another_projection_is_looked_at(run):
    at = run(view_page, default="umap")
    at.select_slider(key="t.umap.n_neighbors").set_value(50).run()
    at.selectbox(key="t.projection").set_value("pca").run()
    at.selectbox(key="t.projection").set_value("umap").run()
    assert at.session_state["request"].method.n_neighbors == 50


def test_a_seed_is_asked_for_only_where_there_is_chance(run):
    at = run(view_page)
    assert not at.number_input
    at.selectbox(key="t.projection").set_value("tsne").run()
    assert keys_of(at, "number_input") == ["t.seed"]


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("cities", ["Features as axes", "PCA", "UMAP", "t-SNE"]),
        ("digits", ["PCA", "UMAP", "t-SNE"]),
    ],
)
def test_only_the_methods_that_suit_the_vectors_are_offered(run, name, offered):
    assert run(view_page, name=name).selectbox(key="t.projection").options == offered


def test_a_k_and_a_colour_open_on_their_defaults(run):
    at = run(question_page, most=graph_width(range(100)))
    assert at.session_state["k"] == 5
    assert at.session_state["color"] == "continent"


@pytest.mark.parametrize(("n_items", "k"), [(2, 1), (3, 2), (4, 3), (31, 5)])
def test_no_more_neighbours_are_offered_than_there_are(run, n_items, k):
    most = graph_width(range(n_items))
    assert run(question_page, most=most).session_state["k"] == k


def test_the_columns_are_offered_as_colours_by_their_titles_and_so_is_quality(run):
    at = run(question_page, most=8)
    box = at.selectbox(key="t.color")
    assert box.options[0] == "Single colour"
    assert box.options[-1] == "share of neighbours kept"
    assert not any("_" in option for option in box.options)
    box.set_value("(all alike)").run()
    assert at.session_state["color"] is None


def test_a_switch_is_a_toggle_and_a_text_is_typed_as_long_as_it_may_be(run):
    at = run(knobs_page)
    assert (at.text_input(key="t.brush.motto").max_chars, at.text_area[0].max_chars) == (12, 90)
    at.toggle(key="t.brush.dries").set_value(False)
    at.text_input(key="t.brush.motto").set_value("less")
    at.text_area(key="t.brush.story").set_value("upon\na time").run()
    brush = at.session_state["brush"]
    assert (brush.dries, brush.motto, brush.story) == (False, "less", "upon\na time")
    assert brush.owner == "me"


def lamp_page():
    from dataclasses import dataclass

    import streamlit as st

    from embedviz.parameters import parameter
    from embedviz.ui.controls import choose_parameters
    from embedviz.ui.state import Page

    @dataclass(frozen=True, kw_only=True)
    class Lamp:
        kind: str = parameter(
            "oil", "Kind", help="What burns.", choices={"oil": "Oil", "gas": "Gas"}
        )
        wick: int = parameter(3, "Wick", help="Its length.", low=1, high=9, when={"kind": ["oil"]})

    st.session_state["lamp"] = choose_parameters(Lamp, Page("t.lamp"))


def test_a_parameter_that_changes_nothing_is_not_offered(run):
    page = run(lamp_page)
    page.slider(key="t.lamp.wick").set_value(5).run()
    assert page.session_state["lamp"].wick == 5
    page.selectbox(key="t.lamp.kind").set_value("gas").run()
    assert not page.slider
    assert page.session_state["lamp"].wick == 3
