"""Sentences: 598 short ones on 19 topics, some made to tell meaning from words."""

from __future__ import annotations

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.opening import Example, Opening, Poles
from embedviz.datasets.shipped import shipped_table

NOT_APPLICABLE = "–"


OPENING = Opening(
    title="Sentences",
    to_try="598 short sentences as vectors of a language model. **Try this:** what is close to "
    "*The cat sat on the mat.*? Then choose word counts, *TF-IDF*, and you get another answer to "
    "the same question.",
    projection="tsne",
    color="topic",
    tries={"vectors": "tfidf"},
    examples=(Example("The film was good.", "The film was not good.", "The soup is hot."),),
    axes=(
        Poles(
            ("Peel the potatoes and boil them until soft.",),
            ("Our team scored the winning goal in the last minute.",),
        ),
    ),
    icon="notes",
    door="A language model finds the same meaning in other words. Counting words can't.",
)


def load() -> Dataset:
    """Load the sentences; each is its own label.

    A plain sentence only belongs to its topic. The others come in groups, each a small trial of
    what a vector holds: the same meaning in other words, one word in several senses, a sentence
    and its negation, the same words with another meaning.
    """
    columns = (
        Column("text", "sentence", "text"),
        Column("topic", "topic", "category", note="What the sentence is about."),
        Column(
            "kind",
            "why it is here",
            "category",
            note="Plain, or one of a group: a paraphrase has the same meaning in other words, "
            "a sense shows one meaning of a word that has several, a negation says the opposite "
            "of its partner, shared words say something else with the same words.",
        ),
        Column(
            "sense",
            "sense of the word",
            "category",
            note="Which meaning of the word the sentence uses, if it is here for a sense.",
        ),
        Column(
            "group",
            "group",
            "category",
            note="The sentences that belong together; plain ones have no group.",
        ),
    )
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
