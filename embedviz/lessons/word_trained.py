"""What chapter 6 shows of Word2Vec trained here: on a visitor's text, and on three pairs."""

from __future__ import annotations

from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.api import project
from embedviz.engine.record import Record
from embedviz.errors import InvalidRequest
from embedviz.lessons.lesson import Chart, Exhibition, Plot, Table
from embedviz.lessons.word_families import model_words
from embedviz.plotting.charts import bars
from embedviz.plotting.numbers import number
from embedviz.rounding import percent
from embedviz.space import VectorSpace
from embedviz.space.indexes import recall_of

TOY = ("king queen", "man woman", "paris france")
"""Three texts of two words: no two words share a neighbour."""

TOY_SEEDS = tuple(range(1, 41))
TEXT_SEEDS = (1, 2, 3)
K = 5
_COMPARED = 600  # of the most frequent words
_AROUND, _ROWS, _LISTED, _SHORTEST = 40, 5, 3, 4


def show_text(record: Record) -> Exhibition:
    """Show the words of a text, and whether their neighbours outlast another seed."""
    words, counts, tables = record["words"], record["counts"], record["tables"][:, :_COMPARED]
    if len(words) <= K + 1:
        raise InvalidRequest(
            f"This text has {len(words)} different words; bring at least {K + 2}, better thousands."
        )
    near = [_nearest(table, K) for table in tables]
    kept = _shared(near)
    asked = _telling(words)
    table = pd.DataFrame(
        {
            "Word": [words[row] for row in asked],
            "Nearest, one seed": [_listed(words, near[0][row]) for row in asked],
            "another seed": [_listed(words, near[1][row]) for row in asked],
        }
    )
    first = asked[0]
    around = _nearest(tables[0], min(_AROUND, len(tables[0]) - 1))[first]
    drawn = [first, *around]
    space = VectorSpace(
        tables[0][drawn], tuple(words[row] for row in drawn), "cosine", made_by="Word2Vec"
    )
    return Exhibition(
        f"{number(int(counts.sum()))} words read, {number(len(words))} different. With "
        f"another seed, a word keeps {percent(kept)} of its {K} nearest. "
        f"{_known_to_the_model(words[:_COMPARED], near[0])} So small a text teaches who stood in "
        "one sentence; good word vectors have read billions of words.",
        [
            Plot(
                project(space, "pca"),
                f"{words[first]} and the {len(around)} words nearest to it, flattened by PCA.",
                pinned=words[first],
                k=K,
                name="trained",
            ),
            Table(
                table,
                f"Frequent words and who is nearest of the {len(tables[0])} most frequent.",
                "seeds",
            ),
        ],
    )


def show_toy(record: Record) -> Exhibition:
    """Show how often three pairs, trained again and again, find their partners."""
    words, tables = record["words"], record["tables"]
    partner = {a: b for pair in TOY for a, b in (pair.split(), pair.split()[::-1])}
    shown = [word for pair in TOY for word in pair.split()]
    firsts = np.array([_nearest(table, 1)[:, 0] for table in tables])
    found = [
        float(np.mean([words[row] == partner[word] for row in firsts[:, words.index(word)]]))
        for word in shown
    ]
    chance = 1 / (len(words) - 1)
    table = pd.DataFrame({"Word": shown})
    for number_, first in enumerate(firsts[:4], 1):
        table[f"seed {number_}"] = [words[first[words.index(word)]] for word in shown]
    return Exhibition(
        f"Trained from {len(tables)} random starts, a word's nearest is its partner in "
        f"{percent(float(np.mean(found)))} of the cases; guessing gives "
        f"{percent(chance)}. There is nothing to learn here: Word2Vec puts together words that "
        "share neighbours, and no two of these six do. *king* has only *queen* beside it, *queen* "
        "only *king*. Who is near whom is what the random numbers were at the start.",
        [
            Chart(
                partial(bars, shown, {"the partner is nearest": found}, mark=chance),
                f"How often each word's nearest is its partner, over {len(tables)} random starts; "
                "the line is what guessing gives.",
                "found",
            ),
            Table(table, "The nearest word to each, by the seed of the training.", "toy"),
        ],
    )


def _telling(words: list[str]) -> list[int]:
    """Give the rows of the most frequent words that say something of a subject."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    rows = [
        row
        for row, word in enumerate(words[:_COMPARED])
        if len(word) >= _SHORTEST and word not in ENGLISH_STOP_WORDS
    ]
    return (rows or list(range(min(_COMPARED, len(words)))))[:_ROWS]


def _known_to_the_model(words: list[str], near: NDArray[np.int32]) -> str:
    """Say how many of the neighbours the language model's table has as well, among these words."""
    model = model_words()
    both = np.array([row for row, word in enumerate(words) if word in model.dataset.label_index])
    if len(both) <= K + 1:
        return ""
    theirs = _nearest(model.vectors[[model.index_of(words[row]) for row in both]], K)
    found = _shared([near[both], both[theirs]])
    return (
        f"The language model's table names {percent(found)} of them too; guessing, "
        f"{percent(K / (len(both) - 1))}."
    )


def _nearest(table: NDArray[np.float32], k: int) -> NDArray[np.int32]:
    """Give each row's k nearest others by cosine, (n, k)."""
    labels = tuple(map(str, range(len(table))))
    return VectorSpace(table, labels, "cosine").neighbor_graph(k).indices


def _shared(near: list[NDArray[np.int32]]) -> float:
    """Give the share of neighbours that two trainings have in common, over all pairs of them."""
    return float(np.mean([recall_of(*two) for two in combinations(near, 2)]))


def _listed(words: list[str], rows: NDArray[np.int32]) -> str:
    return ", ".join(words[row] for row in rows[:_LISTED])
