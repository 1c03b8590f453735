"""HiddenLayer: it learns what it is taught, the same each time, and says what it needs."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

from embedviz.embedders.hidden_layer import HiddenLayer, hidden_layer
from embedviz.errors import InvalidParameter, InvalidRequest

DIGITS = load_digits()
IMAGES = (DIGITS.images / 16).astype(np.float32)


def learned(taught, classes, shown, *, task="classes", epochs=15, width=16, seed=42):
    return hidden_layer(taught, classes, shown, task=task, epochs=epochs, width=width, seed=seed)


@pytest.mark.slow
def test_a_linear_classifier_tells_digits_it_never_saw_by_the_hidden_layer():
    hidden = learned(IMAGES[900:1200], DIGITS.target[900:1200], IMAGES)
    reader = LogisticRegression(max_iter=500).fit(hidden[900:1200], DIGITS.target[900:1200])
    assert reader.score(hidden[:900], DIGITS.target[:900]) > 0.85
    assert np.abs(hidden).max() <= 1


@pytest.mark.slow
def test_the_loss_falls_far_below_guessing():
    from embedviz.vectorizers.convolution import trained

    images, digits = IMAGES[900:1200], DIGITS.target[900:1200].astype(np.int64)
    _, losses = trained(images, digits, "classes", width=16, epochs=15, seed=42)
    assert losses.shape == (15,)
    assert losses[0] > 1.5
    assert losses[-1] < 0.3 * np.log(10)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_network_and_leaves_other_chance_alone():
    import torch

    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    some = IMAGES[:40]
    one, same, other = (
        learned(some, None, some, task="same", epochs=2, seed=seed) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one, same)
    assert not np.allclose(one, other, atol=0.01)
    assert torch.equal(torch.rand(3), expected)


@pytest.mark.slow
def test_without_labels_a_picture_is_near_itself_when_it_is_moved():
    pictures = IMAGES[:200]
    moved = np.roll(pictures, 1, axis=2)
    both = np.concatenate([moved, pictures])
    hidden = learned(IMAGES[900:1500], None, both, task="same", epochs=30, width=32)

    def found_again(one, other):
        return (((one[:, None] - other[None]) ** 2).sum(axis=2).argmin(axis=1)
                == np.arange(len(one))).mean()  # fmt: skip

    by_pixels = found_again(moved.reshape(200, -1), pictures.reshape(200, -1))
    assert found_again(hidden[:200], hidden[200:]) > by_pixels + 0.1


@pytest.mark.slow
def test_pictures_of_odd_sizes_have_a_hidden_layer_too():
    pictures = np.random.default_rng(0).random((6, 3, 5), dtype=np.float32)
    assert learned(pictures, list("aabbcc"), pictures, epochs=1, width=4).shape == (6, 4)


@pytest.mark.parametrize("answers", [None, [1, 2], [3] * 6])
def test_classes_need_an_answer_for_each_picture_and_two_different_ones(answers):
    with pytest.raises(InvalidRequest, match="needs one for each of the 6 images"):
        learned(IMAGES[:6], answers, IMAGES)


def test_what_is_no_stack_of_pictures_is_told_so():
    with pytest.raises(InvalidRequest, match=r"got the shape \(6, 64\)"):
        learned(IMAGES[:6].reshape(6, -1), DIGITS.target[:6], IMAGES)


def test_a_task_that_is_not_offered_gets_those_that_are():
    with pytest.raises(InvalidParameter, match="must be 'classes' or 'same', got 'guess'"):
        HiddenLayer(task="guess")
