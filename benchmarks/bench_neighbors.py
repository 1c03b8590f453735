"""The 15-neighbour graph, ours against faiss and scikit-learn, and how it grows with n."""

from __future__ import annotations

import faiss
import numpy as np
from row import Row, clustered_vectors, seconds, space_of, timed
from sklearn.neighbors import NearestNeighbors

K = 15
# 1,000,000 × 384 is left out: too long for a benchmark.
GROWTH = ((1_000, 384), (10_000, 384), (100_000, 384), (1_000_000, 3), (1_000_000, 64))
FAISS_QUESTIONS = 5_000


def measure() -> list[Row]:
    vectors = clustered_vectors()
    for n_items in (1_000, 6_000):  # each way of searching loads what it needs
        space_of(vectors[:n_items]).neighbor_graph(K)
    space = space_of(vectors)
    ours, graph = timed(lambda: space.neighbor_graph(K))
    by_faiss, _ = timed(lambda: flat_index(vectors))
    brute = NearestNeighbors(n_neighbors=K, algorithm="brute", n_jobs=-1)
    by_scikit, (_, indices) = timed(lambda: brute.fit(vectors).kneighbors())
    same = float(np.mean(graph.indices == indices))
    query, _ = timed(lambda: [space.neighbors(str(row), k=10) for row in range(0, 20_000, 200)])
    return [
        Row(
            f"exact graph, k = {K}, 20,000 × 384 (faiss flat)",
            seconds(ours),
            seconds(by_faiss),
            f"{ours / by_faiss:.2f} × its time",
            "at most 1.2 ×, and exact",
            ours / by_faiss <= 1.2,
        ),
        Row(
            f"exact graph, k = {K}, 20,000 × 384 (scikit-learn brute)",
            seconds(ours),
            seconds(by_scikit),
            f"{by_scikit / ours:.2f} × faster",
        ),
        Row(
            "the same neighbours in the same places as scikit-learn",
            f"{same:.3%}",
            "100 %",
            "–",
            "at least 99.9 %",
            same >= 0.999,
        ),
        Row("neighbours of one item, 20,000 × 384", seconds(query / 100), "–", "–"),
        *(_growth(*size) for size in GROWTH),
    ]


def _growth(n_items: int, n_dimensions: int) -> Row:
    """Measure the graph as the app asks for it; faiss flat only on a sample of the questions."""
    vectors = clustered_vectors(n_items, n_dimensions)
    space = space_of(vectors)
    ours, graph = timed(lambda: space.neighbor_graph(K))
    asked = vectors[:: max(1, n_items // FAISS_QUESTIONS)]
    index = faiss.IndexFlatL2(n_dimensions)
    index.add(vectors)
    by_faiss = timed(lambda: index.search(asked, K + 1))[0] * n_items / len(asked)
    kind = "exact" if graph.is_exact else f"recall {graph.recall:.3f}"
    return Row(
        f"graph as it grows, {n_items:,} × {n_dimensions}: {kind} (faiss flat, from a sample)",
        seconds(ours),
        seconds(by_faiss),
        f"{ours / by_faiss:.2f} × its time",
    )


def flat_index(vectors: np.ndarray) -> np.ndarray:
    index = faiss.IndexFlatL2(vectors.shape[1])
    index.add(vectors)
    return index.search(vectors, K + 1)[1]
