"""Precisions: vectors kept in fewer bits, and what a search among those finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.threads import one_openmp_thread
from embedviz.space.metrics import Floats

Asked = NDArray[np.int64]
STEPS = 255
"""Between the smallest and the largest number of a dimension, for 8 bits."""

RESCORED = 4
"""So many times k are found by bits and ordered anew, as sentence-transformers does."""


@dataclass(frozen=True)
class Precision:
    """One way to keep numbers.

    Attributes
    ----------
    name, title : str
        The name in code, and what a visitor reads.
    bits : int
        For each number.
    search : callable
        (n, d) float32 vectors, the (m,) rows that ask, k -> (m, k) nearest others of each, in
        the order in which they are found.
    """

    name: str
    title: str
    bits: int
    search: Callable[[NDArray[np.float32], Asked, int], NDArray[np.int64]]

    def bytes_for(self, n_dimensions: int, n_items: int = 1) -> int:
        """Count the bytes of so many vectors; bits fill whole bytes."""
        return n_items * -(-n_dimensions * self.bits // 8)


def in_8_bits(vectors: Floats) -> NDArray[np.int8]:
    """Give each number as one of 256 steps from the smallest to the largest of its dimension.

    (n, d) to (n, d) int8, equal to ``quantize_embeddings(vectors, "int8")`` of
    sentence-transformers.
    """
    low, step = _steps(vectors)
    codes = np.clip(np.floor((vectors - low) / step), 0, STEPS)
    return np.asarray(codes - 128, dtype=np.int8)


def in_1_bit(vectors: Floats) -> NDArray[np.uint8]:
    """Give the sign of each number, eight in a byte: (n, d) to (n, ⌈d / 8⌉) uint8.

    Equal to ``quantize_embeddings(vectors, "ubinary")`` of sentence-transformers.
    """
    return np.packbits(vectors > 0, axis=-1)


def _steps(vectors: Floats) -> tuple[Floats, Floats]:
    low = vectors.min(axis=0)
    step = (vectors.max(axis=0) - low) / STEPS
    return low, np.where(step == 0, 1, step).astype(vectors.dtype)


def _float32(vectors: NDArray[np.float32], asked: Asked, k: int) -> NDArray[np.int64]:
    return _without_itself(_by_distance(vectors, vectors[asked], k + 1), asked)


def _float16(vectors: NDArray[np.float32], asked: Asked, k: int) -> NDArray[np.int64]:
    largest = np.finfo(np.float16).max
    kept = np.clip(vectors, -largest, largest).astype(np.float16)
    return _float32(kept.astype(np.float32), asked, k)


def _int8(vectors: NDArray[np.float32], asked: Asked, k: int) -> NDArray[np.int64]:
    """Compare what the codes stand for: the middle of each step."""
    low, step = _steps(vectors)
    meant = (in_8_bits(vectors).astype(np.float32) + np.float32(128.5)) * step + low
    return _float32(np.asarray(meant, np.float32), asked, k)


def _bits(vectors: NDArray[np.float32], asked: Asked, k: int) -> NDArray[np.int64]:
    bits = in_1_bit(vectors)
    return _without_itself(_by_bits(bits, bits[asked], k + 1), asked)


def _bits_rescored(vectors: NDArray[np.float32], asked: Asked, k: int) -> NDArray[np.int64]:
    """Find by bits, then order by the product of the asker's numbers with the found ones' bits."""
    bits = in_1_bit(vectors)
    many = min(RESCORED * k, len(vectors) - 1)
    found = _without_itself(_by_bits(bits, bits[asked], many + 1), asked)
    signs = np.unpackbits(bits[found], axis=-1, count=vectors.shape[1]).astype(np.float32)
    scores = np.einsum("md,mkd->mk", vectors[asked], signs)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(found, order, axis=1)


def _by_distance(vectors: NDArray[np.float32], asking: NDArray[np.float32], k: int) -> Asked:
    import faiss

    middle = vectors.mean(axis=0)  # what multiplies loses digits with the lengths
    index = faiss.IndexFlatL2(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors - middle))
    with one_openmp_thread():
        return np.asarray(index.search(np.ascontiguousarray(asking - middle), k)[1])


def _by_bits(bits: NDArray[np.uint8], asking: NDArray[np.uint8], k: int) -> Asked:
    import faiss

    index = faiss.IndexBinaryFlat(8 * bits.shape[1])
    index.add(np.ascontiguousarray(bits))
    with one_openmp_thread():
        return np.asarray(index.search(np.ascontiguousarray(asking), k)[1])


def _without_itself(found: NDArray[np.int64], asked: Asked) -> NDArray[np.int64]:
    """Leave the asker out of (m, k + 1) found; where it isn't among them, the last one."""
    itself = found == asked[:, None]
    itself[~itself.any(axis=1), -1] = True
    return np.asarray(found[~itself].reshape(len(found), -1))


PRECISIONS: dict[str, Precision] = {
    each.name: each
    for each in (
        Precision("float32", "32 bits", 32, _float32),
        Precision("float16", "16 bits", 16, _float16),
        Precision("int8", "8 bits", 8, _int8),
        Precision("binary", "1 bit", 1, _bits),
        Precision("rescored", "1 bit, rescored", 1, _bits_rescored),
    )
}
