"""Words: the lookup table inside a language model, and the sums it allows."""

import numpy as np
import streamlit as st

from embedviz.datasets.words import NO_THEME
from embedviz.space import VectorSpace
from embedviz.ui.analogies import Example
from embedviz.ui.controls import choose, choose_color, choose_metric, choose_view
from embedviz.ui.explorer import choose_question, show_explorer
from embedviz.ui.messages import errors_as_sentences
from embedviz.ui.page import open_page, show_source
from embedviz.ui.recipe import of_words
from embedviz.ui.results import part_of, words
from embedviz.ui.selection import narrowed

PAGE = "words"
SHOWN = {
    "themes": "366 everyday words, by theme",
    "frequent": "The 5,000 most frequent words",
    "all": "All 21,745 words",
}
FREQUENT = 5_000
IN_PYTHON = {
    "themes": '[row for row, theme in enumerate(words.dataset.frame["theme"]) '
    f'if theme != "{NO_THEME}"]',
    "frequent": f"range({FREQUENT})",
    "all": "",
}
EXAMPLES = (
    Example("man", "king", "woman"),
    Example("france", "paris", "japan"),
    Example("walking", "walked", "swimming"),
    Example("good", "better", "bad"),
    Example("dog", "puppy", "cat"),
    Example("germany", "berlin", "italy"),
)


def drawn_rows(space: VectorSpace, shown: str) -> list[int]:
    """Give the words to draw; who is asked for and isn't among them is added to the picture."""
    if shown == "all" or len(space) < len(words()):
        return list(range(len(space)))
    themes = space.dataset.frame["theme"].to_numpy()
    base = np.flatnonzero(themes != NO_THEME) if shown == "themes" else np.arange(FREQUENT)
    return base.tolist()


open_page(
    "Words",
    "384 numbers for each of 21,745 words, read from the first layer of a language model. "
    "**Try this:** look at *king − man + woman* below, then choose your own three words.",
)
with st.sidebar:
    st.subheader("Vectors", anchor=False)
    shown = choose(PAGE, "shown", "Words drawn", SHOWN)
    metric = choose_metric(PAGE, ("cosine", "euclidean", "manhattan"), "cosine")
    st.subheader("Picture", anchor=False)
    picture = choose_view(PAGE, default="tsne", methods=("pca", "umap", "tsne"))
    color = choose_color(PAGE, words().dataset.features, default="theme")

with errors_as_sentences():
    space = narrowed(PAGE, words(metric))
    question = choose_question(PAGE, space, default="king")
    drawn = part_of(space, tuple(drawn_rows(space, shown)))
    show_explorer(
        PAGE,
        drawn,
        picture,
        color=color,
        question=question,
        examples=EXAMPLES,
        whole=space,
        source=of_words(metric, IN_PYTHON[shown]),
    )

show_source(words().dataset)
