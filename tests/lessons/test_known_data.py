import numpy as np
import pytest
from sklearn.cluster import HDBSCAN
from sklearn.metrics import adjusted_rand_score

from embedviz.lessons.known_data import BLOBS, HOURS, clusters, noise, ring
from embedviz.lessons.known_truth import (
    GAP,
    KNOWN,
    LEAST_CLUMP,
    look_at_clusters,
    look_at_noise,
    look_at_ring,
)


@pytest.mark.parametrize("name", KNOWN)
def test_data_are_the_same_each_time_and_say_what_is_true_of_themselves(name):
    known = KNOWN[name]
    items = known.make()
    again = known.make.__wrapped__()
    np.testing.assert_array_equal(items.vectors, again.vectors)
    assert len(items.labels) == len(set(items.labels)) == len(items.groups) == len(items.vectors)
    numbers = known.look(items, items.vectors[:, :2])
    assert "{" not in known.sentence.format_map(numbers)


def test_the_six_clusters_are_there_and_a_plane_holds_their_centres():
    items = clusters()
    found = HDBSCAN(min_cluster_size=15, copy=True).fit_predict(items.vectors)
    together = found >= 0
    truth = np.array(items.groups)[together]
    assert adjusted_rand_score(truth, found[together]) == pytest.approx(1)
    centres = np.stack([items.vectors[items.of(name)].mean(axis=0) for name in BLOBS])
    values = np.linalg.svd(centres - centres.mean(axis=0), compute_uv=False) ** 2
    assert values[:2].sum() > 0.99 * values.sum()
    assert len(BLOBS) == 6


def test_the_widths_told_are_those_the_clusters_were_made_with():
    items = clusters()
    told = look_at_clusters(items, items.vectors)
    made = BLOBS["wide"].deviation / BLOBS["narrow"].deviation
    assert float(told["true_width"]) == pytest.approx(made, rel=0.05)
    narrow, far, middle = (np.array(BLOBS[each].place) for each in ("narrow", "far", "middle"))
    made = np.linalg.norm(far - narrow) / np.linalg.norm(middle - narrow)
    assert float(told["true_way"]) == pytest.approx(made, rel=0.05)
    assert told["drawn_width"] == told["true_width"]


def test_the_ring_is_in_order_closed_and_without_a_gap():
    items = ring()
    angles = np.arctan2(items.vectors[:, 0], items.vectors[:, 1]) % (2 * np.pi)
    around = np.corrcoef(angles[20:-20], np.arange(len(angles))[20:-20])[0, 1]
    assert around > 0.99
    told = look_at_ring(items, items.vectors[:, :2])
    assert told["true_step"] == told["drawn_step"]
    assert told["gaps"] == "no gaps"
    assert len(set(items.groups)) == HOURS
    torn = items.vectors[:, :2] + np.where(np.arange(len(angles))[:, None] < 250, 0, 100)
    assert look_at_ring(items, torn)["gaps"] == "2 gaps"
    assert 0 < GAP < 1


def test_noise_has_no_clump_in_itself_nor_flat():
    items = noise()
    told = look_at_noise(items, items.vectors[:, :2])
    clumps = {told[each] for each in ("true_clumps", "drawn_clumps", "cloud_clumps")}
    assert clumps == {"no clumps"}
    assert float(told["nearness"]) == pytest.approx(1, abs=0.15)
    assert abs(np.corrcoef(items.vectors.T)[np.triu_indices(50, 1)]).max() < 0.2


def test_plain_clouds_have_no_clumps_of_the_size_looked_for_and_smaller_ones_have():
    clouds = [
        np.random.default_rng(seed).normal(size=(len(noise().labels), 2)) for seed in range(8)
    ]

    def with_clumps(least: int) -> float:
        found = [HDBSCAN(min_cluster_size=least, copy=True).fit_predict(each) for each in clouds]
        return np.mean([set(each) != {-1} for each in found])

    assert with_clumps(LEAST_CLUMP) < 0.2
    assert with_clumps(LEAST_CLUMP // 2) > 0.8
