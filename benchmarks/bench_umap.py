"""Seeded UMAP of 20,000 × 384 against umap-learn as people call it; how UMAP and t-SNE grow."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path
from statistics import median

import umap
from row import Row, clustered_vectors, seconds, space_of, timed, word_vectors

from embedviz.projections.projection import Method
from embedviz.projections.quality import measure_quality
from embedviz.projections.tsne import TSNE
from embedviz.projections.umap import UMAP

SEED = 42
# 1,000,000 items are left out: too long for a benchmark.
GROWTH = (
    (UMAP(), 1_000),
    (UMAP(), 10_000),
    (UMAP(), 100_000),
    (TSNE(), 1_000),
    (TSNE(), 5_000),
    (TSNE(), 20_000),
)
DATA = {"words": word_vectors, "8 made-up heaps": clustered_vectors}

# What a script takes: importing and compiling are part of it, loading the data is not.
COLD = """
from row import clustered_vectors, space_of, timed, word_vectors
vectors = {vectors}()
def ours():
    from embedviz.projections.umap import UMAP
    UMAP()(space_of(vectors), seed=42)
def theirs():
    import umap
    umap.UMAP(random_state=42).fit_transform(vectors)
print(timed({whose})[0])
"""


def measure() -> list[Row]:
    warnings.filterwarnings("ignore", category=UserWarning)  # umap-learn: a seed means one thread
    colds = {name: _colds(name) for name in DATA}  # before threads of this process stand beside
    heaps = clustered_vectors(5_000)
    umap.UMAP(random_state=SEED).fit_transform(heaps)  # both compile what they use
    UMAP()(space_of(heaps), seed=SEED)
    rows = [row for name in DATA for row in _rows(name, *colds[name])]
    return [*rows, *(_growth(*each) for each in GROWTH)]


def _growth(method: Method, n_items: int) -> Row:
    space = space_of(clustered_vectors(n_items, 64))
    graph, _ = timed(lambda: space.neighbor_graph(91))
    drawn, _ = timed(lambda: method(space, seed=SEED))
    name = f"{method.title} as it grows, {n_items:,} × 64, beside its neighbour graph"
    return Row(name, seconds(drawn), seconds(graph), "–")


def _colds(name: str) -> tuple[float, float]:
    """Seconds in a new process, by turns, medians of three: ours, theirs."""
    taken = [[_cold(DATA[name].__name__, whose) for whose in ("ours", "theirs")] for _ in range(3)]
    ours, theirs = map(median, zip(*taken, strict=True))
    return ours, theirs


def _rows(name: str, ours_cold: float, theirs_cold: float) -> list[Row]:
    vectors = DATA[name]()
    space = space_of(vectors)
    ours, view = timed(lambda: UMAP()(space, seed=SEED))
    theirs, coordinates = timed(lambda: umap.UMAP(random_state=SEED).fit_transform(vectors))
    our_trust = view.quality.trustworthiness
    their_trust = measure_quality(space, coordinates).trustworthiness
    return [
        Row(
            f"seeded UMAP, 20,000 × 384 ({name}), as a script calls it: new process, with import, "
            "compiling and neighbour graph",
            seconds(ours_cold),
            seconds(theirs_cold),
            f"{theirs_cold / ours_cold:.1f} × faster",
            "at least 5 ×",
            theirs_cold / ours_cold >= 5,
        ),
        Row(
            f"the same ({name}), both warm",
            seconds(ours),
            seconds(theirs),
            f"{theirs / ours:.1f} × faster",
        ),
        Row(
            f"its trustworthiness at k = 10 ({name})",
            f"{our_trust:.4f}",
            f"{their_trust:.4f}",
            f"{our_trust - their_trust:+.4f}",
            "no more than 0.01 lower",
            our_trust >= their_trust - 0.01,
        ),
    ]


def _cold(vectors: str, whose: str) -> float:
    """Seconds that it says it took, in a new process."""
    code = COLD.format(vectors=vectors, whose=whose)
    command = [sys.executable, "-W", "ignore", "-c", code]
    told = subprocess.check_output(command, text=True, cwd=Path(__file__).parent)
    return float(told.splitlines()[-1])
