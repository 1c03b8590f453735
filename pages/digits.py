"""Digits: a picture is a vector too, one number a pixel."""

import streamlit as st

from embedviz.ui.analogies import Example
from embedviz.ui.controls import choose_color, choose_view
from embedviz.ui.explorer import choose_question, show_explorer
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.page import open_page, show_source
from embedviz.ui.pictures import choose_pictures
from embedviz.ui.recipe import shipped
from embedviz.ui.results import dataset_named, space_of
from embedviz.ui.selection import narrowed

PAGE = "digits"
EXAMPLES = (
    Example("1, no. 1", "7, no. 1", "4, no. 1"),
    Example("3, no. 1", "8, no. 1", "5, no. 1"),
)

open_page(
    "Digits",
    "1,797 handwritten digits, each 8 × 8 pixels: 64 numbers. **Try this:** hover over a point to "
    "see its picture; then change the projection from PCA to UMAP and watch the ten digits part. "
    "Or take the vectors from *a network's hidden layer*.",
)
dataset = narrowed(PAGE, dataset_named("digits"))
with st.sidebar:
    st.subheader("Vectors", anchor=False)
    request = choose_pictures(PAGE)
    st.subheader("Picture", anchor=False)
    picture = choose_view(PAGE, default="pca", methods=("pca", "umap", "tsne"))
    color = choose_color(PAGE, dataset.features, default="digit")

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
