"""Arrays that can't be written to, and are copied only where somebody else could."""

from __future__ import annotations

from mmap import mmap
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def read_only(vectors: ArrayLike) -> NDArray[np.float32]:
    """Give vectors as a float32 array in C order that nobody writes to.

    Copied, unless they lie in bytes or in a file mapped to be read.
    """
    copy = None if _is_out_of_reach(vectors) else True  # None: only where it has to be
    array = np.array(vectors, np.float32, order="C", copy=copy)
    array.setflags(write=False)
    return array


def _is_out_of_reach(vectors: ArrayLike) -> bool:
    """Say whether vectors are float32 in bytes or in a mapped file, where nobody writes to them."""
    under: Any = vectors
    while isinstance(under, np.ndarray):
        if under.flags.writeable or under.dtype.kind == "O":
            return False
        under = under.base
    return isinstance(vectors, np.ndarray) and (
        vectors.dtype == np.float32 and isinstance(under, bytes | mmap)
    )
