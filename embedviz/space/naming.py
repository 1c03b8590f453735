"""Naming: short names for clusters, of their words, of their features, or of their middle items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from math import erf, sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.first_look import texts_to_read
from embedviz.space.differences import categories_of, numbers_of, standardized_difference
from embedviz.space.vector_space import VectorSpace
from embedviz.space.wording import SHORTEST, Wording, class_weights, is_filler, wording_of

Rows = NDArray[np.int64]
Terms = list[str]
"""What tells one cluster from the others, the most telling first."""

Told = tuple[int, float, str]
"""A group, how much its shares differ from the others', and in what."""

IN_A_NAME = 3
TRIED = 12
LONGEST_NAME = 44
"""Letters; two terms do where three are longer."""

LONGEST_LABEL = 24

FEWEST_HAVE = 0.08
"""The share of a cluster's texts that has a word, for it to name the cluster."""

TIMES_AS_OFTEN = 2.0
"""So many times as often as everywhere a word of a name comes in its cluster."""

BOUND = 0.4
"""Of the texts with either of two fillers, the share that has them together, for both to tell."""

TOGETHER = 0.6
"""Of the texts with a word, the share that has the pair that is told in its place."""

TELLS = 0.25
"""The difference of shares from which a category or a number names a cluster."""

MANY = 0.25
"""The share of a cluster that has a category, for it to name the cluster."""

SHORT = 3
DIRECTIONS = {
    "latitude": ("north", "south"),
    "longitude": ("east", "west"),
}


def names_of(space: VectorSpace, groups: Rows, medoids: Sequence[int]) -> tuple[str, ...]:
    """Name clusters, each differently.

    Texts by words that class-based TF-IDF finds telling; tables by the categories and features
    that differ most; words and all else by the medoid and the items nearest to it.

    Parameters
    ----------
    space : VectorSpace
    groups : (n,) int64
        The cluster of each item, from 0; -1 for none.
    medoids : sequence of int
        The row of each cluster's medoid.
    """
    by_middle = [_middle_terms(space, groups, each) for each in medoids]
    terms = _telling_terms(space, groups, len(medoids))
    return _apart([one or other for one, other in zip(terms, by_middle, strict=True)])


def _telling_terms(space: VectorSpace, groups: Rows, n_groups: int) -> list[Terms]:
    dataset = space.dataset
    of_table = {column.name for column in dataset.features} & {*space.feature_columns}
    texts = None if of_table else texts_to_read(dataset)
    if texts is not None and any(text.strip() for text in texts):
        return word_terms(wording_of(texts), groups, n_groups)
    if of_table or dataset.images is not None:
        return _fact_terms(dataset, groups, n_groups)
    return [[] for _ in range(n_groups)]


def word_terms(wording: Wording, groups: Rows, n_groups: int) -> list[Terms]:
    """Give the telling words of each group of texts.

    Of words that come clearly more often than everywhere, and in more than a few of the texts,
    those first whose weight by class-based TF-IDF times the logarithm of that ratio is largest:
    so "card" gives way to "stolen" where all clusters are about cards.
    """
    outside = np.where(groups < 0, n_groups, groups)  # those in none are a class too
    counts = wording.counts(outside, n_groups + 1)
    weights = class_weights(counts)
    sizes = np.bincount(outside, minlength=n_groups + 1)
    everywhere = np.asarray(counts.sum(axis=0)) / len(groups)
    found = []
    for group in range(n_groups):
        have = counts[[group]].toarray().ravel() / max(sizes[group], 1)
        ratio = have / np.maximum(everywhere, 1e-12)
        fewest = max(FEWEST_HAVE, 2 / max(sizes[group], 1))
        telling = np.flatnonzero((have >= fewest) & (ratio >= TIMES_AS_OFTEN))
        score = weights[[group]].toarray().ravel()[telling] * np.log(ratio[telling])
        order = telling[np.argsort(-score, kind="stable")]
        words = wording.words[order].tolist()
        ratios, shares = (
            dict(zip(words, each[order].tolist(), strict=True)) for each in (ratio, have)
        )
        found.append(_unlike(ratios, shares))
    return found


def _unlike(ranked: dict[str, float], have: dict[str, float]) -> Terms:
    """Leave out what says nothing by itself, and what another word said before.

    ``ranked`` says how many times as often as everywhere a word comes, the most telling first;
    ``have`` in what share of the texts. Two words that mostly come together stand as a pair.
    """
    pairs = [word for word in ranked if _is_pair(word, ranked, have)]
    chosen: Terms = []
    said: list[str] = []
    for word in ranked:
        usual = (
            each for each in pairs
            if word in each.split(" ") and have[each] >= TOGETHER * have[word]
        )  # fmt: skip
        term = word if word in pairs else next(usual, word)
        if term not in pairs and (" " in term or is_filler(term)):
            continue
        parts = term.split(" ")
        if any(_akin(part, old) for part in parts for old in said):
            continue
        chosen.append(term)
        said += parts
    return chosen[:TRIED]


def _is_pair(word: str, ranked: dict[str, float], have: dict[str, float]) -> bool:
    """Say whether these are two words that both tell something here.

    Two fillers may, where they seldom come without each other: "top up".
    """
    first, _, second = word.partition(" ")
    if min(len(first), len(second)) < SHORTEST or first == second or {first, second} - {*ranked}:
        return False
    fillers = [is_filler(part) for part in (first, second)]
    both, *alone = (have[each] / ranked[each] for each in (word, first, second))  # everywhere
    return not any(fillers) or (all(fillers) and both >= BOUND * max(alone))


def _akin(one: str, other: str) -> bool:
    """Say whether two words are forms of one: "transfer" and "transferred"."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and len(long) - len(short) <= 3:
        return True
    return len(short) > 5 and long[:6] == short[:6]


def _fact_terms(dataset: Dataset, groups: Rows, n_groups: int) -> list[Terms]:
    """Give the categories many of a group have, and the numbers that are high or low in it."""
    found: list[list[tuple[float, str]]] = [[] for _ in range(n_groups)]
    told = (_category_terms(dataset, groups, n_groups), _number_terms(dataset, groups, n_groups))
    for group, apart, term in chain(*told):
        found[group].append((apart, term))
    ranked = (sorted(each, key=lambda pair: -pair[0]) for each in found)
    return [[term for _, term in each[:TRIED]] for each in ranked]


def _category_terms(dataset: Dataset, groups: Rows, n_groups: int) -> Iterator[Told]:
    sizes = np.bincount(groups + 1, minlength=n_groups + 1)[:, None]
    for column, lists in categories_of(dataset):
        each = lists.explode().dropna()
        codes, values = pd.factorize(each)
        if not len(values):
            continue
        counts = np.zeros((n_groups + 1, len(values)))
        np.add.at(counts, (groups[each.index.to_numpy()] + 1, codes), 1)  # first: those in none
        rest = (counts.sum(axis=0) - counts) / np.maximum(len(groups) - sizes, 1)
        shares = counts / np.maximum(sizes, 1)
        telling = (shares >= MANY) & (shares - rest >= TELLS)
        for group, value in np.argwhere(telling[1:]).tolist():
            apart = float((shares - rest)[group + 1, value])
            yield group, apart, _said(column, str(values[value]))


def _said(column: Column, value: str) -> str:
    """Say a category; with its column where it says nothing by itself ("digit 3")."""
    return f"{column.title} {value}" if len(value) <= SHORT else value


def _number_terms(dataset: Dataset, groups: Rows, n_groups: int) -> Iterator[Told]:
    """Give numbers that differ; the largest difference of shares that any threshold makes.

    For two normal distributions whose means are g deviations apart that is 2 Φ(g / 2) - 1: so
    numbers and categories have one order.
    """
    for column, values in numbers_of(dataset):
        known = np.isfinite(values)
        high, low = DIRECTIONS.get(column.kind, (f"high {column.title}", f"low {column.title}"))
        for group in range(n_groups):
            inside = groups == group
            first, second = values[inside & known], values[~inside & known]
            if len(first) < 2 or len(second) < 2:
                continue
            difference, _, _ = standardized_difference(first, second)
            apart = erf(abs(difference) / (2 * sqrt(2)))
            if apart >= TELLS:
                yield group, apart, high if difference > 0 else low


def _middle_terms(space: VectorSpace, groups: Rows, medoid: int) -> Terms:
    """Give the medoid of a cluster and the items of the cluster nearest to it."""
    rows = np.flatnonzero(groups == groups[medoid])
    apart = space.measure.between(space.points[medoid].astype(np.float64), space.points[rows])
    apart[rows == medoid] = -1.0
    near = rows[np.argsort(apart, kind="stable")[:TRIED]]
    return [_cut(" ".join(space.labels[row].split())) for row in near.tolist()]


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def _apart(ranked: Sequence[Terms]) -> tuple[str, ...]:
    """Join the first terms of each; where another has that name, with a further term instead."""
    taken: dict[str, None] = {}
    for terms in ranked:
        first = terms[: IN_A_NAME - 1]
        tried = [terms[:IN_A_NAME], *([*first, term] for term in terms[IN_A_NAME:])]
        names = [", ".join(each) for each in tried]
        if len(names[0]) > LONGEST_NAME:
            names.insert(0, ", ".join(first))
        numbered = (f"{names[0]} ({number})" for number in range(2, len(ranked) + 2))
        taken[next(name for name in (*names, *numbered) if name not in taken)] = None
    return tuple(taken)
