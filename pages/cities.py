"""Cities: from latitude and longitude to any mix of facts."""

import streamlit as st

from embedviz.ui.analogies import Example
from embedviz.ui.controls import choose_color, choose_features, choose_view
from embedviz.ui.explorer import choose_question, show_explorer
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.page import open_page, show_source
from embedviz.ui.recipe import shipped
from embedviz.ui.results import dataset_named, space_of
from embedviz.ui.selection import narrowed

PAGE = "cities"
EXAMPLES = (
    Example("Lisbon, Portugal", "Porto, Portugal", "Athens, Greece"),
    Example("Cairo, Egypt", "Alexandria, Egypt", "Amman, Jordan"),
    Example("London, United Kingdom", "New York City, United States", "Lisbon, Portugal"),
)

open_page(
    "Cities",
    "A city as a list of numbers. **Try this:** add *population* to the features and see who is "
    "near Vancouver now; then set *scaling* to standard.",
)
dataset = narrowed(PAGE, dataset_named("cities"))
with st.sidebar:
    st.subheader("Vectors", anchor=False)
    request = choose_features(PAGE, dataset)
    st.subheader("Picture", anchor=False)
    picture = choose_view(PAGE, default="features")
    color = choose_color(PAGE, dataset.features, default="continent")

with errors_as_sentences():
    space = space_of(dataset, request)
    question = choose_question(PAGE, space, default=dataset.default_item)
    show_explorer(
        PAGE,
        space,
        picture,
        color=color,
        question=question,
        examples=EXAMPLES,
        source=shipped(dataset.name, request),
    )

show_source(dataset)
