"""Sentences: 598 short ones on 19 topics, some made to tell meaning from words."""

from __future__ import annotations

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.opening import Example, Opening
from embedviz.datasets.shipped import shipped_columns, shipped_table

NOT_APPLICABLE = "–"


OPENING = Opening(
    title="Sentences",
    to_try="598 short sentences as vectors of a language model. **Try this:** what is close to "
    "*The cat sat on the mat.*? Then choose word counts, *TF-IDF*, and you get another answer to "
    "the same question.",
    projection="tsne",
    color="topic",
    examples=(Example("The film was good.", "The film was not good.", "The soup is hot."),),
    icon="notes",
    door="A language model finds the same meaning in other words. Counting words can't.",
)


def load() -> Dataset:
    """Load the sentences; each is its own label.

    A plain sentence only belongs to its topic. The others come in groups, each a small trial of
    what a vector holds: the same meaning in other words, one word in several senses, a sentence
    and its negation, the same words with another meaning.
    """
    columns = shipped_columns("sentences")
    table = shipped_table("sentences.csv").fillna(NOT_APPLICABLE)
    return Dataset(
        name="sentences",
        title=OPENING.title,
        item="sentence",
        items="sentences",
        frame=table[[column.name for column in columns]],
        labels=tuple(table["text"]),
        columns=columns,
        source="Written for embedviz",
        licence="MIT",
        default_item="The cat sat on the mat.",
        opening=OPENING,
    )
