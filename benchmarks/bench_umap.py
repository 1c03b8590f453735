"""Seeded UMAP of 20,000 × 384, ours against umap-learn as people call it; both warm."""

from __future__ import annotations

import warnings

import umap
from row import Row, clustered_vectors, seconds, space_of, timed

from embedviz.projections.quality import measure_quality
from embedviz.projections.umap import UMAP

SEED = 42


def measure() -> list[Row]:
    warnings.filterwarnings("ignore", category=UserWarning)  # umap-learn: a seed means one thread
    vectors = clustered_vectors()
    umap.UMAP(random_state=SEED).fit_transform(vectors[:5_000])  # both compile what they use
    UMAP()(space_of(vectors[:5_000]), seed=SEED)
    space = space_of(vectors)
    ours, view = timed(lambda: UMAP()(space, seed=SEED))
    theirs, coordinates = timed(lambda: umap.UMAP(random_state=SEED).fit_transform(vectors))
    our_trust = view.quality.trustworthiness
    their_trust = measure_quality(space, coordinates).trustworthiness
    return [
        Row(
            "seeded UMAP, 20,000 × 384, with its neighbour graph",
            seconds(ours),
            seconds(theirs),
            f"{theirs / ours:.1f} × faster",
            "at least 4 ×",
            theirs / ours >= 4,
        ),
        Row(
            "its trustworthiness at k = 10",
            f"{our_trust:.4f}",
            f"{their_trust:.4f}",
            f"{our_trust - their_trust:+.4f}",
            "no more than 0.01 lower",
            our_trust >= their_trust - 0.01,
        ),
    ]
