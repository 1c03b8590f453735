"""Association: whether two groups of items lean to two others (WEAT), and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import comb
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest
from embedviz.parameters import check_range
from embedviz.space.meaning import rows_of
from embedviz.space.metrics import unit_length
from embedviz.space.vector_space import VectorSpace

MOST_SPLITS = 10_000
SEED = 0
CAVEAT = (
    "It says how these very words lean in these vectors. Other words for the same things may lean "
    "otherwise, no effect is no proof of no bias, and nothing follows about what a program that "
    "uses the vectors does."
)
"""What must be said wherever the figure is."""


@dataclass(frozen=True, eq=False)
class Association:
    """What a Word Embedding Association Test found.

    Attributes
    ----------
    effect_size : float
        -2 to 2: how far the first targets lean more to the first attributes than the second
        targets do, in standard deviations of all targets.
    p_value : float
        The share of all ways to split the targets anew, in groups of the same sizes, that lean
        at least as far.
    n_splits : int
        How many ways were looked at.
    is_exact : bool
        Whether these are all there are.
    leaning : pandas.DataFrame
        ``label``, ``group`` (1 or 2) and ``leaning`` of each target: its mean cosine with the
        first attributes less that with the second. The most leaning first.
    """

    effect_size: float
    p_value: float
    n_splits: int
    is_exact: bool
    leaning: pd.DataFrame = field(repr=False)


def association(
    space: VectorSpace,
    targets: tuple[Sequence[str], Sequence[str]],
    attributes: tuple[Sequence[str], Sequence[str]],
    *,
    most_splits: int = MOST_SPLITS,
    seed: int = SEED,
) -> Association:
    """Test whether two groups of items lean to two others: WEAT.

    The question of the paper: do flowers lean more to pleasant words than insects do? By cosine,
    whatever the metric of the space.

    It says how these very words lean in these vectors. Other words for the same things may lean
    otherwise (Ethayarajh and others 2019, https://aclanthology.org/P19-1166), no effect is no
    proof of no bias (May and others 2019, https://aclanthology.org/N19-1063), and nothing follows
    about what a program that uses the vectors does.

    Parameters
    ----------
    space : VectorSpace
    targets : two sequences of str
        Labels of the items that may lean: 2 or more in each, none in both.
    attributes : two sequences of str
        Labels of the items they may lean to.
    most_splits : int
        100 to 1,000,000. Where there are no more ways than that to split the targets in groups of
        these sizes, all are looked at; else so many are drawn.
    seed : int
        Which ones.

    Returns
    -------
    Association

    Raises
    ------
    UnknownLabel, AmbiguousLabel, InvalidParameter
        For a label that is not that of one item, a number out of its range.
    InvalidRequest
        If a group is too small, an item is in both of two, or all targets lean alike.

    References
    ----------
    A. Caliskan, J. J. Bryson, A. Narayanan: Semantics derived automatically from language corpora
    contain human-like biases, Science 356, 2017, https://doi.org/10.1126/science.aal4230. The
    p-value counts splits that lean as far as well, so that it is never 0 (B. Phipson, G. K. Smyth
    2010, https://doi.org/10.2202/1544-6115.1585); the paper counts those that lean farther.

    Examples
    --------
    >>> space = VectorSpace(
    ...     [[9, 1], [8, 1], [1, 9], [1, 7], [1, 0], [0, 1]],
    ...     ["rose", "tulip", "wasp", "moth", "lovely", "awful"],
    ... )
    >>> found = association(space, (["rose", "tulip"], ["wasp", "moth"]), (["lovely"], ["awful"]))
    >>> round(found.effect_size, 2), round(found.p_value, 3), found.n_splits
    (2.0, 0.167, 6)
    """
    check_range("most_splits", most_splits, 100, 1_000_000)
    first, second = _two_groups(space, targets, "targets", at_least=2)
    to_first, to_second = _two_groups(space, attributes, "attributes", at_least=1)
    units = unit_length(np.asarray(space.vectors, dtype=np.float64))
    rows = [*first, *second]
    leaning = units[rows] @ (units[to_first].mean(axis=0) - units[to_second].mean(axis=0))
    spread = float(leaning.std())
    if not spread:
        raise InvalidRequest("All of these lean alike, so there is nothing to compare.")
    n_ways = comb(len(rows), len(first))
    table = pd.DataFrame(
        {
            "label": [space.labels[row] for row in rows],
            "group": [1] * len(first) + [2] * len(second),
            "leaning": leaning,
        }
    )
    return Association(
        float(_apart(leaning[: len(first)], leaning[len(first) :])) / spread,
        _p_value(leaning, len(first), most_splits, seed),
        min(n_ways, most_splits),
        n_ways <= most_splits,
        table.sort_values("leaning", ascending=False, kind="stable", ignore_index=True),
    )


def _two_groups(
    space: VectorSpace, groups: Any, kind: str, at_least: int
) -> tuple[list[int], list[int]]:
    """Give the rows of two groups of labels, none of them in both."""
    try:
        first, second = (list(rows_of(space, each)) for each in groups)
    except ValueError as error:
        raise InvalidRequest(f"Give two groups of {kind}, each a list of labels.") from error
    for rows in (first, second):
        if len(rows) < at_least:
            raise InvalidRequest(
                f"Each group of {kind} needs {at_least} or more; one has {len(rows)}."
            )
    both = sorted({*first} & {*second})
    if both:
        raise InvalidRequest(
            f'"{space.labels[both[0]]}" is in both groups of {kind}. Leave it out of one.'
        )
    return first, second


def _apart(first: NDArray[np.float64], second: NDArray[np.float64], axis: int = -1) -> Any:
    return first.mean(axis=axis) - second.mean(axis=axis)


def _p_value(leaning: NDArray[np.float64], n_first: int, most_splits: int, seed: int) -> float:
    from scipy.stats import permutation_test

    found = permutation_test(
        (leaning[:n_first], leaning[n_first:]), _apart, permutation_type="independent",
        vectorized=True, n_resamples=most_splits, alternative="greater", batch=1_000,
        rng=np.random.default_rng(seed),
    )  # fmt: skip
    return float(found.pvalue)
