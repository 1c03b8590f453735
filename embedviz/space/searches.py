"""Searches: a few candidates for the nearest of every item, and how surely they are the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from embedviz.engine.progress import report
from embedviz.space.metrics import Floats, Plain

Points = NDArray[np.float64]
Rows = NDArray[np.int64]

TREE_DIMENSIONS = 6
"""Up to here a tree answers faster than comparing all pairs (20,000 random points, 2 cores:
0.1 s against 0.5 s at d = 4, 0.7 s against 0.2 s at d = 8)."""

DIFFERENCES_AT_ONCE = 10**9
TREE_ROWS_AT_ONCE = 50_000
"""Searched without a word in between; a guess, small enough that a cancel is heard soon."""

SPARE_CANDIDATES = 2
SPARE_AMONG_TIES = 16
"""Looked at beyond the k nearest: they prove that none was missed, to rounding or to a tie. Two
are enough for nearly all items, and each is measured again; the rest is searched with more."""

CELL_ROUNDS = 5
CELL_EXAMPLES = 40
"""Of k-means, and items of a cell that it learns from: faiss asks for 39; more take longer than
the search itself."""


class Candidates(NamedTuple):
    """Candidates for the nearest of some rows.

    Attributes
    ----------
    indices : (rows, m) int64
        In no order; the item itself may be among them.
    error : float
        By how much a squared distance may have been misjudged in choosing them, where two of
        them are compared.
    """

    indices: NDArray[np.int64]
    error: float


Search = Callable[[Points, Rows, int], Candidates]
"""(n, d) points, the rows asked for, k -> candidates for the k nearest others of each."""


def searches_for(plain: Plain, n_dimensions: int) -> tuple[Search, ...]:
    """Give the searches that suit a distance, the fastest first."""
    if plain == "haversine":
        return (scikit_search(plain, "ball_tree"),)
    if n_dimensions <= TREE_DIMENSIONS:
        return tree_search(plain, SPARE_CANDIDATES), tree_search(plain, SPARE_AMONG_TIES)
    brute = scikit_search(plain, "brute")
    return (faiss_search, brute) if plain == "euclidean" else (brute,)


def tree_search(plain: Plain, spare: int) -> Search:
    """Search by SciPy's k-d tree, in float64, with so many spare candidates."""

    def search(exact: Points, rows: Rows, k: int) -> Candidates:
        from scipy.spatial import KDTree

        wanted = min(k + 1 + spare, len(exact))
        tree = KDTree(exact, compact_nodes=False, balanced_tree=False)
        power = 1 if plain == "manhattan" else 2
        # Leaf by leaf, while what is near is at hand: a million places take a third of the time.
        order = np.argsort(np.argsort(tree.indices)[rows])
        found = [
            tree.query(exact[some], wanted, p=power, workers=-1)[1]
            for some in _announced(rows[order], len(exact), TREE_ROWS_AT_ONCE)
        ]
        indices = np.empty((len(rows), wanted), np.int64)
        indices[order] = np.concatenate(found)
        return Candidates(indices, 0.0)

    return search


def scikit_search(plain: Plain, algorithm: str) -> Search:
    """Search by scikit-learn, in float64."""

    def search(exact: Points, rows: Rows, k: int) -> Candidates:
        from sklearn.neighbors import NearestNeighbors

        wanted = min(k + 1 + SPARE_AMONG_TIES, len(exact))
        # Only brute force on Euclidean distances multiplies; all others take differences.
        multiplies = plain == "euclidean" and algorithm == "brute"
        points = exact - exact.mean(axis=0) if multiplies else exact
        finder = NearestNeighbors(metric=plain, algorithm=algorithm, n_jobs=-1).fit(points)
        at_once = DIFFERENCES_AT_ONCE // points.size if algorithm == "brute" else TREE_ROWS_AT_ONCE
        found = [
            finder.kneighbors(points[some], wanted, return_distance=False)
            for some in _announced(rows, len(points), at_once)
        ]
        return Candidates(np.concatenate(found), _rounding(points) if multiplies else 0.0)

    return search


def faiss_search(exact: Points, rows: Rows, k: int) -> Candidates:
    """Search by faiss's flat index, in float32."""
    import faiss

    wanted = min(k + 1 + SPARE_CANDIDATES, len(exact))
    centred = _centred(exact)
    index = faiss.IndexFlatL2(centred.shape[1])
    index.add(centred)
    found = [
        index.search(centred[some], wanted)[1]
        for some in _announced(rows, len(exact), 4 * DIFFERENCES_AT_ONCE // centred.size)
    ]
    return Candidates(np.concatenate(found), _rounding(centred))


class Cells:
    """Items gathered in 2 √n cells by k-means, for so many that not all pairs can be compared.

    The inverted file of faiss; the same points give the same cells.

    Parameters
    ----------
    exact : (n, d) float64

    References
    ----------
    J. Sivic, A. Zisserman: Video Google, ICCV 2003, https://doi.org/10.1109/ICCV.2003.1238663.
    """

    def __init__(self, exact: Points) -> None:
        import faiss

        self.points = _centred(exact)
        n_items, n_dimensions = exact.shape
        self.n_cells = int(2 * np.sqrt(n_items))
        quantizer = faiss.IndexFlatL2(n_dimensions)
        self._index: Any = faiss.IndexIVFFlat(quantizer, n_dimensions, self.n_cells)
        self._index.cp.niter = CELL_ROUNDS
        self._index.cp.max_points_per_centroid = CELL_EXAMPLES
        self._index.cp.min_points_per_centroid = 1  # says nothing of fewer than it would like
        report(0, n_items)
        self._index.train(self.points)
        for some in _announced(np.arange(n_items), n_items, self._at_once(self.n_cells)):
            self._index.add(self.points[some])
        self._place = np.argsort(self._cell_by_cell(faiss))

    def search(self, rows: Rows, k: int, n_probes: int) -> Candidates:
        """Look for the k nearest of ``rows`` in the ``n_probes`` cells nearest to each.

        The item itself stands in the place of any that is missing; the error is not bounded.
        """
        self._index.nprobe = n_probes
        # Those of a cell one after the other, while it is at hand: that takes half the time.
        order = np.argsort(self._place[rows])
        at_once = self._at_once(self.n_cells + len(self.points) * n_probes // self.n_cells)
        found = [
            self._index.search(self.points[some], k + 1 + SPARE_CANDIDATES)[1]
            for some in _announced(rows[order], len(self.points), at_once)
        ]
        indices = np.empty((len(rows), k + 1 + SPARE_CANDIDATES), np.int64)
        indices[order] = np.concatenate(found)
        return Candidates(np.where(indices < 0, rows[:, None], indices), np.inf)

    def _cell_by_cell(self, faiss: Any) -> Rows:
        """Give all items in the order of their cells, (n,)."""
        lists = self._index.invlists
        sizes = [lists.list_size(cell) for cell in range(self.n_cells)]
        members = [
            faiss.rev_swig_ptr(lists.get_ids(cell), size) for cell, size in enumerate(sizes) if size
        ]
        return np.concatenate(members)

    def _at_once(self, compared: int) -> int:
        return DIFFERENCES_AT_ONCE // (compared * int(self.points.shape[1]))


def _centred(exact: Points) -> NDArray[np.float32]:
    """Give points around 0: what multiplies loses digits with their lengths."""
    return np.ascontiguousarray(exact - exact.mean(axis=0), dtype=np.float32)


def _announced(rows: Rows, n_items: int, at_once: int) -> Iterator[Rows]:
    """Give the rows in portions; say before each, and in the end, how far the whole graph is."""
    at_once = max(at_once, 64)
    # A second search has only what the first could not prove: by then, all is nearly done.
    is_first = len(rows) == n_items
    for start in range(0, len(rows), at_once):
        report(start if is_first else n_items, n_items)
        yield rows[start : start + at_once]
    report(n_items, n_items)


def _rounding(points: Floats) -> float:
    """Bound the error of squared distances taken as |x|² + |y|² - 2xy, of two of them compared.

    That sum loses digits when lengths are large beside distances.
    """
    longest = float(np.einsum("nd,nd->n", points, points).max())
    return 8 * longest * float(np.finfo(points.dtype).eps) * float(np.log2(points.shape[1]))
