import numpy as np
import pytest
from scipy.stats import rankdata
from sklearn.manifold import trustworthiness
from sklearn.neighbors import NearestNeighbors

from embedviz.lessons.known_truth import KNOWN
from embedviz.lessons.squeezing import MOST_PAIRS, pairs_of, squeeze
from embedviz.lessons.trust import SEEDS, Trust
from embedviz.projections.pca import PCA
from embedviz.projections.quality import QUALITY_K
from embedviz.projections.umap import UMAP

RIGHT = Trust().question.right


def done(**values):
    lesson = Trust(**values)
    (work,) = lesson.work()
    return lesson, work.run(*work.arguments)


@pytest.fixture(scope="module")
def by_umap():
    return done()


@pytest.fixture(scope="module")
def by_pca():
    return done(**Trust.before)


def purity(record, drawn) -> float:
    """Share of everyone's ten nearest in a picture that are of the same group."""
    groups = np.array(record["groups"])
    nearest = NearestNeighbors(n_neighbors=11).fit(drawn).kneighbors(return_distance=False)
    return float((groups[nearest] == groups[:, None]).mean())


def test_umap_keeps_who_belongs_together_and_neither_widths_nor_distances(by_umap):
    _, record = by_umap
    assert Trust().question.choices[RIGHT] == "Which points belong together"
    for drawn, looks in zip(record["drawn"], record["looks"], strict=True):
        assert purity(record, drawn) > 0.99
        assert float(looks["true_width"]) > 5
        assert float(looks["drawn_width"]) < 1
        assert float(looks["drawn_way"]) < 0.7 * float(looks["true_way"])
    assert np.ptp(record["rank_correlation"]) > 0.1
    assert max(record["rank_correlation"]) < 0.9


def test_pca_shows_the_plane_as_it_is(by_pca):
    _, record = by_pca
    assert min(record["rank_correlation"]) > 0.99
    for looks in record["looks"]:
        assert float(looks["drawn_width"]) == pytest.approx(float(looks["true_width"]), rel=0.06)
        assert float(looks["drawn_way"]) == pytest.approx(float(looks["true_way"]), rel=0.02)
    np.testing.assert_allclose(record["drawn_apart"][0], record["true_apart"], rtol=0.05, atol=0.02)


def test_trustworthiness_is_that_of_scikit_learn(by_umap):
    _, record = by_umap
    for drawn, told in zip(record["drawn"], record["trustworthiness"], strict=True):
        expected = trustworthiness(record["vectors"], drawn, n_neighbors=QUALITY_K)
        assert told == pytest.approx(expected, abs=1e-6)


def test_rank_correlation_is_the_correlation_of_ranks(by_umap):
    _, record = by_umap
    for apart, told in zip(record["drawn_apart"], record["rank_correlation"], strict=True):
        ranks = rankdata(record["true_apart"]), rankdata(apart)
        assert told == pytest.approx(np.corrcoef(ranks)[0, 1])


def test_noise_grows_clumps_with_few_neighbours():
    _, record = done(data="noise", n_neighbors=3, min_dist=0.0)
    for looks in record["looks"]:
        assert looks["true_clumps"] == "no clumps"
        assert int(looks["drawn_clumps"].split()[0]) >= 2
        assert looks["cloud_clumps"] == "no clumps"
        assert float(looks["nearness"]) < 0.3


@pytest.mark.parametrize("n_neighbors", [5, 15])
def test_the_ring_is_torn_and_trustworthiness_does_not_see_it(n_neighbors):
    _, record = done(data="ring", n_neighbors=n_neighbors)
    assert all(looks["gaps"] != "no gaps" for looks in record["looks"])
    assert min(record["trustworthiness"]) > 0.98


def test_words_lose_neighbours_and_distances():
    lesson, record = done(data="words", color="quality")
    assert record["vectors"].shape[1] == 384
    assert 0.3 < min(record["overlap"]) <= max(record["overlap"]) < 0.9
    assert max(record["rank_correlation"]) < 0.9
    picture, chart = lesson.show(record).exhibits
    assert picture.color == "quality"
    assert picture.view.space.metric == "cosine"
    assert len(chart.draw(theme="dark").data[1].x) <= MOST_PAIRS


def test_what_is_said_is_of_the_chosen_seed(by_umap):
    _, record = by_umap
    for number, seed in enumerate(SEEDS):
        shown = Trust(seed=seed).show(record)
        view = shown.exhibits[0].view
        np.testing.assert_array_equal(view.coordinates, record["drawn"][number])
        assert f"{view.quality.mean_overlap:.0%}".replace("%", " %") in shown.said
        assert f"{view.quality.trustworthiness:.2f}" in shown.said
        told = view.space.dataset.frame["trust"]
        np.testing.assert_allclose(told, view.quality.trustworthiness_of, atol=1e-6)


def test_facts_are_what_is_true_of_the_clusters(by_pca):
    _, record = by_pca
    facts = Trust().facts()
    assert (facts["n_items"], facts["n_dimensions"]) == record["vectors"].shape
    assert facts["n_groups"] == len(set(record["groups"]))
    assert facts["k"] == QUALITY_K
    assert facts["true_width"] == record["looks"][0]["true_width"]


def test_pairs_are_of_groups_or_of_items_where_there_are_none():
    assert len(pairs_of(KNOWN["clusters"].make())) == 6 * 5 / 2
    assert len(pairs_of(KNOWN["noise"].make())) == MOST_PAIRS
    assert (np.diff(pairs_of(KNOWN["noise"].make())) > 0).all()


def test_a_record_of_the_same_request_is_the_same():
    once, again = (squeeze("ring", UMAP(n_neighbors=5), (7,)) for _ in range(2))
    np.testing.assert_array_equal(once["drawn"], again["drawn"])
    assert squeeze("ring", PCA(), (7,))["drawn"].shape == (1, 500, 2)
