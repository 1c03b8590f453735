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
    TRAININGS,
    WIDTH,
    compare,
    learned_from,
    pixels_with_all_labels,
    shown,
    train,
    vectors_of,
)
from embedviz.lessons.pictures import FEW, Pictures, mean_and_sd

DIGITS = load_digits()
PIXELS = (DIGITS.data / 16).astype(np.float32)
SEEDS = 2


@pytest.fixture(scope="module")
def records():
    """What the chapter's works give for each training, on two seeds of the ten."""
    return {name: (train(name, 42), compare(name, SEEDS)) for name in ("ten", "five")}


@pytest.mark.parametrize("name", TRAININGS)
def test_no_picture_that_is_shown_was_learned_from(name):
    seen, kept = learned_from(TRAININGS[name]), shown(TRAININGS[name])
    assert not {*seen.labels} & {*kept.labels}
    assert {*seen.frame["digit"]} == {*TRAININGS[name].taught}
    assert {*kept.frame["digit"]} == {*TRAININGS[name].asked}


def test_the_network_of_five_digits_is_asked_about_none_of_them():
    assert not {*TRAININGS["five"].taught} & {*TRAININGS["five"].asked}


def test_pca_learns_from_the_pictures_the_network_learns_from():
    expected = PCA(WIDTH).fit(PIXELS[899:]).transform(PIXELS[:899])
    vectors = vectors_of("pca", "ten", np.empty(0)).vectors
    np.testing.assert_allclose(np.abs(vectors), np.abs(expected), atol=1e-3)


def test_pixels_with_all_labels_are_scikit_learns_1_nn():
    reader = KNeighborsClassifier(1).fit(PIXELS[899:], DIGITS.target[899:])
    assert pixels_with_all_labels() == reader.score(PIXELS[:899], DIGITS.target[:899])


@pytest.mark.slow
def test_what_is_learned_beats_pixels_and_pca_at_five_labels(records):
    of_few = records["ten"][1]["accuracy"][:, COUNTS.index(FEW)]
    pixels, pca, hidden = of_few.mean(axis=1)
    assert hidden > max(pixels, pca) + 0.04
    assert "better than pixels" in Pictures(learned="ten").show(*records["ten"]).said


@pytest.mark.slow
def test_what_is_learned_of_other_digits_does_not_and_the_question_knows_it(records):
    of_few = records["five"][1]["accuracy"][:, COUNTS.index(FEW)]
    assert of_few[2].mean() < of_few[:2].mean(axis=1).min() - 0.1
    lesson = Pictures()
    assert "worse than pixels" in lesson.show(*records["five"]).said
    assert lesson.question.choices[lesson.question.right].startswith("No")


@pytest.mark.slow
def test_where_every_neighbour_has_a_label_pixels_are_hard_to_beat(records):
    pixels, _, hidden = records["ten"][1]["alike"]
    assert pixels > 0.97
    assert abs(hidden - pixels) < 0.02


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_is_of_the_chosen_vectors_and_the_table_of_the_chosen_labels(records, kind):
    picture, chart, table = (
        Pictures(learned="ten", vectors=kind, labelled=20).show(*records["ten"]).exhibits
    )
    assert len(picture.view.space) == len(shown(TRAININGS["ten"]).labels)
    assert picture.view.space.n_dimensions == (64 if kind == "pixels" else WIDTH)
    accuracy = records["ten"][1]["accuracy"]
    assert table.frame["20 labelled"].tolist() == [mean_and_sd(each[-1]) for each in accuracy]
    for curve, each in zip(chart.draw("light").data, accuracy, strict=True):
        np.testing.assert_allclose(curve.y, each.mean(axis=1))


@pytest.mark.slow
def test_the_same_seed_gives_the_same_accuracy(records):
    again = compare("five", 1)
    np.testing.assert_allclose(
        again["accuracy"][:, :, 0], records["five"][1]["accuracy"][:, :, 0], atol=0.01
    )
