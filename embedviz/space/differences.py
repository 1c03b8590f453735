"""Differences: how the words, numbers and categories of some items differ from those of others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.dataset import NUMERIC, Column, Dataset
from embedviz.space.wording import Wording, class_weights, is_filler
from embedviz.vectorizers.columns import parse_range

Rows = NDArray[np.int64]

SPREAD = 1.959963984540054
"""Standard errors on either side of an interval that holds 95 %."""

MOST_CATEGORIES = 1_000
"""Of more different values, a column names items and doesn't group them."""

COUNTS = ["inside", "outside", "share_inside", "share_outside"]


def standardized_difference(inside: Any, outside: Any) -> tuple[float, float, float]:
    """Give the standardized difference of two means, with its 95 % interval.

    Hedges' g: the difference of the means divided by the pooled standard deviation, times
    J = 1 - 3 / (4 (n₁ + n₂ - 2) - 1), which takes the excess of small samples away. Its variance
    is J² · ((n₁ + n₂) / (n₁ n₂) + d² / (2 (n₁ + n₂))), d the difference without J.

    Parameters
    ----------
    inside, outside : (n₁,) and (n₂,) numbers
        At least two each; all finite.

    Returns
    -------
    difference, low, high : float
        Infinite where neither side varies but the means differ.

    References
    ----------
    M. Borenstein, L. V. Hedges, J. P. T. Higgins, H. R. Rothstein: Introduction to Meta-Analysis
    (2009), chapter 4. L. V. Hedges: Distribution Theory for Glass's Estimator of Effect Size and
    Related Estimators, Journal of Educational Statistics 6 (1981).
    """
    first, second = np.asarray(inside, np.float64), np.asarray(outside, np.float64)
    sizes = len(first), len(second)
    free = sum(sizes) - 2
    squares = (sizes[0] - 1) * first.var(ddof=1) + (sizes[1] - 1) * second.var(ddof=1)
    pooled = np.sqrt(squares / free)
    apart = first.mean() - second.mean()
    if pooled <= 1e-12 * max(abs(first.mean()), abs(second.mean())):
        alike = np.isclose(first.mean(), second.mean(), rtol=1e-12, atol=0)
        far = 0.0 if alike else float(np.copysign(np.inf, apart))
        return far, far, far
    return hedges(apart / pooled, *sizes)


def hedges(plain: float, n_inside: int, n_outside: int) -> tuple[float, float, float]:
    """Give Hedges' g and its 95 % interval from the difference in pooled standard deviations."""
    small = 1 - 3 / (4 * (n_inside + n_outside - 2) - 1)
    total = n_inside + n_outside
    error = small * np.sqrt(total / (n_inside * n_outside) + plain**2 / (2 * total))
    middle = small * plain
    return float(middle), float(middle - SPREAD * error), float(middle + SPREAD * error)


def feature_table(
    dataset: Dataset, inside: Rows, outside: Rows, without: Collection[str] = ()
) -> pd.DataFrame:
    """List numbers by how far their means lie apart; see :func:`standardized_difference`.

    Returns
    -------
    pandas.DataFrame
        ``feature`` (the column), ``title``, ``difference``, ``low``, ``high``, ``mean_inside``,
        ``mean_outside``, ``inside``, ``outside`` (how many have a value).
    """
    found = []
    for column, values in numbers_of(dataset, without):
        first, second = (values[rows][np.isfinite(values[rows])] for rows in (inside, outside))
        if len(first) < 2 or len(second) < 2:
            continue
        difference, low, high = standardized_difference(first, second)
        if difference == low == high == 0:
            continue  # the same number everywhere
        found.append(
            (
                column.name, column.full_title, difference, low, high,
                float(first.mean()), float(second.mean()), len(first), len(second),
            )
        )  # fmt: skip
    names = ["feature", "title", "difference", "low", "high", "mean_inside", "mean_outside"]
    table = pd.DataFrame(found, columns=[*names, "inside", "outside"])
    return _by(table, table["difference"].abs())


def numbers_of(
    dataset: Dataset, without: Collection[str] = ()
) -> Iterator[tuple[Column, NDArray[np.float64]]]:
    """Give each column of numbers with its (n,) values; of a range its middle, NaN for a gap."""
    for column in dataset.columns_of(*NUMERIC, "range"):
        if column.name in without:
            continue
        cells = dataset.frame[column.name]
        if column.kind == "range":
            middles = [np.nan if pd.isna(each) else np.mean(parse_range(each)) for each in cells]
            yield column, np.array(middles, np.float64)
        else:
            yield column, cells.to_numpy(np.float64, na_value=np.nan)


def category_table(
    dataset: Dataset, inside: Rows, outside: Rows, without: Collection[str] = ()
) -> pd.DataFrame:
    """List categories by how much larger their share is inside than outside.

    Returns
    -------
    pandas.DataFrame
        ``column``, ``title``, ``category``, ``lift`` (its share of the items inside, divided by
        its share of all that are compared), ``inside`` and ``outside`` (how many items have it),
        ``share_inside`` and ``share_outside``. An item without a value is counted all the same.
    """
    sizes = len(inside), len(outside)
    tables = []
    for column, present in categories_of(dataset, without):
        counts = [
            present.iloc[rows].explode().dropna().value_counts() for rows in (inside, outside)
        ]
        table = pd.concat(counts, axis=1, keys=["inside", "outside"]).fillna(0).astype(int)
        table.insert(0, "column", column.name)
        table.insert(1, "title", column.title)
        table.insert(2, "category", table.index.astype(str))
        tables.append(table[table["inside"] > 0])
    names = ["column", "title", "category", "lift", *COUNTS]
    if not tables:
        return pd.DataFrame(columns=names)
    table = pd.concat(tables, ignore_index=True)
    table = _with_shares(table, *sizes)
    table["lift"] = table["share_inside"] * sum(sizes) / (table["inside"] + table["outside"])
    return _by(table[names], table["share_inside"] - table["share_outside"])


def categories_of(
    dataset: Dataset, without: Collection[str] = ()
) -> Iterator[tuple[Column, pd.Series]]:
    """Give each column of categories or sets with a list of those that an item has."""
    for column in dataset.columns_of("category", "set"):
        if column.name in without or len(dataset.groups_of(column.name)) > MOST_CATEGORIES:
            continue
        cells = dataset.frame[column.name].reset_index(drop=True)
        known = cells.where(cells.notna(), "").astype(str)
        if column.kind == "category":
            yield column, known.map(lambda cell: [cell.strip()] if cell.strip() else [])
        else:
            yield column, known.map(_members)


def _members(cell: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def word_table(wording: Wording, inside: Rows, outside: Rows, most: int = 200) -> pd.DataFrame:
    """List the words that more of the texts inside have, by class-based TF-IDF.

    The two classes are the texts inside and outside; a text counts once for a word. Words of one
    letter, and those that say nothing by themselves ("the"), are left out, as are pairs of words
    with one of these.

    Returns
    -------
    pandas.DataFrame
        ``word``, ``weight``, ``inside`` and ``outside`` (how many texts have it),
        ``share_inside``, ``share_outside``; at most ``most`` rows.
    """
    groups = np.full(wording.present.shape[0], -1)
    groups[outside], groups[inside] = 1, 0
    counts = wording.counts(groups, 2)
    weights = class_weights(counts)[[0]].toarray().ravel()
    first, second = counts.toarray()
    table = pd.DataFrame(
        {"word": wording.words, "weight": weights, "inside": first, "outside": second}
    )
    table = _with_shares(table, len(inside), len(outside))
    more = table["share_inside"] > table["share_outside"]
    says = says_something(wording.words[more])
    table = table[more][says]
    return _by(table, table["weight"]).head(most)


def says_something(words: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Say of (w,) words and pairs of words whether each part has a meaning by itself."""
    parts = [word.split(" ") for word in words.tolist()]
    return np.array([not any(map(is_filler, each)) for each in parts], bool)


def _with_shares(table: pd.DataFrame, n_inside: int, n_outside: int) -> pd.DataFrame:
    return table.assign(
        share_inside=table["inside"] / max(n_inside, 1),
        share_outside=table["outside"] / max(n_outside, 1),
    )


def _by(table: pd.DataFrame, order: pd.Series) -> pd.DataFrame:
    """Sort by falling values; equal ones stay in their order."""
    return table.loc[order.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)
