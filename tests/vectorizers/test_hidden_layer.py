"""HiddenLayer: it learns what it is taught, the same each time, and says what it needs."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

from embedviz.errors import InvalidParameter, InvalidRequest
from embedviz.vectorizers.hidden_layer import HiddenLayer

DIGITS = load_digits()
IMAGES = (DIGITS.images / 16).astype(np.float32)


@pytest.fixture(scope="module")
def taught():
    """A network taught by 300 digits."""
    return HiddenLayer(epochs=15, n_components=16).fit(IMAGES[900:1200], DIGITS.target[900:1200])


@pytest.mark.slow
def test_a_linear_classifier_tells_digits_it_never_saw_by_the_hidden_layer(taught):
    hidden = taught.transform(IMAGES)
    reader = LogisticRegression(max_iter=500).fit(hidden[900:1200], DIGITS.target[900:1200])
    assert reader.score(hidden[:900], DIGITS.target[:900]) > 0.85
    assert np.abs(hidden).max() <= 1


@pytest.mark.slow
def test_the_loss_falls_far_below_guessing(taught):
    assert taught.losses_.shape == (15,)
    assert taught.losses_[0] > 1.5
    assert taught.losses_[-1] < 0.3 * np.log(10)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_network_and_leaves_other_chance_alone():
    import torch

    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    pictures = IMAGES[:40]
    one, same, other = (
        HiddenLayer(task="same", epochs=2, seed=seed).fit_transform(pictures) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one, same)
    assert not np.allclose(one, other, atol=0.01)
    assert torch.equal(torch.rand(3), expected)


@pytest.mark.slow
def test_without_labels_a_picture_is_near_itself_when_it_is_moved():
    pictures = IMAGES[:200]
    moved = np.roll(pictures, 1, axis=2)
    layer = HiddenLayer(task="same", epochs=30).fit(IMAGES[900:1500])

    def found_again(one, other):
        return (((one[:, None] - other[None]) ** 2).sum(axis=2).argmin(axis=1)
                == np.arange(len(one))).mean()  # fmt: skip

    by_pixels = found_again(moved.reshape(200, -1), pictures.reshape(200, -1))
    assert found_again(layer.transform(moved), layer.transform(pictures)) > by_pixels + 0.1


@pytest.mark.slow
def test_pictures_of_odd_sizes_have_a_hidden_layer_too():
    pictures = np.random.default_rng(0).random((6, 3, 5), dtype=np.float32)
    vectors = HiddenLayer(epochs=1, n_components=4).fit(pictures, list("aabbcc"))
    assert vectors.transform(pictures).shape == (6, 4)


@pytest.mark.parametrize("answers", [None, [1, 2], [3] * 6])
def test_classes_need_an_answer_for_each_picture_and_two_different_ones(answers):
    with pytest.raises(InvalidRequest, match="needs one for each of the 6 pictures"):
        HiddenLayer().fit(IMAGES[:6], answers)


def test_what_is_no_stack_of_pictures_is_told_so():
    with pytest.raises(InvalidRequest, match=r"got the shape \(6, 64\)"):
        HiddenLayer().fit(IMAGES[:6].reshape(6, -1), DIGITS.target[:6])


def test_a_task_that_is_not_offered_gets_those_that_are():
    with pytest.raises(InvalidParameter, match="must be 'classes' or 'same', got 'guess'"):
        HiddenLayer(task="guess").fit(IMAGES[:6], DIGITS.target[:6])


@pytest.mark.slow
def test_pictures_of_another_size_are_told_so(taught):
    with pytest.raises(InvalidRequest, match="must be 8 × 8 pixels, got 4 × 4"):
        taught.transform(IMAGES[:2, :4, :4])
