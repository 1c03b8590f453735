"""A first look at a table that somebody brings: what it is about, what could colour it."""

from __future__ import annotations

from embedviz.datasets.dataset import NUMERIC, Dataset
from embedviz.datasets.opening import Opening

_WORDS_WORTH_READING = 3
_TEXTS_LOOKED_AT = 500


def longest_text(dataset: Dataset) -> str | None:
    """Give the text column with the most words a row; None where there is none."""
    names = [column.name for column in dataset.columns_of("text")]
    return max(names, key=lambda name: _words_a_row(dataset, name), default=None)


def is_about_texts(dataset: Dataset) -> bool:
    """Say whether a table is about its texts: they are long, and one number beside at most."""
    name = longest_text(dataset)
    numbers = [
        each
        for each in dataset.default_features
        if dataset.column(each).kind in {*NUMERIC, "range"} and each not in dataset.positions
    ]
    if name is None or len(numbers) > 1:
        return False
    return _words_a_row(dataset, name) >= _WORDS_WORTH_READING


def opening_of(dataset: Dataset) -> Opening:
    """Say how a first visit begins: with texts, if it is about those; coloured by a category."""
    by_texts = dataset.vectors is None and is_about_texts(dataset)
    groups = dataset.columns_of("category") or dataset.columns_of("set")
    return Opening(
        embedder="sentence" if by_texts else "",
        parameters={"scaling": "standard"},
        color=groups[0].name if groups else None,
    )


def _words_a_row(dataset: Dataset, column: str) -> float:
    texts = dataset.texts(column)[:_TEXTS_LOOKED_AT]
    return sum(len(text.split()) for text in texts) / len(texts)
