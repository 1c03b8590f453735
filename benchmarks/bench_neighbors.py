"""The 15-neighbour graph, ours against faiss and scikit-learn, and how it grows with n.

Ours and the reference take turns, so that what else the machine does meets both; each figure is
the median of its turns.
"""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray
from row import Row, clustered_vectors, seconds, space_of, timed
from sklearn.neighbors import NearestNeighbors

from embedviz.space.neighbors import NeighborGraph

K = 15
# 1,000,000 × 384 is left out: too long for a benchmark.
GROWTH = (
    (1_000, 384, 15),
    (10_000, 384, 3),
    (20_000, 384, 3),
    (100_000, 384, 1),
    (1_000_000, 3, 1),
    (1_000_000, 64, 1),
)
"""Items, dimensions, turns."""

WITHOUT_STRUCTURE = ((1_000, 384, 15), (20_000, 384, 3))
FAISS_QUESTIONS = 2_000
RECALL_SAMPLE = 200


def measure() -> list[Row]:
    vectors = clustered_vectors()
    space_of(vectors[:1_000]).neighbor_graph(K)  # loads what searches
    ours, by_faiss, graph = in_turns(vectors, 3)
    brute = NearestNeighbors(n_neighbors=K, algorithm="brute", n_jobs=-1)
    by_scikit, (_, indices) = timed(lambda: brute.fit(vectors).kneighbors())
    same = float(np.mean(graph.indices == indices))
    space = space_of(vectors)
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
        *(_growth("heaps", clustered_vectors(n, d), turns) for n, d, turns in GROWTH),
        *(_growth("noise", noise(n, d), turns) for n, d, turns in WITHOUT_STRUCTURE),
        _by_cells(clustered_vectors(100_000, 384)),
    ]


def _growth(kind: str, vectors: NDArray[np.float32], turns: int) -> Row:
    """Measure the graph as the app asks for it; faiss flat on a sample of many questions."""
    n_items, n_dimensions = vectors.shape
    ours, by_faiss, graph = in_turns(vectors, turns)
    found = "exact" if graph.is_exact else f"recall {graph.recall:.3f}"
    size = f"{n_items:,} × {n_dimensions}"
    return Row(
        f"graph as it grows, {kind}, {size}: {found} (faiss flat, from a sample)",
        seconds(ours),
        seconds(by_faiss),
        f"{ours / by_faiss:.2f} × its time",
    )


def _by_cells(vectors: NDArray[np.float32]) -> Row:
    """Measure a graph that is not exact beside faiss's inverted file as its papers set it up."""
    n_items, n_dimensions = vectors.shape
    ours, graph = timed(lambda: space_of(vectors).neighbor_graph(K))

    def inverted_file() -> NDArray[np.int64]:
        n_cells = int(4 * np.sqrt(n_items))
        index = faiss.index_factory(n_dimensions, f"IVF{n_cells},Flat")
        index.train(vectors)
        index.add(vectors)
        index.nprobe = 16
        return index.search(vectors, K + 1)[1]

    theirs, found = timed(inverted_file)
    asked = np.sort(np.random.default_rng(0).permutation(n_items)[:RECALL_SAMPLE])
    true = flat_index(vectors, vectors[asked])
    recall = np.mean([np.isin(*pair).mean() for pair in zip(true, found[asked], strict=True)])
    return Row(
        f"graph by cells, {n_items:,} × {n_dimensions}: recall {graph.recall:.3f} "
        f"(faiss IVF with 4 √n cells, 16 looked into: recall {recall:.3f})",
        seconds(ours),
        seconds(theirs),
        f"{ours / theirs:.2f} × its time",
    )


def in_turns(vectors: NDArray[np.float32], turns: int) -> tuple[float, float, NeighborGraph]:
    """Give the median seconds of our graph and of faiss flat, and the graph."""
    asked = vectors[:: max(1, len(vectors) // FAISS_QUESTIONS)]
    if turns > 1:
        asked = vectors
    times = []
    for _ in range(turns):
        space = space_of(vectors)  # knows no graph yet
        ours, graph = timed(lambda space=space: space.neighbor_graph(K))
        theirs, _ = timed(lambda: flat_index(vectors, asked))
        times.append((ours, theirs * len(vectors) / len(asked)))
    ours, theirs = np.median(times, axis=0)
    return float(ours), float(theirs), graph


def noise(n_items: int, n_dimensions: int) -> NDArray[np.float32]:
    """Make (n_items, n_dimensions) float32 without any structure."""
    return np.random.default_rng(42).normal(size=(n_items, n_dimensions)).astype(np.float32)


def flat_index(vectors: NDArray[np.float32], asked: NDArray[np.float32]) -> NDArray[np.int64]:
    index = faiss.IndexFlatL2(vectors.shape[1])
    index.add(vectors)
    return index.search(asked, K + 1)[1]
