"""Words: what is known of a model's words beside their vectors, and 366 of them by theme."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.shipped import shipped_table

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


def words_dataset(words: Sequence[str], source: str) -> Dataset:
    """Make the data set of a token table's words, in the vocabulary's order.

    Parameters
    ----------
    words : sequence of str
        Unique.
    source : str
        The model they come from.
    """
    themes = dict(shipped_table("word_themes.csv").itertuples(index=False, name=None))
    return Dataset(
        name="words",
        title="Words",
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
        source=f"the whole words in the vocabulary of {source}",
        licence="Apache-2.0",
        default_item="king",
    )
