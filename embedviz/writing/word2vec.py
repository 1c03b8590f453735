"""word2vec text: what gensim, fastText and many others read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from embedviz.projections import Projection
from embedviz.space import VectorSpace
from embedviz.writing.rows import space_of

DIGITS = "%.9g"
"""Nine significant digits tell every float32 from every other."""


def write_word2vec(what: Projection | VectorSpace, file: BinaryIO) -> None:
    """Write a line with n and d, then a line an item: its word and d numbers, parted by spaces.

    The format has no way to write a space in a word, so it becomes an underscore, as in the words
    of the published vectors (``New_York``); see :func:`words_of`.
    """
    space = space_of(what)
    n_items, n_dimensions = space.vectors.shape
    file.write(f"{n_items} {n_dimensions}\n".encode())
    file.writelines(
        f"{word} {line}\n".encode()
        for word, line in zip(words_of(space.labels), lines_of(space.vectors, " "), strict=True)
    )


def lines_of(vectors: NDArray[np.float32], delimiter: str) -> Sequence[str]:
    """Write each row's numbers, with digits enough to read the same float32 again."""
    pattern = delimiter.join([DIGITS] * vectors.shape[1])
    return [pattern % tuple(row) for row in vectors.tolist()]


def words_of(labels: Sequence[str]) -> list[str]:
    """Make a word of each label: white space becomes an underscore; alike ones get a number.

    Examples
    --------
    >>> words_of(["New York", "New_York", "Rome"])
    ['New_York', 'New_York_2', 'Rome']
    """
    plain = [re.sub(r"\s+", "_", label) or "_" for label in labels]
    taken: set[str] = set()
    words = []
    for each in plain:
        word, number = each, 1
        while word in taken:
            number += 1
            word = f"{each}_{number}"
        taken.add(word)
        words.append(word)
    return words
