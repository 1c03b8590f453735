"""The chapter on pictures: what is held out is held out, and what it claims is so."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier

from embedviz.lessons.few_labels import (
    COUNTS,
    KINDS,
    SEEDS,
    TRAININGS,
    WIDTH,
    compare,
    compared,
    learned_from,
    pixels_with_all_labels,
    shown,
    train,
    vectors_of,
)
from embedviz.lessons.pictures import FEW, Pictures, mean_and_sd
from embedviz.space.classification import like_with_like

DIGITS = load_digits()
PIXELS = (DIGITS.data / 16).astype(np.float32)


@pytest.fixture(scope="module")
def trained():
    """What the chapter's work gives for two of the trainings."""
    return {name: train(name, 42) for name in ("all", "low")}


def few(name):
    """Give the accuracies of pixels, PCA and the hidden layer with five labels: (10, 3)."""
    return compared(name)["accuracy"][:, :, COUNTS.index(FEW)]


@pytest.mark.parametrize("name", TRAININGS)
def test_no_picture_that_is_shown_was_learned_from(name):
    seen, kept = learned_from(TRAININGS[name]), shown(TRAININGS[name])
    assert not {*seen.labels} & {*kept.labels}
    assert {*seen.frame["digit"]} == {*TRAININGS[name].taught}
    assert {*kept.frame["digit"]} == {*TRAININGS[name].asked}


def test_the_network_of_five_digits_is_asked_about_none_of_them():
    assert not {*TRAININGS["low"].taught} & {*TRAININGS["low"].asked}


def test_pca_learns_from_the_pictures_the_network_learns_from():
    expected = PCA(WIDTH).fit(PIXELS[899:]).transform(PIXELS[:899])
    vectors = vectors_of("pca", "all", np.empty(0)).vectors
    np.testing.assert_allclose(np.abs(vectors), np.abs(expected), atol=1e-3)


def test_pixels_with_all_labels_are_scikit_learns_1_nn():
    reader = KNeighborsClassifier(1).fit(PIXELS[899:], DIGITS.target[899:])
    assert pixels_with_all_labels() == reader.score(PIXELS[:899], DIGITS.target[:899])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["all", "low"])
def test_what_was_computed_beforehand_is_computed_again(name):
    accuracy, alike = compare(name, 1)
    kept = compared(name)
    np.testing.assert_allclose(kept["accuracy"][1, :2], accuracy[:2], atol=0.005)
    np.testing.assert_allclose(kept["alike"][1, :2], alike[:2], atol=0.005)
    # A network's last digits depend on the processor, and grow with each step.
    np.testing.assert_allclose(kept["accuracy"][1, 2], accuracy[2], atol=0.05)
    np.testing.assert_allclose(kept["alike"][1, 2], alike[2], atol=0.03)


@pytest.mark.parametrize("name", TRAININGS)
def test_ten_seeds_were_computed_beforehand(name):
    assert compared(name)["accuracy"].shape == (SEEDS, len(KINDS), len(COUNTS))
    assert compared(name)["alike"].shape == (SEEDS, len(KINDS))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["all", "same"])
def test_what_is_learned_beats_pixels_and_pca_at_five_labels(name, trained):
    pixels, pca, hidden = few(name).T
    assert (hidden > pixels).all()
    assert (hidden > pca).all()
    assert "better than pixels" in Pictures(learned=name).show(trained["all"]).said


@pytest.mark.slow
def test_what_is_learned_of_other_digits_does_not_and_the_question_knows_it(trained):
    pixels, pca, hidden = few("low").T
    assert (hidden < np.minimum(pixels, pca)).all()
    lesson = Pictures()
    assert "worse than pixels" in lesson.show(trained["low"]).said
    assert lesson.question.choices[lesson.question.right].startswith("No")


def test_the_fewer_labels_the_more_is_won():
    won = compared("all")["accuracy"].mean(axis=0)
    gap = won[2] - won[0]
    assert (np.diff(gap) < 0).all()


def test_where_every_neighbour_has_a_label_pixels_are_hard_to_beat():
    pixels, _, hidden = compared("all")["alike"].mean(axis=0)
    assert pixels > 0.97
    assert abs(hidden - pixels) < 0.02


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_is_of_the_chosen_vectors_and_the_table_of_the_chosen_labels(trained, kind):
    lesson = Pictures(learned="all", vectors=kind, labelled=20)
    picture, chart, table = lesson.show(trained["all"]).exhibits
    assert len(picture.view.space) == len(shown(TRAININGS["all"]).labels)
    assert picture.view.space.n_dimensions == (64 if kind == "pixels" else WIDTH)
    accuracy = compared("all")["accuracy"]
    assert table.frame["20 labelled"].tolist() == [
        mean_and_sd(each) for each in accuracy[:, :, -1].T
    ]
    for row, curve in enumerate(chart.draw(theme="light").data):
        np.testing.assert_allclose(curve.y, accuracy[:, row].mean(axis=0))
        np.testing.assert_allclose(curve.error_y.array, accuracy[:, row].std(axis=0, ddof=1))


@pytest.mark.slow
def test_the_network_that_is_drawn_keeps_like_with_like(trained):
    space = vectors_of("hidden", "all", trained["all"]["vectors"])
    assert like_with_like(space, space.dataset.frame["digit"].to_numpy(str)) > 0.95
