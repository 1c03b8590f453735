"""TV shows: numbers, categories and sets side by side in one vector."""

import streamlit as st

from embedviz.ui.analogies import Example
from embedviz.ui.controls import choose_color, choose_origin, choose_view
from embedviz.ui.explorer import choose_question, show_explorer
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.page import open_page, show_source
from embedviz.ui.recipe import shipped
from embedviz.ui.results import dataset_named, space_of
from embedviz.ui.selection import narrowed

PAGE = "tv"
EXAMPLES = (
    Example("Twin Peaks", "Dark", "Cheers"),
    Example("The X-Files", "Stranger Things", "Friends"),
)

open_page(
    "TV shows",
    "A show as its genres, years, episode length, seasons and episodes. **Try this:** look who is "
    "near Seinfeld; then set *scaling* to none: years and episodes are the largest numbers, and "
    "genres hardly count. Or take vectors *learned from co-watching*, by a network that reads "
    "nothing but what made-up viewers watched.",
)
dataset = narrowed(PAGE, dataset_named("tv_shows"))
with st.sidebar:
    st.subheader("Vectors", anchor=False)
    request = choose_origin(PAGE, dataset, default_scaling="standard")
    st.subheader("Picture", anchor=False)
    picture = choose_view(PAGE, default="pca")
    color = choose_color(PAGE, dataset.features, default="genres")

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
