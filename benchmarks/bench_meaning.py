"""What a distance means, how far vectors may be cut, why two texts are near: each while one waits.

On 20,000 vectors of 384 dimensions whose neighbour graph is there, and on two sentences with a
model that is loaded. The references do the same work at the same time on the same machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from row import Row, clustered_vectors, seconds
from row import timed as timed_once

import embedviz as ev
from embedviz.models import bundled_folder
from embedviz.space import VectorSpace
from embedviz.space.cutting import Cutter
from embedviz.space.intrinsic import dimensions_in_use
from embedviz.space.nearness import MOST_PAIRS, how_near, random_pairs
from embedviz.space.precisions import PRECISIONS

K, ASKED, DIMENSIONS, LONGEST = 10, 1_000, 256, 0.3
TEXTS = ("The cat sat on the mat.", "A kitten was lying on the rug.")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Do ``work`` three times; give the least of the seconds, for what runs beside only adds."""
    runs = [timed_once(work) for _ in range(3)]
    return min(run[0] for run in runs), runs[0][1]


def measure() -> list[Row]:
    vectors = clustered_vectors()
    space = VectorSpace(vectors, list(map(str, range(len(vectors)))), metric="cosine")
    space.neighbor_graph(15)
    return [_percentile(space), *_cuts(space), _in_use(space), _tokens()]


def _percentile(space: VectorSpace) -> Row:
    ours, _ = timed(
        lambda: (
            random_pairs(space.points, space.measure),
            how_near(space, 0.3),
        )  # a space keeps them
    )
    random = np.random.default_rng(0)
    first, second = random.integers(0, len(space), (2, MOST_PAIRS))

    def reference() -> NDArray[np.float64]:
        from sklearn.metrics.pairwise import paired_cosine_distances

        return np.sort(paired_cosine_distances(space.vectors[first], space.vectors[second]))

    return _row(f"percentile of a distance, {MOST_PAIRS:,} pairs", ours, "scikit-learn", reference)


def _cuts(space: VectorSpace) -> list[Row]:
    cutter = Cutter(space, K, n_asked=ASKED)
    cutter.cut(8, "int8")  # imports, and draws those who ask
    found, _ = timed(lambda: Cutter(space, K)._turned)  # noqa: SLF001
    cutter.cut(8, way="pca")  # finds the directions
    turned, _ = timed(lambda: cutter.cut(DIMENSIONS, way="pca"))
    rows = [
        _row(
            f"cut to {DIMENSIONS} of 384 dimensions, {PRECISIONS[name].title}; {ASKED:,} ask",
            timed(lambda name=name: cutter.cut(DIMENSIONS, name))[0],
            "sentence-transformers",
            lambda name=name: _search(space.vectors[:, :DIMENSIONS], name),
        )
        for name in PRECISIONS
        if name != "float16"
    ]
    rows.append(
        _row(
            "the same by PCA, 32 bits", turned, "sentence-transformers",
            lambda: _search(space.vectors[:, :DIMENSIONS], "float32"),
        )
    )  # fmt: skip
    name = "PCA's directions, once for all steps"
    rows.append(_row(name, found, "scikit-learn", lambda: _pca(space.vectors), 2 * LONGEST))
    return rows


def _search(vectors: NDArray[np.float32], precision: str) -> object:
    """Do what sentence-transformers offers for the same: codes, then the nearest among them."""
    from sentence_transformers.util import semantic_search
    from sentence_transformers.util.quantization import quantize_embeddings, semantic_search_faiss

    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    if precision in ("float32", "int8"):
        codes = quantize_embeddings(units, precision).astype(np.float32)
        return semantic_search(codes[:ASKED], codes, top_k=K + 1)
    bits = quantize_embeddings(units, "ubinary")
    asking = units[:ASKED] if precision == "rescored" else bits[:ASKED]
    return semantic_search_faiss(
        asking, bits, corpus_precision="ubinary", top_k=K + 1, rescore=precision == "rescored",
        rescore_multiplier=4,
    )  # fmt: skip


def _pca(vectors: NDArray[np.float32]) -> object:
    from sklearn.decomposition import PCA

    return PCA(DIMENSIONS, svd_solver="covariance_eigh").fit_transform(vectors)


def _in_use(space: VectorSpace) -> Row:
    ours, _ = timed(lambda: dimensions_in_use(space))

    def reference() -> object:
        from sklearn.decomposition import PCA

        return PCA(svd_solver="covariance_eigh").fit(space.vectors).explained_variance_

    return _row("dimensions in use", ours, "scikit-learn's PCA alone", reference)


def _tokens() -> Row:
    from sentence_transformers import SentenceTransformer

    network = SentenceTransformer(str(bundled_folder()), device="cpu")
    network.encode(list(TEXTS))
    ev.explain_similarity(*TEXTS, precision="float32")
    ours, _ = timed(lambda: ev.explain_similarity(*TEXTS, precision="float32").pairs)

    def reference() -> object:
        h, g = network.encode(list(TEXTS), output_value="token_embeddings")
        return h @ g.T

    return _row("token pairs of two sentences", ours, "sentence-transformers", reference)


def _row(
    name: str, ours: float, whose: str, reference: Callable[[], Any], longest: float = LONGEST
) -> Row:
    reference()  # once before, for what it imports
    theirs, _ = timed(reference)
    return Row(
        name, seconds(ours), f"{seconds(theirs)} ({whose})", f"{ours / theirs:.2f} ×",
        f"under {seconds(longest)}", ours < longest,
    )  # fmt: skip
