"""UMAP's weights, against umap-learn's fuzzy simplicial set."""

import numpy as np
import pytest
from umap.umap_ import fuzzy_simplicial_set

from embedviz.projections.memberships import membership_strengths
from embedviz.space import VectorSpace
from embedviz.space.neighbors import with_itself


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_edges_weigh_what_umap_learn_gives_them(metric, rng):
    vectors = rng.normal(size=(400, 8))
    space = VectorSpace(vectors, [str(each) for each in range(400)], metric=metric)
    graph = space.neighbor_graph(9)
    near = with_itself(graph)
    theirs, _, _ = fuzzy_simplicial_set(
        space.points, 10, None, metric, knn_indices=near.indices, knn_dists=near.distances
    )
    ours = membership_strengths(graph)
    np.testing.assert_allclose(ours.toarray(), theirs.toarray(), atol=1e-5)


def test_items_on_the_same_spot_are_tied_fully():
    vectors = np.repeat(np.arange(6.0)[:, None], 2, axis=0)
    space = VectorSpace(vectors, [str(each) for each in range(12)])
    strengths = membership_strengths(space.neighbor_graph(3)).toarray()
    assert strengths[0, 1] == 1
    assert (strengths == strengths.T).all()
