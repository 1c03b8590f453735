"""Seeded UMAP of 20,000 × 384, ours against umap-learn as people call it.

The target is judged warm, with numba's compiling paid by both before. Cold, each in a process of
its own, is told beside it: a ratio of our warm time to the reference's cold one means nothing.
"""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import umap
from row import Row, clustered_vectors, seconds, space_of, timed

from embedviz.projections.quality import measure_quality
from embedviz.projections.umap import UMAP

SEED = 42
OURS_COLD = """
from row import clustered_vectors, space_of, timed
def work():
    from embedviz.projections.umap import UMAP
    return UMAP()(space_of(vectors), seed=42)
vectors = clustered_vectors()
print(timed(work)[0])
"""
THEIRS_COLD = """
from row import clustered_vectors, timed
def work():
    import umap
    return umap.UMAP(random_state=42).fit_transform(vectors)
vectors = clustered_vectors()
print(timed(work)[0])
"""


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
    ours_cold, theirs_cold = cold(OURS_COLD), cold(THEIRS_COLD)
    return [
        Row(
            "seeded UMAP, 20,000 × 384, with its neighbour graph, both warm",
            seconds(ours),
            seconds(theirs),
            f"{theirs / ours:.1f} × faster",
            "at least 4 ×",
            theirs / ours >= 4,
        ),
        Row(
            "the same cold: each in a new process, with import and compiling",
            seconds(ours_cold),
            seconds(theirs_cold),
            f"{theirs_cold / ours_cold:.1f} × faster",
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


def cold(code: str) -> float:
    """Seconds that ``code`` says it took, in a new process."""
    command = [sys.executable, "-W", "ignore", "-c", code]
    told = subprocess.check_output(command, text=True, cwd=Path(__file__).parent)
    return float(told.splitlines()[-1])
