"""Arrays that can't be written to, and are copied only where somebody else could."""

from __future__ import annotations

from mmap import mmap
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def read_only(vectors: ArrayLike) -> NDArray[np.float32]:
    """Give vectors as a float32 array in C order that nobody writes to.

    Copied, unless they are float32 and lie in bytes or in a file mapped to be read.
    """
    under: Any = vectors
    while isinstance(under, np.ndarray) and not under.flags.writeable and under.dtype.kind != "O":
        under = under.base
    fits = getattr(vectors, "dtype", None) == np.float32 and isinstance(under, bytes | mmap)
    copy = None if fits else True  # None: only where it has to be
    array = np.array(vectors, np.float32, order="C", copy=copy)
    array.setflags(write=False)
    return array
