"""Words: the whole words that a language model knows, 366 of them by theme."""

from __future__ import annotations

import numpy as np
import pandas as pd

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.opening import Example, Opening, Poles, Portion
from embedviz.datasets.shipped import shipped_table
from embedviz.models import BUNDLED_MODEL, whole_words

NO_THEME = "other"

COLUMNS = (
    Column(
        "theme",
        "theme",
        "category",
        note="For 366 everyday words in 20 themes, chosen by hand; a word of several themes, such "
        "as orange, stands in one of them.",
    ),
    Column(
        "place",
        "place in the vocabulary",
        "number",
        note="1 is the first whole word in the model's list, which runs roughly from the most to "
        "the least frequent.",
    ),
    Column("letters", "letters", "number", note="The number of letters."),
)


OPENING = Opening(
    title="Words",
    to_try="384 numbers for each of 21,745 words, read from the first layer of a language model. "
    "**Try this:** open *Analogy* beside the plot. King − man + woman is there; then click three "
    "words of your own.",
    tries={"analogy.a": "man", "analogy.b": "king", "analogy.c": "woman"},
    projection="tsne",
    color="theme",
    examples=(
        Example("man", "king", "woman", "queen"),
        Example("france", "paris", "japan", "tokyo"),
        Example("walking", "walked", "swimming", "swam"),
        Example("good", "better", "bad", "worse"),
        Example("dog", "puppy", "cat", "kitten"),
        Example("germany", "berlin", "italy", "rome"),
    ),
    portions={
        "themes": Portion("366 everyday words, by theme", without=("theme", NO_THEME)),
        "frequent": Portion("The 5,000 most frequent words", first=5_000),
        "all": Portion("All 21,745 words"),
    },
    axes=(
        Poles(("small", "little", "tiny"), ("large", "big", "huge")),
        Poles(("he", "man", "his", "him"), ("she", "woman", "her", "hers")),
        Poles(("bad", "awful", "terrible"), ("good", "great", "wonderful")),
    ),
    icon="dictionary",
    door="King − man + woman is close to queen. Try it with the words a language model knows.",
    headline="384 numbers make every word a place.",
    lesson="A language model learned them by reading. Nobody told it what a word means, and yet "
    "words of one theme lie together. Such a vector is called an **embedding**.",
)


def load() -> Dataset:
    """Load the whole words of the bundled model's vocabulary, the frequent ones first."""
    return words_of(BUNDLED_MODEL)


def words_of(model: str) -> Dataset:
    """Give the whole words of a model's vocabulary, with what is known of them.

    Raises
    ------
    ModelUnavailable
        If there is no such model here.
    """
    words = list(whole_words(model))
    themes = dict(shipped_table("word_themes.csv").itertuples(index=False, name=None))
    return Dataset(
        name="words",
        title=OPENING.title,
        item="word",
        items="words",
        frame=pd.DataFrame(
            {
                "theme": [themes.get(word, NO_THEME) for word in words],
                "place": np.arange(1, len(words) + 1),
                "letters": [len(word) for word in words],
            }
        ),
        labels=tuple(words),
        columns=COLUMNS,
        source=f"the whole words in the vocabulary of {model}",
        licence="Apache-2.0",
        default_item="king",
        opening=OPENING,
    )
