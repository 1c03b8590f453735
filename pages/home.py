"""Home: what this is, one plot, and the doors."""

import streamlit as st

from embedviz.datasets import DATASETS
from embedviz.lessons import LESSONS
from embedviz.projections import PROJECTIONS, Projection
from embedviz.space import VectorSpace
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.navigation import Door, doors
from embedviz.ui.page import open_page
from embedviz.ui.plot_component import show_plot
from embedviz.ui.results import dataset_named, remembered

LARGEST = 600
DOORS_A_ROW = 3

open_page(
    "See what an embedding is",
    "An **embedding** turns a thing into a list of numbers, so that *alike* becomes *near*. Here "
    "you choose the things and the numbers, look who is near whom, and see how far the picture can "
    "be believed. **Try this:** point at a city on the map, or tap it; then open the door below "
    "that you like.",
)


def largest_cities() -> Projection:
    """Draw the largest cities by their two coordinates, which are their vectors as they stand."""
    dataset = dataset_named(next(iter(DATASETS))).take(range(LARGEST))
    vectors = dataset.frame[list(dataset.default_features)].to_numpy()
    names = dataset.default_features
    space = VectorSpace(vectors, dataset.labels, feature_names=names, dataset=dataset)
    projection: Projection = PROJECTIONS[dataset.opening.projection]()(space)
    return projection


def show_door(door: Door) -> None:
    """Show a door to a page."""
    st.page_link(door.page, label=f"**{door.title}**", icon=door.icon)
    st.markdown(door.words)


with errors_as_sentences():
    view = remembered("home", LARGEST, make=largest_cities)
    show_plot(view, key="home.plot", color=view.space.dataset.opening.color, measure=False)
    st.caption(
        f"The {LARGEST} largest cities as vectors of two numbers, longitude to the right and "
        "latitude upwards: a map is the oldest embedding picture there is."
    )

with st.container(border=True):
    st.page_link("pages/lessons.py", label="**Lessons**", icon=":material/school:")
    st.markdown(
        f"New to all this? {len(LESSONS)} short chapters, from two numbers a city to what a "
        "network learns. Predict, then see. Made for a screen in front of a class as well."
    )
for start in range(0, len(doors()), DOORS_A_ROW):
    row = doors()[start : start + DOORS_A_ROW]
    for column, door in zip(st.columns(DOORS_A_ROW), row, strict=False):
        with column, st.container(border=True, height="stretch"):
            show_door(door)
