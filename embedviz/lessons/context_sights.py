"""What chapter 7 shows: a word by layers, pairs of sentences, a sentence as a mean."""

from __future__ import annotations

from functools import cache, partial
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.api import load_dataset, project
from embedviz.datasets.labels import unique_labels
from embedviz.embedders.word2vec import words_of
from embedviz.engine.record import Record
from embedviz.errors import InvalidRequest
from embedviz.lessons.lesson import Chart, Exhibition, Plot, Table
from embedviz.lessons.work import contexts_of
from embedviz.plotting.charts import bars, heat, lines, scatter
from embedviz.plotting.numbers import number, numbers, shortened
from embedviz.rounding import percent
from embedviz.space import VectorSpace
from embedviz.space.metrics import unit_length

AMBIGUOUS = (
    "bank", "bark", "bat", "crane", "date", "java", "key", "light", "mercury", "mouse", "palm",
    "python", "trunk",
)  # fmt: skip
"""Words with two meanings and three shipped sentences for each."""

KINDS = {
    "paraphrase": "same meaning, other words",
    "negation": "one negates the other",
    "shared words": "same words, other meaning",
}
MEAN = "the sentence: their mean"


@cache
def sentences_with(word: str) -> pd.DataFrame:
    """Give the shipped sentences that show the meanings of a word: ``text`` and ``sense``."""
    table = load_dataset("sentences").frame
    some = table[(table["kind"] == "sense") & (table["group"] == word)]
    sense = some["sense"].str.partition(": ")[2]
    return pd.DataFrame({"text": some["text"], "sense": sense}).reset_index(drop=True)


@cache
def sentences_in_pairs() -> pd.DataFrame:
    """Give the shipped sentences that belong together: ``text``, ``kind`` and ``group``."""
    table = load_dataset("sentences").frame
    return table[table["kind"].isin(list(KINDS))][["text", "kind", "group"]].reset_index(drop=True)


def show_word(word: str, layer: int, record: Record) -> Exhibition:
    """Show how alike a word is to itself in its sentences, at one layer and over all."""
    table = sentences_with(word)
    vectors = np.stack([each.of(word) for each in contexts_of(record)], axis=1)
    by_layer = [_cosines(each) for each in vectors]
    same = _same(table["sense"])
    alike = {
        "same meaning": [_mean(each, same) for each in by_layer],
        "other meaning": [_mean(each, ~same) for each in by_layer],
    }
    here = by_layer[layer]
    nearest = (here - 2 * np.eye(len(here))).argmax(axis=1)
    found = int(same[np.arange(len(here)), nearest].sum())
    names = _numbered(table["sense"])
    rows = pd.DataFrame({"": names, "Sentence": table["text"].map(_short)})
    steps = [str(each) for each in range(len(by_layer))]
    low = float(min(each.min() for each in by_layer))
    where = f"After layer {layer}" if layer else "Before the first layer"
    return Exhibition(
        f"**{where}:** two uses of *{word}* in the same meaning are "
        f"{alike['same meaning'][layer]:.2f} alike, in different meanings "
        f"{alike['other meaning'][layer]:.2f}. {found} of {len(here)} have one of their own "
        "meaning as their nearest.",
        [
            Chart(
                partial(heat, here, names, low=low),
                f"How alike *{word}* is to itself in {len(here)} sentences, by cosine.",
                "heat",
            ),
            Chart(
                partial(lines, steps, alike, marked=layer, titles=("layer", "cosine")),
                "Mean similarity by layer: mind the gap.",
                "layers",
            ),
            Table(rows, f"The sentences with *{word}*.", "sentences"),
        ],
    )


def show_pairs(record: Record) -> Exhibition:
    """Show pairs of sentences by how many words they share and how near their vectors are."""
    pairs = _pairs(np.asarray(record["rows"], dtype=np.float32))
    groups = {
        words: (some["shared"].tolist(), some["similarity"].tolist(), some["both"].tolist())
        for kind, words in KINDS.items()
        for some in [pairs[pairs["kind"] == kind]]
    }
    titles = ("share of words in common", "similarity by the language model")
    mean = pairs.groupby("kind")["similarity"].mean()
    wordless = pairs[(pairs["kind"] == "paraphrase") & (pairs["shared"] == 0)]
    return Exhibition(
        f"{number(len(wordless))} pairs mean the same without a word in common, and are still "
        f"{wordless['similarity'].mean():.2f} alike on average: counting words gives 0. But "
        f"sentences of the same words that say something else are {mean['shared words']:.2f} "
        f"alike, and a sentence and its negation {mean['negation']:.2f}: a mean of tokens hears "
        "*what* is spoken of better than *what is said*.",
        [
            Chart(
                partial(scatter, groups, titles=titles),
                "Each point is a pair of sentences. Point at one to read it.",
                "pairs",
            ),
            Table(_examples(pairs), "One pair of each kind, and the least alike paraphrase.", "ex"),
        ],
    )


def _pairs(vectors: NDArray[np.float32]) -> pd.DataFrame:
    table, units = sentences_in_pairs(), unit_length(vectors)
    rows = []
    for (kind, _), members in table.groupby(["kind", "group"], sort=False):
        for one, other in combinations(members.index, 2):
            a, b = table["text"][one], table["text"][other]
            first, second = set(words_of(a)), set(words_of(b))
            shared = len(first & second) / len(first | second)
            rows.append((kind, a, b, shared, float(units[one] @ units[other]), f"{a} / {b}"))
    names = ["kind", "one", "other", "shared", "similarity", "both"]
    return pd.DataFrame(rows, columns=names)


def _examples(pairs: pd.DataFrame) -> pd.DataFrame:
    firsts = pairs.groupby("kind", sort=False).head(1)
    least = pairs[pairs["kind"] == "paraphrase"].nsmallest(1, "similarity")
    some = pd.concat([firsts, least])
    return pd.DataFrame(
        {
            "One sentence": some["one"].map(_short),
            "the other": some["other"].map(_short),
            "words shared": some["shared"].map(percent),
            "similarity": numbers(some["similarity"]),
        }
    ).reset_index(drop=True)


def show_mean(record: Record) -> Exhibition:
    """Show the tokens of a sentence around their mean."""
    (read,) = contexts_of(record)
    tokens = unique_labels(read.tokens)
    if MEAN in tokens:
        raise InvalidRequest("Choose another sentence.")
    vectors = np.vstack([read.vectors[-1], read.vectors[-1].mean(axis=0)])
    space = VectorSpace(vectors, (*tokens, MEAN), "cosine", made_by="the last layer")
    likeness = _cosines(vectors)[-1, :-1]
    return Exhibition(
        f"The network cuts the sentence into {len(read.tokens)} tokens, two of them its own marks "
        "for the beginning and the end. The mean of their vectors after the last layer is the "
        f"sentence. Its tokens have already taken over so much of one another that each is "
        f"between {likeness.min():.2f} and {likeness.max():.2f} like the whole.",
        [
            Plot(
                project(space, "pca"),
                "The tokens after the last layer and their mean, flattened by PCA.",
                pinned=MEAN,
                k=min(5, len(tokens)),
                name="mean",
            ),
            Chart(
                partial(bars, tokens, {"similarity": likeness.tolist()}, shares=False),
                "How much each token is like the whole sentence, by cosine.",
                "tokens",
            ),
        ],
    )


def _short(text: str) -> str:
    return shortened(text, 52)


def _cosines(vectors: NDArray[np.floating]) -> NDArray[np.floating]:
    units = unit_length(np.asarray(vectors, dtype=np.float64))
    return np.asarray(units @ units.T)


def _same(senses: pd.Series) -> NDArray[np.bool_]:
    sense = senses.to_numpy()
    return np.asarray(sense[:, None] == sense[None, :])


def _mean(table: NDArray[np.floating], chosen: NDArray[np.bool_]) -> float:
    """Give the mean over the chosen pairs of two different items."""
    return float(table[chosen & ~np.eye(len(table), dtype=bool)].mean())


def _numbered(senses: pd.Series) -> list[str]:
    places = senses.groupby(senses, sort=False).cumcount() + 1
    return [f"{sense}\u00a0{place}" for sense, place in zip(senses, places, strict=True)]
