"""joined: the rows of one data set after those of another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.labels import unique_labels


def joined(first: Dataset, second: Dataset) -> Dataset:
    """Put the rows of ``second`` after those of ``first``, in the columns of ``first``.

    What the second doesn't have is a gap. A label that is there already gets a number. Images and
    ready vectors stay where both have them.

    Examples
    --------
    >>> one = Dataset("fruit", pd.DataFrame(index=range(1)), ("fig",))
    >>> joined(one, one).labels
    ('fig', 'fig (2)')
    """
    more = second.frame.reindex(columns=first.frame.columns)
    frame = pd.concat([first.frame.astype(object), more.astype(object)], ignore_index=True)
    for name in first.frame.columns:
        if pd.api.types.is_numeric_dtype(first.frame[name]):
            frame[name] = frame[name].astype(np.float64)
    return replace(
        first,
        frame=frame,
        labels=unique_labels([*first.labels, *second.labels]),
        images=_stacked(first.images, second.images),
        vectors=_stacked(first.vectors, second.vectors),
        groups=first.all_groups,
        private=first.private or second.private,
    )


def _stacked(first: np.ndarray | None, second: np.ndarray | None) -> np.ndarray | None:
    if first is None or second is None or first.shape[1:] != second.shape[1:]:
        return None
    return np.concatenate([first, second])
