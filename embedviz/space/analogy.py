"""Analogies: b - a + c, and the item that lies nearest to where that leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from embedviz.space.metrics import Floats, unit_length

Rows = Sequence[int]


def cosines_added(vectors: Floats, positive: Rows, negative: Rows) -> NDArray[np.float32]:
    """Score every item by 3CosAdd: the cosine with the sum of the question's unit vectors.

    Parameters
    ----------
    vectors : (n, d) float
    positive, negative : sequences of int
        Rows added and rows taken away.

    Returns
    -------
    (n,) float32
        Between -1 and 1; the question's own rows are scored like any other.

    References
    ----------
    T. Mikolov, W. Yih, G. Zweig: Linguistic Regularities in Continuous Space Word
    Representations, NAACL 2013. https://aclanthology.org/N13-1090
    """
    units = unit_length(vectors)
    target = units[list(positive)].sum(axis=0) - units[list(negative)].sum(axis=0)
    return np.asarray(units @ unit_length(target), dtype=np.float32)


def cosines_multiplied(vectors: Floats, positive: Rows, negative: Rows) -> NDArray[np.float32]:
    """Score every item by 3CosMul: cosines moved to [0, 1], multiplied and divided.

    A millionth is added below the fraction, as its authors and gensim do. Parameters as those of
    :func:`cosines_added`; the (n,) float32 are 0 or more.

    References
    ----------
    O. Levy, Y. Goldberg: Linguistic Regularities in Sparse and Explicit Word Representations,
    CoNLL 2014. https://aclanthology.org/W14-1618
    """
    units = unit_length(vectors)

    def product(rows: Rows) -> NDArray[np.floating]:
        return np.asarray(((1 + units[list(rows)] @ units.T) / 2).prod(axis=0))

    return np.asarray(product(positive) / (product(negative) + 1e-6), dtype=np.float32)


SCORES: dict[str, Callable[[Floats, Rows, Rows], NDArray[np.float32]]] = {
    "3cosadd": cosines_added,
    "3cosmul": cosines_multiplied,
}
PARALLELOGRAM = "parallelogram"
"""Name of the third method: the item nearest to b - a + c by the space's own metric."""

ANALOGY_METHODS: dict[str, tuple[str, str]] = {
    "3cosadd": ("3CosAdd", "the item with the largest cosine to the sum (Mikolov 2013)"),
    "3cosmul": (
        "3CosMul",
        "multiplies and divides cosines, so that no single word decides (Levy and Goldberg 2014)",
    ),
    PARALLELOGRAM: ("Parallelogram", "the item nearest to the target by the chosen distance"),
}
"""What a visitor reads: a method's title and what it does."""
