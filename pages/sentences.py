"""Sentences: near in meaning, whatever the words; against counting words."""

from functools import partial

import streamlit as st

from embedviz.datasets import Dataset
from embedviz.datasets.own_texts import with_own_texts
from embedviz.errors import InvalidRequest
from embedviz.ui.analogies import Example
from embedviz.ui.controls import choose_color, choose_view
from embedviz.ui.explorer import choose_question, show_explorer
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.page import open_page, show_source
from embedviz.ui.recipe import shipped
from embedviz.ui.results import dataset_named, space_of, vector_of
from embedviz.ui.selection import narrowed
from embedviz.ui.texts import choose_encoder

PAGE = "sentences"
EXAMPLES = (Example("The film was good.", "The film was not good.", "The soup is hot."),)


def lines_of(own: str) -> list[str]:
    """Give the visitor's sentences."""
    return [line.strip() for line in own.splitlines() if line.strip()]


def with_own(dataset: Dataset, own: str) -> Dataset:
    """Add the visitor's sentences, one a line, to the shipped ones."""
    lines = lines_of(own)
    if len(lines) > MOST_OWN:
        raise InvalidRequest(
            f"{len(lines):,} sentences are too many here; {MOST_OWN} fit. "
            "For more, use the page Your own data."
        )
    return with_own_texts(dataset, lines)


MOST_OWN = 200

open_page(
    "Sentences",
    "598 short sentences as vectors of a language model. **Try this:** who is near *The cat sat on "
    "the mat.*? Then change the model to word counts: the same question, another answer.",
)
with st.sidebar:
    st.subheader("Vectors", anchor=False)
    request = choose_encoder(PAGE)
    own = st.text_area(
        "Add sentences of your own, one a line",
        key=f"{PAGE}.own",
        height=90,
        persist_state="session",
        placeholder="A kitten lay on the rug.",
    )
    st.subheader("Picture", anchor=False)
    picture = choose_view(PAGE, default="tsne", methods=("pca", "umap", "tsne"))
    color = choose_color(PAGE, dataset_named("sentences").features, default="topic")

with errors_as_sentences():
    dataset = narrowed(PAGE, with_own(dataset_named("sentences"), own or ""))
    space = space_of(dataset, request)
    question = choose_question(PAGE, space, default=dataset.default_item)
    show_explorer(
        PAGE,
        space,
        picture,
        color=color,
        question=question,
        examples=EXAMPLES,
        encode=partial(vector_of, dataset, request),
        source=shipped(PAGE, request, lines_of(own or "")),
    )

show_source(dataset_named("sentences"))
