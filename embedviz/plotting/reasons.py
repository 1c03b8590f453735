"""Reasons: what an item's distances to its neighbours are made of, where vectors don't travel."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.rounding import percent
from embedviz.space import VectorSpace
from embedviz.space.contributions import contributions

MOST_LISTED = 6
"""As many as the dock lists of vectors that travel."""
MOST_SPREAD, MUCH = 10, 0.1

UNNAMED = re.compile(r"(?:.*: )?(?:dimension|hidden unit) \d+")
"""A number that means nothing by itself has a name like this."""


def reasons(
    space: VectorSpace, row: int | None, k: int, compared: int | None = None
) -> dict[str, Any]:
    """Give what makes an item near to or far from each of its k neighbours, as the dock tells it.

    Named dimensions, such as the words of a count or the pixels of an image, are listed by their
    share of the distance. Those without a name are together what they come from, and where all
    are without, a sentence says how the distance is spread over them.

    Parameters
    ----------
    space : VectorSpace
    row : int or None
        Of the item; None where none is selected.
    k : int
        How many neighbours.
    compared : int, optional
        The row of one more item.

    Returns
    -------
    dict
        ``row``, and in ``to`` for each other item its ``row``, the ``listed`` shares, the ``rest``
        and the ``words``.
    """
    if row is None:
        return {"row": None, "to": []}
    others = space.neighbor_graph(min(k, len(space) - 1)).indices[row].tolist()
    if compared not in (None, row, *others):
        others.append(compared)
    codes, features = pd.factorize(np.asarray(_features(space), dtype=object))
    return {"row": row, "to": [_reason(space, row, each, codes, features) for each in others]}


def _features(space: VectorSpace) -> list[str]:
    """Name what each dimension counts for: itself, or the column that many numbers come from."""
    titles = {column.name: column.title for column in space.dataset.columns}
    unnamed = [bool(UNNAMED.fullmatch(name)) for name in space.feature_names]
    sources = [titles.get(column, "") for column in space.feature_columns]
    many = pd.Series(sources)[unnamed].value_counts()
    return [
        (f"{source} ({many[source]:,} numbers)" if source else "") if is_unnamed else name
        for name, source, is_unnamed in zip(space.feature_names, sources, unnamed, strict=True)
    ]


def _reason(
    space: VectorSpace, row: int, other: int, codes: NDArray[np.intp], features: NDArray[Any]
) -> dict[str, Any]:
    shares = contributions(space.vectors[row], space.vectors[other], space.metric)
    if len(features) == 1:
        nothing = {"count": 0, "share": 0.0}
        return {"row": other, "listed": [], "rest": nothing, "words": spread_words(shares)}
    of_features = np.bincount(codes, weights=shares)
    order = np.argsort(-of_features, kind="stable")
    listed, rest = order[:MOST_LISTED], order[MOST_LISTED:]
    return {
        "row": other,
        "listed": [
            {"feature": features[each] or "other numbers", "share": _short(of_features[each])}
            for each in listed
        ],
        "rest": {"count": len(rest), "share": _short(of_features[rest].sum())},
        "words": "",
    }


def _short(share: float) -> float:
    """Give a share with as many digits as anyone reads: the message stays small."""
    return round(float(share), 4)


def spread_words(shares: NDArray[np.float64]) -> str:
    """Say how a distance is spread over numbers that have no names.

    Examples
    --------
    >>> spread_words(np.full(400, 1 / 400))
    'No single number decides: the 10 largest differences of 400 make 2 % of the distance.'
    """
    if not shares.any():
        return f"All {len(shares):,} numbers are the same."
    largest = np.sort(shares)[::-1][:MOST_SPREAD]
    together = (
        f"the {len(largest)} largest differences of {len(shares):,} make "
        f"{percent(float(largest.sum()))} of the distance"
    )
    if largest[0] < MUCH:
        return f"No single number decides: {together}."
    return f"One number alone makes {percent(float(largest[0]))}; {together}."
